"""The extinction-risk index of eup-myeon-dong on the units of each day; classes are those of `extinction_risk.py`."""

from __future__ import annotations

import duckdb

from assets.indicators.extinction.risk import class_sql
from assets.lake.asset import asset
from expectations.contracts.decline import EMD_EXTINCTION_RISK


@asset(contract=EMD_EXTINCTION_RISK)
def emd_extinction_risk(emd_registration: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Index and class (Lee 2016, KEIS). One row per eup-myeon-dong and date; women per person."""
    women = " + ".join(f"age_{age}" for age in range(20, 40, 5))
    elders = " + ".join(f"coalesce(age_{age}, 0)" for age in range(65, 101, 5))
    classes = class_sql("risk_index")
    return duckdb.sql(f"""
        WITH summed AS (
            SELECT emd_code, reference_date, any_value(name_ko) AS name_ko, any_value(sigungu_unit_id) AS sigungu_unit_id,
                   sum(population) AS population, sum({women}) FILTER (sex = 'female') AS women_20_39,
                   sum({elders}) AS population_65_over
            FROM emd_registration
            GROUP BY emd_code, reference_date
        ),
        named AS (
            SELECT s.*, g.name_ko AS sigungu_ko, p.name_ko AS sido_ko,
                   s.women_20_39 / nullif(s.population_65_over, 0)::DOUBLE AS risk_index
            FROM summed AS s
            JOIN region AS g
              ON g.unit_id = s.sigungu_unit_id AND s.reference_date >= g.valid_from
             AND s.reference_date < coalesce(g.valid_to, DATE '9999-12-31')
            JOIN region AS p
              ON p.unit_id = g.sido_unit_id AND p.level = 'sido' AND s.reference_date >= p.valid_from
             AND s.reference_date < coalesce(p.valid_to, DATE '9999-12-31')
        )
        SELECT *, {classes} AS risk_class, risk_index < 0.5 AS at_risk FROM named
    """)  # noqa: S608  (age groups and classes come from the contracts)
