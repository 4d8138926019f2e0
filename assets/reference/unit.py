"""The units of the region history, one row each: the table that unit identifiers everywhere refer to.

Eras, codes and unit sets are in `region.py`. Places of units are known for those of one day.
"""

from __future__ import annotations

import pandas as pd

from assets.io.asset import reference
from assets.reference.facts import fact_file, read_facts
from expectations.contracts.unit import UNIT
from expectations.history import alive

# The day of the codes in sigungu_facts.csv.
FACTS_DAY = pd.Timestamp("2024-02-01")


@reference(contract=UNIT, facts=(fact_file("region"), fact_file("sigungu_facts")))
def unit() -> pd.DataFrame:
    """Sido and sigungu since 1995 under their last name, with their places. One row per unit."""
    eras = read_facts("region")
    return units_of(eras).merge(places_of(eras, read_facts("sigungu_facts")), on="unit_id", how="left")


def units_of(eras: pd.DataFrame) -> pd.DataFrame:
    """The last era of each unit with the unit's own first and last day; ISO dates as text, one row per unit."""
    by_unit = eras.sort_values("valid_from").groupby("unit_id", sort=True)
    last = by_unit.tail(1).sort_values("unit_id").set_index("unit_id")
    return last.assign(
        lived_from=by_unit["valid_from"].first(),
        lived_to=last["valid_to"],
        eras=by_unit.size(),
    ).reset_index()


def places_of(eras: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Where people of the units of the facts' day live, degrees, and how much ground they have, km2; one row per unit."""
    living = alive(eras[eras["level"] == "sigungu"], FACTS_DAY)
    table = living[["unit_id", "mois_code"]].merge(facts, on="mois_code")
    return table.rename(columns={"area_km2": "seat_area_km2"})[["unit_id", "seat_lon", "seat_lat", "seat_area_km2"]]
