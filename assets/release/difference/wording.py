"""A difference in words: the lines that the printed report and the Markdown one share."""

from __future__ import annotations

import datetime as dt
from typing import Any

from assets.release.difference.model import Change, ColumnChange, Difference, Key, ShapeChange, TableDifference

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
    counts = [f"{difference.tables_equal} equal", f"{len(difference.tables)} changed"]
    rows.append(("tables", ", ".join(counts)))
    rows += [("table added", name) for name in difference.tables_added]
    rows += [("table removed", name) for name in difference.tables_removed]
    return rows


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
