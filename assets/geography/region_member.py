"""Which units make up each region, written once for every sum over regions."""

from __future__ import annotations

import duckdb

from assets.io.asset import asset
from expectations.columns import GROUPINGS
from expectations.contracts.region_member import REGION_MEMBER


@asset(contract=REGION_MEMBER)
def region_member(
    reference_region: duckdb.DuckDBPyRelation, megaregion_membership: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Regions with their sigungu and their sido, themselves included. One row per region and member."""
    return duckdb.sql(
        """
        WITH grouping AS (SELECT unnest($levels) AS level, unnest($schemes) AS scheme),
        unit AS (
            SELECT level AS member_level, region_id AS member_id, sido_unit_id, reference_vintage
            FROM reference_region
            WHERE level IN ('sigungu', 'sido')
        )
        SELECT 'nation' AS level, 'nation' AS region_id, member_level, member_id
        FROM unit
        UNION ALL
        SELECT a.level, g.group_id, u.member_level, u.member_id
        FROM unit AS u
        JOIN megaregion_membership AS g
          ON g.sido_unit_id = u.sido_unit_id
         AND u.reference_vintage >= g.valid_from AND u.reference_vintage < coalesce(g.valid_to, DATE '9999-12-31')
        JOIN grouping AS a ON a.scheme = g.scheme
        UNION ALL
        SELECT 'sido', sido_unit_id, member_level, member_id
        FROM unit
        UNION ALL
        SELECT 'sigungu', member_id, member_level, member_id
        FROM unit
        WHERE member_level = 'sigungu'
        """,
        params={"levels": list(GROUPINGS), "schemes": list(GROUPINGS.values())},
    )
