"""The reference vintage: its units, who belongs to which, and the way of every code to it."""

from __future__ import annotations

import datetime as dt

import duckdb
import pandas as pd

from assets.geography.crosswalk import COLUMNS, TRACKS, History, Track
from assets.geography.crosswalk import crosswalk as walk
from assets.lake.asset import asset
from assets.lake.settings import Settings
from assets.methods.stacked import stacked
from domain.errors import UsageError
from domain.history import alive, reference_day
from domain.levels import GROUPINGS
from expectations.contracts.events import CROSSWALK, REFERENCE_REGION
from expectations.contracts.units import REGION_MEMBER

# The reference geography: which regions there are at each level on the reference vintage.
#
# Their shapes are in `levels.py`.


@asset(contract=REFERENCE_REGION)
def reference_region(
    boundary: duckdb.DuckDBPyRelation,
    derived_boundary: duckdb.DuckDBPyRelation,
    region: duckdb.DuckDBPyRelation,
    megaregion_membership: duckdb.DuckDBPyRelation,
    settings: Settings,
) -> duckdb.DuckDBPyRelation:
    """Nation, capital and rest, 5+3 groups, sido and KOSIS-set sigungu. One row per region.

    The reference vintage is the one asked for, else the newest, published and fit for measuring or carried forward from such
    a one with no line of our own, at which every unit of the finest set alive then has a boundary. Raises UsageError when the
    one asked for is not complete.
    """
    day = reference_vintage(boundary, derived_boundary, region, settings.reference)
    return duckdb.sql(
        """
        WITH vintage AS (SELECT CAST($day AS DATE) AS day),
        grouping AS (SELECT unnest($levels) AS level, unnest($schemes) AS scheme),
        living AS (
            SELECT r.*, v.day
            FROM region AS r
            JOIN vintage AS v ON in_force(r.valid_from, r.valid_to, v.day)
        ),
        named_group AS (
            SELECT a.level, m.group_id, any_value(m.group_ko) AS name_ko, any_value(m.group_en) AS name_en,
                   any_value(l.day) AS day
            FROM megaregion_membership AS m
            JOIN living AS l
              ON l.level = 'sido' AND l.unit_id = m.sido_unit_id
             AND in_force(m.valid_from, m.valid_to, l.day)
            JOIN grouping AS a ON a.scheme = m.scheme
            GROUP BY a.level, m.group_id
        )
        SELECT 'nation' AS level, 'nation' AS region_id, NULL AS mois_code, NULL AS kostat_code,
               '대한민국' AS name_ko, 'Republic of Korea' AS name_en, NULL AS sido_ko, NULL AS sido_unit_id,
               NULL AS megaregion, NULL AS in_keis, NULL AS in_local_government, day AS reference_vintage
        FROM vintage
        WHERE day IS NOT NULL
        UNION ALL
        SELECT level, group_id, NULL, NULL, name_ko, name_en,
               NULL, NULL, CASE level WHEN 'megaregion' THEN group_id END, NULL, NULL, day
        FROM named_group
        UNION ALL
        SELECT l.level, l.unit_id, l.mois_code, coalesce(l.kostat8_code, l.kostat7_code), l.name_ko, l.name_en,
               CASE WHEN l.level = 'sigungu' THEN s.name_ko END, l.sido_unit_id, l.megaregion,
               CASE WHEN l.level = 'sigungu' THEN l.in_keis END,
               CASE WHEN l.level = 'sigungu' THEN l.in_local_government END, l.day
        FROM living AS l
        JOIN living AS s ON s.unit_id = l.sido_unit_id AND s.level = 'sido'
        WHERE l.level = 'sido' OR l.in_kosis
    """,
        params={"day": day, "levels": list(GROUPINGS), "schemes": list(GROUPINGS.values())},
    )


def reference_vintage(
    boundary: duckdb.DuckDBPyRelation,
    derived_boundary: duckdb.DuckDBPyRelation,
    region: duckdb.DuckDBPyRelation,
    asked: dt.date | None,
) -> dt.date | None:
    """The day of the reference geography; None when nothing is asked for and no vintage is complete and fit.

    A vintage with lines of our own, or published for maps only, is taken when it is asked for.
    """
    complete: dict[dt.date, set[str]] = {}
    for day, kind in duckdb.sql("""
        WITH drawn AS (
            SELECT scheme, vintage, unit_id, CASE fit_for WHEN 'maps' THEN 'for maps only' ELSE 'published' END AS kind
            FROM boundary
            WHERE level = 'sigungu'
            UNION ALL
            SELECT scheme, vintage, unit_id,
                   CASE WHEN bool_and(method IN ('carried', 'other_vintage')) OVER (PARTITION BY vintage)
                        THEN 'carried forward' ELSE 'derived' END
            FROM derived_boundary
        ),
        series AS (SELECT DISTINCT scheme, vintage, kind FROM drawn)
        SELECT s.vintage, s.kind
        FROM series AS s
        JOIN region AS r
          ON r.in_finest AND in_force(r.valid_from, r.valid_to, s.vintage)
        LEFT JOIN drawn AS d
          ON d.scheme = s.scheme AND d.vintage = s.vintage AND d.kind = s.kind AND d.unit_id = r.unit_id
        GROUP BY s.scheme, s.vintage, s.kind
        HAVING count(*) = count(d.unit_id)
    """).fetchall():
        complete.setdefault(day, set()).add(kind)
    if asked is None:
        return max((day for day, kinds in complete.items() if kinds & {"published", "carried forward"}), default=None)
    if asked not in complete:
        known = ", ".join(f"{day}{'' if 'published' in kinds else f' ({min(kinds)})'}" for day, kinds in sorted(complete.items()))
        others = f"those that have are {known}. Take one of these, or declare" if known else "none has. Declare"
        raise UsageError(
            f"--reference {asked}: no declared boundary file of that day has every unit of it; {others} a map of all sigungu of "
            f"{asked} in a folder of sources."
        )
    return asked


# Which units make up each region, written once for every sum over regions.


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
         AND in_force(g.valid_from, g.valid_to, u.reference_vintage)
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


# The crosswalk from every era of every unit to the reference vintage, as a table to join.
#
# How weights come about is `crosswalk.py`; applying them to figures is `convert.py`.

CODES = {"mois_code": "from_mois_code", "kostat7_code": "from_kostat7_code", "kostat8_code": "from_kostat8_code"}


@asset(contract=CROSSWALK)
def crosswalk(
    region: pd.DataFrame, region_event: pd.DataFrame, event_piece: pd.DataFrame, reference_region: pd.DataFrame
) -> pd.DataFrame:
    """Weights to the reference vintage, by set of units. One row per era and reference unit; weights of an era sum to 1.

    Within an era nothing moves in or out of a unit, so that one walk from its first day serves all its days.
    """
    vintage = reference_day(reference_region)
    history = History(region, region_event, event_piece)
    parts = []
    for track in TRACKS if pd.notna(vintage) else ():
        for start, eras in region[_of_track(region, track)].groupby("valid_from"):
            shares = walk(history, pd.Timestamp(str(start)).date(), vintage.date(), track, eras["unit_id"])
            era = dict(zip(eras["unit_id"], eras["region_id"], strict=True))
            parts.append(shares.assign(track=track, region_id=shares["from_unit_id"].map(era)))
    table = stacked(parts, [*COLUMNS, "track", "region_id"]).drop(columns="from_unit_id")
    eras = region.rename(columns={**CODES, "unit_id": "from_unit_id", "name_ko": "from_name_ko"})
    known = ["region_id", "from_unit_id", "from_name_ko", *CODES.values(), "valid_from", "valid_to"]
    named = alive(region, vintage).set_index("unit_id")
    return table.merge(eras[known], on="region_id").assign(
        events=table["events"].where(table["events"] != ""),
        to_name_ko=table["to_unit_id"].map(named["name_ko"]),
        to_mois_code=table["to_unit_id"].map(named["mois_code"]),
        reference_vintage=vintage if pd.isna(vintage) else vintage.date(),
    )


def _of_track(region: pd.DataFrame, track: Track) -> pd.Series:
    """Eras that belong to a set of units."""
    if track == "sido":
        return region["level"] == "sido"
    return region[f"in_{track}"].astype(bool)
