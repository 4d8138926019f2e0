"""What to say to somebody whose column of codes holds names: columns of names that work, tried before they are offered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assets.sheets.user_file import Sheet
from domain.errors import DayUnknownError, RebalanceError, SourceError
from domain.gazetteer import Gazetteer

# Tries columns of names, and notes dropped or not; raises a RebalanceError when they would fail.
Attempt = Callable[[Sequence[str], bool], object]
# Says them to a user: as a command that can be pasted, or as arguments of a function.
Wording = Callable[[Sequence[str], bool], str]


@dataclass(frozen=True)
class Offer:
    """Columns of names that work in place of the codes, with notes dropped or not; none when none does.

    `asked` is what is still to be said, of which day they are; `why` what happened when it was tried.
    """

    columns: tuple[str, ...] = ()
    drop_notes: bool = False
    asked: str = ""
    why: str = ""

    def said(self, wording: Wording) -> str:
        """The offer in words."""
        if not self.columns:
            return self.why
        what = wording(self.columns, self.drop_notes)
        return f"Say: {what} --from YEAR. {self.asked}" if self.asked else f"Say: {what}"


class NamesForCodesError(SourceError):
    """A column of codes holds names. `offer` has what to say in its place."""

    def __init__(self, file: str, found: str, expected: str, row: int, offer: Offer) -> None:
        super().__init__(file, found, expected, row)
        self.offer = offer
        self.say(_options)

    def say(self, wording: Wording) -> None:
        """Word the offer for whoever asked."""
        self.remedy = f"The column holds names and not codes. {self.offer.said(wording)}"


def name_offer(sheet: Sheet, column: str, taken: Sequence[str], gazetteer: Gazetteer, attempt: Attempt) -> Offer:
    """The first that works of a column of names above this one with it, and of it alone; else why none does.

    `taken` are columns that are something else.
    """
    above = [other for other in sheet.frame.columns if other not in (column, *taken) and _names(sheet, other, gazetteer)]
    failure = ""
    for columns in (*([other, column] for other in above), [column]):
        for drop_notes in (False, True):
            try:
                attempt(columns, drop_notes)
            except DayUnknownError as error:
                return Offer(tuple(columns), drop_notes, asked=str(error))
            except RebalanceError as error:
                failure = failure or f"Tried with {', '.join(columns)}: {error}"
            else:
                return Offer(tuple(columns), drop_notes)
    return Offer(why=f"Say --name-column in place of --code-column, first for the sido, then for the name. {failure}")


def _names(sheet: Sheet, column: str, gazetteer: Gazetteer) -> bool:
    """True for a column most of whose cells are names of units."""
    cells = [cell for cell in sheet.frame[column].unique() if cell]
    return 2 * sum(bool(gazetteer.ever(cell)) for cell in cells) > len(cells)


def _options(columns: Sequence[str], drop_notes: bool) -> str:
    return " ".join([*(f"--name-column {column}" for column in columns), *(["--drop-notes"] if drop_notes else [])])
