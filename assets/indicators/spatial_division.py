"""The spatial division of labour: professional services against manufacturing, by value added and by workers.

Whether the gap between the capital and the rest has a break is `spatial_division_break.py`.
"""

from __future__ import annotations

import pandas as pd

from assets.indicators.manufacturing import SERIES, held_by_others
from assets.io.asset import asset
from assets.panel.region_sums import named, region_sums
from expectations.contracts.spatial_division import SPATIAL_DIVISION

YEARLY = ["unit_id", "reference_date"]
COUNTS = ["all", "professional", "manufacturing"]


@asset(contract=SPATIAL_DIVISION)
def spatial_division(
    sido_value_added: pd.DataFrame, sido_workers: pd.DataFrame, region_member: pd.DataFrame, reference_region: pd.DataFrame
) -> pd.DataFrame:
    """Ratios and persons. One row per region of sido level and above, and year."""
    accounts = sido_value_added.assign(role=sido_value_added["activity"].astype(str).str.split("_").str[0])
    added = by_region(accounts, "value_added", region_member)
    added["missing_units"] -= held_by_others(added, region_member)
    own = sido_value_added.groupby(YEARLY)["own_borders"].all().reset_index().rename(columns={"unit_id": "region_id"})
    added = added.merge(own.assign(level="sido"), on=SERIES, how="left")
    workers = by_region(
        sido_workers.assign(role=sido_workers["section"].map({"M": "professional", "C": "manufacturing"})),
        "workers",
        region_member,
    )
    table = added.merge(workers, on=SERIES, how="outer", suffixes=("", "_workers"))
    answer = table.assign(
        division=table["professional_share"] - table["manufacturing_share"],
        functional_specialisation=table["specialisation"],
        professional_workers=table["professional_workers"],
        manufacturing_workers=table["manufacturing_workers"],
        workers_division=table["professional_share_workers"] - table["manufacturing_share_workers"],
        workers_specialisation=table["specialisation_workers"],
        missing_units=table["missing_units"].fillna(table["missing_units_workers"]),
    )
    return named(answer, reference_region)


def by_region(table: pd.DataFrame, value: str, region_member: pd.DataFrame) -> pd.DataFrame:
    """Sums, shares and `specialisation` by region of every level from figures by `unit_id`, `reference_date` and `role`.

    `specialisation` is the ratio of professional to manufacturing over that of the nation, minus 1; empty where there is
    no manufacturing.
    """
    parts = {name: table[value].where(table["role"] == name, 0) if name != "all" else table[value] for name in COUNTS}
    sums = table[YEARLY].assign(**parts).groupby(YEARLY)[COUNTS].sum().reset_index()
    regions = region_sums(sums, region_member, counts=COUNTS, member_level="sido")
    numbers = regions[COUNTS].astype("float64")
    ratio = numbers["professional"] / numbers["manufacturing"].where(numbers["manufacturing"] > 0)
    nation = ratio[regions["level"] == "nation"].set_axis(regions.loc[regions["level"] == "nation", "reference_date"])
    return regions.assign(
        professional_share=numbers["professional"] / numbers["all"],
        manufacturing_share=numbers["manufacturing"] / numbers["all"],
        specialisation=ratio / regions["reference_date"].map(nation).astype("float64") - 1,
    )
