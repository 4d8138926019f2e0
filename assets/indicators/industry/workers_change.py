"""Change of workers by sigungu and section, between years that are counted alike only.

Levels are `assets/panel/workers.py`.
"""

from __future__ import annotations

import duckdb

from assets.lake.asset import asset
from expectations.contracts.workers import SIGUNGU_WORKERS_CHANGE


@asset(contract=SIGUNGU_WORKERS_CHANGE)
def sigungu_workers_change(sigungu_workers: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Persons and percent. One row per unit, section and pair of Decembers of one segment with figures of both."""
    return duckdb.sql("""
        SELECT unit_id, section, a.reference_date AS from_date, b.reference_date AS to_date,
               a.workers AS workers_from, b.workers AS workers_to, b.workers - a.workers AS change,
               100 * (b.workers - a.workers) / nullif(a.workers, 0) AS change_percent,
               a.ksic, a.basis, segment,
               CASE WHEN 'differs' IN (a.national_check, b.national_check) THEN 'differs'
                    WHEN 'not_compared' IN (a.national_check, b.national_check) THEN 'not_compared'
                    ELSE 'agrees' END AS national_check,
               a.interpolated OR b.interpolated AS interpolated
        FROM sigungu_workers AS a
        JOIN sigungu_workers AS b USING (unit_id, section, segment)
        WHERE a.reference_date < b.reference_date AND a.workers IS NOT NULL AND b.workers IS NOT NULL
    """)
