"""Which unit the name of each row means on a day. What means several units is asked back with its row, never guessed.

How names are written is `domain/gazetteer.py`; the names themselves, `name_cells.py`.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from assets.geography.life import Facts
from assets.sheets.name_cells import NameCells
from assets.sheets.table import quoted
from domain.errors import AmbiguousCellError, SourceError
from domain.gazetteer import Reading

SHOWN = 6


@dataclass(frozen=True)
class NamedUnits:
    """`unit_id` by row, names of no unit whose rows hold nothing, and what to tell of names that something else explained."""

    units: pd.Series
    idle: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """What one row's name means on a day: units that remain of those it could mean, and why if it was not the name alone."""

    row: int
    name: str
    units: tuple[str, ...]
    former: bool
    why: str


def chosen(cells: NameCells, on: dt.date, known: Facts) -> list[Chosen]:
    """What the name of every row means on a day, in the light of the other rows."""
    choice = _Choice({name: known.gazetteer.on(name, on) for name in cells.names.unique()}, on, known)
    found = []
    for row, name, made_of in zip(cells.names.index, cells.names, cells.parts, strict=True):
        units, why = choice.of(name, made_of)
        found.append(Chosen(row, name, tuple(units), choice.readings[name].former, why))
    return found


def named_units(file: str, cells: NameCells, on: dt.date, known: Facts, blank: pd.Series | None = None) -> NamedUnits:
    """The unit of every row on a day, rows left out that are `blank` and of no unit.

    SourceError, with the row, for a name of no unit or of several.
    """
    units: dict[int, str] = {}
    idle: list[str] = []
    told: dict[str, None] = {}
    for one in chosen(cells, on, known):
        if not one.units and blank is not None and blank[one.row]:
            idle.append(one.name)
            continue
        if not one.units:
            raise SourceError(file, quoted(one.name), f"the name of a unit on {on}", one.row, _unknown(one.name, on, known))
        if len(one.units) > 1:
            found = f"{quoted(one.name)}, which means {len(one.units)} units on {on}"
            raise AmbiguousCellError(
                file, found, "one", one.row, _which(one.units, on, known), one.name, _choices(one.units, on, known)
            )
        units[one.row] = one.units[0]
        official = known.names.korean(one.units[0], on)
        if one.why:
            told[f"{one.name} read as {official}: {one.why}"] = None
        elif one.former:
            told[f"{one.name} is {official} on {on}"] = None
    more = [f"and {len(told) - SHOWN} more such names"] if len(told) > SHOWN else []
    return NamedUnits(pd.Series(units, dtype=object), tuple(idle), (*list(told)[:SHOWN], *more))


class _Choice:
    """Of several units of a name, the one that the other rows leave: by level, by what is said otherwise, by the row above."""

    def __init__(self, readings: dict[str, Reading], on: dt.date, known: Facts) -> None:
        self.readings = readings
        self._on, self._known, self._gazetteer = on, known, known.gazetteer
        sure = {reading.units[0]: name for name, reading in readings.items() if len(reading.units) == 1}
        self._levels = {self._gazetteer.level(unit) for unit in sure}
        self._sido = {unit: name for unit, name in sure.items() if self._gazetteer.level(unit) == "sido"}
        self._above = self._above_unit = ""

    def of(self, name: str, made_of: int) -> tuple[Sequence[str], str]:
        """Units that remain, in the order of rows, and why if it was not the name alone."""
        units, why = self._chosen(name, made_of)
        if len(units) == 1 and self._gazetteer.level(units[0]) == "sido":
            self._above, self._above_unit = name, units[0]
        return units, why

    def _chosen(self, name: str, made_of: int) -> tuple[Sequence[str], str]:
        """What the first rule leaves that leaves less than all."""
        units: Sequence[str] = self.readings[name].units
        if made_of == 1 and len(self._levels) > 1 and self._of_level(units, "sido"):
            below = self._below(name)
            if below is not None:
                return below, f"it stands below {self._above}"
        if len(units) > 1:
            for rule in (self._alone_in_level, self._not_said_otherwise, self._in_the_sido_above):
                left, why = rule(name, units, made_of)
                if len(left) == 1:
                    return left, why
            if self._is_one(units):
                return self._of_level(units, "sigungu" if made_of > 1 or self._above_unit in units else "sido"), ""
        return units, ""

    def _alone_in_level(self, _: str, units: Sequence[str], __: int) -> tuple[Sequence[str], str]:
        if len(self._levels) != 1:
            return units, ""
        (level,) = self._levels
        return self._of_level(units, level), "" if self._is_one(units) else f"all other rows are {level}"

    def _not_said_otherwise(self, _: str, units: Sequence[str], __: int) -> tuple[Sequence[str], str]:
        said = [self._sido[unit] for unit in units if unit in self._sido]
        return [unit for unit in units if unit not in self._sido], f"{', '.join(said)} has a row of its own"

    def _in_the_sido_above(self, name: str, units: Sequence[str], made_of: int) -> tuple[Sequence[str], str]:
        if made_of > 1 or not self._above or self._of_level(units, "sido"):
            return units, ""
        return self._gazetteer.on(f"{self._above} {name}", self._on).units, f"it stands below {self._above}"

    def _below(self, name: str) -> Sequence[str] | None:
        """Of a sigungu's very name that a sido has for short (울산시), the one in the sido above, if it ever had one."""
        ever = self._gazetteer.ever(f"{self._above} {name}") if self._above not in ("", name) else []
        if not ever or any(self._known.eras[unit][-1]["name_ko"] != name for unit in ever):
            return None
        return self._gazetteer.on(f"{self._above} {name}", self._on).units

    def _of_level(self, units: Sequence[str], level: str) -> list[str]:
        return [unit for unit in units if self._gazetteer.level(unit) == level]

    def _is_one(self, units: Sequence[str]) -> bool:
        """True for Sejong, which is a sido and its one unit."""
        levels = sorted(self._gazetteer.level(unit) for unit in units)
        return levels == ["sido", "sigungu"] and len({self._gazetteer.sido(unit) for unit in units}) == 1


def _which(units: Sequence[str], on: dt.date, known: Facts) -> str:
    """The choice, and how to make it."""
    choice = ", ".join(_choices(units, on, known))
    return f"Which: {choice}? Write the sido before it, or name its column too: --name-column SIDO --name-column NAME."


def _choices(units: Sequence[str], on: dt.date, known: Facts) -> tuple[str, ...]:
    return tuple(known.names.korean(unit, on) for unit in units)


def _unknown(name: str, on: dt.date, known: Facts) -> str:
    """What the name was at another time, or names like it that are found."""
    gazetteer = known.gazetteer
    if units := gazetteer.ever(name):
        lived = [
            f"{known.names.korean(unit)} lived until {gazetteer.last_day(unit)}"
            if gazetteer.last_day(unit) < on else f"{known.names.korean(unit)} begins later"
            for unit in units[:3]
        ]  # fmt: skip
        return f"{'; '.join(lived)}. Say of which day the figures are with --from."
    last = name.rsplit(maxsplit=1)[-1]
    elsewhere = gazetteer.on(last, on).units
    like = difflib.get_close_matches(last.lower(), gazetteer.words, n=4, cutoff=0.6)
    near = elsewhere or dict.fromkeys(unit for word in like for unit in gazetteer.on(word, on).units)
    names = ", ".join([known.names.korean(unit, on) for unit in near][:SHOWN])
    return f"Names like it: {names}." if names else ""
