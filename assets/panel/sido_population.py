"""Registered population of sido by day and sex, out of several files: as reported, and on the reference geography."""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.lake.asset import asset
from assets.panel.named_units import sido_by_name
from assets.panel.on_reference import on_reference
from expectations.contracts.sido_population import SIDO_POPULATION, SIDO_POPULATION_REPORTED


@asset(contract=SIDO_POPULATION_REPORTED)
def sido_population_reported(
    kosis_sido_population: duckdb.DuckDBPyRelation,
    mois_population: duckdb.DuckDBPyRelation,
    kosis_population: duckdb.DuckDBPyRelation,
    kosis_collected_population: duckdb.DuckDBPyRelation,
    kosis_dong_population: duckdb.DuckDBPyRelation,
    population_unit: duckdb.DuckDBPyRelation,
    population_source: duckdb.DuckDBPyRelation,
    population_reported: duckdb.DuckDBPyRelation,
    region: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    """Persons at a month's end. One row per sido and date: of the sources that print it, the one of lowest rank.

    The KOSIS sheet prints today's names for every year, so a name finds its unit through any of its eras, and a figure of a
    year before the unit existed is of its first borders. Sums of sigungu stand only for days without a missing one: a nation
    that lacks a sido would give wrong shares.
    """
    rows = _rows(mois_population, kosis_population, kosis_collected_population, kosis_dong_population, population_unit)
    held = _sheet(sido_by_name(kosis_sido_population, region), region).union(rows).union(_sums(population_reported, region))
    return _served(held, population_source, region)


def _served(
    held: duckdb.DuckDBPyRelation, population_source: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Of the sources that print a day the one of lowest rank, for all sido alike."""
    return duckdb.sql("""
        WITH life AS (
            SELECT unit_id, arg_max(megaregion, valid_from) AS megaregion
            FROM region
            WHERE level = 'sido'
            GROUP BY unit_id
        )
        SELECT h.unit_id, h.source_vintage, h.reference_date, h.men + h.women AS population, h.men, h.women,
               l.megaregion, h.source
        FROM held AS h
        JOIN life AS l USING (unit_id)
        JOIN population_source AS s
          ON s.level = 'sido' AND s.population_concept = 'registration' AND s.source = h.source
         AND h.reference_date BETWEEN s.first_date AND open_end(s.last_date)
        QUALIFY s.rank = min(s.rank) OVER (PARTITION BY h.reference_date)
    """)


def _sheet(named: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    return duckdb.sql("""
        WITH life AS (
            SELECT unit_id, min(valid_from) AS born FROM region WHERE level = 'sido' GROUP BY unit_id
        )
        SELECT 'kosis_sido_population' AS source, n.unit_id, greatest(n.reference_date, any_value(l.born)) AS source_vintage,
               n.reference_date,
               max(n.population) FILTER (n.sex = 'male') AS men, max(n.population) FILTER (n.sex = 'female') AS women
        FROM named AS n
        JOIN life AS l USING (unit_id)
        WHERE n.population IS NOT NULL
        GROUP BY n.unit_id, n.reference_date
    """)


def _rows(
    mois_population: duckdb.DuckDBPyRelation,
    kosis_population: duckdb.DuckDBPyRelation,
    kosis_collected_population: duckdb.DuckDBPyRelation,
    kosis_dong_population: duckdb.DuckDBPyRelation,
    population_unit: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    """Rows of sido in the tables by age."""
    return duckdb.sql("""
        WITH people AS (
            SELECT 'mois_population' AS source, source_file, reference_date, population_concept, region_code, sex, population
            FROM mois_population
            UNION ALL
            SELECT 'kosis_collected_population', source_file, reference_date, population_concept, region_code, sex, population
            FROM kosis_collected_population
            UNION ALL
            SELECT 'kosis_dong_population', source_file, reference_date, population_concept, region_code, sex, population
            FROM kosis_dong_population
            UNION ALL
            SELECT 'kosis_population', source_file, reference_date, 'registration', region_code, sex, sum(population)
            FROM kosis_population
            WHERE age_from IS NOT NULL
            GROUP BY ALL
        )
        SELECT u.source, u.unit_id, u.source_vintage, u.reference_date,
               any_value(p.population) FILTER (p.sex = 'male') AS men,
               any_value(p.population) FILTER (p.sex = 'female') AS women
        FROM population_unit AS u
        JOIN people AS p USING (source, source_file, reference_date, population_concept, region_code)
        WHERE u.row_kind = 'sido' AND u.population_concept = 'registration' AND u.unit_id IS NOT NULL
        GROUP BY ALL
        HAVING men IS NOT NULL AND women IS NOT NULL
    """)


def _sums(population_reported: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Sums of the sigungu of the KOSIS set, by the sido of the day whose units they are, on days on which none of it lacks."""
    return duckdb.sql("""
        WITH day AS (
            SELECT reference_date, mode(source_vintage) AS vintage
            FROM population_reported
            WHERE population_concept = 'registration'
            GROUP BY reference_date
        ),
        living AS (
            SELECT d.reference_date, d.vintage, r.unit_id, r.sido_unit_id
            FROM day AS d
            JOIN region AS r
              ON r.in_kosis AND in_force(r.valid_from, r.valid_to, d.vintage)
        ),
        unit AS (
            SELECT reference_date, unit_id,
                   sum(population) FILTER (sex = 'male') AS men, sum(population) FILTER (sex = 'female') AS women
            FROM population_reported
            WHERE population_concept = 'registration'
            GROUP BY ALL
        )
        SELECT 'population_reported' AS source, l.sido_unit_id AS unit_id, l.vintage AS source_vintage, l.reference_date,
               sum(u.men) AS men, sum(u.women) AS women
        FROM living AS l
        LEFT JOIN unit AS u USING (reference_date, unit_id)
        GROUP BY l.sido_unit_id, l.vintage, l.reference_date
        QUALIFY bool_and(count(*) = count(u.men)) OVER (PARTITION BY l.reference_date)
    """)


@asset(contract=SIDO_POPULATION)
def sido_population(
    sido_population_reported: pd.DataFrame, crosswalk: pd.DataFrame, reference_region: pd.DataFrame
) -> pd.DataFrame:
    """Persons at a month's end on the reference geography. One row per sido and date."""
    converted = on_reference(
        sido_population_reported, crosswalk, track="sido", day="source_vintage",
        by=["reference_date"], counts=["population", "men", "women"],
    )  # fmt: skip
    group = reference_region[reference_region["level"] == "sido"].set_index("region_id")["megaregion"]
    return converted.assign(megaregion=converted["unit_id"].map(group))
