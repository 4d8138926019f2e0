"""Figures of any day brought to the reference geography; every panel table comes through here.

Weights are core.crosswalk, arithmetic is `assets/geography/convert.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from assets.geography.convert import Absent, convert_counts, convert_flows
from assets.geography.crosswalk import Track
from expectations.errors import ContractError


def on_reference(
    table: pd.DataFrame,
    crosswalk: pd.DataFrame,
    *,
    track: Track,
    day: str,
    by: Sequence[str],
    counts: Sequence[str],
    absent: Absent = "missing",
) -> pd.DataFrame:
    """Extensive columns `counts` on the reference units, summed over what merged, shared out over what was divided.

    `table` has `unit_id`, the column `day` whose date says which units these are, the columns `by` that are
    kept apart, and `counts`. Returns `unit_id, *by, *counts, interpolated, missing_sources`; a cell that
    lacks a part is empty (see `convert_counts`). Whole numbers stay whole and their sum is unchanged.
    Raises ContractError for a unit that did not live on its day.
    """
    parts = []
    for date, rows in table.groupby(day, sort=True):
        ways = units_of_day(crosswalk, track=track, day=pd.Timestamp(str(date)))
        lost = sorted(set(rows["unit_id"]) - set(ways["from_unit_id"]))
        if lost:
            raise ContractError(f"{', '.join(lost[:10])} is no unit of the {track} set on {date}")
        parts.append(convert_counts(rows, ways, by=by, counts=counts, absent=absent))
    columns = ["unit_id", *by, *counts, "interpolated", "missing_sources"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def units_of_day(crosswalk: pd.DataFrame, *, track: Track, day: pd.Timestamp) -> pd.DataFrame:
    """Weights of the units that lived on `day`: `from_unit_id, from_name_ko, to_unit_id, weight, exact`."""
    ways = crosswalk[crosswalk["track"] == track]
    begins, ends = pd.to_datetime(ways["valid_from"]), pd.to_datetime(ways["valid_to"])
    living = ways[(begins <= day) & (ends.isna() | (ends > day))]
    return living[["from_unit_id", "from_name_ko", "to_unit_id", "weight", "exact"]]


def flows_on_reference(flows: pd.DataFrame, crosswalk: pd.DataFrame, *, track: Track, day: str) -> pd.DataFrame:
    """Origin-destination `moves` on the reference units, one call for each day of units; see `convert_flows`.

    `flows` has `from_unit_id`, `to_unit_id`, `year`, `moves` and the column `day` whose date says which units
    these are. Returns `from_unit_id, to_unit_id, kind, year, moves, interpolated, missing_sources`. Raises
    ContractError for a unit that did not live on its day.
    """
    parts = [
        convert_flows(rows, units_of_day(crosswalk, track=track, day=pd.Timestamp(str(date))), count="moves", by=["year"])
        for date, rows in flows.groupby(day, sort=True)
    ]
    columns = ["from_unit_id", "to_unit_id", "kind", "year", "moves", "interpolated", "missing_sources"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
