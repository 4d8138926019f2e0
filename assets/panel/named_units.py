"""Units of printed names and codes as SQL joins them: the answers of `domain/identify.py` in a relation."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from domain.identify import SIDO, Style, identify


def named_units(
    printed: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation, style: Style, day: str = ""
) -> duckdb.DuckDBPyRelation:
    """`printed` with the `unit_id` that each row means in the style, on the day in the column `day`; rows without one drop out.

    A name finds the unit that bears it, or ever bore it, and lives on the day: Michuhol-gu is found in years in which it
    was Nam-gu, and one Changwon is not taken for the other. Raises HistoryError for a name of several units.
    """
    keys = [*style.printed, *filter(None, [day])]
    asked = printed.project(", ".join(f'"{key}"' for key in keys)).distinct().to_arrow_table()
    rows = asked.to_pandas()
    units = identify(rows, region.df(), style, rows[day] if day else None)
    # Arrow keeps the types of the columns, which an empty frame would lose.
    named = duckdb.from_arrow(asked.append_column("unit_id", pa.array(units, pa.string())))
    same = " AND ".join(f't."{key}" = u."{key}"' for key in keys)
    return printed.set_alias("t").join(named.filter("unit_id IS NOT NULL").set_alias("u"), same).project("t.*, u.unit_id")


def sido_by_name(printed: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """`printed` with the `unit_id` of the sido in full in `region_name`, under any name that it ever bore.

    For sheets that print names of one day for all years. The nation's row is of no sido and drops out.
    """
    return named_units(printed, region, SIDO)
