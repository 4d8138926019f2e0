"""Registered people of eup-myeon-dong by sex and five-year age, on the units of each day; nothing is carried across days."""

from __future__ import annotations

import duckdb

from assets.lake.asset import asset
from domain.ages import AGES, OLDEST
from expectations.contracts.emd import EMD_REGISTRATION


@asset(contract=EMD_REGISTRATION)
def emd_registration(
    mois_population: duckdb.DuckDBPyRelation,
    kosis_population: duckdb.DuckDBPyRelation,
    kosis_collected_population: duckdb.DuckDBPyRelation,
    population_unit: duckdb.DuckDBPyRelation,
    population_source: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    """Persons: of the sources that have eup-myeon-dong on a day, the one of lowest rank. One row per unit, date and sex."""
    groups = ", ".join(f"sum(population) FILTER (age_from = {age}) AS age_{age}" for age in AGES)
    return duckdb.sql(f"""
        WITH wide AS (
            SELECT 'mois_population' AS source, * EXCLUDE (region_name, source_row) FROM mois_population
            UNION ALL BY NAME
            SELECT 'kosis_collected_population' AS source, * EXCLUDE (region_name, source_row) FROM kosis_collected_population
            UNION ALL BY NAME
            SELECT 'kosis_population' AS source, region_code, reference_date, 'registration' AS population_concept, sex,
                   sum(population) AS population, {groups}, {OLDEST} AS open_age, source_file
            FROM kosis_population
            WHERE age_from IS NOT NULL AND length(region_code) = 10
            GROUP BY ALL
            HAVING count(*) = {len(AGES)}
        )
        SELECT w.* EXCLUDE (population_concept), w.region_code AS emd_code, u.unit_id AS sigungu_unit_id,
               split_part(u.region_name, ' ', -1) AS name_ko
        FROM wide AS w
        JOIN population_unit AS u USING (source, source_file, reference_date, population_concept, region_code)
        JOIN population_source AS s
          ON s.level = 'emd' AND s.source = w.source AND s.population_concept = w.population_concept
         AND w.reference_date BETWEEN s.first_date AND open_end(s.last_date)
        WHERE u.row_kind = 'emd' AND w.sex <> 'total' AND w.population_concept = 'registration' AND w.population IS NOT NULL
        QUALIFY s.rank = min(s.rank) OVER (PARTITION BY w.reference_date)
    """)  # noqa: S608  (age groups come from the contract)
