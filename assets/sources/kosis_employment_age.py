"""The KOSIS download of employed persons and employment rate by sigungu and age, a half-year a column.

An `RSE` row, where there is one, marks the row above it.
"""

from __future__ import annotations

import pandas as pd

from assets.io.asset import source
from assets.io.cells import numbers, refuse_repeats, require_form, statuses
from assets.io.source_file import SourceFile
from assets.io.tabular import NOT_EXISTING, SUPPRESSED
from assets.io.unfold import HALF, parse_periods, unfold_csv
from assets.sources.employment_survey import EMPLOYED, RSE, error_marks, name_numbers
from expectations.contracts.kosis_employment_age import KOSIS_EMPLOYMENT_AGE

KEYS = {"행정구역별": "region_name", "연령별": "age_group", "항목": "item", "단위": "unit"}
RATE = "고용률 (%)"
AGE = r"계|(?P<from>\d+)(?: - (?P<to>\d+)세|세이상)"
YOUNGEST = "15"
UNIT = ["region_name", "name_number", "age_group", "year", "half"]


@source(contract=KOSIS_EMPLOYMENT_AGE)
def kosis_employment_age(file: SourceFile) -> pd.DataFrame:
    """Employed (thousand persons) and employment rate (percent). One row per printed unit, age group and half-year."""
    long = unfold_csv(file, tuple(KEYS)).rename(columns=KEYS)
    known = r"취업자 [(]천명[)]|고용률 [(]%[)]|RSE"
    require_form(file, long["item"], long["source_row"], known, f"{EMPLOYED}, {RATE} or {RSE}")
    ages = require_form(file, long["age_group"], long["source_row"], AGE, "an age group, 15 - 29세")
    long = long.assign(age_from=ages["from"].fillna(YOUNGEST).astype("int64"), age_to=ages["to"].astype("Int64"))
    long = parse_periods(file, long.assign(name_number=name_numbers(long), marks=_marked_item(file, long)), HALF)
    refuse_repeats(file, long, [*UNIT, "item", "marks"])
    employed = _item(file, long, EMPLOYED, "employed")
    rate = _item(file, long, RATE, "employment_rate", maximum=100)
    _require_both(file, employed, rate)
    rate = rate.drop(columns=["source_row", "age_from", "age_to"])
    return employed.merge(rate, on=UNIT, validate="one_to_one").assign(source_file=file.name)


def _marked_item(file: SourceFile, long: pd.DataFrame) -> pd.Series:
    """For the cells of an RSE row the item that it marks, else empty; SourceError for one below no row of its unit and age."""
    rows = long.drop_duplicates("source_row").sort_values("source_row").set_index("source_row")
    above = rows.shift()
    follows = (above["region_name"] == rows["region_name"]) & (above["age_group"] == rows["age_group"]) & (above["item"] != RSE)
    lost = rows.index[(rows["item"] == RSE) & ~follows]
    if len(lost):
        raise file.error("an RSE row", "one below the figures that it marks", int(lost[0]))
    return long["source_row"].map(above["item"].where(rows["item"] == RSE, ""))


def _require_both(file: SourceFile, employed: pd.DataFrame, rate: pd.DataFrame) -> None:
    """SourceError with row for a unit and age that has only one of both items."""
    for item, has, lacks in ((RATE, employed, rate), (EMPLOYED, rate, employed)):
        joined = has.merge(lacks[UNIT], on=UNIT, how="left", indicator=True)
        alone = joined[joined["_merge"] == "left_only"]
        if len(alone):
            row = alone.iloc[0]
            raise file.error(f"no {item} of {row['region_name']} {row['age_group']}", "both items", int(row["source_row"]))


def _item(file: SourceFile, long: pd.DataFrame, item: str, name: str, maximum: float | None = None) -> pd.DataFrame:
    """`name`, `name_status`, `name_rse` and the row of one printed item by unit, age and half-year."""
    cells, marks = long[long["item"] == item], long[long["marks"] == item]
    absent = ("", NOT_EXISTING, SUPPRESSED)
    value = numbers(file, cells["cell"], cells["source_row"], absent=absent, minimum=0, maximum=maximum)
    table = cells[[*UNIT, "age_from", "age_to", "source_row"]].assign(**{name: value, f"{name}_status": statuses(cells["cell"])})
    printed = marks[UNIT].assign(**{f"{name}_rse": error_marks(file, marks["cell"], marks["source_row"])})
    return table.merge(printed, on=UNIT, how="left", validate="one_to_one")
