"""Gross regional domestic product of sigungu, and per person registered on the same day within the same borders."""

from __future__ import annotations

import duckdb

from assets.lake.asset import asset
from expectations.contracts.value_added import SIGUNGU_PRODUCT


@asset(contract=SIGUNGU_PRODUCT)
def sigungu_product(
    sigungu_value_added: duckdb.DuckDBPyRelation, population: duckdb.DuckDBPyRelation, reference_region: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Million KRW, and the same per person. One row per sigungu and year; what was shared out of a divided unit is left out."""
    return duckdb.sql("""
        WITH persons AS (
            SELECT unit_id, reference_date, sum(population) AS population
            FROM population
            WHERE population_concept = 'registration'
            GROUP BY unit_id, reference_date
        )
        SELECT 'sigungu' AS level, v.unit_id AS region_id, r.name_ko, r.name_en, r.sido_ko, v.reference_date, v.scaled AS grdp,
               p.population, v.scaled / nullif(p.population, 0) AS grdp_per_head, 0 AS missing_units
        FROM sigungu_value_added AS v
        JOIN reference_region AS r ON r.level = 'sigungu' AND r.region_id = v.unit_id
        LEFT JOIN persons AS p ON p.unit_id = v.unit_id AND p.reference_date = v.reference_date
        WHERE v.activity = 'grdp' AND v.scaled IS NOT NULL AND NOT v.interpolated
    """)
