"""Registered population of sido by year, from the KOSIS spreadsheet: as reported, and on the reference geography."""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.io.asset import asset
from assets.panel.on_reference import on_reference
from expectations.contracts.sido_population import SIDO_POPULATION
from expectations.contracts.sido_population_reported import SIDO_POPULATION_REPORTED


@asset(contract=SIDO_POPULATION_REPORTED)
def sido_population_reported(
    kosis_sido_population: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Persons at year's end. One row per sido and December.

    The sheet prints today's names for every year, so a name finds its unit through any of its eras. A
    figure of a year before the unit existed is of its first borders.
    """
    return duckdb.sql("""
        WITH named AS (
            SELECT r.name_ko, r.unit_id, l.born, l.megaregion
            FROM region AS r
            JOIN (
                SELECT unit_id, min(valid_from) AS born, arg_max(megaregion, valid_from) AS megaregion
                FROM region
                WHERE level = 'sido'
                GROUP BY unit_id
            ) AS l USING (unit_id)
            WHERE r.level = 'sido'
            GROUP BY ALL
        )
        SELECT n.unit_id, greatest(k.reference_date, any_value(n.born)) AS source_vintage, k.reference_date,
               max(k.population) FILTER (k.sex = 'total') AS population,
               max(k.population) FILTER (k.sex = 'male') AS men,
               max(k.population) FILTER (k.sex = 'female') AS women,
               any_value(n.megaregion) AS megaregion
        FROM kosis_sido_population AS k
        JOIN named AS n ON n.name_ko = k.region_name
        WHERE k.population IS NOT NULL
        GROUP BY n.unit_id, k.reference_date
    """)


@asset(contract=SIDO_POPULATION)
def sido_population(
    sido_population_reported: pd.DataFrame, crosswalk: pd.DataFrame, reference_region: pd.DataFrame
) -> pd.DataFrame:
    """Persons at year's end on the reference geography. One row per sido and December."""
    converted = on_reference(
        sido_population_reported, crosswalk, track="sido", day="source_vintage",
        by=["reference_date"], counts=["population", "men", "women"],
    )  # fmt: skip
    group = reference_region[reference_region["level"] == "sido"].set_index("region_id")["megaregion"]
    return converted.assign(megaregion=converted["unit_id"].map(group))
