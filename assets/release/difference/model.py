"""The words of a difference: release, table, column, value. Only data; nothing is compared or printed here."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

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
    """What differs between the releases `before` and `after`, named by version."""

    before: str
    after: str
    settings: tuple[SchemaChange, ...] = ()
    inputs: tuple[InputChange, ...] = ()
    tables_added: tuple[str, ...] = ()
    tables_removed: tuple[str, ...] = ()
    tables_equal: int = 0
    tables: tuple[TableDifference, ...] = field(default=())

    @property
    def differs(self) -> bool:
        """A table was added, removed or changed; other inputs that come to the same tables are no difference."""
        return bool(self.tables_added or self.tables_removed or self.tables)

    def record(self) -> dict[str, Any]:
        """As plain dictionaries, for JSON."""
        return {"differs": self.differs, **asdict(self)}
