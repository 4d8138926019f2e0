"""Extinction risk: women aged 20-39 per person aged 65 and over.

Only the index and its classes live here. Counts by unit set are in `counts.py`.
"""

from __future__ import annotations

import duckdb

from assets.lake.asset import asset
from domain.ages import AGED_20_39, AGED_65_OVER
from domain.risk import at_risk_sql, class_sql
from expectations.contracts.extinction import EXTINCTION_RISK, EXTINCTION_RISK_REPORTED


@asset(contract=EXTINCTION_RISK)
def extinction_risk(
    population: duckdb.DuckDBPyRelation,
    population_coverage: duckdb.DuckDBPyRelation,
    reference_region: duckdb.DuckDBPyRelation,
    region_member: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    """Index and class by region and date (Lee 2016, KEIS). One row per region and date; women per person.

    Counts of a region of which a sigungu lacks its figures are empty; the index is of the others, and says how many lack.
    """
    young, old = AGED_20_39.sql(), AGED_65_OVER.sql()
    return duckdb.sql(f"""
        WITH unit AS (
            SELECT unit_id, reference_date,
                   sum(population) AS population,
                   coalesce(sum(population) FILTER (sex = 'female' AND {young}), 0) AS women_20_39,
                   coalesce(sum(population) FILTER ({old}), 0) AS population_65_over,
                   bool_or(interpolated) AS interpolated
            FROM population
            WHERE population_concept = 'registration'
            GROUP BY unit_id, reference_date
        ),
        day AS (
            SELECT DISTINCT reference_date FROM population_coverage WHERE population_concept = 'registration'
        ),
        member AS (
            SELECT n.level, n.region_id, n.name_ko, n.name_en, n.sido_ko, m.member_id AS unit_id
            FROM reference_region AS n
            JOIN region_member AS m USING (level, region_id)
            WHERE m.member_level = 'sigungu'
        ),
        summed AS (
            SELECT m.level, region_id, any_value(name_ko) AS name_ko, any_value(name_en) AS name_en,
                   any_value(sido_ko) AS sido_ko, d.reference_date,
                   sum(u.population) AS known_population, sum(u.women_20_39) AS known_women,
                   sum(u.population_65_over) AS known_elders,
                   count(*) FILTER (u.population IS NULL) AS missing_units,
                   CASE WHEN m.level = 'sigungu' THEN bool_or(u.interpolated) END AS interpolated
            FROM member AS m
            CROSS JOIN day AS d
            LEFT JOIN unit AS u USING (unit_id, reference_date)
            GROUP BY m.level, region_id, d.reference_date
            HAVING sum(u.population) IS NOT NULL
        ),
        indexed AS (
            SELECT *, known_women / nullif(known_elders, 0)::DOUBLE AS risk_index,
                   CASE WHEN missing_units = 0 THEN known_population END AS population,
                   CASE WHEN missing_units = 0 THEN known_women END AS women_20_39,
                   CASE WHEN missing_units = 0 THEN known_elders END AS population_65_over
            FROM summed
        )
        SELECT *, {class_sql("risk_index")} AS risk_class, {at_risk_sql("risk_index")} AS at_risk FROM indexed
    """)  # noqa: S608  (ages and classes are words of the domain)


@asset(contract=EXTINCTION_RISK_REPORTED)
def extinction_risk_reported(
    population_reported: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Index and class on the units of the day whose codes most of a date's figures have. One row per sigungu and date.

    What stood apart as a branch office is no unit of the day and has no row; its gun is counted without it, as printed.
    """
    young, old = AGED_20_39.sql(), AGED_65_OVER.sql()
    return duckdb.sql(f"""
        WITH day AS (
            SELECT reference_date, mode(source_vintage) AS units_day
            FROM population_reported
            WHERE population_concept = 'registration'
            GROUP BY reference_date
        ),
        living AS (
            SELECT d.reference_date, d.units_day, r.*, s.name_ko AS sido_ko
            FROM day AS d
            JOIN region AS r
              ON r.in_kosis AND in_force(r.valid_from, r.valid_to, d.units_day)
            JOIN region AS s
              ON s.unit_id = r.sido_unit_id AND s.level = 'sido' AND in_force(s.valid_from, s.valid_to, d.units_day)
        ),
        summed AS (
            SELECT l.unit_id, l.reference_date, l.units_day, l.name_ko, l.sido_ko, l.in_kosis, l.in_keis, l.in_local_government,
                   sum(p.population) AS population,
                   sum(p.population) FILTER (p.sex = 'female' AND {young}) AS women_20_39,
                   sum(p.population) FILTER ({old}) AS population_65_over
            FROM living AS l
            JOIN population_reported AS p
              ON p.unit_id = l.unit_id AND p.reference_date = l.reference_date AND p.population_concept = 'registration'
            GROUP BY ALL
        ),
        indexed AS (
            SELECT *, women_20_39 / nullif(population_65_over, 0)::DOUBLE AS risk_index FROM summed
        )
        SELECT *, {class_sql("risk_index")} AS risk_class, {at_risk_sql("risk_index")} AS at_risk FROM indexed
    """)  # noqa: S608  (ages and classes are words of the domain)
