"""KOSIS OpenAPI answers of table DT_1B04005N: registered population by sigungu, sex and 5-year age.

Ages are read from the label. The publisher's code of ages 0-4 is 5 and that of all ages 0, while copies are about whose code
is the youngest age; either is accepted, a file that contradicts itself is not.
"""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

from assets.lake.asset import source
from assets.reading.cells import region_codes, require_form
from assets.reading.json_file import read_kosis_json
from assets.reading.source_file import SourceFile
from assets.reading.tabular import counts
from domain.days import month_end
from expectations.contracts.raw_population import KOSIS_POPULATION

TABLE_ID = "DT_1B04005N"
ITEMS = {"T2": ("total", "총인구수"), "T3": ("male", "남자인구수"), "T4": ("female", "여자인구수")}
ALL_AGES = ("계", "전체", "합계")
AGE = r"(?:계|전체|합계|(?P<from>[0-9]{1,3})(?: ?[-~] ?(?P<to>[0-9]{1,3}) ?세?| ?세? ?이상| ?\+) ?(?:세 ?이상|세)?)"
FIELDS = ("C1", "C1_NM", "C2", "C2_NM", "ITM_ID", "PRD_DE", "DT")
YEARLY, MONTHLY = ("Y", "A"), ("M",)
PERSONS = "명"


@source(contract=KOSIS_POPULATION)
def kosis_population(file: SourceFile) -> pd.DataFrame:
    """Registered population (persons) at the end of years or months. One row per printed unit, sex, age group and date."""
    records = read_kosis_json(file, TABLE_ID)
    _require_fields(file, records)
    rows = records["source_row"]
    if "UNIT_NM" in records:
        require_form(file, records["UNIT_NM"].fillna(PERSONS), rows, PERSONS, f"figures in {PERSONS}, persons")
    sexes = _sexes(file, records)
    ages = _ages(file, records)
    numbers, _ = counts(file, records["DT"], rows)
    table = pd.DataFrame(
        {
            "region_code": region_codes(file, records["C1"], rows, (2, 5, 10), "a MOIS code of 2, 5 or 10 digits in C1"),
            "region_name": records["C1_NM"],
            "vintage": file.vintage,
            "reference_date": _dates(file, records),
            "sex": sexes,
            "age_band": records["C2_NM"],
            **ages,
            "population": pd.array(numbers, dtype="Int64"),
            "source_file": file.name,
            "source_row": rows,
        }
    )
    _refuse_repeats(file, table)
    return table


def _require_fields(file: SourceFile, records: pd.DataFrame) -> None:
    missing = [c for c in FIELDS if c not in records.columns]
    if missing:
        raise file.error(f"no field {', '.join(missing)}", f"the fields of {TABLE_ID}", remedy="Ask for it with all of them.")
    for column in FIELDS:
        empty = records.index[records[column].isna() | (records[column] == "")]
        if len(empty):
            raise file.error(f"no {column}", f"the fields of {TABLE_ID}", int(empty[0]) + 1)


def _sexes(file: SourceFile, records: pd.DataFrame) -> pd.Series:
    """`total`, `male` or `female` by the item's code, held against its label."""
    known = ", ".join(f"{code} {label}" for code, (_, label) in ITEMS.items())
    labels = records["ITM_NM"] if "ITM_NM" in records else pd.Series([None] * len(records), dtype="object")
    for row, code, label in zip(records["source_row"], records["ITM_ID"], labels, strict=True):
        named = None if pd.isna(label) else str(label).replace(" ", "").partition("(")[0]
        if code not in ITEMS or named not in (None, "", ITEMS[code][1]):
            raise file.error(f"ITM_ID {code!r}{f' called {label}' if named else ''}", f"one of {known}", row)
    return records["ITM_ID"].map({code: sex for code, (sex, _) in ITEMS.items()})


def _ages(file: SourceFile, records: pd.DataFrame) -> dict[str, pd.Series]:
    """`age_from` and `age_to` of each record's label, its code held against it."""
    expected = "a label of five years of age, 20 - 24세, 100세 이상, or 계"
    label = require_form(file, records["C2_NM"], records["source_row"], AGE, expected).astype("Int64")
    first, last = label["from"], label["to"]
    wide = first.notna() & last.notna() & ((last - first != 4) | (first % 5 != 0))
    if wide.fillna(value=False).any():
        place = int(wide.fillna(value=False).to_numpy(dtype=bool).argmax())
        raise file.error(repr(records["C2_NM"].iloc[place]), expected, place + 1, "Ask for groups of five years (5세별).")
    _hold_codes(file, records, first)
    return {"age_from": first, "age_to": last}


def _hold_codes(file: SourceFile, records: pd.DataFrame, first: pd.Series) -> None:
    """SourceError for the first record whose code says another age than its label, by the habit that most of the file follows.

    The publisher counts groups from 5 (ages 0-4), with 0 for all ages; copies have the youngest age itself.
    """
    code = pd.to_numeric(records["C2"], errors="coerce")
    group = first.notna()
    age = first.astype("float64")
    publisher, copy = code.where(group, 0) == (age + 5).where(group, 0), code.where(group, 0) == age.where(group, 0)
    habit, shift = (publisher, 5) if publisher[group].sum() >= copy[group].sum() else (copy, 0)
    wrong = ~(habit & (group | (code == 0)))
    if wrong.any():
        place = int(wrong.to_numpy(dtype=bool).argmax())
        told = records["C2_NM"].iloc[place]
        should = str(int(age.iloc[place]) + shift) if group.iloc[place] else "0"
        raise file.error(
            f"C2 {records['C2'].iloc[place]!r} labelled {told!r}", f"code {should} for that label, as in the rest of the file",
            place + 1, "Code and label say different ages; ask KOSIS again.",
        )  # fmt: skip


def _dates(file: SourceFile, records: pd.DataFrame) -> list[dt.date]:
    """The last day of the year or month that PRD_DE names; PRD_SE, where it is given, must agree."""
    kinds = list(records["PRD_SE"].fillna("").astype(str)) if "PRD_SE" in records else [""] * len(records)
    known: dict[tuple[str, str], dt.date] = {}
    for row, kind, period in zip(records["source_row"], kinds, records["PRD_DE"], strict=True):
        if (kind, period) not in known:
            known[kind, period] = _last_day(file, kind, period, row)
    return [known[kind, period] for kind, period in zip(kinds, records["PRD_DE"], strict=True)]


def _last_day(file: SourceFile, kind: str, period: str, row: int) -> dt.date:
    yearly, monthly = (bool(re.fullmatch(f"[0-9]{{{len(form)}}}", period)) for form in ("2024", "202412"))
    if kind:
        yearly, monthly = yearly and kind in YEARLY, monthly and kind in MONTHLY
    year, month = (int(period[:4]), int(period[4:6] or 12)) if yearly or monthly else (0, 0)
    if not (yearly or monthly) or not 1990 <= year <= 2100 or not 1 <= month <= 12:
        said = f" (PRD_SE {kind})" if kind else ""
        raise file.error(f"PRD_DE {period!r}{said}", "a year, 2024 (PRD_SE Y), or a month, 202412 (PRD_SE M)", row)
    return month_end(year, month)


def _refuse_repeats(file: SourceFile, table: pd.DataFrame) -> None:
    repeated = table[table.duplicated(["region_code", "reference_date", "sex", "age_from"])]
    if len(repeated):
        row = repeated.iloc[0]
        age = "all ages" if pd.isna(row["age_from"]) else row["age_band"]
        raise file.error(
            f"{row['region_code']} {row['sex']} {age} again", "each unit, sex and age once", int(row["source_row"]),
            "An answer in several pages is several files, none repeating another.",
        )  # fmt: skip
