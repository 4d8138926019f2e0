"""Population by unit, date, concept, sex and age, and which units are known on each date."""

from __future__ import annotations

import duckdb

from assets.io.asset import asset
from expectations.contracts.population import POPULATION_TABLE
from expectations.contracts.population_coverage import POPULATION_COVERAGE


@asset(contract=POPULATION_TABLE)
def population(
    kosis_population: duckdb.DuckDBPyRelation,
    mois_population: duckdb.DuckDBPyRelation,
    region: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    """Persons by sigungu of the KOSIS set. One row per unit, date, concept, sex and age group.

    KOSIS rows carry the codes of 2024 throughout (successors already applied); MOIS rows the codes of
    their own year, gu of a city summed to the city. A code unknown on its day finds no unit and drops
    out here; the raw tables' own checks have stopped the run before that.
    """
    return duckdb.sql("""
        WITH registration AS (
            SELECT r.unit_id, p.reference_date, 'registration' AS population_concept, p.sex, p.age_from, p.age_to,
                   p.population, p.source_file, p.source_row
            FROM kosis_population AS p
            JOIN region AS r
              ON r.mois_code = p.region_code AND r.in_kosis
             AND DATE '2024-02-01' >= r.valid_from AND DATE '2024-02-01' < coalesce(r.valid_to, DATE '9999-12-31')
        ),
        residents AS (
            SELECT CASE WHEN r.in_kosis THEN r.unit_id ELSE r.parent_unit_id END AS unit_id,
                   p.reference_date, 'registration_residents' AS population_concept, p.sex, p.age_from, p.age_to,
                   sum(p.population) AS population, min(p.source_file) AS source_file, min(p.source_row) AS source_row
            FROM mois_population AS p
            JOIN region AS r
              ON r.mois_code = left(p.region_code, 5) AND r.level = 'sigungu'
             AND p.reference_date >= r.valid_from AND p.reference_date < coalesce(r.valid_to, DATE '9999-12-31')
            WHERE p.row_kind IN ('sigungu', 'gu')
              AND p.sex <> 'total' AND p.age_from IS NOT NULL AND p.population IS NOT NULL
            GROUP BY ALL
        )
        SELECT * FROM registration
        UNION ALL
        SELECT * FROM residents
    """)


@asset(contract=POPULATION_COVERAGE)
def population_coverage(
    population: duckdb.DuckDBPyRelation, reference_region: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Known and missing units of the KOSIS set. One row per expected unit, date and concept."""
    return duckdb.sql("""
        WITH dates AS (SELECT DISTINCT reference_date, population_concept FROM population),
        present AS (SELECT DISTINCT unit_id, reference_date, population_concept FROM population)
        SELECT e.region_id AS unit_id, d.reference_date, d.population_concept, e.name_ko, e.sido_ko,
               p.unit_id IS NOT NULL AS known, e.in_keis, e.in_local_government
        FROM reference_region AS e
        CROSS JOIN dates AS d
        LEFT JOIN present AS p
          ON p.unit_id = e.region_id AND p.reference_date = d.reference_date
         AND p.population_concept = d.population_concept
        WHERE e.level = 'sigungu'
    """)
