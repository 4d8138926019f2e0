"""What to say to somebody whose column of codes holds names: the command that works, tried before it is offered."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Sequence

from assets.sheets.source_geography import DayUnknownError
from assets.sheets.user_file import Sheet
from domain.errors import RebalanceError
from domain.gazetteer import Gazetteer

_PLAIN = re.compile(r"[\w@%+=:,./-]+")
# Tries a command with these columns of names, and notes dropped or not; raises a RebalanceError when it would fail.
Attempt = Callable[[Sequence[str], bool], object]
Command = Callable[[Sequence[str], bool], str]


def name_offer(sheet: Sheet, column: str, taken: Sequence[str], gazetteer: Gazetteer, attempt: Attempt, command: Command) -> str:
    """The first command that works, with a column of names above this one or with it alone; else why none does.

    `taken` are columns that are something else.
    """
    above = [other for other in sheet.frame.columns if other not in (column, *taken) and _names(sheet, other, gazetteer)]
    failure = ""
    for columns in (*([other, column] for other in above), [column]):
        for drop_notes in (False, True):
            try:
                attempt(columns, drop_notes)
            except DayUnknownError as error:
                return f"Say: {command(columns, drop_notes)} --from YEAR. {error}"
            except RebalanceError as error:
                failure = failure or f"Tried with {', '.join(columns)}: {error}"
            else:
                return f"Say: {command(columns, drop_notes)}"
    return f"Say --name-column in place of --code-column, first for the sido, then for the name. {failure}"


def _names(sheet: Sheet, column: str, gazetteer: Gazetteer) -> bool:
    """True for a column most of whose cells are names of units."""
    cells = [cell for cell in sheet.frame[column].unique() if cell]
    return 2 * sum(bool(gazetteer.ever(cell)) for cell in cells) > len(cells)


def command_line(words: Sequence[str]) -> str:
    """Words as they are typed, quoted where a shell asks for it; Korean letters need no quotation marks."""
    return " ".join(word if _PLAIN.fullmatch(word) else shlex.quote(word) for word in words)
