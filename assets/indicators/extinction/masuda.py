"""Masuda's criterion: municipalities whose women aged 20-39 fall by half or more within 30 years.

The Japan Policy Council (2014) took the official projection of Japan's municipalities from 2010 to 2040 and let moves
go on as they were; 896 of 1,799 met the criterion, 523 of them with fewer than 10,000 people left. No official
projection by sigungu is among the sources here, so the criterion is applied to the project's own paths (core.cohort_path),
which like Masuda's let moves go on, and beside it to the observed pace, which is cruder and needs fewer data. The index of
women per old person is another thing: `risk.py`.
"""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.lake.asset import asset
from assets.panel.region_sums import named
from domain.ages import AGED_20_39
from domain.decline import HALF, HORIZON_YEARS, PACE_YEARS, SMALL_TOWN
from expectations.contracts.decline import MASUDA

KEY = ["level", "region_id", "reference_date"]
# Digits after which a ratio is rounded: what is one half but for the last bits of the numbers is one half.
DIGITS = 12


@asset(contract=MASUDA)
def masuda(
    cohort_path: duckdb.DuckDBPyRelation,
    population: duckdb.DuckDBPyRelation,
    region_member: duckdb.DuckDBPyRelation,
    reference_region: pd.DataFrame,
) -> pd.DataFrame:
    """Women aged 20-39 thirty years ahead of each date. One row per region and date; persons and ratios.

    The reading is of the path that mart.projection has: of basis controlled, and then only of dates from which an official
    path leads thirty years ahead; where there is none, of basis balanced. The region for itself stands beside it.
    """
    table = _on(_basis(cohort_path), cohort_path).merge(
        _on("region_alone", cohort_path)[[*KEY, "women_20_39", "women_20_39_projected"]],
        on=KEY,
        how="left",
        suffixes=("", "_alone"),
    )
    if table.empty:
        return pd.DataFrame(columns=list(MASUDA.column_names))
    table = table.merge(_pace(population, region_member), on=KEY, how="left")
    return named(_counted(_judged(table), region_member), reference_region)


def _basis(cohort_path: duckdb.DuckDBPyRelation) -> str:
    """Controlled where any path is, else balanced: one basis for all dates, so that a series does not break between two."""
    (held,) = duckdb.sql("SELECT count(*) FROM cohort_path WHERE basis = 'controlled'").fetchone() or (0,)
    return "controlled" if held else "balanced"


def _on(basis: str, cohort_path: duckdb.DuckDBPyRelation) -> pd.DataFrame:
    """Figures of each date and of thirty years later on one basis."""
    return duckdb.sql(
        """
        SELECT n.level, n.region_id, n.reference_date, n.reference_date + to_years($ahead) AS target_date, n.basis,
               n.missing_units, n.population, n.women_20_39, t.population AS population_projected,
               t.women_20_39 AS women_20_39_projected
        FROM cohort_path AS n
        JOIN cohort_path AS t USING (basis, level, region_id, reference_date)
        WHERE n.basis = $basis AND n.year = year(n.reference_date) AND t.year = year(n.reference_date) + $ahead
        """,
        params={"basis": basis, "ahead": HORIZON_YEARS},
    ).df()


def _pace(population: duckdb.DuckDBPyRelation, region_member: duckdb.DuckDBPyRelation) -> pd.DataFrame:
    """Ratio of thirty years at the pace since the first December of the ten years before, over units known at both ends."""
    return duckdb.sql(
        """
        WITH women AS (
            SELECT unit_id, reference_date, sum(population) FILTER (sex = 'female' AND age_from IN $ages) AS women
            FROM population
            WHERE population_concept = 'registration' AND month(reference_date) = 12
            GROUP BY ALL
        ),
        day AS (SELECT DISTINCT reference_date FROM women),
        span AS (
            SELECT l.reference_date, min(f.reference_date) AS pace_from
            FROM day AS l
            JOIN day AS f ON f.reference_date BETWEEN l.reference_date - to_years($years) AND l.reference_date - INTERVAL 1 DAY
            GROUP BY ALL
        ),
        women_then_and_now AS (
            SELECT m.level, m.region_id, s.reference_date, s.pace_from, sum(f.women) AS first_women, sum(l.women) AS last_women
            FROM span AS s
            JOIN women AS l USING (reference_date)
            JOIN women AS f ON f.unit_id = l.unit_id AND f.reference_date = s.pace_from
            JOIN region_member AS m ON m.member_level = 'sigungu' AND m.member_id = l.unit_id
            GROUP BY ALL
        )
        SELECT level, region_id, reference_date, pace_from,
               (last_women / nullif(first_women, 0)) ^ ($ahead / (year(reference_date) - year(pace_from))) AS pace_ratio
        FROM women_then_and_now
        """,
        params={"years": PACE_YEARS, "ahead": HORIZON_YEARS, "ages": list(AGED_20_39.groups)},
    ).df()


def _judged(table: pd.DataFrame) -> pd.DataFrame:
    """With the ratios and what the criterion says of them."""
    ratio = (table["women_20_39_projected"] / table["women_20_39"].where(table["women_20_39"] > 0)).round(DIGITS)
    alone = table["women_20_39_projected_alone"] / table["women_20_39_alone"].where(table["women_20_39_alone"] > 0)
    alone, pace = alone.round(DIGITS), table["pace_ratio"].where(table["pace_ratio"] > 0).round(DIGITS)
    small = _halves(ratio) & (table["population_projected"] < SMALL_TOWN)
    return table.assign(
        population=table["population"].round().astype("Int64"), women_20_39=table["women_20_39"].round().astype("Int64"),
        projected_ratio=ratio, halves=_halves(ratio), halves_and_small=small.where(table["level"] == "sigungu"),
        projected_ratio_alone=alone, halves_alone=_halves(alone), pace_ratio=pace, pace_halves=_halves(pace),
        target_date=pd.to_datetime(table["target_date"]).dt.date, reference_date=pd.to_datetime(table["reference_date"]).dt.date,
        pace_from=pd.to_datetime(table["pace_from"]).dt.date,
    )  # fmt: skip


def _halves(ratio: pd.Series) -> pd.Series:
    return (ratio <= HALF).astype("boolean").where(ratio.notna())


def _counted(table: pd.DataFrame, region_member: duckdb.DuckDBPyRelation) -> pd.DataFrame:
    """With the sigungu of each region that halve, on the basis and each for itself."""
    units = table[table["level"] == "sigungu"]
    members = duckdb.sql("SELECT level, region_id, member_id FROM region_member WHERE member_level = 'sigungu'").df()
    flags = units.assign(member_id=units["region_id"])[["member_id", "reference_date", "halves", "halves_alone"]]
    joined = members.merge(flags, on="member_id").fillna({"halves": False, "halves_alone": False})
    counts = joined.groupby(KEY)[["halves", "halves_alone"]].sum().astype("Int64").reset_index()
    counts = counts.rename(columns={"halves": "halving_units", "halves_alone": "halving_units_alone"})
    return table.merge(counts, on=KEY, how="left")
