"""The nation by year in broad ages, men and women: three series beside each other, never joined.

Five-year groups stay in raw.kosis_national_population; registered people at each December are `population.py`.
"""

from __future__ import annotations

import duckdb

from assets.io.asset import asset
from expectations.contracts.national_population import NATIONAL_POPULATION


@asset(contract=NATIONAL_POPULATION)
def national_population(kosis_national_population: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Persons. One row per year; what the oldest are part of is empty in years that are printed without them."""
    return duckdb.sql("""
        WITH known AS (
            SELECT year, any_value(population_concept) AS population_concept, bool_or(is_projection) AS is_projection,
                   count(*) FILTER (age_to IS NULL) = 2 AS complete,
                   sum(population) AS population,
                   sum(population) FILTER (sex = 'male') AS men,
                   sum(population) FILTER (sex = 'female') AS women,
                   sum(population) FILTER (age_from < 15) AS aged_0_14,
                   sum(population) FILTER (age_from BETWEEN 15 AND 64) AS aged_15_64,
                   sum(population) FILTER (age_from >= 65) AS aged_65_over
            FROM kosis_national_population
            GROUP BY year
        )
        SELECT year, population_concept, is_projection, aged_0_14, aged_15_64,
               CASE WHEN complete THEN population END AS population,
               CASE WHEN complete THEN men END AS men,
               CASE WHEN complete THEN women END AS women,
               CASE WHEN complete THEN aged_65_over END AS aged_65_over,
               CASE WHEN complete THEN aged_65_over / population::DOUBLE END AS share_65_over
        FROM known
    """)
