"""What may differ between two releases, and how it is said."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, field
from typing import Any

# The words of a difference: release, table, column, value. Only data; nothing is compared or printed here.

Key = tuple[Any, ...]


@dataclass(frozen=True)
class Change:
    """One value of one row, before and after; None is missing. A shape is said in words."""

    key: Key
    column: str
    before: Any
    after: Any


@dataclass(frozen=True)
class ColumnChange:
    """How many rows (in both releases) have another value in a column.

    `became_missing` and `became_known` are among `rows`. `largest` is the row whose number changed most, None
    for a column that is not numeric or has no row with a number on both sides.
    """

    name: str
    rows: int
    became_missing: int
    became_known: int
    largest: Change | None


@dataclass(frozen=True)
class ShapeChange:
    """Rows (in both releases) whose shape is stored otherwise.

    `same_outline` of `rows` are the same shape with points or rings in another order. Areas are those of all `rows`
    together, in km2. `farthest_m` is how far an edge of a shape's extent has moved at most, in metres.
    """

    rows: int
    same_outline: int
    area_before_km2: float
    area_after_km2: float
    farthest_m: float | None


@dataclass(frozen=True)
class SchemaChange:
    """A column's type or unit, or the table's key, before and after, as text."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class TableDifference:
    """What differs in one table that both releases have.

    `key` is empty when rows could not be paired: the table has no key, or another one than before. Rows are
    then compared whole, and `rows_changed` is 0.
    """

    table: str
    key: tuple[str, ...]
    rows_before: int
    rows_after: int
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()
    types: tuple[SchemaChange, ...] = ()
    units: tuple[SchemaChange, ...] = ()
    key_change: SchemaChange | None = None
    rows_added: int = 0
    rows_removed: int = 0
    rows_changed: int = 0
    columns: tuple[ColumnChange, ...] = ()
    shapes: ShapeChange | None = None
    first_added: tuple[Key, ...] = ()
    first_removed: tuple[Key, ...] = ()
    first_changes: tuple[Change, ...] = ()

    @property
    def schema_differs(self) -> bool:
        """Columns, types, units or key are others."""
        return bool(self.columns_added or self.columns_removed or self.types or self.units or self.key_change)

    @property
    def differs(self) -> bool:
        """Anything at all is different."""
        return self.schema_differs or bool(self.rows_added or self.rows_removed or self.rows_changed)


@dataclass(frozen=True)
class InputChange:
    """A publisher's file that was added, removed or changed."""

    dataset: str
    file: str
    what: str


@dataclass(frozen=True)
class Difference:
    """What differs between the releases `before` and `after`, named by version.

    Of the tables that are equal, `tables_by_digest` are so by the digests in the manifests; their rows were not read.
    """

    before: str
    after: str
    settings: tuple[SchemaChange, ...] = ()
    inputs: tuple[InputChange, ...] = ()
    tables_added: tuple[str, ...] = ()
    tables_removed: tuple[str, ...] = ()
    tables_equal: int = 0
    tables_by_digest: int = 0
    tables: tuple[TableDifference, ...] = field(default=())

    @property
    def differs(self) -> bool:
        """A table was added, removed or changed; other inputs that come to the same tables are no difference."""
        return bool(self.tables_added or self.tables_removed or self.tables)

    def record(self) -> dict[str, Any]:
        """As plain dictionaries, for JSON."""
        return {"differs": self.differs, **asdict(self)}


# A difference in words: the lines that the printed report and the Markdown one share.

NOTHING = "no difference: same tables, same columns, same rows"
MISSING = "missing"


def value(cell: Any) -> str:
    """One value for people, exact: a float with every digit it has."""
    if cell is None:
        return MISSING
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, int):
        return f"{cell:,}"
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return repr(cell) if isinstance(cell, float) else str(cell)


def key_text(key: Key) -> str:
    """A row's key as one text."""
    return ", ".join(str(part) if isinstance(part, int) and not isinstance(part, bool) else value(part) for part in key)


def overview(difference: Difference) -> list[tuple[str, str]]:
    """Label and text of what holds for the whole release."""
    rows = [(change.name.replace("_", " "), f"{change.before} → {change.after}") for change in difference.settings]
    for what in ("added", "removed", "changed"):
        files = [change for change in difference.inputs if change.what == what]
        if files:
            named = ", ".join(change.file for change in files[:3]) + (f" and {len(files) - 3} more" if len(files) > 3 else "")
            rows.append((f"input {what}", f"{len(files)}: {named}"))
    digests = f" ({difference.tables_by_digest} by digest)" if difference.tables_by_digest else ""
    counts = [f"{difference.tables_equal} equal{digests}", f"{len(difference.tables)} changed"]
    rows.append(("tables", ", ".join(counts)))
    rows += [("table added", name) for name in difference.tables_added]
    rows += [("table removed", name) for name in difference.tables_removed]
    return rows


def no_difference(difference: Difference) -> str:
    """That there is none, and of how many tables only digests were compared."""
    if not difference.tables_by_digest:
        return NOTHING
    number = f"{difference.tables_by_digest} table{'' if difference.tables_by_digest == 1 else 's'}"
    return f"{NOTHING}; of {number} by digest, without reading rows (--data reads them, and checks the files of both first)"


def schema_lines(table: TableDifference) -> list[str]:
    """One line per change of columns, types, units and key."""
    lines = [f"column added: {name}" for name in table.columns_added]
    lines += [f"column removed: {name}" for name in table.columns_removed]
    lines += [f"type of {change.name}: {change.before} → {change.after}" for change in table.types]
    lines += [f"unit of {change.name}: {change.before or 'none'} → {change.after or 'none'}" for change in table.units]
    if table.key_change:
        lines.append(f"key: {table.key_change.before or 'none'} → {table.key_change.after or 'none'}")
    if not table.key:
        lines.append("rows compared whole, since there is no key that both releases share")
    return lines


def column_line(column: ColumnChange) -> str:
    """What became of one column's values."""
    parts = [_rows(column.rows)]
    parts += [f"{column.became_missing:,} became missing"] if column.became_missing else []
    parts += [f"{column.became_known:,} became known"] if column.became_known else []
    if column.largest:
        change = column.largest
        difference = change.after - change.before
        sign = "+" if difference > 0 else ""
        amount = f"{difference:,}" if isinstance(difference, int) else f"{difference:.6g}"
        parts.append(f"most {sign}{amount} at {key_text(change.key)}: {value(change.before)} → {value(change.after)}")
    return "; ".join(parts)


def shape_line(shapes: ShapeChange) -> str:
    """What became of the shapes."""
    parts = [_rows(shapes.rows)]
    parts += [f"{shapes.same_outline:,} only written in another order"] if shapes.same_outline else []
    if shapes.area_before_km2 or shapes.area_after_km2:
        parts.append(f"area {shapes.area_before_km2:,.3f} → {shapes.area_after_km2:,.3f} km2")
    if shapes.farthest_m is not None:
        parts.append(f"extents move up to {shapes.farthest_m:,.1f} m")
    return "; ".join(parts)


def change_text(change: Change) -> str:
    """Before and after of one value."""
    return f"{value(change.before)} → {value(change.after)}"


def _rows(count: int) -> str:
    return f"{count:,} row" if count == 1 else f"{count:,} rows"
