"""Masuda's criterion: municipalities whose women aged 20-39 fall by half or more within 30 years.

The Japan Policy Council (2014) took the official projection of Japan's municipalities from 2010 to 2040 and let moves
go on as they were; 896 of 1,799 met the criterion, 523 of them with fewer than 10,000 people left. No official
projection by sigungu is among the sources here, so the table looks ahead by cohorts (`cohort_projection.py`), which
like Masuda's lets moves go on, and by the observed pace, which is cruder and needs fewer data. The index of
women per old person is another thing: `risk.py`.
"""

from __future__ import annotations

import datetime as dt

import duckdb
import numpy as np
import pandas as pd

from assets.lake.asset import asset
from assets.methods.cohort_projection import WOMEN_20_39, Ages, age_arrays, project
from assets.panel.region_sums import named
from domain.ages import STEP
from domain.decline import HALF, HORIZON_YEARS, PACE_YEARS, SMALL_TOWN, WINDOW_YEARS
from expectations.contracts.decline import MASUDA

REGION = ["level", "region_id"]


@asset(contract=MASUDA)
def masuda(population: duckdb.DuckDBPyRelation, region_member: pd.DataFrame, reference_region: pd.DataFrame) -> pd.DataFrame:
    """Women aged 20-39 thirty years ahead of each date. One row per region and date; persons and ratios.

    Each region is projected for itself, from the sum of its sigungu's age tables: what moves between two of its
    sigungu does not move it, and projections of parts do not add up to that of the whole.
    """
    people = duckdb.sql("""
        SELECT unit_id, reference_date, sex, age_from, sum(population) AS population
        FROM population
        WHERE population_concept = 'registration' AND month(reference_date) = 12
        GROUP BY ALL
    """).df()
    people["reference_date"] = people["reference_date"].dt.date
    days = {day: people[people["reference_date"] == day] for day in sorted(people["reference_date"].unique())}
    parts = [
        _looked_ahead(days[before], days[day], days[first], region_member).assign(reference_date=day, pace_from=first)
        for day in days
        if (before := _years_later(day, -WINDOW_YEARS)) in days
        for first in [min(d for d in days if d >= _years_later(day, -PACE_YEARS))]
    ]
    if not parts:
        return pd.DataFrame(columns=list(MASUDA.column_names))
    return named(_judged(pd.concat(parts, ignore_index=True)), reference_region)


def _looked_ahead(before: pd.DataFrame, now: pd.DataFrame, first: pd.DataFrame, region_member: pd.DataFrame) -> pd.DataFrame:
    """Figures of every region, summed over its sigungu known on all three dates, and of its projection."""
    units = sorted(set(before["unit_id"]) & set(now["unit_id"]) & set(first["unit_id"]))
    members = region_member[region_member["member_level"] == "sigungu"]
    known = members[members["member_id"].isin(units)]
    regions = pd.MultiIndex.from_frame(known[REGION].drop_duplicates())
    ages, past, start = (_of_regions(rows, units, known, regions) for rows in (now, before, first))
    ahead = project(past, ages, HORIZON_YEARS // STEP)
    table = regions.to_frame(index=False).assign(
        women_20_39=_women(ages),
        women_20_39_projected=_women(ahead),
        women_at_first=_women(start),
        population=ages.sum(axis=(1, 2)),
        population_projected=ahead.sum(axis=(1, 2)),
        missing_units=(
            members.groupby(REGION).size().reindex(regions) - known.groupby(REGION).size().reindex(regions)
        ).to_numpy(),
    )
    halving = set(
        table.loc[(table["level"] == "sigungu") & (table["women_20_39_projected"] <= HALF * table["women_20_39"]), "region_id"]
    )
    counted = known["member_id"].isin(halving).groupby([known[name] for name in REGION]).sum().reindex(regions)
    return table.assign(halving_units=counted.to_numpy())


def _of_regions(people: pd.DataFrame, units: list[str], known: pd.DataFrame, regions: pd.MultiIndex) -> Ages:
    """Age arrays of regions: sums of their units' arrays."""
    ages = age_arrays(people[people["unit_id"].isin(units)], units)
    sums = np.zeros((len(regions), *ages.shape[1:]))
    np.add.at(
        sums,
        regions.get_indexer(pd.MultiIndex.from_frame(known[REGION])),
        ages[pd.Index(units).get_indexer(pd.Index(known["member_id"]))],
    )
    return sums


def _judged(table: pd.DataFrame) -> pd.DataFrame:
    """With both ratios and what the criterion says of them."""
    now = table["women_20_39"].where(table["women_20_39"] > 0)
    since = table["women_at_first"].where(table["women_at_first"] > 0)
    ratio = table["women_20_39_projected"] / now
    years = pd.to_datetime(table["reference_date"]).dt.year - pd.to_datetime(table["pace_from"]).dt.year
    pace = (now / since) ** (HORIZON_YEARS / years)
    halves = _flag(ratio <= HALF, ratio.notna())
    small = halves & _flag(table["population_projected"] < SMALL_TOWN, table["population_projected"].notna())
    return table.assign(
        target_date=[_years_later(day, HORIZON_YEARS) for day in table["reference_date"]],
        projected_ratio=ratio, halves=halves, halves_and_small=small.where(table["level"] == "sigungu"),
        pace_ratio=pace, pace_halves=_flag(pace <= HALF, pace.notna()),
    )  # fmt: skip


def _flag(condition: pd.Series, known: pd.Series) -> pd.Series:
    return condition.astype("boolean").where(known)


def _women(ages: Ages) -> Ages:
    women: Ages = ages[:, 0, WOMEN_20_39].sum(axis=1)
    return women


def _years_later(day: dt.date, years: int) -> dt.date:
    """The same day of another year; the last of February stays the last."""
    moved: dt.date = (pd.Timestamp(day) + pd.DateOffset(years=years)).date()
    return moved
