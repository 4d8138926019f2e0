"""Population by unit, date, concept, sex and age: as reported, which units are known, and on the reference geography."""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.io.asset import asset
from assets.panel.on_reference import on_reference, units_of_day
from expectations.contracts.population import POPULATION_TABLE
from expectations.contracts.population_coverage import POPULATION_COVERAGE
from expectations.contracts.population_reported import POPULATION_REPORTED

KEYS = ["reference_date", "population_concept"]


@asset(contract=POPULATION_REPORTED)
def population_reported(
    kosis_population: duckdb.DuckDBPyRelation,
    mois_population: duckdb.DuckDBPyRelation,
    region: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    """Persons by unit of the KOSIS set as the publisher allotted them. One row per unit, date, concept, sex, age group.

    KOSIS rows carry the codes of the file's vintage in every year (successors already applied); MOIS rows
    the codes of their own year, gu of a city summed to the city. A code unknown on its day finds no unit
    and drops out here; the raw tables' own checks have stopped the run before that.
    """
    return duckdb.sql("""
        WITH registration AS (
            SELECT r.unit_id, p.vintage AS source_vintage, p.reference_date, 'registration' AS population_concept,
                   p.sex, p.age_from, p.age_to, p.population, p.source_file, p.source_row
            FROM kosis_population AS p
            JOIN region AS r
              ON r.mois_code = p.region_code AND r.in_kosis
             AND p.vintage >= r.valid_from AND p.vintage < coalesce(r.valid_to, DATE '9999-12-31')
        ),
        residents AS (
            SELECT CASE WHEN r.in_kosis THEN r.unit_id ELSE r.parent_unit_id END AS unit_id,
                   p.reference_date AS source_vintage, p.reference_date, 'registration_residents' AS population_concept,
                   p.sex, p.age_from, p.age_to,
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
    population_reported: pd.DataFrame, crosswalk: pd.DataFrame, reference_region: pd.DataFrame
) -> pd.DataFrame:
    """Known and missing reference units of the KOSIS set. One row per expected unit, date and concept.

    A reference unit is known when every unit that it is made of has figures: a part is not the whole.
    """
    expected = reference_region[reference_region["level"] == "sigungu"].rename(columns={"region_id": "unit_id"})
    names = expected[["unit_id", "name_ko", "sido_ko", "in_keis", "in_local_government"]]
    parts = []
    reported = population_reported[[*KEYS, "source_vintage", "unit_id"]].drop_duplicates()
    for (date, concept, vintage), rows in reported.groupby([*KEYS, "source_vintage"]):
        sources = units_of_day(crosswalk, track="kosis", day=pd.Timestamp(str(vintage)))
        sources = sources.assign(there=sources["from_unit_id"].isin(rows["unit_id"]))
        absent = sources[~sources["there"]].groupby("to_unit_id")["from_name_ko"].agg(", ".join)
        whole = sources.groupby("to_unit_id").agg(known=("there", "all"), exact=("exact", "all"))
        status = names.join(whole, on="unit_id").assign(
            reference_date=pd.Timestamp(str(date)).date(),
            population_concept=str(concept),
            missing_sources=names["unit_id"].map(absent),
        )
        parts.append(status.assign(interpolated=status["exact"].eq(False), known=status["known"].eq(True)))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(POPULATION_COVERAGE.column_names))


@asset(contract=POPULATION_TABLE)
def population(population_reported: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Persons on the reference geography. One row per known unit, date, concept, sex and age group."""
    converted = on_reference(
        population_reported, crosswalk, track="kosis", day="source_vintage", counts=["population"],
        by=[*KEYS, "sex", "age_from", "age_to", "source_file"],
    )  # fmt: skip
    return converted[converted["population"].notna()]
