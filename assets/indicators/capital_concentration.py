"""Capital concentration: the capital region's share of the registered population, and when it passed one half."""

from __future__ import annotations

import duckdb

from assets.io.asset import asset
from expectations.contracts.capital_concentration import CAPITAL_CONCENTRATION


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
