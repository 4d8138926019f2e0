"""Of which days the names of a user's sheet can be, when its user does not say.

Which unit a name means on a day is `named_units.py`; the same question for codes is `source_geography.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from assets.geography.codes import Geography
from assets.geography.gazetteer import Gazetteer
from assets.geography.life import Facts
from assets.geography.vintage import Fit
from expectations.errors import UsageError
from pipelines.sheets.name_cells import NameCells
from pipelines.sheets.named_units import named_units

# Units hold a code in every era in this scheme.
SCHEME = "mois"
_SAY_DAY = "Say of which day the figures are: --from YEAR."


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
