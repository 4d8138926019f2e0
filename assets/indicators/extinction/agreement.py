"""How far two readings of decline agree: the KEIS index and one that looks like the official index."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

import duckdb
import geopandas as gpd
import pandas as pd

from assets.lake.asset import asset
from domain.ages import AGED_15_29, AGED_20_34, AGED_65_OVER
from domain.decline import DECLINE_MEASURES, JOBS_YEARS, LOOKALIKE, LOOKALIKE_FIGURES, LOOKALIKE_YEARS
from expectations.contracts.decline import DECLINE_LOOKALIKE, EXTINCTION_COMPARISON, RISK_AGREEMENT

# An index of several figures in the manner of KIET's K-지방소멸지수: a look-alike, not the official index.
#
# Only figures that sources here have by sigungu; equal weights; every z-score stands beside it. How it ranks
# sigungu against other measures is in this file.

SIGNS = {name: sign for name, sign, *_ in LOOKALIKE_FIGURES}


@asset(contract=DECLINE_LOOKALIKE)
def decline_lookalike(
    population: duckdb.DuckDBPyRelation,
    fertility_rate: pd.DataFrame,
    employment_rate: pd.DataFrame,
    reference_region: pd.DataFrame,
) -> pd.DataFrame:
    """Figures, z-scores (high is better) and their mean. One row per sigungu, newest registered population."""
    people = _people(population)
    if people.empty:
        return pd.DataFrame(columns=list(DECLINE_LOOKALIKE.column_names))
    day = people["reference_date"].max()
    now = people[people["reference_date"] == day].set_index("unit_id")
    before = people[people["reference_date"] == _years_before(day, LOOKALIKE_YEARS)].set_index("unit_id").reindex(now.index)
    figures = pd.DataFrame(
        {
            "population_change": now["population"] / before["population"] - 1,
            "old_share": now["old"] / now["population"],
            "youth_residual": now["aged_20_34"] / before["aged_15_29"] - 1,
        }
    )
    figures["fertility"] = _newest(fertility_rate, "total_fertility_rate").reindex(figures.index)
    figures["jobs_change"] = _change(employment_rate, "employed_15_over", JOBS_YEARS).reindex(figures.index)
    names = reference_region[reference_region["level"] == "sigungu"].set_index("region_id")[["name_ko", "name_en", "sido_ko"]]
    return (
        names.join(with_index(figures), how="left")
        .rename_axis("unit_id")
        .reset_index()
        .assign(reference_date=day, label=LOOKALIKE)
    )


def with_index(figures: pd.DataFrame) -> pd.DataFrame:
    """`figures` with z-scores (population standard deviation), their mean, rank, and what went into it or lacks.

    A figure that no unit has is left out of the index of all; a unit that lacks one that others have has no index.
    """
    used = [name for name in SIGNS if figures[name].notna().any()]
    values = figures[list(SIGNS)].astype("float64")
    scores = (values - values.mean()) / values.std(ddof=0) * pd.Series(SIGNS)
    index = scores[used].mean(axis=1, skipna=False)
    absent = figures[used].isna().to_numpy()
    lacking = [", ".join(name for name, gone in zip(used, row, strict=True) if gone) or None for row in absent]
    return figures.join(scores.add_suffix("_z")).assign(
        lookalike_index=index,
        rank=index.rank(method="min").astype("Int64"),
        figures=", ".join(used),
        missing_figures=pd.Series(lacking, index=figures.index, dtype="object"),
    )


def _people(population: duckdb.DuckDBPyRelation) -> pd.DataFrame:
    """Counts by unit and date that the figures need."""
    table = duckdb.sql(
        """
        SELECT unit_id, reference_date,
               sum(population) AS population,
               coalesce(sum(population) FILTER (age_from IN $old), 0) AS old,
               sum(population) FILTER (age_from IN $young) AS aged_20_34,
               sum(population) FILTER (age_from IN $before) AS aged_15_29
        FROM population
        WHERE population_concept = 'registration' AND month(reference_date) = 12
        GROUP BY unit_id, reference_date
        ORDER BY unit_id, reference_date
        """,
        params={"young": AGED_20_34.groups, "before": AGED_15_29.groups, "old": AGED_65_OVER.groups},
    ).df()
    counts = ["population", "old", "aged_20_34", "aged_15_29"]
    return table.assign(reference_date=table["reference_date"].dt.date, **table[counts].astype("float64"))


def _newest(series: pd.DataFrame, column: str) -> pd.Series:
    """Values of sigungu on the newest date that any of them has."""
    known = series[(series["level"] == "sigungu") & series[column].notna()]
    newest = known[known["reference_date"] == known["reference_date"].max()]
    values: pd.Series = newest.set_index("region_id")[column].astype("float64")
    return values


def _change(series: pd.DataFrame, column: str, years: int) -> pd.Series:
    """Newest value over that of as many years before, minus 1."""
    newest = _newest(series, column)
    known = series[(series["level"] == "sigungu") & series[column].notna()]
    if known.empty:
        return newest
    day = _years_before(known["reference_date"].max(), years)
    before = known[known["reference_date"] == day].set_index("region_id")[column].astype("float64")
    change: pd.Series = newest / before - 1
    return change


def _years_before(day: dt.date, years: int) -> dt.date:
    moved: dt.date = (pd.Timestamp(day) - pd.DateOffset(years=years)).date()
    return moved


# Three measures of decline side by side, and whether they rank sigungu alike.
#
# Each measure is made in its own module; designations in law are no measure and are kept apart
# (`assets/layers/policy_layers.py`).


@asset(contract=EXTINCTION_COMPARISON)
def extinction_comparison(
    level_boundary: gpd.GeoDataFrame,
    reference_region: pd.DataFrame,
    extinction_risk: pd.DataFrame,
    masuda: pd.DataFrame,
    decline_lookalike: pd.DataFrame,
) -> gpd.GeoDataFrame:
    """The three measures on the newest date, EPSG:5179. One row per sigungu; 1 is the worst rank."""
    day = extinction_risk["reference_date"].max()
    parts = {
        "risk": _of_day(extinction_risk, day, ["risk_index", "risk_class"]),
        "masuda": _of_day(masuda, day, ["projected_ratio", "halves"]),
        "lookalike": decline_lookalike.rename(columns={"unit_id": "region_id"})[["region_id", "lookalike_index"]],
    }
    names = reference_region.loc[reference_region["level"] == "sigungu", ["region_id", "name_ko", "name_en", "sido_ko"]]
    shapes = level_boundary.loc[level_boundary["level"] == "sigungu", ["region_id", "geometry_basis", "geometry"]]
    table = shapes.merge(names, on="region_id")
    for part in parts.values():
        table = table.merge(part, on="region_id", how="left")
    for measure in DECLINE_MEASURES:
        ranks = table[measure].astype("float64").rank(method="min").astype("Int64")
        table = table.assign(**{f"{measure}_rank": ranks})
    return table.rename(columns={"region_id": "unit_id"}).assign(reference_date=day)


@asset(contract=RISK_AGREEMENT)
def risk_agreement(extinction_comparison: pd.DataFrame) -> pd.DataFrame:
    """Kendall's tau-b with the number of sigungu, and overlap of the worst quarters. One row per pair of measures."""
    return pd.DataFrame(
        [agreement(extinction_comparison, first, second) for first, second in combinations(DECLINE_MEASURES, 2)],
        columns=list(RISK_AGREEMENT.column_names),
    )


def agreement(table: pd.DataFrame, first: str, second: str) -> dict[str, object]:
    """Row of two measures, both of which are lower for worse."""
    known = table[[first, second]].astype("float64").dropna()
    size = len(known) // 4
    worst = [set(known[name].sort_values(kind="stable").index[:size]) for name in (first, second)]
    tau = _tau_b(known[first], known[second]) if len(known) > 1 else None
    return {
        "measure_a": first, "measure_b": second, "n": len(known), "kendall_tau": tau,
        "among_worst_in_both": len(worst[0] & worst[1]), "worst_size": size,
    }  # fmt: skip


def _tau_b(first: pd.Series, second: pd.Series) -> float:
    from scipy.stats import kendalltau  # noqa: PLC0415  (half a second to import)

    return float(kendalltau(first, second, variant="b").statistic)


def _of_day(series: pd.DataFrame, day: object, columns: list[str]) -> pd.DataFrame:
    rows = series[(series["level"] == "sigungu") & (series["reference_date"] == day)]
    return rows[["region_id", *columns]]
