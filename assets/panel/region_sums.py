"""Counts of units summed to every level of regions: empty where a unit lacks its figure, with the sums of known units beside."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from domain.adding_up import SUMS
from domain.errors import ContractError

KEY = ["level", "region_id"]
# How the sum over the units that are known is named: what rates are formed of, and never published as the count.
KNOWN = "known_"


def region_sums(
    table: pd.DataFrame,
    region_member: pd.DataFrame,
    *,
    counts: Sequence[str],
    by: Sequence[str] = ("reference_date",),
    member_level: str = "sigungu",
    expected: set[str] | None = None,
    absent: pd.DataFrame | None = None,
    of: str = "",
    beyond: bool = False,
) -> pd.DataFrame:
    """Extensive columns by region of every level.

    `table` has `unit_id` (of `member_level`), `by` and `counts`, one row each. Members are the `expected` units (all, unless
    given) without those that `absent`, a table of `unit_id` and `by`, says have no figure of their own by definition: they
    stand within that of another unit. Returns `level, region_id, *by`; each of `counts`, empty where a member lacks it;
    `known_…`, each summed over the members that have all counts, so that a rate of two of them is of the same units; and
    `missing_units`, how many members lack any count. A region of which no member has a figure has no row.

    `of` names the table that the figures are of; ContractError where a level lies beyond what that adds up to
    (`domain/adding_up.py`), unless `beyond` says that the sums are published under that name.
    """
    members = region_member[region_member["member_level"] == member_level]
    if of and not beyond:
        refuse_beyond(of, members["level"])
    if expected is not None:
        members = members[members["member_id"].isin(expected)]
    names, keys = list(counts), [*KEY, *by]
    joined = members.merge(table[["unit_id", *by, *names]], left_on="member_id", right_on="unit_id")
    whole = joined[names].notna().all(axis=1)
    cells = joined.groupby(keys, sort=True, dropna=False)
    has = cells[names].count()
    regions = pd.MultiIndex.from_arrays([has.index.get_level_values(name) for name in KEY])
    size = pd.Series(members.groupby(KEY).size().reindex(regions).to_numpy(), has.index)
    if absent is not None and len(absent):
        size -= _absent(absent, table, members, [*by], names).reindex(has.index).fillna(0).astype("int64")
    known = joined[whole].groupby(keys, sort=True, dropna=False)
    sums = cells[names].sum(min_count=1).where(has.ge(size, axis=0))
    of_known = known[names].sum(min_count=1).reindex(has.index).add_prefix(KNOWN)
    missing = (size - known.size().reindex(has.index).fillna(0)).clip(lower=0).astype("int64")
    return sums.join(of_known).assign(missing_units=missing)[has.gt(0).any(axis=1)].reset_index()


def _absent(absent: pd.DataFrame, table: pd.DataFrame, members: pd.DataFrame, by: list[str], names: list[str]) -> pd.Series:
    """Members without a figure that have none by definition, counted by region and `by`."""
    there = table.loc[table[names].notna().any(axis=1), ["unit_id", *by]]
    left = absent[["unit_id", *by]].drop_duplicates().merge(there, how="left", indicator=True)
    without = left.loc[left["_merge"] == "left_only", ["unit_id", *by]]
    return members.merge(without, left_on="member_id", right_on="unit_id").groupby([*KEY, *by], dropna=False).size()


def whole_counts(table: pd.DataFrame, counts: Sequence[str], missing: str = "missing_units") -> pd.DataFrame:
    """`table` with the columns `counts` emptied where units are `missing`: what is left there is not the whole."""
    return table.assign(**{name: table[name].where(table[missing] == 0) for name in counts})


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
