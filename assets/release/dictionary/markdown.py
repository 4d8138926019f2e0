"""The data dictionary as one Markdown page: an index, then each table with its columns. Equal contracts, equal page."""

from __future__ import annotations

from collections.abc import Iterable

from assets.release.dictionary.rows import SCHEMA_TITLES, Row, column_rows, foreign_key_rows, table_rows, unit_in_both
from expectations.contract import TableContract

_HEAD = """# Data dictionary · 자료 사전

Every table and column of `warehouse.duckdb`, in Korean and English. The same lists are inside the file, in the schema
`docs`: `docs.tables`, `docs.columns`, `docs.keys`, `docs.foreign_keys`, and `docs.views` for the views with plain names.

This page is made from the contracts in [`expectations/contracts`](../expectations/contracts). Do not edit it: change the
contract and run `make dictionary`.

- **Key**: the columns that tell rows apart; marked 🔑 below. `?` after a type: the cell may be empty, which means unknown
  and never zero.
- **Measure**: an *extensive* number (a count) may be summed over regions, an *intensive* one (a rate, a share) never.
- **Raw column**: what the publisher's own file calls it.
- Shapes are in EPSG:5179 (metres).
"""


def dictionary_page(contracts: Iterable[TableContract]) -> str:
    """The whole page."""
    contracts = list(contracts)
    tables = table_rows(contracts)
    columns: dict[tuple[str, str], list[Row]] = {}
    for row in column_rows(contracts):
        columns.setdefault(_name(row), []).append(row)
    references: dict[tuple[str, str], list[Row]] = {}
    for row in foreign_key_rows(contracts):
        references.setdefault(_name(row), []).append(row)
    parts = [_HEAD, *_index(tables)]
    for table in tables:
        parts += _table(table, columns[_name(table)], references.get(_name(table), []))
    return "\n".join(parts).rstrip() + "\n"


def _name(row: Row) -> tuple[str, str]:
    return row["schema_name"], row["table_name"]


def _index(tables: list[Row]) -> list[str]:
    lines: list[str] = []
    for schema, (ko, en) in SCHEMA_TITLES.items():
        own = [table for table in tables if table["schema_name"] == schema]
        lines += [
            f"## Index of `{schema}`: {en} · {ko} ({len(own)} tables)",
            "",
            "| table | 한국어 | English | one row is |",
            "|---|---|---|---|",
        ]
        lines += [
            f"| [`{t['table_name']}`](#{schema}{t['table_name']}) | {_cell(t['ko'])} | {_cell(t['en'])} | {_cell(t['grain'])} |"
            for t in own
        ]
        lines.append("")
    return lines


def _table(table: Row, columns: list[Row], references: list[Row]) -> list[str]:
    lines = [f"## {table['schema_name']}.{table['table_name']}", "", f"**{table['en']} · {table['ko']}**", ""]
    lines += [table["description"], ""]
    lines += [f"- One row: {table['grain']}. Key: `{table['key']}`.", f"- Source: {table['source']}"]
    if table["citation"]:
        lines.append(f"- Reference: {table['citation']}")
    if table["adds_up_to"]:
        lines.append(f"- Adds up to: {table['adds_up_to']} ({table['adds_up_why']})")
    if table["crs"]:
        lines.append(f"- Shapes: {table['geometry_type']}, {table['crs']}")
    for r in references:
        lines.append(f"- `{r['columns']}` refers to `{r['to_schema']}.{r['to_table']}` ({r['to_columns']})")
    lines += [
        "",
        "| column | type | 한국어 | English | unit | measure | formula | raw column | note |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    return [*lines, *(_column(row) for row in columns), ""]


def _column(row: Row) -> str:
    name = f"`{row['column_name']}`" + (" 🔑" if row["in_key"] else "")
    kind = row["type"].replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ") + ("?" if row["nullable"] else "")
    notes = [row["caveat"], f"one of: {row['allowed']}" if row["allowed"] else None]
    cells = [
        row["ko"],
        row["en"],
        unit_in_both(row),
        row["measure"],
        f"`{row['formula']}`" if row["formula_kind"] == "sql" else row["formula"],
        row["raw_column"],
        "; ".join(filter(None, notes)),
    ]
    return f"| {name} | {kind} | " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(text: str | None) -> str:
    """Text that stays in its cell. Outside of backticks, what Markdown would take for markup stays as it is written."""
    parts = (text or "").replace("\n", " ").replace("|", "\\|").split("`")
    if len(parts) % 2:  # backticks come in pairs
        return "`".join(part if number % 2 else _escaped(part) for number, part in enumerate(parts))
    return _escaped("\\`".join(parts))


def _escaped(text: str) -> str:
    for sign in "*_<>[]":
        text = text.replace(sign, "\\" + sign)
    return text
