"""Figures of any day brought to the reference geography; every panel table comes through here.

Weights are core.crosswalk, arithmetic is `assets/geography/convert.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from assets.geography.convert import Absent, convert_counts, convert_flows, convert_rates
from assets.geography.crosswalk import Track
from domain.errors import ContractError


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


def rates_on_reference(
    table: pd.DataFrame,
    crosswalk: pd.DataFrame,
    *,
    track: Track,
    day: str,
    by: Sequence[str],
    rates: Sequence[str],
    denominator: str | None = None,
    negligible: float = 0.0,
) -> pd.DataFrame:
    """Intensive columns `rates` on the reference units: carried over, averaged where several meet and have a `denominator`.

    `table` as for `on_reference`, with `rates` and the denominator. A part of less than the share `negligible` of a unit is
    taken for nothing, as if the unit had stayed whole. Returns `unit_id, *by, *rates, interpolated, missing_sources`; see
    `convert_rates`. Raises ContractError for a unit that did not live on its day.
    """
    ways = crosswalk[crosswalk["track"] == track]
    turns = pd.to_datetime(pd.concat([ways["valid_from"], ways["valid_to"]])).dropna().drop_duplicates().sort_values()
    era = turns.searchsorted(pd.to_datetime(table[day]), side="right")
    parts = []
    for _, rows in table.groupby(era, sort=True):
        living = _whole(units_of_day(ways, track=track, day=pd.Timestamp(str(rows[day].iloc[0]))), negligible)
        parts.append(convert_rates(rows, living, by=by, rates=rates, denominator=denominator))
    columns = ["unit_id", *by, *rates, "interpolated", "missing_sources"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _whole(ways: pd.DataFrame, negligible: float) -> pd.DataFrame:
    """Weights without parts below `negligible`, the rest of each unit 1 again; exact where one way is left."""
    kept = ways[ways["weight"] >= negligible]
    lost = kept["from_unit_id"].isin(ways.loc[ways["weight"] < negligible, "from_unit_id"])
    share = kept["weight"] / kept.groupby("from_unit_id")["weight"].transform("sum")
    return kept.assign(weight=share.where(lost, kept["weight"]), exact=kept["exact"] | (lost & (share == 1)))


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
