"""Economic totals of sido by year: product, employed, jobs, establishments; as reported, and on the reference geography.

Only totals belong here. Industries and ages stay with the tables that have them.
"""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.lake.asset import asset
from assets.panel.on_reference import on_reference, units_of_day
from domain.history import GROUP_FROM
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
    return duckdb.sql("""
        WITH sido AS (
            SELECT * FROM region WHERE level = 'sido'
        ),
        name AS (
            SELECT DISTINCT name_ko, unit_id FROM sido
        ),
        life AS (
            SELECT unit_id, min(valid_from) AS born, max(coalesce(valid_to, DATE '9999-12-31')) AS ended,
                   arg_max(megaregion, valid_from) AS megaregion
            FROM sido
            GROUP BY unit_id
        ),
        printed AS (
            SELECT 'grdp' AS figure, n.unit_id, make_date(g.year, 12, 31) AS reference_date, g.value,
                   g.source_file, g.source_row
            FROM kosis_grdp AS g
            JOIN name AS n ON n.name_ko = g.region_name
            WHERE g.activity_name = '지역내총생산(시장가격)' AND g.item = '명목'
            UNION ALL
            SELECT 'employed', n.unit_id, make_date(l.year, 12, 31), 1000 * l.employed, l.source_file, l.source_row
            FROM kosis_labour_force AS l
            JOIN name AS n ON n.name_ko = l.region_name
            UNION ALL
            SELECT CASE e.item WHEN '종사자수' THEN 'jobs' ELSE 'establishments' END, s.unit_id,
                   make_date(e.year, 12, 31), e.value, e.source_file, e.source_row
            FROM kosis_establishments AS e
            JOIN sido AS s
              ON e.region_name = CASE WHEN s.name_ko SIMILAR TO '..[남북]도' THEN s.name_ko[1] || s.name_ko[3]
                                      ELSE s.name_ko[1:2] END
             AND make_date(e.year, 12, 31) >= s.valid_from
             AND make_date(e.year, 12, 31) < coalesce(s.valid_to, DATE '9999-12-31')
            WHERE e.industry_code = '0' AND e.item IN ('종사자수', '사업체수')
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
