"""The extinction-risk index of eup-myeon-dong on the units of each day; classes are those of `domain/risk.py`."""

from __future__ import annotations

import duckdb

from assets.lake.asset import asset
from domain.ages import AGED_20_39, AGED_65_OVER
from domain.risk import at_risk_sql, class_sql
from expectations.contracts.decline import EMD_EXTINCTION_RISK


@asset(contract=EMD_EXTINCTION_RISK)
def emd_extinction_risk(emd_registration: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Index and class (Lee 2016, KEIS). One row per eup-myeon-dong and date; women per person."""
    women = " + ".join(AGED_20_39.columns)
    elders = " + ".join(f"coalesce({column}, 0)" for column in AGED_65_OVER.columns)
    return duckdb.sql(f"""
        WITH summed AS (
            SELECT emd_code, reference_date, any_value(name_ko) AS name_ko, any_value(sigungu_unit_id) AS sigungu_unit_id,
                   CASE WHEN count(population) = count(DISTINCT sex) AND count(DISTINCT sex) = 2 THEN sum(population) END
                       AS population,
                   sum({women}) FILTER (sex = 'female') AS women_20_39,
                   CASE WHEN count(DISTINCT sex) = 2 THEN sum({elders}) END AS population_65_over
            FROM emd_registration
            GROUP BY emd_code, reference_date
        ),
        named AS (
            SELECT s.*, g.name_ko AS sigungu_ko, p.name_ko AS sido_ko,
                   s.women_20_39 / nullif(s.population_65_over, 0)::DOUBLE AS risk_index
            FROM summed AS s
            JOIN region AS g
              ON g.unit_id = s.sigungu_unit_id AND in_force(g.valid_from, g.valid_to, s.reference_date)
            JOIN region AS p
              ON p.unit_id = g.sido_unit_id AND p.level = 'sido' AND in_force(p.valid_from, p.valid_to, s.reference_date)
        )
        SELECT *, {class_sql("risk_index")} AS risk_class, {at_risk_sql("risk_index")} AS at_risk FROM named
    """)  # noqa: S608  (age groups and classes are words of the domain)
