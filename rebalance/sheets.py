"""`convert`: a sheet of one's own, a data frame or a file, from old to new borders and codes.

How it is done is `assets/geography/` and the room of sheets; here it is called.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from assets.geography.convert import Absent
from assets.geography.fact_files import facts
from assets.sheets.convert import Converted
from assets.sheets.convert import convert as bring
from assets.sheets.frame import sheet_of
from assets.sheets.identified import Identified, keys_of
from assets.sheets.identified import identify as understand
from assets.sheets.request import Request
from assets.sheets.user_file import (
    CSV,
    EXCEL,
    Sheet,
    SheetFile,
)
from assets.sheets.user_file import write_sheets as write_files
from domain.errors import UsageError
from rebalance.regions import Geography, geography
from rebalance.wording import in_python

__all__ = ["SHEETS", "WORKBOOKS", "Converted", "Identified", "SheetFile", "convert", "identify", "write_sheets"]

SHEETS, WORKBOOKS = CSV + EXCEL, EXCEL


@in_python
def identify(
    sheet: pd.DataFrame | SheetFile | str | Path,
    *,
    code_column: str | None = None,
    name_columns: str | Sequence[str] = (),
    from_: str | Geography | None = None,
    from_column: str | None = None,
    counts: str | Sequence[str] = (),
    rates: str | Sequence[str] = (),
    weight: str | None = None,
    by: str | Sequence[str] = (),
    drop: str | Sequence[str] = (),
    units: str = "",
    absent: Absent = "missing",
    drop_notes: bool = False,
    join_rows: bool = False,
) -> Identified:
    """Read a sheet and find the unit of each row: the first half of `convert`, whose arguments these are.

    Returns
    -------
    Identified
        `rows` with their `unit_id`, the `geographies` that they follow, columns `left_out`, and a `report()`. Give it to
        `convert`, to as many geographies as are wanted.

    Examples
    --------
    >>> people = pd.DataFrame({"name": ["대구 중구", "군위군"], "people": [82000, 23283]})
    >>> found = identify(people, name_columns="name", from_="2022", counts="people")
    >>> found.rows["unit_id"].to_list()
    ['daegu-jung-gu', 'gunwi-gun']
    >>> print(*found.report(), sep="\\n")
    the frame: 2 rows, names of 2022-12-31; cities whole
      no row for 경상북도 안동시, 경상북도 봉화군, 경상북도 청도군 and 26 more
    """
    request = Request(
        code_column, _several(counts), _several(rates), weight, _several(by), _several(drop), absent, _several(name_columns),
        None if from_ is None else str(from_), from_column, units, drop_notes, join_rows,
    )  # fmt: skip
    request.require_whole()
    known = facts()

    def read(asked: Request) -> Sheet:
        keys = keys_of(asked, known)
        if isinstance(sheet, str | Path):
            return SheetFile(Path(sheet)).read(asked.columns, keys)
        return sheet.read(asked.columns, keys) if isinstance(sheet, SheetFile) else sheet_of(sheet, asked.columns, keys)

    return understand(read, request, known)


@in_python
def convert(
    sheet: pd.DataFrame | SheetFile | str | Path | Identified,
    to: str | Geography,
    *,
    code_column: str | None = None,
    name_columns: str | Sequence[str] = (),
    from_: str | Geography | None = None,
    from_column: str | None = None,
    counts: str | Sequence[str] = (),
    rates: str | Sequence[str] = (),
    weight: str | None = None,
    by: str | Sequence[str] = (),
    drop: str | Sequence[str] = (),
    units: str = "",
    absent: Absent = "missing",
    drop_notes: bool = False,
    join_rows: bool = False,
) -> Converted:
    """Bring a sheet from old to new borders and codes.

    Counts are conserved exactly. What divides a unit is weighted by the people of its parts and marked `interpolated`; a sum
    that lacks a part is empty. Nothing is guessed: what means several things is asked back as an `AmbiguousError`.

    Parameters
    ----------
    sheet
        A data frame, one row a unit (and `by`); a file, as a path or a `SheetFile`; or what `identify` found, which needs no
        other argument than `to`.
    to
        Scheme and date wanted: `mois@2024`, `kostat@2020-12-31`. A year means its last day.
    code_column
        Column of codes, in whatever dress: numbers, text, with the name beside them.
    name_columns
        In place of codes, columns that make up a name, the sido's first.
    from_
        Scheme and date that the sheet follows, of names the date alone. By default it is found, if codes or names tell it.
    from_column
        Column, such as the year, that says of which day each row is; `from_` is then the scheme alone.
    counts, rates
        Columns that are summed; columns that never are.
    weight
        Column to average rates with, such as people. Without it, rates of units that merged are empty.
    by
        Columns that tell rows of one unit apart, such as year or sex.
    drop
        Columns to leave out. Those that only repeat the unit, as its name does, are left out by themselves.
    units
        `kosis`, cities whole, or `finest`, their gu; by default what the sheet has.
    absent
        What a unit without a row means: `missing`, or `zero` where rows of nothing are left out.
    drop_notes
        Leave out lines above and below the rows, and totals.
    join_rows
        Rows of one unit are parts of it: counts are added up, rates averaged with `weight`. Without it they are refused.

    Returns
    -------
    Converted
        `frame`, the sheet on the new units; `log`, what became of each code; `totals` before and after; `vintage`, what the
        sheet follows; `left_out`; and a `report()` in words.

    Raises
    ------
    AmbiguousError
        Codes, names or columns mean several things; `choices` says which.
    SourceError
        A cell is no code, name or number; `row` says where, counted from 1.
    UsageError
        A column or geography that is not there, or columns of which nothing is said.

    Examples
    --------
    Cheongju and Cheongwon became one city in 2014; a rate is averaged by people.

    >>> sheet = pd.DataFrame({"code": [43110, 43710], "people": [670_000, 150_000], "share": [10.0, 40.0], "year": 2013})
    >>> answer = convert(
    ...     sheet, "mois@2015", code_column="code", from_="mois@2013", counts="people", rates="share", weight="people", by="year"
    ... )
    >>> answer.frame[["code", "name_ko", "year", "people", "share"]]
        code name_ko  year  people      share
    0  43110     청주시  2013  820000  15.487805
    >>> answer.log[["from_code", "to_code", "what", "weight"]]
      from_code to_code    what  weight
    0     43110   43110  merged     1.0
    1     43710   43110  merged     1.0

    A question is an exception with its choices:

    >>> import rebalance
    >>> try:
    ...     convert(pd.DataFrame({"code": [26], "people": [3_300_000]}), "mois@2024", code_column="code", counts="people")
    ... except rebalance.AmbiguousError as asked:
    ...     print(asked.choices)
    ('mois', 'kostat')
    """
    target = geography(to)
    if isinstance(sheet, Identified):
        if code_column or name_columns or from_ or from_column or counts or rates or weight or by or drop or units:
            raise UsageError("what was identified is converted as it is: say nothing but the geography wanted")
        return bring(sheet, target)
    identified = identify(
        sheet, code_column=code_column, name_columns=name_columns, from_=from_, from_column=from_column, counts=counts,
        rates=rates, weight=weight, by=by, drop=drop, units=units, absent=absent, drop_notes=drop_notes,
        join_rows=join_rows,
    )  # fmt: skip
    return bring(identified, target)


@in_python
def write_sheets(frames: Mapping[Path, pd.DataFrame], *, like: Identified | None = None) -> None:
    """Write data frames as the kinds of file that their paths name, all of them or none.

    Parameters
    ----------
    frames
        Data frames by path: `.csv`, `.tsv`, `.txt` or `.xlsx`.
    like
        A sheet that was read from a file: text is written in its encoding, and with its delimiter where the kind is the same.
    """
    if like is None:
        return write_files(frames, "utf-8-sig")
    return write_files(frames, like.sheet.encoding, like.sheet.delimiter, Path(like.sheet.name).suffix.lower())


def _several(columns: str | Sequence[str] | Any) -> tuple[str, ...]:
    return (columns,) if isinstance(columns, str) else tuple(columns)
