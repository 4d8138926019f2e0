"""Which geography a sheet follows when its user does not say: found from the codes, or asked.

How well codes fit is `assets/geography/vintage.py`; here it is decided whether that is enough to convert them.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from assets.geography.crosswalk import Track, crosswalk
from assets.geography.life import Facts
from assets.geography.vintage import Fit, detect, mixture
from assets.sheets.code_cells import digits_remedy
from assets.sheets.table import quoted
from assets.sheets.units import Rows, UnitsOn, rows_of
from domain.codes import (
    SIDO_DIGITS,
    Geography,
    ask,
    meanings,
    short_code,
    unit_of,
    units_meant,
)
from domain.errors import AmbiguousUsageError, DayUnknownError, SourceError

ALL = 10_000


def source_geography(file: str, sheet: pd.DataFrame, codes: pd.Series, facts: Facts, units: str = "") -> tuple[UnitsOn, Fit]:
    """The geography that the codes of a sheet follow, on a day of the period they fit; `units` as in `rows_of`.

    Raises UsageError when codes do not tell enough: two digits, which the schemes share; a mixture; several
    schemes alike; a period within which borders changed. SourceError, with the row, for a code of no scheme.
    """
    all_codes = codes
    if bare := sorted(
        {code for code in codes if len(code) == SIDO_DIGITS}, key=lambda code: -len(units_meant(facts.region, code))
    ):
        raise AmbiguousUsageError(
            f"{file}: {ask(facts.region, bare[0])} Say --from mois@… or --from kostat@….", "from", _schemes(facts, bare[0])
        )
    # Sido of ten digits beside their sigungu tell nothing more; alone they are what there is.
    below = codes[codes.map(short_code).str.len() > SIDO_DIGITS]
    codes = below if len(below) else codes
    given = sorted({short_code(code) for code in codes})
    parts = mixture(codes, facts.region)
    if len(parts) > 1:
        named = "; ".join(f"{len(part)} codes fit {fit.scheme}, {fit.period} ({', '.join(part[:3])} …)" for part, fit in parts)
        raise AmbiguousUsageError(
            f"{file}: a mixture of codes: {named}. Separate them, or say --from if one day has them all.", "from",
            [f"{fit.scheme}@{last_day(fit, facts)}" for _, fit in parts],
        )  # fmt: skip
    fits = detect(codes, facts.region, best=ALL)
    best = fits[0]
    if best.unknown:
        row = int(codes.index[codes.map(short_code) == best.unknown[0]][0])
        nearest = (
            f"Nearest is {best.sentence()}." if best.plausible else "Most codes are of no scheme: are these codes of sigungu?"
        )
        raise SourceError(
            file, f"code {quoted(codes[row])}, and no scheme that explains all codes", "codes of one scheme and day", row,
            digits_remedy(codes[row]) or nearest,
        )  # fmt: skip
    # The opening day stands there only for the mergers of the day after; figures of it are said with --from.
    opening = dt.date.fromisoformat(facts.first_day)
    possible = [fit for fit in fits if _as_good(fit, best) and (fit is best or fit.last_day > opening)]
    _require_same_units(file, best, possible, given, facts)
    on = UnitsOn(Geography(best.scheme, last_day(best, facts)), facts)
    rows = rows_of(file, sheet, all_codes, on.of(file, all_codes), on, units)
    require_same_borders(file, rows, possible)
    return on, best


def _schemes(facts: Facts, code: str) -> list[str]:
    """Schemes in which a code means something, both eras of KOSTAT as one."""
    return list(dict.fromkeys(meaning.scheme.rstrip("78") for meaning in meanings(facts.region, code)))


def _as_good(fit: Fit, best: Fit) -> bool:
    """A sheet with gaps lacks units in every period: then all that know its codes are possible."""
    whole = not fit.missing and fit.unit_set == best.unit_set
    return not fit.unknown and (bool(best.missing) or whole)


def _require_same_units(file: str, best: Fit, possible: list[Fit], given: list[str], facts: Facts) -> None:
    """UsageError when the codes mean other units in another scheme, or in another period, that they fit as well."""
    mine = _units(best, best.last_day, given, facts)
    for fit in possible:
        for on in (fit.valid_from, fit.last_day):
            if differing := [code for code, unit in _units(fit, on, given, facts).items() if mine.get(code) != unit]:
                other = fit.scheme if fit.scheme != best.scheme else f"{fit.scheme} of {fit.period}"
                raise AmbiguousUsageError(
                    f"{file}: the codes fit {best.scheme}, {best.period}, and also {other}. "
                    f"{ask(facts.region, differing[0])} Say --from mois@… or --from kostat@….",
                    "from", [f"{one.scheme}@{last_day(one, facts)}" for one in (best, fit)],
                )  # fmt: skip


def require_same_borders(file: str, rows: Rows, possible: list[Fit]) -> None:
    """DayUnknownError when borders of the units changed within the periods, so that it matters of which day the figures are."""
    facts, source = rows.on.facts, rows.geography
    units = {rows.city_of.get(unit, unit) for unit in rows.table["unit_id"]}
    days = [fit.valid_from for fit in possible] + [last_day(fit, facts) for fit in possible]
    alike = [on for on in days if all(facts.history.is_in(unit, on, rows.track) for unit in units)]
    first, last = min(alike), max(alike)
    if changed := _changed(units, [first, last], rows.track, facts):
        what = "names fit days" if rows.named else f"codes fit {source.scheme}"
        events = f"{', '.join(changed[:4])}{' …' if len(changed) > 4 else ''}"
        day = "YEAR" if rows.named else f"{source.scheme}@YEAR"
        raise DayUnknownError(
            f"{file}: the {what} from {first} to {last}, and borders changed in between ({events}). "
            f"Say of which day the figures are: --from {day}.",
            "from", [str(Geography(source.scheme, on)) for on in sorted(set(alike))],
        )  # fmt: skip


def _changed(units: set[str], days: list[dt.date], track: Track, facts: Facts) -> list[str]:
    """Events that gave these units other borders between two days."""
    walk = crosswalk(facts.history, days[0], days[1], track)
    shared = walk["to_unit_id"].duplicated(keep=False) | walk["from_unit_id"].duplicated(keep=False)
    touched = walk[shared & (walk["from_unit_id"].isin(units) | walk["to_unit_id"].isin(units))]
    return sorted({event for events in touched["events"] for event in events.split(";") if event})


def last_day(fit: Fit, facts: Facts) -> dt.date:
    """The last day of a fit's period, or of the newest event while it lasts."""
    return fit.last_day if fit.valid_to else max(fit.valid_from, dt.date.fromisoformat(facts.last_event))


def _units(fit: Fit, on: dt.date, given: list[str], facts: Facts) -> dict[str, str]:
    units = unit_of(facts.region, Geography(fit.scheme, on))
    return {code: units[code] for code in given if code in units}
