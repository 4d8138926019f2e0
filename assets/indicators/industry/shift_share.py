"""Shift-share analysis (Dunn 1960): the nation's growth, the mix of industries, and what is the region's own.

Value added is analysed at current prices and as chained volumes: where an industry became dear, a region of that industry grew at
current prices and not in volume, and the sign of its local part may turn. Parts of volumes add up to the change of the sum of the
industries' volumes, which is near the printed volume of the whole and not equal to it.
PySAL has no shift-share; the formula is held to hand-computed cases instead.
"""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from assets.lake.asset import asset
from assets.panel.region_sums import KEY, named, whole_counts
from assets.panel.sido_product import not_yet_apart
from domain.industries import WHOLES
from expectations.contracts.industry import SHIFT_SHARE

# Ends lie so that each sido has the same borders at both in the later ones: Ulsan is printed apart since 1998, Sejong since 2013.
MARKS = (1985, 1990, 1998, 2008, 2013)
PERIOD_YEARS = 5
PARTS = ["first_value", "last_value", "total", "national", "mix", "local"]


@asset(contract=SHIFT_SHARE)
def shift_share(
    sido_value_added: pd.DataFrame,
    sido_workers: pd.DataFrame,
    region_member: pd.DataFrame,
    reference_region: pd.DataFrame,
    sido_volume: pd.DataFrame,
) -> pd.DataFrame:
    """Million KRW or persons. One row per measure, region and period.

    Amounts of a region of which a sido lacks are empty; the rate of its local shift is that of the others.
    """
    value_added = sido_value_added.rename(columns={"activity": "industry", "value_added": "value"})
    volumes = sido_volume[~sido_volume["activity"].isin(WHOLES.values())]
    volumes = volumes.rename(columns={"activity": "industry", "volume": "value"})
    workers = sido_workers.rename(columns={"section": "industry", "workers": "value"}).assign(own_borders=True)
    parts = [
        summed(of_period(table, first, last), region_member).assign(measure=measure, first_year=first, last_year=last)
        for measure, table in (("value_added", value_added), ("value_added_real", volumes), ("workers", workers))
        for first, last in periods({day.year for day in table["reference_date"]})
    ]
    if not parts:
        return pd.DataFrame(columns=list(SHIFT_SHARE.column_names))
    table = pd.concat(parts, ignore_index=True)
    table["local_rate"] = table["local"] / table["first_value"].where(table["first_value"] != 0)
    return named(whole_counts(table, PARTS), reference_region)


def periods(years: set[int]) -> list[tuple[int, int]]:
    """Periods between the marks, five years each from the last mark on, and the newest five years, or as many as there are."""
    if len(years) < 2:
        return []
    newest = max(years)
    marks = [*MARKS, *range(MARKS[-1] + PERIOD_YEARS, newest + 1, PERIOD_YEARS)]
    found = [(first, last) for first, last in pairwise(marks) if {first, last} <= years]
    latest = min(year for year in years if year >= newest - PERIOD_YEARS)
    return sorted({*found, (latest, newest)} if latest < newest else found)


def of_period(table: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Components of one period by sido: `unit_id`, the parts, `comparable`, and `missing`.

    A sido that lacks an industry or a year is `missing` and left out of the nation too, since its sum would be too
    small. One that stood within another in the first year is not missing, but not `comparable` alone, and neither is
    the other. No rows where nothing is known of one of the years.
    """
    year = pd.Series([day.year for day in table["reference_date"]], table.index, dtype="int64")
    ends = [
        table[year == end].pivot_table(index="unit_id", columns="industry", values="value", aggfunc="sum")
        for end in (first, last)
    ]
    if ends[0].empty or ends[1].empty:
        return pd.DataFrame(columns=["unit_id", *PARTS, "comparable", "missing"])
    industries, units = ends[0].columns.union(ends[1].columns), ends[0].index.union(ends[1].index)
    known = [end.reindex(columns=industries).dropna().index for end in ends]
    apart_later = units.intersection(list(not_yet_apart(first))).difference(ends[0].index)
    whole = known[1].intersection(known[0].union(apart_later))
    before, after = (end.reindex(index=whole, columns=industries).fillna(0.0) for end in ends)
    own = table[year.isin([first, last])].groupby("unit_id")["own_borders"].all()
    comparable = [bool(own[unit]) and unit in known[0] for unit in whole]
    answer = components(before, after).assign(comparable=comparable, missing=0).reindex(units)
    return answer.fillna({"missing": 1, "comparable": False}).reset_index(names="unit_id")


def components(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """National, mix and local part of the change by region (rows) from figures by region and industry (columns).

    With e the figure of a region's industry, g the growth of the nation, g_i of the industry in the nation and
    g_ir of the industry in the region: e g + e (g_i - g) + e (g_ir - g_i), each summed over industries. The local
    part is written as `after - e (1 + g_i)`, which also holds for an industry that a region had none of. An
    industry of which the nation had none has no growth rate; its change is local.
    """
    nation_before, nation_after = before.sum(), after.sum()
    growth = nation_after.sum() / nation_before.sum() - 1 if nation_before.sum() else 0.0
    of_industry = (nation_after / nation_before.where(nation_before != 0) - 1).fillna(growth)
    national = before.sum(axis=1) * growth
    mix = (before * (of_industry - growth)).sum(axis=1)
    local = (after - before * (1 + of_industry)).sum(axis=1)
    first, last = before.sum(axis=1), after.sum(axis=1)
    return pd.DataFrame(dict(zip(PARTS, (first, last, last - first, national, mix, local), strict=True)))


def summed(by_sido: pd.DataFrame, region_member: pd.DataFrame) -> pd.DataFrame:
    """The parts by region of every level, which are sums over sido; a sido alone only where it is comparable."""
    members = region_member[region_member["member_level"] == "sido"]
    joined = members.merge(by_sido, left_on="member_id", right_on="unit_id")
    cells = joined.astype({"comparable": "bool"}).groupby(KEY)
    sums = cells[PARTS].sum(min_count=1).join(cells.agg(comparable=("comparable", "all"), missing_units=("missing", "sum")))
    known = sums.dropna(subset=PARTS).reset_index()
    return known[(known["level"] != "sido") | known["comparable"]]
