"""The series of population by unit, date, concept, sex and age: as reported, where sources disagree, on the reference geography.

Which source serves a cell is the table core.population_source; what a printed row is, `population_unit.py`.
"""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.lake.asset import asset
from assets.panel.on_reference import on_reference, units_of_day
from domain.ages import AGE_NAMES
from expectations.contracts.population import POPULATION_COVERAGE, POPULATION_REPORTED, POPULATION_TABLE
from expectations.contracts.population_check import POPULATION_AGREEMENT, POPULATION_DIFFERENCE

KEYS = ["reference_date", "population_concept"]
# What the candidates of the series are made from.
HELD = (
    "mois_population", "kosis_population", "kosis_collected_population", "kosis_dong_population", "population_carried",
    "population_unit", "population_source", "region",
)  # fmt: skip
_WIDE = "source, source_file, source_row, reference_date, population_concept, region_code, sex, open_age"


def candidates(
    mois_population: duckdb.DuckDBPyRelation,
    kosis_population: duckdb.DuckDBPyRelation,
    kosis_collected_population: duckdb.DuckDBPyRelation,
    kosis_dong_population: duckdb.DuckDBPyRelation,
    population_carried: duckdb.DuckDBPyRelation,
    population_unit: duckdb.DuckDBPyRelation,
    population_source: duckdb.DuckDBPyRelation,
    region: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    """What each source has of each sigungu of the KOSIS set, with the source's rank; persons by sex and age group.

    A city has its own row, else the sum of its gu where all have one. A unit whose age groups do not reach from 0 to an open
    end for both sexes is left out: a part is not the whole. Figures carried over count only on days that another source has.
    """
    ages = ", ".join(AGE_NAMES)
    return duckdb.sql(f"""
        WITH wide AS (
            SELECT 'mois_population' AS source, * EXCLUDE (region_name, population) FROM mois_population
            UNION ALL BY NAME
            SELECT 'kosis_collected_population' AS source, * EXCLUDE (region_name, population) FROM kosis_collected_population
            UNION ALL BY NAME
            SELECT 'kosis_dong_population' AS source, * EXCLUDE (region_name, population) FROM kosis_dong_population
            UNION ALL BY NAME
            SELECT 'population_carried' AS source, 'population_carried.csv' AS source_file,
                   dense_rank() OVER (ORDER BY reference_date, region_code) AS source_row,
                   * EXCLUDE (region_name, population, read_on, verified, source, note)
            FROM population_carried
        ),
        unit AS (
            SELECT * FROM population_unit WHERE level = 'sigungu' AND unit_id IS NOT NULL
        ),
        own AS (
            SELECT * FROM wide SEMI JOIN unit USING (source, source_file, reference_date, population_concept, region_code)
            WHERE sex <> 'total'
        ),
        long AS (
            SELECT {_WIDE}, source_file AS unit_file, CAST(substr(band, 5) AS INTEGER) AS age_from, people AS population
            FROM (UNPIVOT own ON {ages} INTO NAME band VALUE people)
            UNION ALL
            SELECT 'kosis_population', source_file, source_row, reference_date, 'registration', region_code, sex,
                   CASE WHEN age_to IS NULL THEN age_from END, unit_file, age_from, population
            FROM (
                SELECT *, min(source_file) OVER (PARTITION BY reference_date, region_code, vintage) AS unit_file
                FROM kosis_population
            )
            WHERE age_from IS NOT NULL AND sex <> 'total'
        ),
        printed AS (
            SELECT l.source, l.source_file, l.source_row, l.reference_date, l.population_concept, l.sex, l.age_from,
                   CASE WHEN l.age_from = l.open_age THEN NULL ELSE l.age_from + 4 END AS age_to, l.population,
                   u.unit_id, u.source_vintage, u.row_kind
            FROM long AS l
            JOIN unit AS u
              ON u.source = l.source AND u.source_file = l.unit_file AND u.reference_date = l.reference_date
             AND u.population_concept = l.population_concept AND u.region_code = l.region_code
        ),
        city AS (
            SELECT p.* REPLACE (r.parent_unit_id AS unit_id)
            FROM printed AS p
            JOIN region AS r
              ON r.unit_id = p.unit_id AND in_force(r.valid_from, r.valid_to, p.source_vintage)
            ANTI JOIN unit AS u
              ON u.unit_id = r.parent_unit_id AND u.source = p.source AND u.reference_date = p.reference_date
             AND u.population_concept = p.population_concept
            WHERE p.row_kind = 'gu'
        ),
        whole_city AS (
            SELECT c.source, min(c.source_file) AS source_file, min(c.source_row) AS source_row, c.reference_date,
                   c.population_concept, c.sex, c.age_from, c.age_to, sum(c.population) AS population, c.unit_id,
                   c.source_vintage, 'city_of_gu' AS row_kind
            FROM city AS c
            GROUP BY c.source, c.reference_date, c.population_concept, c.sex, c.age_from, c.age_to, c.unit_id, c.source_vintage
            HAVING count(*) = (
                SELECT count(*)
                FROM region AS g
                WHERE g.parent_unit_id = c.unit_id AND g.level = 'sigungu'
                  AND in_force(g.valid_from, g.valid_to, c.source_vintage)
            )
        ),
        cell AS (
            SELECT * FROM printed WHERE row_kind IN ('sigungu', 'city_of_gu', 'office')
            UNION ALL BY NAME
            SELECT * FROM whole_city
        ),
        complete AS (
            SELECT source, unit_id, reference_date, population_concept
            FROM cell
            GROUP BY ALL
            HAVING count(*) FILTER (age_to IS NULL) = 2 AND min(age_from) = 0
               AND sum(age_to - age_from + 1) = 2 * max(age_from)
        ),
        day AS (
            SELECT DISTINCT reference_date, population_concept FROM cell WHERE source <> 'population_carried'
        )
        SELECT c.*, s.rank
        FROM cell AS c
        SEMI JOIN complete USING (source, unit_id, reference_date, population_concept)
        SEMI JOIN day USING (reference_date, population_concept)
        JOIN population_source AS s
          ON s.level = 'sigungu' AND s.source = c.source AND s.population_concept = c.population_concept
         AND c.reference_date BETWEEN s.first_date AND open_end(s.last_date)
    """)  # noqa: S608  (age columns come from the contract)


@asset(contract=POPULATION_REPORTED, each=HELD)
def population_reported(
    **tables: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    """Persons by unit of the KOSIS set: of the sources that have a unit on a day, the one of lowest rank.

    One row per unit, date, concept, sex and age group.
    """
    return served(candidates(**tables))


def served(held: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Of the candidates for a unit, date and concept those of the lowest rank."""
    return duckdb.sql("""
        SELECT *
        FROM held
        QUALIFY rank = min(rank) OVER (PARTITION BY unit_id, reference_date, population_concept)
    """)


@asset(contract=POPULATION_DIFFERENCE, each=HELD)
def population_difference(
    population_reported: duckdb.DuckDBPyRelation, **tables: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Persons by the source that serves a cell and by another that has it too. One row per cell that differs."""
    return compared(candidates(**tables), population_reported).filter("difference <> 0")


@asset(contract=POPULATION_AGREEMENT, each=HELD)
def population_agreement(
    population_reported: duckdb.DuckDBPyRelation, **tables: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Cells that two sources have in common, and how many differ. One row per date, concept and pair of sources."""
    both = compared(candidates(**tables), population_reported)
    return both.aggregate("""
        reference_date, population_concept, source, other_source, count(DISTINCT unit_id) AS units, count(*) AS cells,
        count(*) FILTER (difference <> 0) AS cells_differing, sum(population) AS persons,
        sum(abs(difference)) AS persons_differing,
        sum(abs(difference)) / nullif(sum(population), 0)::DOUBLE AS share_differing
    """)


def compared(held: duckdb.DuckDBPyRelation, population_reported: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Cells of the series beside those of every other source that has the same unit, date, sex and ages."""
    return duckdb.sql("""
        SELECT p.unit_id, p.reference_date, p.population_concept, p.sex, p.age_from, p.age_to, p.source, p.population,
               h.source AS other_source, h.population AS other_population, h.population - p.population AS difference
        FROM population_reported AS p
        JOIN held AS h
          ON h.unit_id = p.unit_id AND h.reference_date = p.reference_date AND h.population_concept = p.population_concept
         AND h.sex = p.sex AND h.age_from = p.age_from AND h.age_to IS NOT DISTINCT FROM p.age_to AND h.source <> p.source
    """)


@asset(contract=POPULATION_COVERAGE)
def population_coverage(
    population_reported: pd.DataFrame, population: pd.DataFrame, crosswalk: pd.DataFrame, reference_region: pd.DataFrame
) -> pd.DataFrame:
    """Known and missing reference units of the KOSIS set. One row per expected unit, date and concept.

    A reference unit is known when every unit that it is made of has figures: a part is not the whole.
    """
    expected = reference_region[reference_region["level"] == "sigungu"].rename(columns={"region_id": "unit_id"})
    names = expected[["unit_id", "name_ko", "sido_ko", "in_keis", "in_local_government"]]
    converted = population.drop_duplicates([*KEYS, "unit_id"])
    parts = []
    for (date, concept), rows in population_reported[[*KEYS, "source_vintage", "unit_id"]].drop_duplicates().groupby(KEYS):
        of_day = (converted["reference_date"] == date) & (converted["population_concept"] == concept)
        there = dict(zip(converted.loc[of_day, "unit_id"], converted.loc[of_day, "interpolated"], strict=True))
        status = names.assign(
            reference_date=pd.Timestamp(str(date)).date(),
            population_concept=str(concept),
            known=names["unit_id"].isin(set(there)),
            interpolated=names["unit_id"].map(there).eq(True),
            missing_sources=names["unit_id"].map(_absent(rows, crosswalk)),
        )
        parts.append(status.assign(missing_sources=status["missing_sources"].where(~status["known"])))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(POPULATION_COVERAGE.column_names))


def _absent(rows: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.Series:
    """Names of the units without figures, by the reference unit that they are a part of; of one date and concept."""
    day = rows.groupby("source_vintage").size().idxmax()
    sources = units_of_day(crosswalk, track="kosis", day=pd.Timestamp(str(day)))
    lacking = sources[~sources["from_unit_id"].isin(rows["unit_id"])]
    return lacking.groupby("to_unit_id")["from_name_ko"].agg(", ".join)


@asset(contract=POPULATION_TABLE)
def population(population_reported: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Persons on the reference geography. One row per known unit, date, concept, sex and age group."""
    converted = on_reference(
        population_reported, crosswalk, track="kosis", day="source_vintage", counts=["population"],
        by=[*KEYS, "sex", "age_from", "age_to"],
    )  # fmt: skip
    known = converted[converted["population"].notna()]
    served = population_reported[[*KEYS, "source_vintage", "unit_id", "source"]].drop_duplicates()
    return known.merge(_sources(served, crosswalk), on=["unit_id", *KEYS], how="left", validate="many_to_one")


def _sources(served: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """`unit_id, reference_date, population_concept, sources`: the tables that a reference unit's figures are from."""
    parts = [
        rows.merge(units_of_day(crosswalk, track="kosis", day=pd.Timestamp(str(day))), left_on="unit_id", right_on="from_unit_id")
        for day, rows in served.groupby("source_vintage")
    ]
    columns = ["to_unit_id", *KEYS, "source"]
    ways = pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)
    named = ways.drop_duplicates().sort_values(columns).groupby(columns[:-1])["source"].agg("+".join)
    return named.rename("sources").rename_axis(["unit_id", *KEYS]).reset_index()
