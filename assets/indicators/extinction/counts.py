"""How many units are at risk, by unit set, on the reference geography and on the units of the day; unknown is never safe."""

from __future__ import annotations

import duckdb

from assets.lake.asset import asset
from domain.risk import AT_RISK_BELOW, NEAR_LIMIT
from expectations.contracts.extinction import AT_RISK_COUNT


@asset(contract=AT_RISK_COUNT)
def at_risk_count(
    extinction_risk: duckdb.DuckDBPyRelation,
    extinction_risk_reported: duckdb.DuckDBPyRelation,
    population_coverage: duckdb.DuckDBPyRelation,
    reference_region: duckdb.DuckDBPyRelation,
    region: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    """Units by class, unit set and date. One row per unit set and date; counts of units."""
    return duckdb.sql(
        """
        WITH sets AS (
            SELECT unnest(['kosis', 'keis', 'local_government']) AS unit_set
        ),
        day AS (
            SELECT reference_date, any_value(units_day) AS units_day FROM extinction_risk_reported GROUP BY reference_date
        ),
        living AS (
            SELECT d.reference_date, d.units_day, s.unit_set, r.unit_id, r.name_ko
            FROM day AS d
            JOIN region AS r
              ON r.in_kosis AND in_force(r.valid_from, r.valid_to, d.units_day)
            JOIN sets AS s
              ON s.unit_set = 'kosis' OR (s.unit_set = 'keis' AND r.in_keis)
              OR (s.unit_set = 'local_government' AND r.in_local_government)
        ),
        of_the_day AS (
            SELECT l.unit_set, l.reference_date, any_value(l.units_day) AS then_day, count(*) AS then_units,
                   count(*) FILTER (x.unit_id IS NULL) AS then_missing_units,
                   string_agg(l.name_ko, ', ' ORDER BY l.unit_id) FILTER (x.unit_id IS NULL) AS then_missing_names,
                   count(*) FILTER (x.at_risk) AS then_at_risk,
                   count(*) FILTER (abs(x.risk_index - $limit) < $near) AS then_near_limit,
                   count(*) FILTER (x.risk_class = 'high_risk') AS then_high_risk
            FROM living AS l
            LEFT JOIN extinction_risk_reported AS x USING (unit_id, reference_date)
            GROUP BY l.unit_set, l.reference_date
        ),
        expected AS (
            SELECT c.*, s.unit_set
            FROM population_coverage AS c
            JOIN sets AS s
              ON s.unit_set = 'kosis' OR (s.unit_set = 'keis' AND c.in_keis)
              OR (s.unit_set = 'local_government' AND c.in_local_government)
            WHERE c.population_concept = 'registration'
        )
        SELECT e.unit_set, e.reference_date,
               (SELECT any_value(reference_vintage) FROM reference_region) AS units_day,
               count(*) AS units,
               count(*) FILTER (e.known) AS known_units,
               count(*) FILTER (NOT e.known) AS missing_units,
               string_agg(e.sido_ko || ' ' || e.name_ko, ', ' ORDER BY e.unit_id) FILTER (NOT e.known) AS missing_names,
               count(*) FILTER (x.interpolated) AS interpolated_units,
               count(*) FILTER (x.at_risk) AS at_risk,
               count(*) FILTER (x.at_risk OR NOT e.known) AS at_risk_at_most,
               count(*) FILTER (x.risk_class = 'high_risk') AS high_risk,
               count(*) FILTER (x.risk_class = 'entering_risk') AS entering_risk,
               count(*) FILTER (x.risk_class = 'caution') AS caution,
               count(*) FILTER (x.risk_class = 'normal') AS normal,
               count(*) FILTER (x.risk_class = 'low_risk') AS low_risk,
               any_value(t.then_day) AS then_day, any_value(t.then_units) AS then_units,
               any_value(t.then_missing_units) AS then_missing_units,
               any_value(t.then_missing_names) AS then_missing_names,
               any_value(t.then_at_risk) AS then_at_risk, any_value(t.then_near_limit) AS then_near_limit,
               any_value(t.then_high_risk) AS then_high_risk
        FROM expected AS e
        LEFT JOIN extinction_risk AS x
          ON x.level = 'sigungu' AND x.region_id = e.unit_id AND x.reference_date = e.reference_date
        LEFT JOIN of_the_day AS t ON t.unit_set = e.unit_set AND t.reference_date = e.reference_date
        GROUP BY e.unit_set, e.reference_date
        """,
        params={"limit": AT_RISK_BELOW, "near": NEAR_LIMIT},
    )
