"""`rebalance convert`: a user's sheet from one geography to another, with a log of what became of each code.

Weights come from `assets/geography/crosswalk.py`, arithmetic from `assets/geography/convert.py`; which unit a
row stands for is `units.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from assets.geography.convert import Absent, convert_counts, convert_rates
from assets.geography.life import Facts
from assets.sheets.conversion_log import conversion_log
from assets.sheets.numbers import Numbers, read_numbers
from assets.sheets.table import plain_name
from assets.sheets.units import Rows
from domain.codes import Geography
from domain.errors import ContractError, SourceError, UsageError
from domain.history import alive

# An average that rounding left at 12.499999999999998 is 12.5.
RATE_DIGITS = 12
# Columns of the answer besides those of the sheet; the scheme and day of its codes stand beside them.
OWN = ("code_scheme", "sido_ko", "name_ko", "unit_id", "interpolated", "missing_sources")
CODE = "code"
_SCHEME = re.compile(r"mois|kostat[78]?", re.IGNORECASE)


@dataclass(frozen=True)
class Request:
    """What the columns of the sheet are.

    Units are found by `code_column` or by `name_columns`, the sido's first. `counts` are summed, `rates` averaged with
    `weight`, `by` kept apart, `drop` left out; columns that only repeat the unit are left out too. `absent` says what a
    unit without a row means (see `convert_counts`).
    """

    code_column: str | None
    counts: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    weight: str | None = None
    by: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    absent: Absent = "missing"
    name_columns: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that say which unit a row is of."""
        return (self.code_column,) if self.code_column else self.name_columns

    @property
    def weights(self) -> tuple[str, ...]:
        """The weight, if any."""
        return (self.weight,) if self.weight else ()

    @property
    def columns(self) -> list[str]:
        """Every column that is named."""
        return list(dict.fromkeys([*self.keys, *self.by, *self.counts, *self.rates, *self.weights, *self.drop]))

    def plain(self) -> Request:
        """The same with the names of columns as sheets have them, blanks and composed letters alike, each once."""
        one = [name if name is None else plain_name(name) for name in (self.code_column, self.weight)]
        several = (self.counts, self.rates, self.by, self.drop, self.name_columns)
        counts, rates, by, drop, names = (tuple(dict.fromkeys(map(plain_name, columns))) for columns in several)
        return Request(one[0], counts, rates, one[1], by, drop, self.absent, names)

    def code_header(self, target: Geography) -> str:
        """What the column of codes is called in the answer: as in the sheet, but never by another scheme (`mois_code`)."""
        if not self.code_column:
            return CODE
        named = _SCHEME.search(self.code_column)
        if named is None or target.column.startswith(named[0].lower()):
            return self.code_column
        other = _SCHEME.sub(target.scheme, self.code_column, count=1)
        return other if other not in (*self.columns, *OWN) else self.code_column


@dataclass(frozen=True)
class Part:
    """Rows of one geography: the whole sheet, or those of one day of a panel."""

    source: Geography
    rows: Rows


@dataclass(frozen=True)
class Total:
    """Sums of a counted column: before, after, and what would stand in cells left empty since a part is missing ("" for none)."""

    column: str
    before: str
    after: str
    held_back: str


@dataclass(frozen=True)
class Converted:
    """The sheet on the target's units, one log row per old and new code, and what to tell; codes stand in column `code`."""

    target: Geography
    table: pd.DataFrame
    log: pd.DataFrame
    totals: tuple[Total, ...]
    code: str


def left_out(file: str, sheet: pd.DataFrame, keys: pd.Series, request: Request) -> list[str]:
    """Columns that only repeat the unit, and those to be dropped; `keys` is the code or name of each row.

    UsageError for one that is neither named nor such a label, and for numbers of which nothing is said.
    """
    if not (request.counts or request.rates):
        raise UsageError(f"{file}: say which columns are numbers: --count for sums, --rate for rates")
    numbers = (*request.counts, *request.rates)
    roles = [*request.keys, *request.by, *numbers, *(set(request.weights) - set(numbers)), *request.drop]
    if double := [column for column, times in Counter(roles).items() if times > 1]:
        raise UsageError(f"{file}: column {double[0]} is said to be two things")
    own = OWN if request.code_column else (CODE, *OWN)
    if taken := [column for column in (*request.by, *numbers) if column in own]:
        raise UsageError(f"{file}: column {taken[0]} would have two meanings in the output; rename it")
    rest = [column for column in sheet.columns if column not in request.columns]
    label = dict(sheet[rest].groupby(keys).nunique().le(1).all()) if rest else {}
    number = r"-?[\d,]+(\.\d+)?"
    unsaid = [column for column in rest if not label[column] or sheet[column].str.fullmatch(number).all()]
    if unsaid:
        raise UsageError(
            f"{file}: what is column {', '.join(unsaid)}? Say --count for numbers that are summed, --rate for those that "
            "are not, --by for what tells rows of one unit apart, --drop for what is not wanted"
        )
    return [*rest, *request.drop]


def convert(file: str, parts: Sequence[Part], request: Request, target: Geography, facts: Facts) -> Converted:
    """Bring rows to `target`. Raises SourceError, with the row, for what is no number and for a repeated unit."""
    for part in parts:
        _require_once(file, part.rows, request)
    whole = pd.concat([part.rows.table for part in parts])
    numbers = {
        column: read_numbers(file, whole[column], column) for column in {*request.counts, *request.rates, *request.weights}
    }
    exact = {c: n.restored(n.values).astype("float64") if c in request.rates else n.values for c, n in numbers.items()}
    walks = [part.rows.crosswalk(part.source, target, facts) for part in parts]
    tables = [part.rows.table.assign(**{c: values[part.rows.table.index] for c, values in exact.items()}) for part in parts]
    result, totals = _result(list(zip(tables, walks, strict=True)), request, numbers)
    logs = [
        conversion_log(walk, part.rows, part.source, target, facts) for walk, part in zip(walks, parts, strict=True)
    ]  # fmt: skip
    log = pd.concat(logs, ignore_index=True)
    code = request.code_header(target)
    codes = log.dropna(subset=["to_code"]).drop_duplicates("to_unit_id").set_index("to_unit_id")["to_code"]
    sido = alive(facts.region, pd.Timestamp(target.day)).set_index("unit_id")["sido_unit_id"]
    named = [facts.names.korean(unit, target.day) for unit in result["unit_id"]]
    above = [facts.names.korean(sido[unit], target.day) for unit in result["unit_id"]]
    result[code] = result["unit_id"].map(codes).astype(object)
    result["code_scheme"] = str(target)
    result["sido_ko"] = above
    result["name_ko"] = [name.removeprefix(f"{upper} ") for name, upper in zip(named, above, strict=True)]
    columns = [code, *OWN[:4], *request.by, *request.counts, *request.rates, *OWN[4:]]
    ordered = result[columns].sort_values([code, "unit_id", *request.by], kind="stable")
    return Converted(target, ordered.reset_index(drop=True), log, totals, code)


def _require_once(file: str, rows: Rows, request: Request) -> None:
    keys = ["unit_id", *request.by]
    twice = rows.table[rows.table.duplicated(keys)]
    if len(twice):
        row = int(twice.index[0])
        what = f"code {rows.keys[row]}" if request.code_column else repr(rows.keys[row])
        raise SourceError(
            file, f"{what} again", f"one row for each unit{' and ' + ', '.join(request.by) if request.by else ''}", row,
            "Say with --by which columns tell the rows of one unit apart.",
        )  # fmt: skip


def _result(
    tables: list[tuple[pd.DataFrame, pd.DataFrame]], request: Request, numbers: dict[str, Numbers]
) -> tuple[pd.DataFrame, tuple[Total, ...]]:
    """Converted columns by unit, and the totals; ContractError should a sum not be conserved."""
    found, totals = [], []
    by = request.by
    if request.counts:
        counts = list(request.counts)
        counted = _concat(
            convert_counts(table, walk, by=by, counts=counts, absent=request.absent) for table, walk in tables
        )  # fmt: skip
        whole = _concat(
            convert_counts(table.assign(**{c: table[c].fillna(0) for c in counts}), walk, by=by, counts=counts, absent="zero")
            for table, walk in tables
        )
        for column in counts:
            number = numbers[column]
            totals.append(_total(column, number, counted[column], whole[column]))
            counted[column] = number.restored(counted[column])
        found.append(counted)
    if request.rates:
        rated = _concat(
            convert_rates(table, walk, by=by, rates=request.rates, denominator=request.weight, absent=request.absent)
            for table, walk in tables
        )
        for rate in request.rates:
            rated[rate] = [float(f"{value:.{RATE_DIGITS}g}") for value in rated[rate]]
        found.append(rated)
    if len(found) == 1:
        return found[0], tuple(totals)
    both = found[0].merge(found[1], on=["unit_id", *by], suffixes=("", "_rate"))
    both["interpolated"] |= both["interpolated_rate"]
    both["missing_sources"] = both[["missing_sources", "missing_sources_rate"]].max(axis=1)
    return both, tuple(totals)


def _concat(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(list(tables), ignore_index=True)


def _total(column: str, number: Numbers, after: pd.Series, whole: pd.Series) -> Total:
    before = number.total()
    if number.decimals is not None and number.total(whole) != before:
        raise ContractError(f"{column}: {before} before and {number.total(whole)} after; nothing was written")
    empty = whole[after.isna()]
    return Total(column, before, number.total(after), number.total(empty) if empty.any() else "")
