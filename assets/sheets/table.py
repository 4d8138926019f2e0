"""Which rows of a file are the table: lines above its head, blank last lines and notes below are told from rows.

Rows come from `text_file.py` and `workbook_file.py`; what codes and names mean is `identify.py`.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from domain.errors import SourceError, UsageError

# A head is looked for in so many lines.
HEAD_LINES = 40
# So many columns are listed, and letters of each.
SHOWN = 40


@dataclass(frozen=True)
class Note:
    """A line beside the rows: its number, counted as rows are, its first words, and whether they stand where a key should.

    `cells` are those of the columns that have a name.
    """

    row: int
    text: str
    below: bool
    keyed: bool
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """All cells as text, empty ones as ''; the index counts rows from 1 below the head, `head` lines from 0.

    `notes` are lines above and below the rows that hold no key, `blank` counts empty lines between rows, which are left out.
    """

    frame: pd.DataFrame
    head: int
    columns: list[int]
    notes: tuple[Note, ...] = ()
    blank: int = 0


def plain_name(name: str) -> str:
    """A column's name as people type it: one blank for any, letters composed (a Macintosh takes them apart)."""
    return " ".join(unicodedata.normalize("NFC", name).replace("\ufeff", "").split())


def table_of(
    file: str, rows: list[list[str]], wanted: Sequence[str], skip: int | None, keys: Mapping[str, Callable[[str], bool]]
) -> Table:
    """The table among rows of cells; `skip` says how many lines stand above its head, None that it is looked for.

    `keys` are the columns that say of which unit a row is, the unit's own the last, and what such a cell is known by. Lines
    at the beginning and end that hold none are notes, if any row has one: what stands above the unit counts where its own
    cell is empty, as in the sum of a sido.

    Raises SourceError, with the row, for a row with another number of cells; UsageError when the wanted columns are not there.
    """
    rows = [[cell.strip() for cell in row] for row in rows]
    while rows and not any(rows[-1]):
        rows.pop()
    head = _head(rows, wanted) if skip is None else skip
    if len(rows) < head + 2:
        found = f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
        raise SourceError(file, f"{found}{f' with {head} to skip' if skip else ''}", "a header and data")
    header, body = [plain_name(name) for name in rows[head]], rows[head + 1 :]
    width = _width(header, body)
    header = header[:width]
    if repeated := [name for name, times in Counter(header).items() if times > 1 and name]:
        raise SourceError(
            file,
            f"column {quoted(repeated[0])} twice",
            "each column once, in the first row",
            remedy="Give each a name of its own; a head of two lines needs one.",
        )
    require_columns(file, pd.DataFrame(columns=[name for name in header if name]), list(wanted))
    places = {header.index(key): is_key for key, is_key in keys.items() if key in header}
    above, below = _notes(body, places)
    place = next(reversed(places), 0)
    holding = [number for number in range(len(body)) if any(body[number])]
    kept = [number for number in holding if above <= number < len(body) - below]
    cells = [_cells(file, body[number], width, number + 1) for number in kept]
    frame = pd.DataFrame(cells, columns=header, dtype=object).set_axis([number + 1 for number in kept])
    unnamed = [number for number, name in enumerate(header) if not name]
    for number in unnamed:
        filled = frame.index[frame.iloc[:, number] != ""]
        if len(filled):
            raise SourceError(file, f"no name above column {number + 1}", "a name above each column", int(filled[0]))
    columns = [number for number, name in enumerate(header) if name]
    around = [*range(above), *range(len(body) - below, len(body))]
    notes = [_note(body[number], number, place, columns, below=number >= above) for number in around if any(body[number])]
    blank = len(body) - below - above - len(kept)
    return Table(frame.iloc[:, columns], head, columns, tuple(notes), blank)


def quoted(text: str, most: int = 60) -> str:
    """A cell as a message shows it, control characters spelt out."""
    return repr(text if len(text) <= most else f"{text[: most - 1]}…")


def require_columns(file: str, frame: pd.DataFrame, columns: list[str]) -> None:
    """UsageError that lists the columns there are when one is not among them."""
    if absent := [column for column in columns if column not in frame.columns]:
        there = [name if name.isprintable() and len(name) <= SHOWN else quoted(name, SHOWN) for name in frame.columns]
        more = f" and {len(there) - SHOWN} more" if len(there) > SHOWN else ""
        raise UsageError(f"{file}: no column {', '.join(map(repr, absent))}; there are {', '.join(there[:SHOWN])}{more}")


def _head(rows: list[list[str]], wanted: Sequence[str]) -> int:
    """The first line that names every wanted column; where none does, the first of several cells."""
    lines = rows[:HEAD_LINES]
    for number, row in enumerate(lines):
        if wanted and set(wanted) <= {plain_name(name) for name in row}:
            return number
    return next((number for number, row in enumerate(lines) if sum(map(bool, row)) > 1), 0)


def _width(header: list[str], body: list[list[str]]) -> int:
    """Without the empty columns at the right of a sheet."""
    width = len(header)
    while width and not header[width - 1] and not any(row[width - 1] for row in body if len(row) >= width):
        width -= 1
    return width


def _notes(body: list[list[str]], places: Mapping[int, Callable[[str], bool]]) -> tuple[int, int]:
    """How many lines above and below the rows hold no key; none when no row holds any."""

    def is_keyed(row: list[str]) -> bool:
        filled = [place for place in places if len(row) > place and row[place]]
        return bool(filled) and places[filled[-1]](row[filled[-1]])

    keyed = [number for number, row in enumerate(body) if is_keyed(row)]
    return (keyed[0], len(body) - 1 - keyed[-1]) if keyed else (0, 0)


def _cells(file: str, row: list[str], width: int, number: int) -> list[str]:
    while len(row) > width and not row[-1]:
        row = row[:-1]
    if len(row) != width:
        broken = any("\n" in cell for cell in row)
        remedy = "Is a quotation mark not closed?" if broken else ""
        raise SourceError(file, f"{len(row)} cells", f"{width} as in the header", number, remedy)
    return row


def _note(row: list[str], number: int, place: int, columns: list[int], *, below: bool) -> Note:
    keyed = len(row) > place and bool(row[place])
    cells = tuple(row[column] if column < len(row) else "" for column in columns)
    return Note(number + 1, row[place] if keyed else next(cell for cell in row if cell), below, keyed, cells)
