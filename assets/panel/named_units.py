"""From a sido and a name as printed to the unit: for publishers who print names of one day for all years, and no code."""

from __future__ import annotations

import duckdb


def named_units(printed: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """`printed` with `unit_id` of the KOSIS set by `sido_name`, `region_name` and `source_vintage`; rows without one drop out.

    A name finds the unit that ever bore it in that sido and lives on the day: Michuhol-gu is found in years in which it
    was Nam-gu, and one Changwon is not taken for the other. Sejong, its own sido, is printed 세종 or 세종시.
    """
    return duckdb.sql("""
        WITH province AS (
            SELECT DISTINCT unit_id AS sido_unit_id, name_ko AS sido_name
            FROM region
            WHERE level = 'sido'
        ),
        named AS (
            SELECT unit_id, sido_unit_id, name_ko AS region_name
            FROM region
            WHERE in_kosis
            UNION
            SELECT r.unit_id, r.sido_unit_id, left(r.name_ko, 2) || ending
            FROM region AS r
            JOIN province AS p ON p.sido_unit_id = r.sido_unit_id AND p.sido_name = r.name_ko
            CROSS JOIN (VALUES (''), ('시')) AS e (ending)
            WHERE r.in_kosis
        )
        SELECT t.*, n.unit_id
        FROM printed AS t
        JOIN province AS p USING (sido_name)
        JOIN named AS n ON n.sido_unit_id = p.sido_unit_id AND n.region_name = t.region_name
        WHERE EXISTS (
            FROM region AS r
            WHERE r.unit_id = n.unit_id AND r.in_kosis AND t.source_vintage >= r.valid_from
              AND t.source_vintage < coalesce(r.valid_to, DATE '9999-12-31')
        )
    """)
