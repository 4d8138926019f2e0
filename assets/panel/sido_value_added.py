"""Value added of sido by activity and year, from the regional accounts, on the reference geography.

Figures are never shared out to a sido that was divided off later: manufacturing does not live where people live.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from assets.io.asset import asset
from assets.panel.on_reference import on_reference
from expectations.contracts.sido_value_added import ACTIVITIES, SIDO_VALUE_ADDED
from expectations.history import alive, day_of

# The file prints the sido of one day in all years; which they were part of before their first year in it.
PART_OF_BEFORE = {
    "gwangju": ("jeonnam", 1987),
    "daejeon": ("chungnam", 1989),
    "ulsan": ("gyeongnam", 1998),
    "sejong": ("chungnam", 2013),
}


@asset(contract=SIDO_VALUE_ADDED)
def sido_value_added(kosis_grdp: pd.DataFrame, region: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Million KRW at current prices. One row per sido, year and activity that has a figure."""
    printed = kosis_grdp[(kosis_grdp["item"] == "명목") & kosis_grdp["value"].notna()]
    sido = region[region["level"] == "sido"]
    day = day_of(sido, "name_ko", printed["region_name"])
    unit = alive(sido, day).set_index("name_ko")["unit_id"]
    table = pd.DataFrame(
        {
            "unit_id": printed["region_name"].map(unit),
            "activity": printed["activity_name"].map(ACTIVITIES),
            "year": printed["year"],
            "value_added": printed["value"],
            "names_of": day.date(),
        }
    ).dropna()
    converted = on_reference(
        table, crosswalk, track="sido", day="names_of", by=["year", "activity"], counts=["value_added"], absent="zero"
    )
    converted["reference_date"] = [dt.date(int(year), 12, 31) for year in converted["year"]]
    return converted.assign(own_borders=own_borders(converted["unit_id"], converted["year"]))


def own_borders(units: pd.Series, years: pd.Series) -> pd.Series:
    """False where a figure holds a sido that the file prints apart only later."""
    first = pd.Series({holder: 0 for holder, _ in PART_OF_BEFORE.values()})
    for holder, year in PART_OF_BEFORE.values():
        first[holder] = max(first[holder], year)
    return years >= units.map(first).fillna(0)


def not_yet_apart(year: int) -> set[str]:
    """Sido whose figures of `year` stand within those of another."""
    return {unit for unit, (_, first) in PART_OF_BEFORE.items() if year < first}
