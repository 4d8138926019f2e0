"""A difference as a Markdown page, to go into a release note or a review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assets.release.difference.model import (
    Difference,
    TableDifference,
    change_text,
    column_line,
    key_text,
    no_difference,
    overview,
    schema_lines,
    shape_line,
)


def markdown(difference: Difference) -> str:
    """The page: what holds for the release, a table of tables, then a section per changed table."""
    lines = [f"# {difference.before} → {difference.after}", ""]
    lines += [f"- {label}: {text}" for label, text in overview(difference)]
    if not difference.differs:
        lines += ["", _sentence(no_difference(difference)) + "."]
    if difference.tables:
        rows = [
            (t.table, f"{t.rows_before:,} → {t.rows_after:,}", f"{t.rows_added:,}", f"{t.rows_removed:,}", f"{t.rows_changed:,}")
            for t in difference.tables
        ]
        lines += ["", *_grid(("table", "rows", "added", "removed", "changed"), rows)]
    for table in difference.tables:
        lines += ["", *_section(table)]
    return "\n".join(lines) + "\n"


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _section(table: TableDifference) -> list[str]:
    lines = [f"## {table.table}", ""]
    lines += [f"- {line}" for line in schema_lines(table)]
    lines += [f"- {column.name}: {column_line(column)}" for column in table.columns]
    lines += [f"- shape: {shape_line(table.shapes)}"] if table.shapes else []
    lines += [f"- row added: {key_text(key)}" for key in table.first_added]
    lines += [f"- row removed: {key_text(key)}" for key in table.first_removed]
    if table.first_changes:
        rows = [(key_text(change.key), change.column, change_text(change)) for change in table.first_changes]
        lines += ["", *_grid((", ".join(table.key), "column", "before → after"), rows)]
    return lines


def _grid(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [header, ["---"] * len(header), *rows]
    return ["| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines]


def _cell(text: str) -> str:
    """A cell that cannot end its table: bars escaped, line ends as spaces."""
    return " ".join(text.replace("|", "\\|").splitlines())
