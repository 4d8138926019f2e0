"""Table contracts: one description of a table, used by every room above.

A contract casts and orders columns, writes DDL, feeds Dagster's column schema, generates the base
suite, fills the dictionary and the GeoPackage's metadata. The contracts themselves are in
`expectations/contracts/`, one small file each; how suites are run is in `runner.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from domain.adding_up import SUMS, Sums
from domain.units_of_measure import unit_of_measure
from expectations.extent import A_LITTLE, ALL, MayLose, period_column
from expectations.formula import THIS, Formula
from expectations.mentioned import mentions

Severity = Literal["error", "warning"]
Measure = Literal["", "extensive", "intensive"]
Schema = Literal["raw", "core", "mart"]
# In the order in which data flow: as published; on the project's own units; indicators and map layers.
SCHEMAS: tuple[Schema, ...] = get_args(Schema)
GeometryType = Literal["MultiPolygon", "LineString", "Point"]
SERIES_KEY = {"level", "region_id", "reference_date"}


@dataclass(frozen=True)
class Column:
    """One column: name and DuckDB type, then what people and checks need to know of it.

    `measure` says how a number travels between geographies: an extensive one (a count) is summed, an intensive one (a rate, a
    share, a density) never is. A `volatile` column (a time of reading) does not count when two contents are compared.
    `rate_of` names, of a rate of counted persons or births, the columns of its table that it is a count of and, where a
    column has it, a count per. `lacks` names, of a series, the column of its table that counts the units that are missing: a
    rate leaves them out, a count is not known; "" where none is, or an empty figure says it. `unit` is the name of a unit in
    `domain/units_of_measure.py`, which has its Korean. `formula` is SQL over columns of the same table, which the suite of
    the table runs, or a Formula that says more.
    """

    name: str
    type: str
    ko: str
    en: str
    unit: str = ""
    nullable: bool = False
    minimum: float | None = None
    maximum: float | None = None
    allowed: tuple[str, ...] = ()
    pattern: str = ""
    measure: Measure = ""
    formula: str | Formula = ""
    source: str = ""
    caveat: str = ""
    volatile: bool = False
    rate_of: tuple[str, ...] = ()
    lacks: str = "missing_units"

    def __post_init__(self) -> None:
        if self.unit:
            unit_of_measure(self.unit)

    @property
    def computation(self) -> Formula | None:
        """The formula as what is run or said; None where there is none."""
        if isinstance(self.formula, str):
            return Formula(self.formula) if self.formula else None
        return self.formula

    @property
    def formula_shown(self) -> str:
        """The formula as publications print it, "" where there is none."""
        return self.computation.shown if self.computation else ""

    @property
    def comment(self) -> str:
        """One line for `COMMENT ON COLUMN`, GeoPackage and Dagster: English, Korean, unit, formula, source."""
        parts = [f"{self.en} / {self.ko}"]
        parts += [f"[{self.unit}]"] if self.unit else []
        parts += [f"= {self.formula_shown}"] if self.formula else []
        parts += [f"(raw: {self.source})"] if self.source else []
        parts += [f"Note: {self.caveat}"] if self.caveat else []
        return " ".join(parts)


@dataclass(frozen=True)
class Expect:
    """One Great Expectations rule by its type name, e.g. `expect_column_values_to_match_regex`."""

    type: str
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    severity: Severity = "error"
    why: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns that it judges; none for the table as a whole."""
        single = (self.kwargs[key] for key in ("column", "column_A", "column_B") if key in self.kwargs)
        return (*single, *(name for key in ("column_list", "column_set") for name in self.kwargs.get(key, ())))


@dataclass(frozen=True)
class Rule:
    """A hand-written expectation that needs a measurement first, often across tables.

    `measure` is a pure function whose parameters name tables; it returns one row per `key` with the
    measured columns that `expect` then judges, so that a failing row is reported with its key. Whether what is measured has
    these columns shows when it is measured: one that it lacks fails the suite and the dry check, even without rows.
    """

    name: str
    measure: Callable[..., Any]
    key: tuple[str, ...]
    expect: tuple[Expect, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns that its measure has to give: the key and what is judged."""
        return (*self.key, *(column for expect in self.expect for column in expect.columns))


@dataclass(frozen=True)
class ForeignKey:
    """`columns` of this table refer to `to_columns`, the key of `table` (`schema.name`, within the release).

    The suite of this table checks it, so that `table` must not be made from this one; where it is, `by_construction` says
    that nothing but the database can check it.
    """

    columns: tuple[str, ...]
    table: str
    to_columns: tuple[str, ...]
    by_construction: bool = False


@dataclass(frozen=True)
class TableContract:
    """What one table is and must hold.

    Attributes
    ----------
    name, schema
        Table and DuckDB schema; the asset has the same name.
    ko, en
        Titles in Korean and English.
    grain
        What one row is.
    key
        Primary key columns.
    geometry
        Name of the geometry column (EPSG:5179), or "" for a plain table.
    geometry_type
        What its shapes are as a map layer; single polygons become multipolygons.
    series
        True for an indicator: key (level, region_id, reference_date), each column with a `measure` a series.
        Such tables are gathered in mart.indicator_value.
    min_rows
        Fewer rows are an error; 0 for a table whose source a profile may leave out.
    when_empty
        What it means when it has no rows although its inputs have; "" where only a missing input explains that.
    may_lose
        How much of it the next release may lack without anybody's word; by default little of a raw table and of a table whose
        key has a period, all of another one.
    """

    name: str
    schema: Schema
    ko: str
    en: str
    description: str
    grain: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    source: str
    citation: str = ""
    geometry: str = ""
    geometry_type: GeometryType = "MultiPolygon"
    min_rows: int = 1
    when_empty: str = ""
    may_lose: MayLose | None = None
    series: bool = False
    references: tuple[ForeignKey, ...] = ()
    expectations: tuple[Expect, ...] = ()
    rules: tuple[Rule, ...] = ()

    def __post_init__(self) -> None:
        names = self.column_names
        if len(set(names)) != len(names):
            raise ValueError(f"contract {self.name}: a column is declared twice in {names}")
        unknown = [c for c in (*self.key, *filter(None, [self.geometry])) if c not in names]
        if unknown:
            raise ValueError(f"contract {self.name}: key or geometry names no column: {unknown}")
        unknown = [c for fk in self.references for c in fk.columns if c not in names]
        if unknown:
            raise ValueError(f"contract {self.name}: a foreign key names no column: {unknown}")
        unknown = sorted({c for expect in self.expectations for c in expect.columns} - set(names))
        if unknown:
            raise ValueError(f"contract {self.name}: an expectation names no column: {unknown}")
        for rule in self.rules:
            unknown = sorted(set(rule.key) - set(names))
            if unknown and (lost := [c for c in unknown if c not in mentions(rule.measure)]):
                raise ValueError(f"contract {self.name}: the key of rule {rule.name} names no column: {lost}")
        for column in self.columns:
            self._hold_formula(column)
        counts = {column.name for column in self.columns if column.measure == "extensive"}
        unknown = [c for column in self.series_columns for c in column.rate_of if c not in counts]
        if unknown:
            raise ValueError(f"contract {self.name}: a rate is of no count of its table: {unknown}")
        if self.series and set(self.key) != SERIES_KEY:
            raise ValueError(f"contract {self.name}: a series has the key {sorted(SERIES_KEY)}, not {self.key}")

    def _hold_formula(self, column: Column) -> None:
        """Raises ValueError for a formula that names no column, or says that the column is itself."""
        formula = column.computation
        if formula is None:
            return
        values = tuple(value for other in self.columns for value in other.allowed)
        if unknown := formula.unknown(f"{self.schema}.{self.name}", self.column_names, values):
            raise ValueError(
                f"contract {self.name}: the formula of {column.name} names no column: {unknown} "
                "(what SQL cannot say is written in_words)"
            )
        if formula.sql.removeprefix(f"{THIS}.") == column.name:
            raise ValueError(f"contract {self.name}: the formula of {column.name} is the column itself")

    @property
    def formulas(self) -> dict[str, Formula]:
        """Formulas that are run, by column."""
        found = {column.name: column.computation for column in self.columns}
        return {name: formula for name, formula in found.items() if formula and formula.sql}

    @property
    def series_columns(self) -> tuple[Column, ...]:
        """Columns that are indicators of their own; none unless the table is a series."""
        return tuple(column for column in self.columns if self.series and column.measure)

    @property
    def loses(self) -> MayLose:
        """How much of it the next release may lack."""
        if self.may_lose is not None:
            return self.may_lose
        return A_LITTLE if self.schema == "raw" or period_column(self.key) else ALL

    @property
    def sums(self) -> Sums | None:
        """How far its figures may be added up; None for a table of which nothing is added."""
        return SUMS.get(self.name)

    @property
    def checked_references(self) -> tuple[ForeignKey, ...]:
        """Foreign keys that the table's own suite judges."""
        return tuple(reference for reference in self.references if not reference.by_construction)

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names in table order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")

    def sql_select(self, relation: str) -> str:
        """`SELECT` that casts and orders `relation` to this contract (geometry passes untouched)."""
        casts = [
            f'"{c.name}"' if c.name == self.geometry else f'CAST("{c.name}" AS {c.type}) AS "{c.name}"' for c in self.columns
        ]
        order = ", ".join(f'"{k}"' for k in self.key)
        return f"SELECT {', '.join(casts)} FROM {relation} ORDER BY {order}"  # noqa: S608  (names of our own contracts)
