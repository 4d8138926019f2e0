"""The reference geography: which regions there are at each level on the reference vintage.

Their shapes are in `levels.py`.
"""

from __future__ import annotations

import duckdb

from assets.io.asset import asset
from expectations.contracts.reference_region import REFERENCE_REGION


@asset(contract=REFERENCE_REGION)
def reference_region(
    boundary: duckdb.DuckDBPyRelation,
    region: duckdb.DuckDBPyRelation,
    megaregion_membership: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    """Nation, 5+3 groups, sido and KOSIS-set sigungu. One row per region.

    The reference vintage is the newest at which every unit of the finest set alive then has a boundary.
    """
    return duckdb.sql("""
        WITH vintage AS (
            SELECT max(vintage) AS day
            FROM (
                SELECT b.vintage, b.scheme
                FROM (SELECT DISTINCT scheme, vintage FROM boundary WHERE level = 'sigungu') AS b
                JOIN region AS r
                  ON r.in_finest AND b.vintage >= r.valid_from AND b.vintage < coalesce(r.valid_to, DATE '9999-12-31')
                LEFT JOIN boundary AS f
                  ON f.level = 'sigungu' AND f.scheme = b.scheme AND f.vintage = b.vintage AND f.unit_id = r.unit_id
                GROUP BY ALL
                HAVING count(*) = count(f.unit_id)
            )
        ),
        living AS (
            SELECT r.*, v.day
            FROM region AS r
            JOIN vintage AS v ON v.day >= r.valid_from AND v.day < coalesce(r.valid_to, DATE '9999-12-31')
        ),
        named_group AS (
            SELECT m.group_id, any_value(m.group_ko) AS name_ko, any_value(m.group_en) AS name_en, any_value(l.day) AS day
            FROM megaregion_membership AS m
            JOIN living AS l
              ON l.level = 'sido' AND l.unit_id = m.sido_unit_id
             AND l.day >= m.valid_from AND l.day < coalesce(m.valid_to, DATE '9999-12-31')
            WHERE m.scheme = 'five_plus_three'
            GROUP BY m.group_id
        )
        SELECT 'nation' AS level, 'nation' AS region_id, NULL AS mois_code, NULL AS kostat_code,
               '대한민국' AS name_ko, 'Republic of Korea' AS name_en, NULL AS sido_ko, NULL AS sido_unit_id,
               NULL AS megaregion, NULL AS in_keis, NULL AS in_local_government, day AS reference_vintage
        FROM vintage
        WHERE day IS NOT NULL
        UNION ALL
        SELECT 'megaregion', group_id, NULL, NULL, name_ko, name_en, NULL, NULL, group_id, NULL, NULL, day
        FROM named_group
        UNION ALL
        SELECT l.level, l.unit_id, l.mois_code, coalesce(l.kostat8_code, l.kostat7_code), l.name_ko, l.name_en,
               CASE WHEN l.level = 'sigungu' THEN s.name_ko END, l.sido_unit_id, l.megaregion,
               CASE WHEN l.level = 'sigungu' THEN l.in_keis END,
               CASE WHEN l.level = 'sigungu' THEN l.in_local_government END, l.day
        FROM living AS l
        JOIN living AS s ON s.unit_id = l.sido_unit_id AND s.level = 'sido'
        WHERE l.level = 'sido' OR l.in_kosis
    """)
