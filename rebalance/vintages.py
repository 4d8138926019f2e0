"""Which scheme and date codes or names follow, of a column of one's own or of any file that has some."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from assets.geography.fact_files import facts
from assets.sheets.code_cells import code_cells
from assets.sheets.code_column import CodeColumn
from assets.sheets.code_column import read_codes as codes_of_file
from assets.sheets.code_vintage import Vintage, vintage_of
from assets.sheets.frame import sheet_of
from assets.sheets.name_offer import Offer, name_offer
from assets.sheets.name_vintage import NameVintage, SheetNames
from assets.sheets.name_vintage import read_names as names_of
from assets.sheets.user_file import (
    CSV,
    EXCEL,
    Sheet,
    SheetFile,
    holds_code,
)
from rebalance.wording import in_python

__all__ = ["CodeColumn", "NameVintage", "SheetNames", "Vintage", "detect_days", "detect_vintage", "read_codes", "read_names"]

_CODES = "codes"


@in_python
def detect_vintage(codes: Iterable[object]) -> Vintage:
    """Find which scheme and date codes follow, whatever a file's name says.

    Parameters
    ----------
    codes
        Codes of sido, sigungu or smaller units, in whatever dress: text or numbers, with the name beside them. Empty cells
        are left out.

    Returns
    -------
    Vintage
        `fit` (scheme, level, `valid_from`, `valid_to`, `unknown` codes, `missing` units, `unit_set`), `geography` to convert
        from, and a `report()` in words. Of a mixture, `parts` has each geography. A few codes that are other units in another
        scheme have two `geographies`, and asking for the one is an AmbiguousError.

    Raises
    ------
    SourceError
        A cell is no code; `row` says which, counted from 1.

    Examples
    --------
    >>> found = detect_vintage(["27110", "27140", "47720"])
    >>> str(found.geography), found.fit.period, found.fit.missing[:2]
    ('mois@2023-06-30', '1995-01-01 to before 2023-07-01', ('27170', '27200'))
    >>> detect_vintage([11010, 11020, 21010, 26010]).fit.scheme
    'kostat7'
    """
    frame = pd.DataFrame({_CODES: pd.Series(list(codes), dtype=object)})
    sheet = sheet_of(frame, [_CODES], {_CODES: holds_code})
    known = facts()
    offer = Offer(why="Ask of which days names are with `rebalance.detect_days`.")
    cells = code_cells(sheet, _CODES, known.gazetteer, lambda _: offer, drop_notes=False, empty=True)
    return vintage_of(cells.codes, known, cells.said)


@in_python
def detect_days(names: Iterable[str] | pd.DataFrame) -> NameVintage:
    """Find of which days names of units can be.

    Parameters
    ----------
    names
        Names as laws, forms and newspapers write them, with the sido where it is needed; or a data frame of the columns that
        make up a name, the sido's first.

    Returns
    -------
    NameVintage
        `fits`, periods of whose days all names can be, the newest first; a `day` of it; the `units` of each name on that day.

    Raises
    ------
    AmbiguousError
        A name means several units, or other units on other days.
    SourceError
        A name of no unit; `row` says which, counted from 1.

    Examples
    --------
    >>> found = detect_days(["인천 남구", "인천 중구", "인천 동구"])
    >>> found.line()
    '3 names, 1995-01-01 to before 2018-07-01'
    """
    frame = names if isinstance(names, pd.DataFrame) else pd.DataFrame({"name": pd.Series(list(names), dtype=object)})

    def read(wanted: Sequence[str], keys: Mapping[str, Callable[[str], bool]]) -> Sheet:
        return sheet_of(frame, wanted, keys)

    return names_of(read, [str(column) for column in frame.columns], facts()).vintage()


@in_python
def read_codes(file: SheetFile | str | Path, code_column: str, *, by: str | None = None, drop_notes: bool = False) -> CodeColumn:
    """Read the codes of a sheet, a map file, an answer of KOSIS, or one of these in a zip archive.

    Parameters
    ----------
    file
        A path or a `SheetFile`.
    code_column
        The column that holds the codes.
    by
        Another column to read beside them, such as the year.
    drop_notes
        Leave out lines above and below the rows, and totals.

    Returns
    -------
    CodeColumn
        `frame` with the codes, made of digits, first; its index counts rows from 1. `said` what was read otherwise than it
        stands.

    Raises
    ------
    NamesForCodesError
        The column holds names; `offer` has columns of names that work.
    SourceError, UsageError
        A file that cannot be read, a cell that is no code, a column that is not there.
    """
    file, known = _file(file), facts()

    def offer(column: str) -> Offer:
        return _offer(file, column, drop_notes=drop_notes)

    columns = [code_column, *([by] if by else [])]
    return codes_of_file(file, columns, known.gazetteer, offer, drop_notes=drop_notes)


@in_python
def read_names(
    file: SheetFile | str | Path, name_columns: str | Sequence[str], *, by: str | None = None, drop_notes: bool = False
) -> SheetNames:
    """Read the names of a sheet; `vintage()` of the answer says of which days they can be, of all rows or of some.

    Parameters
    ----------
    file
        A CSV, text or Excel file, as a path or a `SheetFile`.
    name_columns
        The columns that make up a name, the sido's first.
    by
        Another column to read beside them, such as the year.
    drop_notes
        Leave out lines above and below the rows, and totals of the nation.
    """
    columns = (name_columns,) if isinstance(name_columns, str) else tuple(name_columns)
    return names_of(_file(file).read, columns, facts(), by, drop_notes=drop_notes)


def _file(file: SheetFile | str | Path) -> SheetFile:
    return file if isinstance(file, SheetFile) else SheetFile(Path(file))


def _offer(file: SheetFile, column: str, *, drop_notes: bool) -> Offer:
    """Columns of names in place of codes that work on this very file."""
    if file.path.suffix.lower() not in CSV + EXCEL:
        return Offer(why="Name a column with codes.")
    known = facts()

    def attempt(columns: Sequence[str], notes: bool) -> object:
        return names_of(file.read, columns, known, drop_notes=drop_notes or notes).vintage()

    sheet = names_of(file.read, [column], known, drop_notes=True).sheet
    found = name_offer(sheet, column, [], known.gazetteer, attempt)
    return Offer(found.columns, drop_notes or found.drop_notes, found.asked, found.why)
