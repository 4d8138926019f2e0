"""The region history with the unit sets and megaregions that follow from it."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import reference
from assets.reference.facts import fact_file, read_facts
from expectations.contracts.region import REGION


@reference(contract=REGION, facts=(fact_file("region"), fact_file("megaregion_membership")))
def region() -> pd.DataFrame:
    """Eras of sido and sigungu since 1995, with unit sets. One row per era."""
    return with_unit_sets(read_facts("region"), read_facts("megaregion_membership"))


def with_unit_sets(eras: pd.DataFrame, membership: pd.DataFrame) -> pd.DataFrame:
    """Add `in_finest`, `in_kosis`, `in_keis`, `in_local_government` and the 5+3 `megaregion`."""
    levels = dict(zip(eras["unit_id"], eras["level"], strict=True))
    sigungu = eras["level"] == "sigungu"
    has_gu = _has_children(eras)
    kosis = sigungu & (eras["parent_unit_id"].map(levels) == "sido")
    keis = kosis & (eras["kind"] != "special_self_governing_city")
    return eras.assign(
        megaregion=_megaregion(eras, membership),
        in_finest=sigungu & ~has_gu,
        in_kosis=kosis,
        in_keis=keis,
        in_local_government=keis & (eras["kind"] != "administrative_si"),
    )


def _has_children(eras: pd.DataFrame) -> pd.Series:
    """True where a gu of the unit lives on the era's first day (an era ends when the set of gu changes)."""
    pairs = eras.merge(eras, left_on="unit_id", right_on="parent_unit_id", suffixes=("", "_child"))
    begins = pairs["valid_from_child"] <= pairs["valid_from"]
    lasts = pairs["valid_to_child"].isna() | (pairs["valid_to_child"] > pairs["valid_from"])
    gu = pairs["level_child"] == "sigungu"
    return eras["region_id"].isin(set(pairs.loc[begins & lasts & gu, "region_id"]))


def _megaregion(eras: pd.DataFrame, membership: pd.DataFrame) -> pd.Series:
    five = membership[membership["scheme"] == "five_plus_three"]
    pairs = eras[["region_id", "sido_unit_id", "valid_from"]].merge(five, on="sido_unit_id", suffixes=("", "_group"))
    inside = (pairs["valid_from_group"] <= pairs["valid_from"]) & (
        pairs["valid_to"].isna() | (pairs["valid_to"] > pairs["valid_from"])
    )
    return eras["region_id"].map(pairs[inside].set_index("region_id")["group_id"])
