"""The ministry's resident statistics by age (연령별 인구현황) in the forms its page offers: CSV or workbook, yearly or monthly.

A unit a row, period x sex x age group in the columns; all registered persons (계) or residents (거주자). Every row is kept as
printed: cities beside their gu, branch offices, old and new codes of a renamed sido. What each is, `assets/panel/` tells.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pandas as pd

from assets.lake.asset import source
from assets.reading.cells import numbers, region_codes, require_columns, require_form
from assets.reading.source_file import SourceFile
from assets.reading.tabular import read_csv, read_sheet
from domain.ages import AGE_NAMES, AGES, OLDEST, STEP
from domain.days import month_end
from expectations.contracts.raw_population import MOIS_POPULATION

LABEL, CODE, NAME = "행정구역", "행정기관코드", "행정기관"
WORKBOOK = (".xlsx", ".xlsm", ".xls")
# Header of a column, its parts joined with `_`: `2024년12월_남_거주자_20~24세`, in workbooks `2020년_남_남 인구수`.
HEADER = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})년(?: ?(?P<month>[0-9]{1,2})월)?_"
    r"(?:(?P<sex>계|남|여)_)?(?:(?P<kind>거주자|거주불명자|재외국민)_)?(?P<band>.+)"
)
BAND = re.compile(r"(?P<from>[0-9]{1,3})(?:세|(?:~(?P<to>[0-9]{1,3})세)|세 ?이상)")
SEXES = {None: "total", "계": "total", "남": "male", "여": "female"}
CONCEPTS = {None: "registration", "거주자": "registration_residents"}
TOTALS = ("총인구수", "남인구수", "여인구수")
SUM_OF_GROUPS = "연령구간인구수"
ALL_AGES = "Choose all ages (0 to 100 and over) by five years (5세) or single years (1세)."


@dataclass(frozen=True)
class Header:
    """What a column holds: `age` is the youngest of its group, None for a total; `width` 1 or 5 years, 0 for the open end."""

    date: dt.date
    sex: str
    concept: str
    item: str
    age: int | None = None
    width: int = 0


@source(contract=MOIS_POPULATION)
def mois_population(file: SourceFile) -> pd.DataFrame:
    """Persons by five-year age at the end of years or months. One row per printed unit, date, concept and sex."""
    wide, units = _workbook(file) if file.path.suffix.lower() in WORKBOOK else _csv(file)
    columns = [name for name in wide.columns if name != "source_row"]
    found = [read_header(file, column) for column in columns]
    counts = _counts(file, wide[columns], wide["source_row"])
    groups: dict[tuple[dt.date, str, str], list[int]] = defaultdict(list)
    for place, header in enumerate(found):
        groups[header.date, header.concept, header.sex].append(place)
    parts = [
        _people(file, {n: counts[n] for n in places}, [found[n] for n in places], wide["source_row"]).assign(
            reference_date=date, population_concept=concept, sex=sex, **units
        )
        for (date, concept, sex), places in groups.items()
    ]
    return pd.concat(parts, ignore_index=True).assign(source_file=file.name)


def read_header(file: SourceFile, column: str) -> Header:
    """Period, sex, concept and age group of a column. SourceError for anything else, with what to choose on the page."""
    match = HEADER.fullmatch(column)
    if match is None:
        raise file.error(f"column {column!r}", "a period, 계 or 거주자, and an age group: 2024년12월_계_20~24세")
    if match["kind"] not in CONCEPTS:
        raise file.error(
            f"column {column!r}", "all registered persons (전체) or residents (거주자)", remedy="Choose one of them."
        )
    year, month = int(match["year"]), int(match["month"] or 12)
    if not 1 <= month <= 12:
        raise file.error(f"column {column!r}", "a month from 1 to 12")
    date = month_end(year, month)
    sex, concept = SEXES[match["sex"]], CONCEPTS[match["kind"]]
    band = match["band"].replace(" ", "")
    if band in (*TOTALS, SUM_OF_GROUPS):
        return Header(date, sex, concept, SUM_OF_GROUPS if band == SUM_OF_GROUPS else TOTALS[0])
    ages = BAND.fullmatch(match["band"])
    if ages is None:
        raise file.error(f"age group {match['band']!r}", "0~4세 … 100세 이상")
    first = int(ages["from"])
    last = int(ages["to"]) if ages["to"] else first
    open_end = "이상" in band
    if not open_end and (last - first + 1 not in (1, STEP) or (last > first and first % STEP)):
        raise file.error(f"age group {match['band']!r}", "groups of five years or single years", remedy=ALL_AGES)
    return Header(date, sex, concept, "age", first, 0 if open_end else last - first + 1)


def _counts(file: SourceFile, cells: pd.DataFrame, rows: pd.Series) -> list[pd.Series]:
    """Every column as whole numbers, read row by row so that the first bad cell named is the first in the file."""
    flat = pd.Series(cells.to_numpy().ravel())
    whole = numbers(file, flat, np.repeat(rows.to_numpy(), cells.shape[1]), absent=("",), minimum=0, whole=True)
    block = whole.to_numpy(dtype="float64", na_value=np.nan).reshape(cells.shape)
    return [pd.Series(column, dtype="Float64").astype("Int64") for column in block.T]


def _people(file: SourceFile, counts: dict[int, pd.Series], headers: list[Header], rows: pd.Series) -> pd.DataFrame:
    """`population` and `age_0` … of one date, concept and sex; `counts` are the columns of `headers`, in their order."""
    known = list(zip(headers, counts.values(), strict=True))
    totals = [count for header, count in known if header.item == TOTALS[0]]
    if len(totals) != 1:
        raise file.error(f"{len(totals)} columns of {headers[0].date}, {headers[0].sex}, with a total", "총인구수 once")
    ages = [(header.age, header.width, count) for header, count in known if header.age is not None]
    _require_all_ages(file, headers[0], [(age, width) for age, width, _ in ages])
    table = {"population": totals[0]}
    for age, name in zip(AGES, AGE_NAMES, strict=True):
        members = [count for first, _, count in ages if first // STEP * STEP == age]
        table[name] = sum(members[1:], members[0])
    return pd.DataFrame(table).assign(open_age=OLDEST, source_row=rows)


def _require_all_ages(file: SourceFile, header: Header, groups: list[tuple[int, int]]) -> None:
    """SourceError unless the groups cover every age once, the open end being 100 and over."""
    covered = np.zeros(OLDEST + 1, dtype="int64")
    for age, width in groups:
        covered[age : age + width if width else age + 1] += 1
    open_ends = [age for age, width in groups if width == 0]
    if open_ends == [OLDEST] and (covered == 1).all():
        return
    twice, absent = np.flatnonzero(covered > 1), np.flatnonzero(covered == 0)
    if len(twice):
        found = f"age {int(twice[0])} in two columns"
    elif len(absent):
        found = f"no column of age {int(absent[0])}"
    else:
        found = f"{', '.join(map(str, open_ends)) or 'no age'} and over as the open end"
    raise file.error(f"{found} on {header.date}, {header.sex}", f"every age once, {OLDEST} and over at the end", remedy=ALL_AGES)


def _csv(file: SourceFile) -> tuple[pd.DataFrame, dict[str, list[str]]]:
    """The columns of figures and the units of a CSV: one column of names with codes in brackets."""
    wide = read_csv(file)
    if CODE in wide.columns:
        require_columns(file, wide, (CODE, NAME))
        return wide.drop(columns=[CODE, NAME]), _units(file, wide[CODE], wide[NAME], wide["source_row"])
    if LABEL not in wide.columns:
        raise file.error(f"first column {wide.columns[0]!r}", LABEL)
    form = r"\s*(?P<name>.+?)\s*\((?P<code>[0-9]{10})\)\s*"
    label = require_form(file, wide[LABEL], wide["source_row"], form, "a name and a 10-digit code in brackets")
    return wide.drop(columns=LABEL), _units(file, label["code"], label["name"], wide["source_row"])


def _workbook(file: SourceFile) -> tuple[pd.DataFrame, dict[str, list[str]]]:
    """The same of a workbook: notes, then three header rows (period, sex, group), the upper ones merged over their columns."""
    sheet = read_sheet(file, None)
    start = next((number for number, row in enumerate(sheet) if str(row[0]).strip() == CODE), None)
    if start is None or start < 2:
        raise file.error("no header row with 행정기관코드", "the ministry's workbook, two header rows above it")
    names = [str(cell).strip() for cell in sheet[start]]
    upper = [_filled(sheet[start - 2]), _filled(sheet[start - 1])]
    if names[:2] != [CODE, NAME]:
        raise file.error(f"first columns {', '.join(names[:2])}", f"{CODE}, {NAME}")
    headers = ["_".join(parts) for parts in zip(*upper, names, strict=True)][2:]
    if repeated := [name for number, name in enumerate(headers) if name in headers[:number]]:
        raise file.error(f"column {repeated[0]!r} twice", "each column once")
    body = [row for row in sheet[start + 1 :] if any(cell != "" for cell in row)]
    if not body:
        raise file.error("no rows", "a row per unit", remedy="Download it again.")
    text = [[str(cell).strip() for cell in row] for row in body]
    table = pd.DataFrame(text, columns=[CODE, NAME, *headers], dtype="object").assign(source_row=range(1, len(body) + 1))
    return table.drop(columns=[CODE, NAME]), _units(file, table[CODE], table[NAME], table["source_row"])


def _filled(row: list[object]) -> list[str]:
    """A merged header cell holds for the columns to its right."""
    filled, last = [], ""
    for cell in row:
        last = str(cell).strip() or last
        filled.append(last)
    return filled


def _units(file: SourceFile, codes: pd.Series, names: pd.Series, rows: pd.Series) -> dict[str, list[str]]:
    codes = region_codes(file, codes, rows, (10,), "a 10-digit code")
    names = names.str.split().str.join(" ")
    again = codes.duplicated() & ~names.str.endswith("출장소")  # printed twice by the publisher himself; they have nobody
    if again.any():
        place = int(again.to_numpy().argmax())
        raise file.error(f"{names.iloc[place]} {codes.iloc[place]} again", "each unit once", int(rows.iloc[place]))
    return {"region_code": list(codes), "region_name": list(names)}
