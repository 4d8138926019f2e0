"""A sheet understood: its rows with their units, its numbers, and what there is to tell of both.

Bringing it to other borders is `convert.py`; nothing here reads a file or prints.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from assets.geography.life import Facts
from assets.sheets.code_cells import code_cells
from assets.sheets.joined_rows import joined_rows
from assets.sheets.name_cells import NameCells, name_cells, name_keys
from assets.sheets.name_offer import Offer, name_offer
from assets.sheets.numbers import Numbers, read_numbers
from assets.sheets.printed_totals import strange_totals
from assets.sheets.request import Request, left_out
from assets.sheets.sources import source_of
from assets.sheets.units import Rows
from assets.sheets.user_file import Sheet, holds_code
from domain.codes import Geography
from domain.errors import SourceError
from domain.names import some

SET_NAMES = {"finest": "gu of cities apart", "kosis": "cities whole", "sido": "sido"}
# Reads the same sheet in the light of other columns that say which unit a row is of.
Reread = Callable[[Request], Sheet]


@dataclass(frozen=True)
class Identified:
    """Rows of a sheet with their units: the whole sheet, or a part for each day of a panel.

    Attributes
    ----------
    parts
        Rows that count, each part of one geography and one unit set.
    found
        Which geography they follow, and why: as said, as found from codes or names.
    said
        What was read otherwise than it stands.
    left_out
        Columns that are not in the answer, since they only repeat the unit or are to be dropped.
    """

    sheet: Sheet
    request: Request
    facts: Facts
    parts: tuple[Rows, ...]
    numbers: Mapping[str, Numbers]
    found: str
    said: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def geographies(self) -> tuple[Geography, ...]:
        """Scheme and day of each part."""
        return tuple(part.geography for part in self.parts)

    @property
    def rows(self) -> pd.DataFrame:
        """The rows that count as they were read, with their `unit_id`; the index is the row's number in the sheet, from 1."""
        return pd.concat([part.table for part in self.parts])

    @property
    def beside(self) -> tuple[str, ...]:
        """Codes or names of rows left out since they count the same people as others: a sido beside its sigungu."""
        return tuple(dict.fromkeys(key for part in self.parts for key in part.beside))

    def report(self) -> list[str]:
        """What was understood and what was left out, in lines for people."""
        what = "codes" if self.request.code_column else "names"
        rows = f"{len(self.sheet.frame):,} row{'' if len(self.sheet.frame) == 1 else 's'}"
        head = f"{self.sheet.name}: {rows}, {what} of {self.found}; {SET_NAMES[self.parts[0].track]}"
        lines = [head, *(f"  {line}" for line in self.said)]
        if self.beside:
            lines.append(f"  left out: rows of {some(self.beside)}, which count the same people as others")
        for part in self.parts:
            if part.gaps:
                day = f" on {part.geography.day}" if len(self.parts) > 1 else ""
                lines.append(f"  no row for {some([part.on.korean(unit) for unit in part.gaps])}{day}")
        if self.left_out:
            lines.append(f"  left out: column{'s' if len(self.left_out) > 1 else ''} {', '.join(self.left_out)}")
        return lines


def identify(read: Reread, request: Request, facts: Facts) -> Identified:
    """Read a sheet and find the unit of each row, once.

    Raises UsageError for a request that says too little, AmbiguousError where codes, names or columns mean several things,
    and SourceError, with the row, for what is no code, name or number, and for a repeated unit. NamesForCodesError, with
    columns of names that work, when the column of codes holds names.
    """
    request = request.plain()
    sheet = read(request)
    keys: pd.Series | NameCells
    if request.code_column:

        def offer(column: str) -> Offer:
            return _offer(read, sheet, column, request, facts)

        codes = code_cells(sheet, request.code_column, facts.gazetteer, offer, drop_notes=request.drop_notes, empty=False)
        keys, said = codes.codes, codes.said
        unused = left_out(sheet.name, sheet.frame, keys, request)
    else:
        keys = name_cells(sheet, request.name_columns, drop_notes=request.drop_notes)
        unused, said = left_out(sheet.name, sheet.frame, keys.names, request), keys.said
    source = source_of(sheet, keys, request, facts)
    parts = list(source.parts)
    if not request.join_rows:
        for part in parts:
            _require_once(sheet.name, part, request)
    whole = pd.concat([part.table for part in parts])
    columns = dict.fromkeys([*request.counts, *request.rates, *request.weights])
    numbers = {column: read_numbers(sheet.name, whole[column], column) for column in columns}
    said = (*sheet.said, *said, *source.said, *strange_totals(sheet, request, numbers))
    if request.join_rows:
        parts, numbers, joined = joined_rows(parts, numbers, request)
        said = (*said, *joined)
    return Identified(sheet, request, facts, tuple(parts), numbers, source.told, said, tuple(unused))


def keys_of(request: Request, facts: Facts) -> dict[str, Callable[[str], bool]]:
    """Columns that say which unit a row is of, and what such a cell is known by: lines without one are notes."""
    if request.code_column:
        return {request.code_column: holds_code}
    return name_keys(request.name_columns, facts.gazetteer)


def _offer(read: Reread, sheet: Sheet, column: str, request: Request, facts: Facts) -> Offer:
    """Columns of names that work on this very sheet."""

    def attempt(columns: Sequence[str], drop_notes: bool) -> object:
        named = replace(request, code_column=None, name_columns=tuple(columns), drop_notes=request.drop_notes or drop_notes)
        return identify(read, named, facts)

    found = name_offer(sheet, column, [name for name in request.columns if name != column], facts.gazetteer, attempt)
    return replace(found, drop_notes=request.drop_notes or found.drop_notes)


def _require_once(file: str, rows: Rows, request: Request) -> None:
    twice = rows.table[rows.table.duplicated(["unit_id", *request.by])]
    if len(twice):
        row = int(twice.index[0])
        what = f"code {rows.keys[row]}" if request.code_column else repr(rows.keys[row])
        raise SourceError(
            file, f"{what} again", f"one row for each unit{' and ' + ', '.join(request.by) if request.by else ''}", row,
            "Say with --by which columns tell the rows of one unit apart, or with --join-rows that they are parts of it.",
        )  # fmt: skip
