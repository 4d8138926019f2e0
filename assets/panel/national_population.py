"""Population of the nation by register and of sido by census."""

from __future__ import annotations

import duckdb

from assets.lake.asset import asset
from domain.census import CENSUS_DAY, DOMESTIC, EVERYBODY, FOREIGN, TOTAL
from expectations.contracts.population_check import NATIONAL_POPULATION
from expectations.contracts.sido_population import SIDO_CENSUS_POPULATION

# The nation by year in broad ages, men and women: three series beside each other, never joined.
#
# Five-year groups stay in raw.kosis_national_population; registered people at each December are `population.py`.


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


# Persons of the register census by sido, Koreans and foreigners; another concept than registered population.

_WORDS = {"everybody": EVERYBODY, "domestic": DOMESTIC, "foreign": FOREIGN, "total": TOTAL}


@asset(contract=SIDO_CENSUS_POPULATION)
def sido_census_population(census_figure: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Persons on 1 November, on the borders of that day. One row per sido, census and sex."""
    return duckdb.sql(
        """
        WITH person AS (
            SELECT sido_code, make_date(year, $month, $day) AS reference_date, item AS sex, topic, value
            FROM census_figure
            WHERE topic IN ($everybody, $domestic, $foreign) AND item <> $total
        ),
        sido AS (
            SELECT unit_id, kostat7_code, kostat8_code, valid_from, valid_to, megaregion
            FROM region
            WHERE level = 'sido'
        )
        SELECT s.unit_id, p.reference_date, p.sex,
               CAST(sum(p.value) FILTER (p.topic = $everybody) AS BIGINT) AS population,
               CAST(sum(p.value) FILTER (p.topic = $domestic) AS BIGINT) AS koreans,
               population - koreans AS foreigners,
               count(*) FILTER (p.topic = $foreign AND p.value IS NULL) AS hidden_cells,
               any_value(s.megaregion) AS megaregion
        FROM person AS p
        JOIN sido AS s
          ON p.sido_code IN (s.kostat7_code, s.kostat8_code)
         AND in_force(s.valid_from, s.valid_to, p.reference_date)
        GROUP BY s.unit_id, p.reference_date, p.sex
    """,
        params=_WORDS | dict(zip(("month", "day"), CENSUS_DAY, strict=True)),
    )
