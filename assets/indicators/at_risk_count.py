"""How many units are at risk, by unit set; units without figures are counted as missing, never as safe."""

from __future__ import annotations

import duckdb

from assets.io.asset import asset
from expectations.contracts.at_risk_count import AT_RISK_COUNT


@asset(contract=AT_RISK_COUNT)
def at_risk_count(
    extinction_risk: duckdb.DuckDBPyRelation, population_coverage: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Units by class, unit set and date. One row per unit set and date; counts of units."""
    return duckdb.sql("""
        WITH expected AS (
            SELECT *, unnest(['kosis', CASE WHEN in_keis THEN 'keis' END,
                              CASE WHEN in_local_government THEN 'local_government' END]) AS unit_set
            FROM population_coverage
            WHERE population_concept = 'registration'
        )
        SELECT e.unit_set, e.reference_date,
               count(*) AS units,
               count(*) FILTER (e.known) AS known_units,
               count(*) FILTER (NOT e.known) AS missing_units,
               string_agg(e.sido_ko || ' ' || e.name_ko, ', ' ORDER BY e.unit_id) FILTER (NOT e.known) AS missing_names,
               count(*) FILTER (x.interpolated) AS interpolated_units,
               count(*) FILTER (x.at_risk) AS at_risk,
               count(*) FILTER (x.risk_class = 'high_risk') AS high_risk,
               count(*) FILTER (x.risk_class = 'entering_risk') AS entering_risk,
               count(*) FILTER (x.risk_class = 'caution') AS caution,
               count(*) FILTER (x.risk_class = 'normal') AS normal,
               count(*) FILTER (x.risk_class = 'low_risk') AS low_risk
        FROM expected AS e
        LEFT JOIN extinction_risk AS x
          ON x.level = 'sigungu' AND x.region_id = e.unit_id AND x.reference_date = e.reference_date
        WHERE e.unit_set IS NOT NULL
        GROUP BY e.unit_set, e.reference_date
    """)
