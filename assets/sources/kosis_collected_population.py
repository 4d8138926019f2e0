"""KOSIS registered population of one month as a third party keyed it: a JSON document, code -> name, men and women by age.

No layout of the publisher's: the bands are named once at the head, and every region has two lists in their order.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pandas as pd

from assets.lake.asset import source
from assets.reading.json_file import read_json
from assets.reading.source_file import SourceFile
from assets.reading.tabular import counts
from assets.reading.values import plain_code
from domain.ages import AGE_NAMES, OLDEST, STEP
from domain.days import month_end
from expectations.contracts.raw_population import KOSIS_COLLECTED_POPULATION

BANDS = [*(f"{age}-{age + STEP - 1}" for age in range(0, OLDEST, STEP)), f"{OLDEST}+"]
SEXES = {"m": "male", "f": "female"}
FIELDS = ("name", "total", *SEXES)


@source(contract=KOSIS_COLLECTED_POPULATION)
def kosis_collected_population(file: SourceFile) -> pd.DataFrame:
    """Registered persons at the month's end. One row per region and sex, the total of both among them."""
    document = read_json(file)
    if not isinstance(document, dict) or any(not isinstance(document.get(part), dict) for part in ("meta", "regions")):
        raise file.error("a document without meta and regions", "meta with date and bands, and regions by code")
    date = _month_end(file, document["meta"].get("date"))
    if document["meta"].get("bands") != BANDS:
        raise file.error(f"bands {str(document['meta'].get('bands'))[:60]}", "five-year groups from 0-4 to 100+")
    rows = [
        row for number, (code, unit) in enumerate(document["regions"].items(), start=1) for row in _rows(file, code, unit, number)
    ]
    if not rows:
        raise file.error("no regions", "a region per code")
    columns = ["region_code", "region_name", "sex", "population", *AGE_NAMES, "source_row"]
    return pd.DataFrame(rows, columns=columns).assign(
        reference_date=date, population_concept="registration", open_age=OLDEST, source_file=file.name
    )


def _month_end(file: SourceFile, text: object) -> dt.date:
    match = re.fullmatch(r"((?:19|20)[0-9]{2})-([0-9]{2})", str(text))
    if match is None or not 1 <= int(match[2]) <= 12:
        raise file.error(f"date {text!r} in meta", "a month, 2025-12")
    year, month = int(match[1]), int(match[2])
    return month_end(year, month)


def _rows(file: SourceFile, code: str, unit: Any, row: int) -> list[tuple[Any, ...]]:
    code = plain_code(code)
    if not re.fullmatch(r"[0-9]{2}|[0-9]{5}|[0-9]{10}", code):
        raise file.error(f"code {code!r}", "2, 5 or 10 digits", row)
    if not isinstance(unit, dict) or (missing := [name for name in FIELDS if name not in unit]):
        raise file.error(f"no {', '.join(missing) if isinstance(unit, dict) else 'fields'} of {code}", ", ".join(FIELDS), row)
    ages: dict[str, list[int | None]] = {}
    for key, sex in SEXES.items():
        if not isinstance(unit[key], list) or len(unit[key]) != len(BANDS):
            raise file.error(f"{key} of {code} without {len(BANDS)} figures", "a figure for each band", row, "Is it cut off?")
        ages[sex], _ = counts(file, unit[key], [row] * len(BANDS))
    (total,), _ = counts(file, [unit["total"]], [row])
    ages["total"] = [(m or 0) + (f or 0) for m, f in zip(ages["male"], ages["female"], strict=True)]
    name = " ".join(str(unit["name"]).split())
    return [
        (code, name, sex, total if sex == "total" else sum(n or 0 for n in ages[sex]), *ages[sex], row)
        for sex in ("total", "male", "female")
    ]
