"""Counts of units summed to every level of regions, with the units that lack a figure counted beside them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from domain.adding_up import SUMS
from domain.errors import ContractError

KEY = ["level", "region_id"]


def region_sums(
    table: pd.DataFrame,
    region_member: pd.DataFrame,
    *,
    counts: Sequence[str],
    by: Sequence[str] = ("reference_date",),
    member_level: str = "sigungu",
    expected: set[str] | None = None,
    of: str = "",
    beyond: bool = False,
) -> pd.DataFrame:
    """Extensive columns by region of every level.

    `table` has `unit_id` (of `member_level`), `by` and `counts`, one row each. Returns `level, region_id, *by,
    *counts, missing_units`: the sum of the members that have a figure, and how many of the `expected` ones
    (all, unless given) have none. A region of which no member has a figure has no row; rates are to be
    computed from these sums, never summed themselves. With several columns a unit counts as missing when it
    lacks the first. `of` names the table that the figures are of; ContractError where a level lies beyond what that adds up
    to (`domain/adding_up.py`), unless `beyond` says that the sums are published under that name.
    """
    members = region_member[region_member["member_level"] == member_level]
    if of and not beyond:
        refuse_beyond(of, members["level"])
    if expected is not None:
        members = members[members["member_id"].isin(expected)]
    joined = members.merge(table, left_on="member_id", right_on="unit_id")
    cells = joined.groupby([*KEY, *by], sort=True, dropna=False)
    sums = cells[list(counts)].sum(min_count=1)
    known = cells[counts[0]].count()
    size = members.groupby(KEY).size()
    keys = pd.MultiIndex.from_arrays([sums.index.get_level_values(name) for name in KEY])
    missing = size.reindex(keys).to_numpy() - known.to_numpy()
    return sums.assign(missing_units=missing).dropna(subset=[counts[0]]).reset_index()


def refuse_beyond(of: str, levels: pd.Series) -> None:
    """ContractError for levels at which sums of the table `of` are no figures of a region."""
    if of not in SUMS:
        raise ContractError(f"nothing says how far {of} adds up; declare it in domain/adding_up.py")
    refused = sorted({str(level) for level in levels if not SUMS[of].allow(str(level))})
    if refused:
        raise ContractError(f"{of} does not add up to {', '.join(refused)}: {SUMS[of].why}")


def named(table: pd.DataFrame, reference_region: pd.DataFrame) -> pd.DataFrame:
    """`table` with `name_ko`, `name_en` and `sido_ko` of its regions."""
    names = reference_region[[*KEY, "name_ko", "name_en", "sido_ko"]]
    return table.merge(names, on=KEY, how="left", validate="many_to_one")
