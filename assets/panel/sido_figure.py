"""Economic totals of sido by year: product, employed, jobs, establishments; as reported, and on the reference geography.

Only totals belong here. Industries and ages stay with the tables that have them.
"""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.lake.asset import asset
from assets.panel.named_units import named_units, sido_by_name
from assets.panel.on_reference import on_reference, units_of_day
from domain.history import GROUP_FROM
from domain.identify import SHORT_SIDO
from expectations.contracts.sido_figures import SIDO_FIGURE, SIDO_FIGURE_REPORTED


@asset(contract=SIDO_FIGURE_REPORTED)
def sido_figure_reported(
    kosis_grdp: duckdb.DuckDBPyRelation,
    kosis_labour_force: duckdb.DuckDBPyRelation,
    kosis_establishments: duckdb.DuckDBPyRelation,
    region: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    """Totals by sido, at 31 December of their year. One row per figure, sido and year that is printed.

    Full names find their unit through any of its eras, since publishers print names of one day for all
    years; short ones (서울, 충남) through the era of the year. The nation's row finds no unit.
    """
    dated = kosis_establishments.project("*, year_end(year) AS day")
    return _totals(
        sido_by_name(kosis_grdp, region),
        sido_by_name(kosis_labour_force, region),
        named_units(dated, region, SHORT_SIDO, "day"),
        region,
    )


def _totals(
    product: duckdb.DuckDBPyRelation,
    labour: duckdb.DuckDBPyRelation,
    establishments: duckdb.DuckDBPyRelation,
    region: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    """Rows of the three tables, and of which borders they are: before a sido is printed, those of the day before it began."""
    return duckdb.sql("""
        WITH life AS (
            SELECT unit_id, min(valid_from) AS born, max(open_end(valid_to)) AS ended,
                   arg_max(megaregion, valid_from) AS megaregion
            FROM region
            WHERE level = 'sido'
            GROUP BY unit_id
        ),
        printed AS (
            SELECT 'grdp' AS figure, unit_id, year_end(year) AS reference_date, value, source_file, source_row
            FROM product
            WHERE activity_name = '지역내총생산(시장가격)' AND item = '명목'
            UNION ALL
            SELECT 'employed', unit_id, year_end(year), 1000 * employed, source_file, source_row
            FROM labour
            UNION ALL
            SELECT CASE item WHEN '종사자수' THEN 'jobs' ELSE 'establishments' END, unit_id, day, value, source_file, source_row
            FROM establishments
            WHERE industry_code = '0' AND item IN ('종사자수', '사업체수')
        ),
        known AS (
            SELECT * FROM printed WHERE value IS NOT NULL
        ),
        unborn AS (
            SELECT d.figure, d.reference_date, min(l.born) AS born
            FROM (SELECT DISTINCT figure, reference_date FROM known) AS d
            JOIN life AS l ON l.born <= d.reference_date AND l.ended > d.reference_date
             AND l.born > (SELECT min(born) FROM life)
            ANTI JOIN known AS k
              ON k.figure = d.figure AND k.reference_date = d.reference_date AND k.unit_id = l.unit_id
            GROUP BY ALL
        )
        SELECT k.*, least(k.reference_date, CAST(u.born - INTERVAL 1 DAY AS DATE)) AS source_vintage, l.megaregion
        FROM known AS k
        JOIN life AS l USING (unit_id)
        LEFT JOIN unborn AS u USING (figure, reference_date)
    """)


@asset(contract=SIDO_FIGURE)
def sido_figure(sido_figure_reported: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Totals on the reference geography. One row per figure, sido and year since the region history begins."""
    since = crosswalk["valid_from"].min() if len(crosswalk) else None
    reported = sido_figure_reported[sido_figure_reported["source_vintage"] >= since] if since else sido_figure_reported[:0]
    converted = on_reference(
        reported,
        crosswalk,
        track="sido",
        day="source_vintage",
        by=["figure", "reference_date", "source_vintage"],
        counts=["value"],
    )
    groups = {
        day: told_apart(units_of_day(crosswalk, track="sido", day=pd.Timestamp(str(day))))
        for day in set(reported["source_vintage"])
    }
    ids = [groups[day][unit] for day, unit in zip(converted["source_vintage"], converted["unit_id"], strict=True)]
    return converted.assign(group_id=ids).dropna(subset=["value"])


def told_apart(ways: pd.DataFrame) -> dict[str, str]:
    """For each target unit the group of those that one source was divided among, as ids joined by `+`; alone, its own id."""
    group = {unit: {unit} for unit in ways["to_unit_id"]}
    for _, parts in ways[ways["weight"] >= GROUP_FROM].groupby("from_unit_id"):
        together = set().union(*(group[unit] for unit in parts["to_unit_id"]))
        group |= dict.fromkeys(together, together)
    return {unit: "+".join(sorted(units)) for unit, units in group.items()}
