"""The KOSIS spreadsheet DT_1B040A3: registered population by sido and sex, two header rows, years merged."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from assets.io.asset import source
from assets.io.source_file import SourceFile
from assets.io.tabular import NOT_EXISTING, counts, read_sheet
from expectations.contracts.kosis_sido_population import KOSIS_SIDO_POPULATION

HEADER_ROWS = 2
ITEMS = {"총인구수 (명)": "total", "남자인구수 (명)": "male", "여자인구수 (명)": "female"}


@source(contract=KOSIS_SIDO_POPULATION)
def kosis_sido_population(file: SourceFile) -> pd.DataFrame:
    """Registered population (persons) at year's end. One row per sido or nation, year and sex."""
    sheet = read_sheet(file)
    if len(sheet) < HEADER_ROWS + 1:
        raise file.error(f"{len(sheet)} rows", "two header rows and a row per sido")
    years, items, *body = sheet
    columns = _columns(file, years, items)
    rows = [row for row in body if row[0] not in (None, "")]
    if not rows:
        raise file.error("no rows", "a row per sido")
    numbered = range(1, len(rows) + 1)
    names = [str(row[0]).replace("\u3000", "").strip() for row in rows]
    parts = []
    for index, (year, sex) in columns.items():
        numbers, statuses = counts(file, [row[index] for row in rows], numbered, absent=(NOT_EXISTING,))
        parts.append(
            pd.DataFrame(
                {
                    "region_name": names,
                    "reference_date": dt.date(year, 12, 31),
                    "sex": sex,
                    "population": pd.array(numbers, dtype="Int64"),
                    "status": statuses,
                    "source_row": numbered,
                }
            )
        )
    return pd.concat(parts, ignore_index=True).assign(source_file=file.name)


def _columns(file: SourceFile, years: list[Any], items: list[Any]) -> dict[int, tuple[int, str]]:
    """Column index -> (year, sex); a merged year cell holds for the columns to its right."""
    columns: dict[int, tuple[int, str]] = {}
    year = 0
    for index, (top, item) in enumerate(zip(years, items, strict=True)):
        if index == 0:
            continue
        if top not in (None, ""):
            if not str(top).strip().isdigit():
                raise file.error(f"header {top!r}", "a year")
            year = int(str(top))
        if item not in ITEMS:
            raise file.error(f"header {item!r}", f"one of {', '.join(ITEMS)}")
        columns[index] = (year, ITEMS[str(item)])
    return columns
