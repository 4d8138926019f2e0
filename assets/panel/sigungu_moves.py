"""All moves in and out of each sigungu since 2015: as reported, and on the reference geography.

They include moves within the unit, of which nothing tells how many: only their difference, net moves, is that of moves
across the border. Who moved where is `migration.py`.
"""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.io.asset import asset
from assets.panel.named_units import named_units
from assets.panel.on_reference import on_reference
from expectations.contracts.sigungu_moves import SIGUNGU_MOVES
from expectations.contracts.sigungu_moves_reported import SIGUNGU_MOVES_REPORTED


@asset(contract=SIGUNGU_MOVES_REPORTED)
def sigungu_moves_reported(
    kosis_sigungu_moves: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Persons by unit of the KOSIS set. One row per unit and year, on the borders of the year's end.

    A unit that had ended, or not begun, is printed with 0 both ways and left out: Gunwi-gun stands below both its sido. The
    year of a new name is printed in two parts, one under each: Nam-gu of Incheon until June 2018, Michuhol-gu since.
    """
    printed = duckdb.sql("""
        SELECT sido_name, region_name, make_date(year, 12, 31) AS source_vintage, moves_in, moves_out
        FROM kosis_sigungu_moves
        WHERE row_kind = 'sigungu' AND moves_in + moves_out > 0
    """)
    return _by_unit(named_units(printed, region))


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
