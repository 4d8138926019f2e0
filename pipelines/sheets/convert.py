"""`rebalance convert`: a user's sheet from one geography to another, with a log of what became of each code.

Weights come from `assets/geography/crosswalk.py`, arithmetic from `assets/geography/convert.py`; which unit a
row stands for is `units.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from assets.geography.codes import Geography
from assets.geography.convert import Absent, convert_counts, convert_rates
from assets.geography.life import Facts
from expectations.errors import ContractError, SourceError, UsageError
from expectations.history import alive
from pipelines.sheets.conversion_log import conversion_log
from pipelines.sheets.numbers import Numbers, read_numbers
from pipelines.sheets.units import Rows
from pipelines.sheets.user_file import CSV, EXCEL

# An average that rounding left at 12.499999999999998 is 12.5.
RATE_DIGITS = 12
# Columns of the answer besides those of the sheet.
OWN = ("sido_ko", "name_ko", "unit_id", "interpolated", "missing_sources")


@dataclass(frozen=True)
class Request:
    """What the columns of the sheet are.

    `counts` are summed, `rates` averaged with `weight`, `by` kept apart, `drop` left out; columns that only
    repeat the unit are left out too. `absent` says what a unit without a row means (see `convert_counts`).
    """

    code_column: str
    counts: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    weight: str | None = None
    by: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    absent: Absent = "missing"

    @property
    def weights(self) -> tuple[str, ...]:
        """The weight, if any."""
        return (self.weight,) if self.weight else ()

    @property
    def columns(self) -> list[str]:
        """Every column that is named."""
        return list(dict.fromkeys([self.code_column, *self.by, *self.counts, *self.rates, *self.weights, *self.drop]))


@dataclass(frozen=True)
class Total:
    """Sums of a counted column: before, after, and what would stand in cells left empty since a part is missing ("" for none)."""

    column: str
    before: str
    after: str
    held_back: str


@dataclass(frozen=True)
class Converted:
    """The sheet on the target's units, one log row per old and new code, and what to tell."""

    target: Geography
    table: pd.DataFrame
    log: pd.DataFrame
    totals: tuple[Total, ...]


def left_out(file: str, sheet: pd.DataFrame, request: Request) -> list[str]:
    """Columns that only repeat the unit, and those to be dropped.

    UsageError for one that is neither named nor such a label, and for numbers of which nothing is said.
    """
    if not (request.counts or request.rates):
        raise UsageError(f"{file}: say which columns are numbers: --count for sums, --rate for rates")
    if taken := [column for column in (*request.by, *request.counts, *request.rates) if column in OWN]:
        raise UsageError(f"{file}: column {taken[0]} would have two meanings in the output; rename it")
    rest = [column for column in sheet.columns if column not in request.columns]
    label = dict(sheet.groupby(request.code_column)[rest].nunique().le(1).all()) if rest else {}
    number = r"-?[\d,]+(\.\d+)?"
    unsaid = [column for column in rest if not label[column] or sheet[column].str.fullmatch(number).all()]
    if unsaid:
        raise UsageError(
            f"{file}: what is column {', '.join(unsaid)}? Say --count for numbers that are summed, --rate for those that "
            "are not, --by for what tells rows of one unit apart, --drop for what is not wanted"
        )
    return [*rest, *request.drop]


def convert(file: str, rows: Rows, request: Request, source: Geography, target: Geography, facts: Facts) -> Converted:
    """Bring rows to `target`. Raises SourceError, with the row, for what is no number and for a repeated code."""
    keys = ["unit_id", *request.by]
    table = rows.table
    twice = table[table.duplicated(keys)]
    if len(twice):
        row, code = int(twice.index[0]), str(twice[request.code_column].iloc[0])
        raise SourceError(
            file, f"code {code} again", f"one row for each unit{' and ' + ', '.join(request.by) if request.by else ''}", row,
            "Say with --by which columns tell the rows of one unit apart.",
        )  # fmt: skip
    walk = rows.crosswalk(source, target, facts)
    numbers = {
        column: read_numbers(file, table[column], column) for column in {*request.counts, *request.rates, *request.weights}
    }
    exact = table.assign(**{column: number.values for column, number in numbers.items() if column not in request.rates})
    exact = exact.assign(**{c: numbers[c].restored(numbers[c].values).astype("float64") for c in request.rates})
    result, totals = _result(exact, walk, request, numbers)
    log = conversion_log(walk, rows, request.code_column, source, target, facts)
    codes = log.dropna(subset=["to_code"]).drop_duplicates("to_unit_id").set_index("to_unit_id")["to_code"]
    result[request.code_column] = result["unit_id"].map(codes).astype(object)
    sido = alive(facts.region, pd.Timestamp(target.day)).set_index("unit_id")["sido_unit_id"]
    result["sido_ko"] = [facts.names.korean(sido[unit], target.day) for unit in result["unit_id"]]
    named = [facts.names.korean(unit, target.day) for unit in result["unit_id"]]
    result["name_ko"] = [name.removeprefix(f"{above} ") for name, above in zip(named, result["sido_ko"], strict=True)]
    columns = [request.code_column, *OWN[:3], *request.by, *request.counts, *request.rates, *OWN[3:]]
    ordered = result[columns].sort_values([request.code_column, "unit_id", *request.by], kind="stable")
    return Converted(target, ordered.reset_index(drop=True), log, totals)


def _result(
    table: pd.DataFrame, walk: pd.DataFrame, request: Request, numbers: dict[str, Numbers]
) -> tuple[pd.DataFrame, tuple[Total, ...]]:
    """Converted columns by unit, and the totals; ContractError should a sum not be conserved."""
    parts, totals = [], []
    if request.counts:
        counted = convert_counts(table, walk, by=request.by, counts=request.counts, absent=request.absent)
        filled = table.assign(**{column: table[column].fillna(0) for column in request.counts})
        whole = convert_counts(filled, walk, by=request.by, counts=request.counts, absent="zero")
        for column in request.counts:
            number = numbers[column]
            totals.append(_total(column, number, counted[column], whole[column]))
            counted[column] = number.restored(counted[column])
        parts.append(counted)
    if request.rates:
        rated = convert_rates(
            table, walk, by=request.by, rates=request.rates, denominator=request.weight, absent=request.absent
        )  # fmt: skip
        for rate in request.rates:
            rated[rate] = [float(f"{value:.{RATE_DIGITS}g}") for value in rated[rate]]
        parts.append(rated)
    if len(parts) == 1:
        return parts[0], tuple(totals)
    both = parts[0].merge(parts[1], on=["unit_id", *request.by], suffixes=("", "_rate"))
    both["interpolated"] |= both["interpolated_rate"]
    both["missing_sources"] = both[["missing_sources", "missing_sources_rate"]].max(axis=1)
    return both, tuple(totals)


def _total(column: str, number: Numbers, after: pd.Series, whole: pd.Series) -> Total:
    before = number.total()
    if number.decimals is not None and number.total(whole) != before:
        raise ContractError(f"{column}: {before} before and {number.total(whole)} after; nothing was written")
    empty = whole[after.isna()]
    return Total(column, before, number.total(after), number.total(empty) if empty.any() else "")


def output_paths(path: Path, targets: Sequence[Geography], out: Path | None, *, force: bool) -> list[tuple[Path, Path]]:
    """Where each converted sheet and its log go.

    Raises UsageError when that would overwrite the input, or another file without `force`.
    """
    folder = out is not None and out.is_dir()
    if out is not None and len(targets) > 1 and not folder:
        raise UsageError(f"--out {out}: several --to need a folder that exists")
    if out is not None and not folder and out.suffix.lower() not in CSV + EXCEL:
        raise UsageError(f"--out {out}: no {', '.join(CSV + EXCEL)} file and no folder that exists")
    suffix = ".xlsx" if path.suffix.lower() in EXCEL else path.suffix
    pairs = []
    for target in targets:
        name = f"{path.stem}.{target.scheme}-{target.day}{suffix}"
        table = out if out is not None and not folder else (out or path.parent) / name
        pairs.append((table, table.with_name(f"{table.stem}.log.csv")))
    for file in (file for pair in pairs for file in pair):
        if file.exists() and file.samefile(path):
            raise UsageError(f"{file}: is the input, which is never overwritten; name another --out")
        if file.exists() and not force:
            raise UsageError(f"{file}: is there already; say --force to write it anew, or another --out")
    return pairs
