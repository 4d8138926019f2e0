"""DuckDB DDL from a contract: table, types, keys and comments. Loading rows is the release's work."""

from __future__ import annotations

from expectations.contract import ForeignKey, TableContract


def text_literal(text: str) -> str:
    """SQL string literal; only for comments, which DuckDB does not let us bind."""
    return "'" + text.replace("'", "''") + "'"


def quoted(name: str) -> str:
    """SQL name in quotes."""
    return '"' + name.replace('"', '""') + '"'


def in_database(contract: TableContract, reference: ForeignKey) -> bool:
    """True when DuckDB can hold the foreign key: it knows none from one schema to another."""
    return reference.table.split(".")[0] == contract.schema


def create_table(contract: TableContract, *, note: str = "") -> list[str]:
    """Statements that create the empty table with keys and comments; `note` ends the table's."""
    name = f'{contract.schema}."{contract.name}"'
    lines = [f'"{c.name}" {c.type}{"" if c.nullable else " NOT NULL"}' for c in contract.columns]
    if contract.key:
        lines.append(f"PRIMARY KEY ({_quoted(contract.key)})")
    lines += [
        f"FOREIGN KEY ({_quoted(fk.columns)}) REFERENCES {fk.table} ({_quoted(fk.to_columns)})"
        for fk in contract.references
        if in_database(contract, fk)
    ]
    statements = [f"CREATE TABLE {name} (\n  " + ",\n  ".join(lines) + "\n)"]
    about = (
        f"{contract.en} / {contract.ko}. {contract.description} One row: {contract.grain}. Source: {contract.source}. {note}"
    ).strip()
    statements.append(f"COMMENT ON TABLE {name} IS {text_literal(about)}")
    statements += [f'COMMENT ON COLUMN {name}."{c.name}" IS {text_literal(c.comment)}' for c in contract.columns]
    return statements


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, names))
