"""Figures of any day brought to the reference geography; every panel table comes through here.

Weights are core.crosswalk, arithmetic is `assets/geography/convert.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from assets.geography.convert import convert_counts
from expectations.errors import ContractError


def on_reference(
    table: pd.DataFrame, crosswalk: pd.DataFrame, *, track: str, day: str, by: Sequence[str], counts: Sequence[str]
) -> pd.DataFrame:
    """Extensive columns `counts` on the reference units, summed over what merged, shared out over what was divided.

    `table` has `unit_id`, the column `day` whose date says which units these are, the columns `by` that are
    kept apart, and `counts`. Returns `unit_id, *by, *counts, interpolated`. Whole numbers stay whole and
    their sum is unchanged. Raises ContractError for a unit that did not live on its day.
    """
    ways = crosswalk[crosswalk["track"] == track]
    keyed = table.assign(unit_id=_eras(table, ways, day))
    walk = ways.rename(columns={"region_id": "source"})[["source", "to_unit_id", "weight", "exact"]]
    return convert_counts(keyed, walk.rename(columns={"source": "from_unit_id"}), by=by, counts=counts)


def sources_of_targets(crosswalk: pd.DataFrame, *, track: str, day: pd.Timestamp) -> pd.DataFrame:
    """Which units of `day` make up each reference unit: `to_unit_id, from_unit_id, from_name_ko, exact`."""
    ways = crosswalk[crosswalk["track"] == track]
    begins, ends = pd.to_datetime(ways["valid_from"]), pd.to_datetime(ways["valid_to"])
    living = ways[(begins <= day) & (ends.isna() | (ends > day))]
    return living[["to_unit_id", "from_unit_id", "from_name_ko", "exact"]]


def _eras(table: pd.DataFrame, ways: pd.DataFrame, day: str) -> pd.Series:
    """`region_id` of each row's unit on its day."""
    eras = ways[["from_unit_id", "region_id", "valid_from", "valid_to"]].drop_duplicates("region_id")
    pairs = table[["unit_id", day]].drop_duplicates()
    found = pairs.merge(eras, left_on="unit_id", right_on="from_unit_id", how="left")
    when = pd.to_datetime(found[day])
    lives = (pd.to_datetime(found["valid_from"]) <= when) & ~(pd.to_datetime(found["valid_to"]) <= when)
    era = found[lives].set_index(["unit_id", day])["region_id"]
    keys = pd.MultiIndex.from_frame(table[["unit_id", day]])
    known = pd.Series(era.reindex(keys).to_numpy(), index=table.index, dtype="object")
    if known.isna().any():
        lost = table[known.isna()].iloc[0]
        raise ContractError(f"{lost['unit_id']} is no unit of the crosswalk on {lost[day]}")
    return known
