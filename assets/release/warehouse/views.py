"""Views with plain names in schema `main`: what an analyst asks for first, names of regions joined in.

A view computes no figure; what one means stands in the contract of its table. `view.py` says what a view is made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import duckdb

from assets.release.warehouse.view import View
from assets.release.warehouse.views_by_level import BY_LEVEL
from assets.release.warehouse.views_of_figures import FIGURES
from assets.release.warehouse.views_of_people import PEOPLE
from assets.release.warehouse.views_of_regions import REGIONS
from expectations.contract import TableContract
from expectations.engine.ddl import text_literal
from expectations.fault import together

VIEWS: tuple[View, ...] = (*REGIONS, *PEOPLE, *BY_LEVEL, *FIGURES)


def write_views(connection: duckdb.DuckDBPyConnection, contracts: Iterable[TableContract]) -> list[View]:
    """Create and comment the views whose tables are there; returns them. What is wrong with any is told of all."""
    by_name = {contract.name: contract for contract in contracts}
    written = [view for view in VIEWS if view.possible(by_name)]
    with together() as part:
        for view in written:
            with part(f"view main.{view.name}"):
                write_view(connection, view, by_name)
    return written


def write_view(connection: duckdb.DuckDBPyConnection, view: View, contracts: Mapping[str, TableContract]) -> None:
    """Create and comment one view; `contracts` by name say what its columns mean."""
    connection.execute(f"CREATE VIEW main.{view.name} AS {view.sql}")
    connection.execute(f"COMMENT ON VIEW main.{view.name} IS {text_literal(view.comment)}")
    for column in view.columns:
        comment = text_literal(view.column_comment(column, contracts))
        connection.execute(f'COMMENT ON COLUMN main.{view.name}."{column}" IS {comment}')
