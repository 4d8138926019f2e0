"""Moves between sido and sigungu on the reference geography."""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.lake.asset import asset
from assets.panel.named_units import named_units, sido_by_name
from assets.panel.on_reference import flows_on_reference, on_reference
from domain.identify import IN_SIDO
from expectations.contracts.flows import SIDO_FLOW, SIGUNGU_FLOW
from expectations.contracts.moves import SIGUNGU_MOVES, SIGUNGU_MOVES_REPORTED

# Moves between regions on the reference geography: between sido since 2000, between sigungu from the matrix of all ages.
#
# Only moves within the country are here; what they mean for a region is `assets/indicators/`.


@asset(contract=SIDO_FLOW)
def sido_flow(
    kosis_sido_migration: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation, crosswalk: pd.DataFrame
) -> pd.DataFrame:
    """Persons who moved from sido to sido, moves within a sido included. One row per origin, destination, kind and year.

    The sheet prints today's names for every year, so a name finds its unit through any of its eras; its figures
    follow the borders of each year's end (Sejong is counted for the whole of 2012). What left a sido since is
    shared out by core.crosswalk.
    """
    known = kosis_sido_migration.filter("moves IS NOT NULL")
    left = sido_by_name(known.project("*, from_name AS region_name"), region).project("* EXCLUDE (region_name)")
    ends = sido_by_name(left.project("* RENAME (unit_id AS from_unit_id), to_name AS region_name"), region)
    flows = ends.project("from_unit_id, unit_id AS to_unit_id, year, year_end(year) AS day, moves").df()
    return flows_on_reference(flows, crosswalk, track="sido", day="day")


@asset(contract=SIGUNGU_FLOW)
def sigungu_flow(
    migration_flow: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation, crosswalk: pd.DataFrame
) -> pd.DataFrame:
    """Persons who moved from sigungu to sigungu, all ages. One row per origin, destination, kind and year.

    The matrix has the gu of cities; moves between gu of one city are within the city here.
    """
    flows = duckdb.sql("""
        WITH living AS (
            SELECT y.year, r.mois_code, CASE WHEN r.in_kosis THEN r.unit_id ELSE r.parent_unit_id END AS unit_id
            FROM (SELECT DISTINCT year FROM migration_flow) AS y
            JOIN region AS r
              ON r.in_finest
             AND in_force(r.valid_from, r.valid_to, year_end(y.year))
        )
        SELECT o.unit_id AS from_unit_id, d.unit_id AS to_unit_id, m.year, year_end(m.year) AS day,
               CAST(sum(m.moves) AS BIGINT) AS moves
        FROM migration_flow AS m
        JOIN living AS o ON o.mois_code = m.origin_code AND o.year = m.year
        JOIN living AS d ON d.mois_code = m.destination_code AND d.year = m.year
        GROUP BY ALL
    """).df()
    return flows_on_reference(flows, crosswalk, track="kosis", day="day")


# All moves in and out of each sigungu since 2015: as reported, and on the reference geography.
#
# They include moves within the unit, of which nothing tells how many: only their difference, net moves, is that of moves
# across the border. Who moved where is `migration.py`.


@asset(contract=SIGUNGU_MOVES_REPORTED)
def sigungu_moves_reported(
    kosis_sigungu_moves: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Persons by unit of the KOSIS set. One row per unit and year, on the borders of the year's end.

    A unit that had ended, or not begun, is printed with 0 both ways and left out: Gunwi-gun stands below both its sido. The
    year of a new name is printed in two parts, one under each: Nam-gu of Incheon until June 2018, Michuhol-gu since.
    """
    printed = duckdb.sql("""
        SELECT sido_name, region_name, year_end(year) AS source_vintage, moves_in, moves_out
        FROM kosis_sigungu_moves
        WHERE row_kind = 'sigungu' AND moves_in + moves_out > 0
    """)
    return _by_unit(named_units(printed, region, IN_SIDO, "source_vintage"))


@asset(contract=SIGUNGU_MOVES)
def sigungu_moves(sigungu_moves_reported: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Persons on the reference geography. One row per known unit and year; what merged is summed, net moves with it."""
    both = ["moves_in", "moves_out"]
    by = ["reference_date"]
    converted = on_reference(sigungu_moves_reported, crosswalk, track="kosis", day="source_vintage", by=by, counts=both)
    known = converted.dropna(subset=both)
    return known.assign(net_moves=known["moves_in"] - known["moves_out"])


def _by_unit(named: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    return duckdb.sql("""
        SELECT unit_id, source_vintage, source_vintage AS reference_date, sum(moves_in) AS moves_in,
               sum(moves_out) AS moves_out, sum(moves_in) - sum(moves_out) AS net_moves
        FROM named
        GROUP BY unit_id, source_vintage
    """)
