"""Persons of the register census by sido, Koreans and foreigners; another concept than registered population."""

from __future__ import annotations

import duckdb

from assets.io.asset import asset
from expectations.census import CENSUS_DAY, DOMESTIC, EVERYBODY, FOREIGN, TOTAL
from expectations.contracts.sido_census_population import SIDO_CENSUS_POPULATION

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
            SELECT unit_id, kostat7_code, kostat8_code, valid_from, coalesce(valid_to, DATE '9999-12-31') AS valid_to, megaregion
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
         AND p.reference_date >= s.valid_from AND p.reference_date < s.valid_to
        GROUP BY s.unit_id, p.reference_date, p.sex
    """,
        params=_WORDS | dict(zip(("month", "day"), CENSUS_DAY, strict=True)),
    )
