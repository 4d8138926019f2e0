"""What a user says of a sheet: what its columns are, of which geography and day its rows.

Reading it in this light is `identified.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

import pandas as pd

from assets.geography.convert import Absent
from assets.sheets.table import plain_name
from domain.codes import Geography
from domain.errors import AmbiguousUsageError, UsageError

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

    `source` is the geography that the rows are of, like `mois@2015`, of names the day alone; None when it is to be found.
    With `from_column`, which says of which day each row is, it is the scheme alone. `units` is `kosis`, `finest` or "", which
    is what the sheet has; `drop_notes` leaves out lines that are no rows; `join_rows` says that rows of one unit are its parts.
    """

    code_column: str | None
    counts: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    weight: str | None = None
    by: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    absent: Absent = "missing"
    name_columns: tuple[str, ...] = ()
    source: str | None = None
    from_column: str | None = None
    units: str = ""
    drop_notes: bool = False
    join_rows: bool = False

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
        """The same with the names of columns as sheets have them, blanks and composed letters alike, each once.

        Rows that each have their own day are kept apart by it.
        """
        one = [name if name is None else plain_name(name) for name in (self.code_column, self.weight, self.from_column)]
        several = (self.counts, self.rates, [one[2] or "", *self.by] if one[2] else self.by, self.drop, self.name_columns)
        counts, rates, by, drop, names = (tuple(dict.fromkeys(map(plain_name, columns))) for columns in several)
        return replace(
            self, code_column=one[0], counts=counts, rates=rates, weight=one[1], by=by, drop=drop, name_columns=names,
            from_column=one[2],
        )  # fmt: skip

    def require_whole(self) -> None:
        """UsageError for a request that says too little or too much."""
        if bool(self.code_column) == bool(self.name_columns):
            raise UsageError("say which column holds the codes, --code-column, or else the names, --name-column")
        if self.weight and not self.rates:
            raise UsageError("--weight averages rates; say which column is one with --rate")
        if self.units not in ("", "kosis", "finest"):
            raise UsageError(f"--units {self.units}: one of kosis, finest")
        if self.absent not in ("missing", "zero"):
            raise UsageError(f"--absent {self.absent}: one of missing, zero")

    def code_header(self, target: Geography) -> str:
        """What the column of codes is called in the answer: as in the sheet, but never by another scheme (`mois_code`)."""
        if not self.code_column:
            return CODE
        named = _SCHEME.search(self.code_column)
        if named is None or target.column.startswith(named[0].lower()):
            return self.code_column
        other = _SCHEME.sub(target.scheme, self.code_column, count=1)
        return other if other not in (*self.columns, *OWN) else self.code_column


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
        raise AmbiguousUsageError(
            f"{file}: what is column {', '.join(unsaid)}? Say --count for numbers that are summed, --rate for those that "
            "are not, --by for what tells rows of one unit apart, --drop for what is not wanted",
            unsaid[0], ("counts", "rates", "by", "drop"),
        )  # fmt: skip
    return [*rest, *request.drop]
