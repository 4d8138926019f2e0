"""The names of a user's sheet: which unit each row means on a day, and of which day the names can be.

How names are written is `assets/geography/gazetteer.py`. What means several units is asked back with its row, never guessed.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from assets.geography.codes import Geography
from assets.geography.gazetteer import Gazetteer, Reading
from assets.geography.life import Facts
from assets.geography.vintage import Fit
from expectations.errors import SourceError, UsageError
from pipelines.sheets.code_cells import TOTALS, notes
from pipelines.sheets.user_file import Sheet

# Names hold a code in every era in this scheme.
SCHEME = "mois"
_NAME_LIKE = re.compile(r"[가-힣]{1,8}( [가-힣]{1,8}){0,3}|[A-Za-z -]{2,40}")
SHOWN = 6
_SAY_DAY = "Say of which day the figures are: --from YEAR."


@dataclass(frozen=True)
class NameCells:
    """A row's name, the sido's first; `parts` of how many cells it is made."""

    names: pd.Series
    parts: pd.Series
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class NamedUnits:
    """`unit_id` by row, and what to tell of names that another day or another row explained."""

    units: pd.Series
    said: tuple[str, ...] = ()


def holds_name(cell: str) -> bool:
    """True for what looks like a name, however it is spelt; notes have signs, digits or many words."""
    return bool(_NAME_LIKE.fullmatch(cell.strip()))


def name_cells(sheet: Sheet, columns: Sequence[str], *, drop_notes: bool) -> NameCells:
    """Names out of the columns that make them up, from the largest unit to the smallest.

    An empty cell above the last column repeats the one over it, as merged cells do. A sum (소계) is the unit that it is of.
    Raises SourceError, with the row, for a row without a name, a total of the nation and a note.
    """
    said = list(notes(sheet, columns[-1], "the name of a unit", "name", drop=drop_notes))
    frame = sheet.frame[list(columns)].copy()
    for column in columns[:-1]:
        blank = frame[column] == ""
        frame[column] = frame[column].mask(blank).ffill().fillna("")
        if filled := int((blank & (frame[column] != "")).sum()):
            said.append(f"{filled:,} empty cells of column {column} read as the cell above")
    names, parts = [], []
    for row, cells in zip(frame.index, frame.itertuples(index=False, name=None), strict=True):
        words = [cell for cell in cells if cell]
        own = [cell for cell in words if re.sub(r"\s", "", cell).lower() not in TOTALS]
        if not own:
            found = f"{' '.join(words)!r}" if words else "an empty cell"
            remedy = "It may be a national total: take it out." if words else ""
            raise SourceError(sheet.name, f"{found} in column {columns[-1]}", "the name of a unit", int(row), remedy)
        names.append(" ".join(own))
        parts.append(len(own))
    return NameCells(pd.Series(names, frame.index, dtype=object), pd.Series(parts, frame.index), tuple(said))


def named_units(file: str, cells: NameCells, on: dt.date, known: Facts) -> NamedUnits:
    """The unit of every row on a day. SourceError, with the row, for a name of none or of several."""
    gazetteer = known.gazetteer
    readings = {name: gazetteer.on(name, on) for name in cells.names.unique()}
    sure = {gazetteer.level(r.units[0]) for r in readings.values() if len(r.units) == 1}
    chosen: dict[int, str] = {}
    told: list[str] = []
    for row, name, parts in zip(cells.names.index, cells.names, cells.parts, strict=True):
        reading = readings[name]
        if not reading.units:
            raise SourceError(file, f"{name!r}", f"the name of a unit on {on}", row, _unknown(name, on, known))
        units = _of_level(reading, sure, parts, gazetteer)
        if len(units) > 1:
            raise SourceError(file, f"{name!r}, which means {len(units)} units on {on}", "one", row, _which(units, on, known))
        if reading.former:
            told.append(f"{name} is {known.names.korean(units[0], on)} on {on}")
        elif len(reading.units) > 1 and len(_names(reading.units, on, known)) > 1:
            told.append(
                f"{name} read as {known.names.korean(units[0], on)}, since all other rows are {gazetteer.level(units[0])}"
            )
        chosen[row] = units[0]
    told = list(dict.fromkeys(told))
    more = [f"{len(told) - SHOWN} more names are of another day"] if len(told) > SHOWN else []
    return NamedUnits(pd.Series(chosen).reindex(cells.names.index), (*told[:SHOWN], *more))


def fits_of_names(file: str, cells: NameCells, known: Facts) -> list[Fit]:
    """Periods of whose days all names can be, the newest first. SourceError for a name that explains itself on no such day."""
    gazetteer = known.gazetteer
    names = list(cells.names.unique())
    scored = []
    for begin, end in _periods(gazetteer, known.first_day):
        readings = [gazetteer.on(name, begin) for name in names]
        lost = sum(not reading.units for reading in readings)
        scored.append((lost, sum(reading.former for reading in readings), begin, end))
    lost, former = min((lost, former) for lost, former, *_ in scored)
    best = [(begin, end) for *score, begin, end in scored if tuple(score) == (lost, former)]
    if lost:
        named_units(file, cells, best[-1][0], known)  # says which
    level = "sigungu" if any(gazetteer.level(u) == "sigungu" for n in names for u in gazetteer.ever(n)) else "sido"
    return [Fit(SCHEME, level, begin, end, len(names), (), ()) for begin, end in _joined(best)[::-1]]


def require_one_meaning(file: str, cells: NameCells, fits: Sequence[Fit], known: Facts) -> None:
    """UsageError when a name means one unit on some of the days that all names fit, and another on others."""
    meant: dict[str, tuple[set[str], dt.date]] = {}
    for fit in fits:
        for on in (day for day in known.gazetteer.changes if fit.valid_from <= day < (fit.valid_to or dt.date.max)):
            for name in cells.names.unique():
                units = set(known.gazetteer.on(name, on).units)
                first, since = meant.setdefault(name, (units, on))
                if not units & first:
                    raise UsageError(f"{file}: {name} is one unit on {since} and another on {on}. {_SAY_DAY}")


def day_of_names(spec: str) -> str:
    """`--from` for names, whose scheme does not matter: `2022` is `mois@2022`."""
    return spec if "@" in spec else f"{SCHEME}@{spec}"


def geography_of(fit: Fit, last: dt.date) -> Geography:
    """A day of the period, `last` while it lasts."""
    return Geography(SCHEME, fit.last_day if fit.valid_to else max(fit.valid_from, last))


def _periods(gazetteer: Gazetteer, first_day: str) -> list[tuple[dt.date, dt.date | None]]:
    """Between any two days of change; the opening day stands there only for the mergers of the day after."""
    days = [day for day in gazetteer.changes if str(day) > first_day]
    return list(zip(days, [*days[1:], None], strict=True))


def _joined(periods: list[tuple[dt.date, dt.date | None]]) -> list[tuple[dt.date, dt.date | None]]:
    joined: list[tuple[dt.date, dt.date | None]] = []
    for begin, end in periods:
        follows = bool(joined) and joined[-1][1] == begin
        joined.append((joined.pop()[0] if follows else begin, end))
    return joined


def _of_level(reading: Reading, sure: set[str], parts: int, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Of a sido and a sigungu of one name, the one of the level that all other rows have, or that the cells tell."""
    if len(reading.units) < 2:
        return reading.units
    levels = Counter(gazetteer.level(unit) for unit in reading.units)
    if len(sure) == 1 and levels[wanted := next(iter(sure))]:
        return tuple(unit for unit in reading.units if gazetteer.level(unit) == wanted)
    inside = {gazetteer.sido(unit) for unit in reading.units}
    if set(levels.values()) == {1} and len(inside) == 1:  # Sejong is a sido and its one unit
        wanted = "sigungu" if parts > 1 else "sido"
        return tuple(unit for unit in reading.units if gazetteer.level(unit) == wanted)
    return reading.units


def _names(units: Sequence[str], on: dt.date, known: Facts) -> set[str]:
    return {known.names.korean(unit, on).rpartition(" ")[2] for unit in units}


def _which(units: Sequence[str], on: dt.date, known: Facts) -> str:
    """The choice, and how to make it."""
    choice = ", ".join(known.names.korean(unit, on) for unit in units)
    return f"Which: {choice}? Write the sido before it, or name its column too: --name-column SIDO --name-column NAME."


def _unknown(name: str, on: dt.date, known: Facts) -> str:
    """What the name was at another time, or names like it that are found."""
    gazetteer = known.gazetteer
    if units := gazetteer.ever(name):
        lived = "; ".join(
            f"{known.names.korean(unit)} lived until {gazetteer.last_day(unit)}"
            if gazetteer.last_day(unit) < on else f"{known.names.korean(unit)} begins later"
            for unit in units[:3]
        )  # fmt: skip
        return f"{lived}. Say of which day the figures are with --from."
    last = name.rsplit(maxsplit=1)[-1]
    like = difflib.get_close_matches(last.lower(), gazetteer.words, n=4, cutoff=0.6)
    elsewhere = [known.names.korean(unit, on) for unit in gazetteer.on(last, on).units]
    near = elsewhere or [
        known.names.korean(unit, on) for unit in dict.fromkeys(u for word in like for u in gazetteer.on(word, on).units)
    ]
    return f"Names like it: {', '.join(near[:SHOWN])}." if near else ""
