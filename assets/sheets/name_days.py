"""Of which days the names of a user's sheet can be, when its user does not say.

Which unit a name means on a day is `named_units.py`; the same question for codes is `source_geography.py`.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from assets.geography.life import Facts
from assets.geography.vintage import Fit
from assets.sheets.name_cells import NameCells
from assets.sheets.named_units import Chosen, chosen, named_units
from domain.codes import Geography
from domain.errors import DayUnknownError
from domain.gazetteer import Gazetteer

# Units hold a code in every era in this scheme.
SCHEME = "mois"
_SAY_DAY = "Say of which day the figures are: --from YEAR."


def fits_of_names(file: str, cells: NameCells, known: Facts) -> list[Fit]:
    """Periods of whose days all names can be, the newest first.

    Those in which the fewest names are unknown, ambiguous, of another time, and of two levels. SourceError, with the row,
    for a name that then means no unit or several; DayUnknownError when one means another unit in another of the periods.
    """
    periods: dict[dt.date, dt.date | None] = dict(_periods(known.gazetteer, known.first_day))
    first = cells.of(cells.names.index[~pd.DataFrame({"name": cells.names, "parts": cells.parts}).duplicated()])
    meant = {begin: chosen(first, begin, known) for begin in periods}
    score = {begin: _score(found, known.gazetteer) for begin, found in meant.items()}
    best = [begin for begin in periods if score[begin] == min(score.values())]
    named_units(file, cells, best[-1], known)  # refuses what is still unknown, or of several
    _require_one_meaning(file, [(begin, meant[begin]) for begin in best])
    level = known.gazetteer.level(meant[best[-1]][0].units[0])
    return [
        Fit(SCHEME, level, begin, end, cells.names.nunique(), (), ())
        for begin, end in _joined([(begin, periods[begin]) for begin in best])[::-1]
    ]


def _score(found: list[Chosen], gazetteer: Gazetteer) -> tuple[int, int, int, int]:
    levels = {gazetteer.level(one.units[0]) for one in found if len(one.units) == 1}
    names = {one.name: one for one in found}.values()
    lost, several = sum(not one.units for one in found), sum(len(one.units) > 1 for one in found)
    return lost, several, sum(one.former for one in names), len(levels)


def _require_one_meaning(file: str, meant: list[tuple[dt.date, list[Chosen]]]) -> None:
    """DayUnknownError when a row means one unit on some of the days that all names fit, and another on others."""
    newest, now = meant[-1]
    for begin, found in meant:
        for one, other in zip(found, now, strict=True):
            if one.units != other.units:
                told = f"{file}: {one.name} is one unit on {begin} and another on {newest}. {_SAY_DAY}"
                raise DayUnknownError(told, "from", [str(begin), str(newest)])


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
