"""Which units make up each region, written once for every sum over regions."""

from __future__ import annotations

import duckdb

from assets.io.asset import asset
from expectations.contracts.region_member import REGION_MEMBER


@asset(contract=REGION_MEMBER)
def region_member(reference_region: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Regions with their sigungu and their sido, themselves included. One row per region and member."""
    return duckdb.sql("""
        SELECT r.level, r.region_id, m.level AS member_level, m.region_id AS member_id
        FROM reference_region AS r
        JOIN reference_region AS m
          ON m.level IN ('sigungu', 'sido')
         AND r.region_id = CASE r.level
                WHEN 'nation' THEN 'nation'
                WHEN 'capital_rest' THEN CASE m.megaregion WHEN 'capital' THEN 'capital' ELSE 'rest' END
                WHEN 'megaregion' THEN m.megaregion
                WHEN 'sido' THEN m.sido_unit_id
                WHEN 'sigungu' THEN CASE m.level WHEN 'sigungu' THEN m.region_id END
             END
    """)
