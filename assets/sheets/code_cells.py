"""The codes of a user's sheet: digits of every row, or a message that says what stands there instead.

What codes may be dressed in is `assets/reading/values.py`; which unit a code is, `units.py`; names are `name_cells.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from assets.reading.values import (
    is_broken,
    is_code,
    is_shortened,
    plain_codes,
)
from assets.sheets.name_offer import NamesForCodesError, Offer
from assets.sheets.table import Note, quoted
from assets.sheets.user_file import Sheet
from domain.codes import SCHEMES_BY_DIGITS
from domain.errors import SourceError
from domain.gazetteer import Gazetteer

# How sheets call a sum.
TOTALS = frozenset({"계", "소계", "합계", "총계", "전체", "전국", "총합", "총합계", "합", "total", "subtotal", "sum", "대한민국"})
TAKE_OUT = "take the row out, or say --drop-notes."
# More lines than this beside the table are no notes.
MOST_NOTES = 30
SHORT = 40


@dataclass(frozen=True)
class CodeCells:
    """Digits by row, rows without any left out; `said` what was read otherwise than it stands."""

    codes: pd.Series
    said: tuple[str, ...]


def code_cells(
    sheet: Sheet, column: str, gazetteer: Gazetteer, offer: Callable[[str], Offer], *, drop_notes: bool, empty: bool
) -> CodeCells:
    """Codes of a column; `offer` is what to do should it hold names, `empty` lets rows without a code through.

    Raises SourceError, with the row, for the first cell that is no code: a name, a note, a total, a number whose digits are
    gone, an empty cell.
    """
    plain, said = plain_codes(sheet.frame[column])
    total = plain.map(is_total)
    if drop_notes and total.any():
        said.append(f"left out: {total.sum()} row{'' if total.sum() == 1 else 's'} of totals, such as {plain[total].iloc[0]}")
        plain = plain[~total]
    odd = plain[~plain.map(is_code) & (plain != "")]
    refuse_names(sheet, column, odd, gazetteer, None if plain.map(is_code).any() else offer)
    _refuse_spoilt(sheet, column)
    dropped = notes(sheet, column, "a code made of digits", "code", drop=drop_notes)
    if len(odd):
        row, text = int(odd.index[0]), str(odd.iloc[0])
        amid = plain.map(is_code).any()
        remedy = _remedy(text) or ("Put its code there, or take the row out." if amid else "Is it the column with the codes?")
        raise SourceError(sheet.name, f"{quoted(text)} in column {column}", "a code made of digits", row, remedy)
    blank = plain.index[plain == ""]
    if len(blank) == len(plain):
        raise SourceError(sheet.name, f"no code in column {column}", "codes")
    if len(blank) and not empty:
        raise SourceError(
            sheet.name, f"an empty cell in column {column}", "a code in every row", int(blank[0]),
            "Fill it in: cells that were merged keep their value in the first row only.",
        )  # fmt: skip
    return CodeCells(plain[plain != ""], (*said, *dropped))


def notes(sheet: Sheet, column: str, expected: str, what: str, *, drop: bool) -> list[str]:
    """What to tell of the lines around the table that are dropped; SourceError for the first unless they are."""
    if not sheet.notes:
        return []
    below = [note for note in sheet.notes if note.below]
    first = (below or sheet.notes)[0]
    if drop and len(sheet.notes) <= MOST_NOTES:
        lines = len(sheet.notes)
        such = first.text if first.text.isprintable() else quoted(first.text)
        return [f"left out: {lines} line{'' if lines == 1 else 's'} without a {what}, such as {such}"]
    found = (
        f"{quoted(first.text)} in column {column}"
        if first.keyed
        else f"an empty cell in column {column} beside {quoted(first.text)}"
    )
    remedy = _note_remedy(first, below, what) if len(sheet.notes) <= MOST_NOTES else ""
    raise SourceError(sheet.name, found, expected, first.row, remedy)


def refuse_names(sheet: Sheet, column: str, odd: pd.Series, gazetteer: Gazetteer, offer: Callable[[str], Offer] | None) -> None:
    """SourceError for a column of names, with what to say instead; None where codes stand beside the name."""
    texts = [*zip(odd.index.tolist(), odd.tolist(), strict=True), *((note.row, note.text) for note in sheet.notes)]
    names = sorted((row, text) for row, text in texts if gazetteer.ever(text))
    if not names:
        return
    row, text = names[0]
    found, expected = f"{quoted(text)} in column {column}", "a code made of digits"
    if offer:
        raise NamesForCodesError(sheet.name, found, expected, row, offer(column))
    raise SourceError(sheet.name, found, expected, row, "It is a name and no code: put its code there.")


def _refuse_spoilt(sheet: Sheet, column: str) -> None:
    """SourceError for a code that was spoilt in the first or last line: it is no note that could be left out."""
    for note in sheet.notes:
        if note.keyed and (is_shortened(note.text) or is_broken(note.text)):
            raise SourceError(
                sheet.name, f"{quoted(note.text)} in column {column}", "a code made of digits", note.row, _remedy(note.text)
            )  # fmt: skip


def digits_remedy(code: str) -> str:
    """What a code of so many digits may be: `4 digits; …`; "" where codes have so many."""
    if len(code) in SCHEMES_BY_DIGITS:
        return ""
    told = f"It has {len(code)} digit{'' if len(code) == 1 else 's'}; codes have {', '.join(map(str, SCHEMES_BY_DIGITS))}."
    return f"{told} Is its last digit cut off? `rebalance vintage` tries that." if len(code) == 4 else told


def is_total(text: str) -> bool:
    """True for what sheets call a sum, and for zeros, the code of the nation."""
    return re.sub(r"\s", "", text).lower() in TOTALS or bool(text and not text.strip("0"))


def _remedy(text: str) -> str:
    if is_shortened(text):
        return "A spreadsheet has shortened the number and its last digits are gone: make the column text and save it again."
    if is_broken(text):
        return "A code has no fraction: put the unit's own code there."
    if is_total(text):
        return f"A total? {TAKE_OUT.capitalize()}"
    return ""


def _note_remedy(first: Note, below: list[Note], what: str) -> str:
    short = first.text if len(first.text) <= SHORT and first.text.isprintable() else "It"
    said = f"{short} is no {what}" if first.keyed else f"It has no {what}"
    if is_total(first.text):
        return f"{said}; a total? {TAKE_OUT.capitalize()}"
    if not below:
        return f"{said}; a second line of the head? Take it out, or say --drop-notes."
    rows = below[-1].row - first.row + 1
    last = f"last {rows} rows" if rows > 1 else "last row"
    return f"{said}; a note below the table? Take the {last} out, or say --drop-notes."
