"""Shares of the capital region, and the day on which it overtook the rest."""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.lake.asset import asset
from domain.ages import AGED_20_34
from expectations.contracts.concentration import CAPITAL_CONCENTRATION, CROSSOVER

# Capital concentration: the capital region's share of the registered population, and when it passed one half.


@asset(contract=CAPITAL_CONCENTRATION)
def capital_concentration(sido_population_reported: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Share, margin in persons and crossover. One row per December; the margin decides, not the rounded share."""
    return duckdb.sql("""
        WITH yearly AS (
            SELECT reference_date,
                   sum(population) FILTER (megaregion = 'capital') AS capital_population,
                   sum(population) AS national_population
            FROM sido_population_reported
            GROUP BY reference_date
        ),
        measured AS (
            SELECT *, capital_population / national_population::DOUBLE AS capital_share,
                   2 * capital_population - national_population AS margin
            FROM yearly
        )
        SELECT *, margin > 0 AS capital_majority,
               margin > 0 AND coalesce(lag(margin) OVER (ORDER BY reference_date) <= 0, false) AS crossover
        FROM measured
    """)


# When the capital region passed one half, for every concept of people, and for product, jobs and establishments.


@asset(contract=CROSSOVER)
def crossover(
    sido_population_reported: duckdb.DuckDBPyRelation,
    population: duckdb.DuckDBPyRelation,
    population_coverage: duckdb.DuckDBPyRelation,
    reference_region: duckdb.DuckDBPyRelation,
    sido_figure_reported: duckdb.DuckDBPyRelation,
    sido_census_population: duckdb.DuckDBPyRelation,
    oecd_tl2: duckdb.DuckDBPyRelation,
) -> pd.DataFrame:
    """Outcome, dates and exact margins. One row per concept with data.

    Figures by age count only on days on which no sigungu is missing, since a margin leaves nothing out.
    """
    sums = duckdb.sql(
        """
        WITH whole_day AS (
            SELECT population_concept, reference_date
            FROM population_coverage
            GROUP BY ALL
            HAVING bool_and(known)
        ),
        sigungu AS (
            SELECT CASE p.population_concept WHEN 'registration' THEN 'registration_20_34'
                                             ELSE p.population_concept END AS concept,
                   p.reference_date, r.megaregion = 'capital' AS capital, p.population AS value
            FROM population AS p
            JOIN whole_day USING (population_concept, reference_date)
            JOIN reference_region AS r ON r.level = 'sigungu' AND r.region_id = p.unit_id
            WHERE p.population_concept <> 'registration' OR p.age_from IN $young
        ),
        figure AS (
            SELECT 'registration' AS concept, 'persons' AS unit, reference_date,
                   megaregion = 'capital' AS capital, population AS value
            FROM sido_population_reported
            UNION ALL
            SELECT concept, 'persons', reference_date, capital, value
            FROM sigungu
            UNION ALL
            SELECT figure, CASE figure WHEN 'grdp' THEN 'million KRW' WHEN 'establishments' THEN figure ELSE 'persons' END,
                   reference_date, megaregion = 'capital', value
            FROM sido_figure_reported
            UNION ALL
            SELECT concept, 'persons', reference_date, megaregion = 'capital', value
            FROM (
                UNPIVOT (
                    SELECT reference_date, megaregion, population AS census, koreans AS census_koreans
                    FROM sido_census_population
                )
                ON census, census_koreans
                INTO NAME concept VALUE value
            ) AS c
            UNION ALL
            SELECT 'oecd_tl2', 'persons', year_end(year), region_id = 'KR01', population
            FROM oecd_tl2
            WHERE country = 'KOR'
            UNION ALL
            SELECT 'oecd_tl2_gdp', 'million US dollars', year_end(year), region_id = 'KR01', gdp
            FROM oecd_tl2
            WHERE country = 'KOR'
        )
        SELECT concept, unit, reference_date,
               CAST(coalesce(sum(value) FILTER (capital), 0) AS BIGINT) AS capital, CAST(sum(value) AS BIGINT) AS nation
        FROM figure
        GROUP BY ALL
        """,
        params={"young": AGED_20_34.groups},
    ).df()
    sums["reference_date"] = sums["reference_date"].dt.date
    rows = [{"concept": concept, "unit": unit} | crossing(years) for (concept, unit), years in sums.groupby(["concept", "unit"])]
    return pd.DataFrame(rows, columns=list(CROSSOVER.column_names))


def crossing(years: pd.DataFrame) -> dict[str, object]:
    """The last crossing of one half in a series of `reference_date`, whole `capital` and `nation`.

    A tie is no majority. Without a majority at the end there is no crossing, even if there was one in between.
    """
    years = years.sort_values("reference_date")
    day, capital, nation = (list(years[name]) for name in ("reference_date", "capital", "nation"))
    margin = [2 * int(part) - int(whole) for part, whole in zip(capital, nation, strict=True)]
    row = {"first_date": day[0], "last_date": day[-1], "margin_last": margin[-1], "share_last": capital[-1] / nation[-1]}
    if margin[-1] <= 0:
        return row | {"outcome": "lost its majority" if max(margin) > 0 else "never a majority"}
    before = max((index for index, value in enumerate(margin) if value <= 0), default=None)
    if before is None:
        return row | {"outcome": "majority throughout"}
    return row | {
        "outcome": "crossed", "before_date": day[before], "crossover_date": day[before + 1],
        "margin_before": margin[before], "margin_after": margin[before + 1],
    }  # fmt: skip
