"""Births and marriages of sido by year on the reference geography: counts only.

Fertility rates are `fertility.py`; what is published by month stays in the raw table.
"""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.io.asset import asset
from assets.panel.on_reference import on_reference
from expectations.contracts.vital_events import VITAL_EVENTS

MONTHS = 12
COUNTS = ["births", "marriages"]


@asset(contract=VITAL_EVENTS)
def vital_events(
    kosis_births: duckdb.DuckDBPyRelation,
    kosis_marriages: duckdb.DuckDBPyRelation,
    region: duckdb.DuckDBPyRelation,
    crosswalk: pd.DataFrame,
) -> pd.DataFrame:
    """Births and marriages. One row per sido and year of which either is known.

    The sheets print names of one day for all years, so a name finds its unit through any of its eras. A year that lacks
    a month has no count of marriages.
    """
    reported = duckdb.sql(
        """
        WITH sido AS (
            SELECT * FROM region WHERE level = 'sido'
        ),
        named AS (
            SELECT DISTINCT name_ko, unit_id FROM sido
        ),
        event AS (
            SELECT region_name, year, births, NULL AS marriages, is_provisional
            FROM kosis_births
            WHERE births IS NOT NULL
            UNION ALL
            SELECT region_name, year(month), NULL, sum(marriages), bool_or(is_provisional)
            FROM kosis_marriages
            GROUP BY region_name, year(month)
            HAVING count(marriages) = $months
        )
        SELECT n.unit_id, make_date(e.year, 12, 31) AS reference_date, max(e.births) AS births, max(e.marriages) AS marriages,
               bool_or(bool_or(e.is_provisional)) OVER (PARTITION BY e.year) AS is_provisional
        FROM event AS e
        JOIN named AS n ON n.name_ko = e.region_name
        WHERE make_date(e.year, 12, 31) >= (SELECT min(valid_from) FROM sido)
        GROUP BY n.unit_id, e.year
        """,
        params={"months": MONTHS},
    ).df()
    reported["reference_date"] = reported["reference_date"].dt.date
    by = ["reference_date", "is_provisional"]
    converted = on_reference(reported, crosswalk, track="sido", day="reference_date", by=by, counts=COUNTS)
    return converted.dropna(subset=COUNTS, how="all")
