"""Registered population of sido by year, from the KOSIS spreadsheet."""

from __future__ import annotations

import duckdb

from assets.io.asset import asset
from expectations.contracts.sido_population import SIDO_POPULATION


@asset(contract=SIDO_POPULATION)
def sido_population(kosis_sido_population: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Persons at year's end. One row per sido and December.

    The sheet prints today's names for every year, so a name finds its unit through any of its eras.
    """
    return duckdb.sql("""
        WITH named AS (
            SELECT name_ko, unit_id, arg_max(megaregion, valid_from) AS megaregion
            FROM region
            WHERE level = 'sido'
            GROUP BY ALL
        )
        SELECT n.unit_id, k.reference_date,
               max(k.population) FILTER (k.sex = 'total') AS population,
               max(k.population) FILTER (k.sex = 'male') AS men,
               max(k.population) FILTER (k.sex = 'female') AS women,
               any_value(n.megaregion) AS megaregion
        FROM kosis_sido_population AS k
        JOIN named AS n ON n.name_ko = k.region_name
        WHERE k.population IS NOT NULL
        GROUP BY n.unit_id, k.reference_date
    """)
