"""Contracts as rows: one function per list (tables, columns, keys, foreign keys), plain dictionaries in a fixed order.

Nothing of the data is looked at here; rows and files of a release are added by who makes one. The `docs` schema of the
DuckDB file, `docs/dictionary.md` and the atlas all print these rows, so that none of them can say something else.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from domain.units_of_measure import unit_of_measure
from expectations.contract import SCHEMAS, Column, TableContract
from expectations.engine.ddl import in_database

Row: TypeAlias = dict[str, Any]
SCHEMA_TITLES = {
    "raw": ("발표 원자료", "as published, every row kept"),
    "core": ("자체 단위로 정리한 자료와 사실", "on the project's own units, and facts with their source"),
    "mart": ("지표와 지도", "indicators, claims, scenarios and map layers"),
}


def in_order(contracts: Iterable[TableContract]) -> list[TableContract]:
    """By schema (raw, core, mart), then by name."""
    return sorted(contracts, key=lambda contract: (SCHEMAS.index(contract.schema), contract.name))


def crs_of(contract: TableContract) -> str | None:
    """Coordinate reference system of the table's shapes, None for a plain table."""
    return contract.column(contract.geometry).unit if contract.geometry else None


def table_rows(contracts: Iterable[TableContract]) -> list[Row]:
    """One row per table."""
    return [
        {
            "schema_name": contract.schema,
            "table_name": contract.name,
            "ko": contract.ko,
            "en": contract.en,
            "description": contract.description,
            "grain": contract.grain,
            "key": ", ".join(contract.key),
            "source": contract.source,
            "citation": contract.citation or None,
            "adds_up_to": (contract.sums.up_to or "nothing") if contract.sums else None,
            "adds_up_why": contract.sums.why if contract.sums else None,
            "geometry_type": contract.geometry_type if contract.geometry else None,
            "crs": crs_of(contract),
            "is_series": contract.series,
        }
        for contract in in_order(contracts)
    ]


def column_rows(contracts: Iterable[TableContract]) -> list[Row]:
    """One row per column, in table order from 1."""
    return [
        {"schema_name": contract.schema, "table_name": contract.name} | _column_row(contract, column, position)
        for contract in in_order(contracts)
        for position, column in enumerate(contract.columns, start=1)
    ]


def _column_row(contract: TableContract, column: Column, position: int) -> Row:
    """`raw_column` is what the publisher's file calls it; `source` where the table comes from."""
    return {
        "position": position,
        "column_name": column.name,
        "type": column.type,
        "ko": column.ko,
        "en": column.en,
        "unit": column.unit or None,
        "unit_ko": unit_of_measure(column.unit).ko if column.unit else None,
        "formula": column.formula_shown or None,
        "formula_kind": column.computation.kind if column.computation else None,
        "source": contract.source,
        "raw_column": column.source or None,
        "caveat": column.caveat or None,
        "nullable": column.nullable,
        "in_key": column.name in contract.key,
        "refers_to": next((fk.table for fk in contract.references if column.name in fk.columns), None),
        "allowed": ", ".join(column.allowed) or None,
        "minimum": column.minimum,
        "maximum": column.maximum,
        "pattern": column.pattern or None,
        "measure": column.measure or None,
    }


def unit_in_both(row: Row) -> str | None:
    """The unit of a column in Korean and English for pages that have one place for it; None where it has none."""
    return unit_of_measure(row["unit"]).both if row["unit"] else None


def key_rows(contracts: Iterable[TableContract]) -> list[Row]:
    """One row per column of a primary key."""
    return [
        {"schema_name": contract.schema, "table_name": contract.name, "position": position, "column_name": name}
        for contract in in_order(contracts)
        for position, name in enumerate(contract.key, start=1)
    ]


def foreign_key_rows(contracts: Iterable[TableContract]) -> list[Row]:
    """One row per foreign key; `checked_by` says whether the table's suite, the database or both hold it."""
    return [
        {
            "schema_name": contract.schema,
            "table_name": contract.name,
            "columns": ", ".join(reference.columns),
            "to_schema": reference.table.split(".")[0],
            "to_table": reference.table.split(".")[1],
            "to_columns": ", ".join(reference.to_columns),
            "checked_by": ", ".join(
                who
                for who, does in (
                    ("suite", not reference.by_construction),
                    ("database", in_database(contract, reference)),
                )
                if does
            ),
        }
        for contract in in_order(contracts)
        for reference in contract.references
    ]
