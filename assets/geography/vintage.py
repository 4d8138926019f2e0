"""Which scheme and day a set of codes follows, and what it means when they follow two."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

import pandas as pd

from domain.codes import CODE_BOOKS, COLUMNS, SCHEMES_BY_DIGITS, SIDO_DIGITS, is_below_sigungu, short_code
from domain.days import day, text
from domain.names import some

# Vintage detector: which scheme and date a set of codes follows, whatever the file's name says.
#
# It knows codes only through the region history; boundaries are not looked at. Sets of codes that follow no one
# scheme and day are taken apart in this file.

# Unit sets that a file may hold exactly, the most telling first.
UNIT_SETS = ("finest", "kosis", "all", "sido")


@dataclass(frozen=True)
class Fit:
    """How well codes fit one scheme over one period.

    Attributes
    ----------
    scheme
        `mois`, `kostat7` (7-digit era) or `kostat8` (gun 200 higher).
    level
        `sido` or `sigungu`; longer codes are judged by the sigungu they begin with.
    valid_from, valid_to
        Half-open period in which the fit is equally good; `valid_to` None while it lasts.
    unknown
        Codes that no unit bore then.
    missing
        Codes of units that lived then and have neither a row of their own nor of their gu or city;
        looked for only in sido of which the set has any unit, since a file may be of one sido.
    unit_set
        `finest`, `kosis`, `all` (cities and their gu) or `sido` when the codes are exactly that set of
        these sido, else "".
    by_prefix
        True when the codes are of eup, myeon or dong, of which only the sigungu that they begin with was looked at.
    """

    scheme: str
    level: str
    valid_from: dt.date
    valid_to: dt.date | None
    codes: int
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    unit_set: str = ""
    by_prefix: bool = False

    @property
    def all_known(self) -> str:
        """What to say where nothing is unknown."""
        return "every sigungu known that a code begins with" if self.by_prefix else "every code known"

    @property
    def mismatches(self) -> int:
        """Codes unknown then and units missing."""
        return len(self.unknown) + len(self.missing)

    @property
    def plausible(self) -> bool:
        """False when most codes are unknown: then the codes follow something else, or are none."""
        return 2 * len(self.unknown) <= self.codes

    @property
    def last_day(self) -> dt.date:
        """A day of the period: its last one, or its first while it lasts."""
        return self.valid_to - dt.timedelta(days=1) if self.valid_to else self.valid_from

    @property
    def period(self) -> str:
        """`2016-07-04 to before 2018-07-01`."""
        return f"{self.valid_from} to {f'before {self.valid_to}' if self.valid_to else 'today'}"

    def sentence(self) -> str:
        """The fit in one line for people."""
        tail = [f"{word} {some(found, 5)}" for word, found in (("unknown", self.unknown), ("missing", self.missing)) if found]
        return f"{self.scheme} {self.level}, {self.period}: {'; '.join(tail) or f'{self.all_known}, none missing'}"


def code_lengths(codes: Iterable[str]) -> dict[int, int]:
    """How many codes have how many digits; more than one length in a file is worth naming."""
    return dict(sorted(Counter(len(code) for code in codes).items()))


def detect(codes: Iterable[str], region: pd.DataFrame, *, best: int = 3) -> list[Fit]:
    """The `best` fits of a set of codes: fewest unknown, fewest missing, exactly a unit set, then the newest.

    Sido beside sigungu must be known too, and are no part of a unit set. Codes of 7, 8 or 10 digits are cut to the sigungu
    they begin with (sido, when zeros follow), and tried only in schemes that have so many digits; two digits are sido.
    Raises ValueError for an empty set or a code that is not made of digits.
    """
    given = {code.strip() for code in codes}
    if not given or not all(code.isdigit() for code in given):
        raise ValueError(f"codes are digits; found {next((c for c in sorted(given) if not c.isdigit()), 'none')!r}")
    short = {short_code(code) for code in given}
    sido = {code for code in short if len(code) == SIDO_DIGITS}
    level = "sido" if sido == short else "sigungu"
    beside = sido if level == "sigungu" else set()
    fits = [fit for scheme in _schemes(given) for fit in _periods(scheme, level, short - beside, beside, region)]
    fits.sort(key=lambda fit: (len(fit.unknown), len(fit.missing), not fit.unit_set, -fit.valid_from.toordinal()))
    by_prefix = any(map(is_below_sigungu, given))
    return [replace(fit, by_prefix=by_prefix) for fit in fits[:best]]


@dataclass(frozen=True)
class CodeEra:
    """A time in which a unit bore one code of one scheme."""

    unit: str
    code: str
    begin: dt.date
    end: dt.date
    parent: str
    in_finest: bool
    in_kosis: bool

    def lives(self, on: dt.date) -> bool:
        """True on the days of the era."""
        return self.begin <= on < self.end


def code_eras(scheme: str, level: str, region: pd.DataFrame) -> list[CodeEra]:
    """Eras of the units of a level that bear a code in a scheme."""
    rows = region[(region["level"] == level) & region[COLUMNS[scheme]].notna()].to_dict("records")
    return [
        CodeEra(
            str(row["unit_id"]), str(row[COLUMNS[scheme]]), day(row["valid_from"]), day(row["valid_to"]),
            text(row["parent_unit_id"]), bool(row["in_finest"]), bool(row["in_kosis"]),
        )
        for row in rows
    ]  # fmt: skip


def _schemes(given: set[str]) -> list[str]:
    """Schemes that have codes of these numbers of digits; all when none has all of them."""
    possible = [scheme for scheme in COLUMNS if all(scheme in SCHEMES_BY_DIGITS.get(len(code), ()) for code in given)]
    return possible or list(COLUMNS)


def _periods(scheme: str, level: str, codes: set[str], beside: set[str], region: pd.DataFrame) -> list[Fit]:
    """Fits of one scheme, neighbouring periods that fit alike joined into one; `beside` are sido among sigungu."""
    eras = code_eras(scheme, level, region)
    sido = code_eras(scheme, "sido", region) if beside else []
    opening, closing = CODE_BOOKS[scheme]
    changing = [*eras, *sido]
    days = sorted({max(era.begin, opening) for era in changing} | {era.end for era in changing if era.end > opening} | {closing})
    joined: list[Fit] = []
    for on, following in pairwise(days):
        if on >= closing:
            break
        living = [era for era in eras if era.lives(on)]
        if not living:
            continue
        unknown, missing = _mismatches(codes, living)
        unknown = tuple(sorted({*unknown, *(beside - {era.code for era in sido if era.lives(on)})}))
        unit_set = "" if unknown or missing else _unit_set(codes, living, level)
        last = joined[-1] if joined else None
        begin = on
        if last and (last.unknown, last.missing, last.unit_set, last.valid_to) == (unknown, missing, unit_set, on):
            begin = joined.pop().valid_from
        end = None if following == dt.date.max else following
        joined.append(Fit(scheme, level, begin, end, len(codes) + len(beside), unknown, missing, unit_set))
    return joined


def _mismatches(codes: set[str], living: list[CodeEra]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes of no living unit, and units covered neither by their own code, nor their city's, nor their gu's."""
    code_of = {era.unit: era.code for era in living}
    parent_of = {era.unit: era.parent for era in living}
    gu_of: dict[str, list[str]] = defaultdict(list)
    for era in living:
        gu_of[era.parent].append(era.unit)

    def covered(unit: str) -> bool:
        own = code_of[unit] in codes or code_of.get(parent_of[unit], "") in codes
        return own or (unit in gu_of and all(code_of[gu] in codes for gu in gu_of[unit]))

    known = codes & set(code_of.values())
    present = {code[:SIDO_DIGITS] for code in known}
    sido = not any(len(code) > SIDO_DIGITS for code in code_of.values())
    missing = (code for unit, code in code_of.items() if not covered(unit) and (sido or code[:SIDO_DIGITS] in present))
    return tuple(sorted(codes - known)), tuple(sorted(missing))


def _unit_set(codes: set[str], living: list[CodeEra], level: str) -> str:
    """The unit set that the codes are, exactly, within the sido of which there is any unit."""
    present = {code[:SIDO_DIGITS] for code in codes}
    here = [era for era in living if era.code[:SIDO_DIGITS] in present]
    sets = {
        "sido": {era.code for era in living if level == "sido"},
        "finest": {era.code for era in here if era.in_finest},
        "kosis": {era.code for era in here if era.in_kosis},
        "all": {era.code for era in here if level == "sigungu"},
    }
    return next((name for name in UNIT_SETS if codes == sets[name]), "")


# Sets of codes that follow no one scheme and day: which parts they are made of, and what changes between two days.
#
# How well one set fits one period is above.


def mixture(codes: Iterable[str], region: pd.DataFrame) -> list[tuple[list[str], Fit]]:
    """Parts of a set of codes, each with the scheme and period it fits; more than one means that it is a mixture.

    Codes of 7 and of 8 digits are of two eras. Otherwise what the best fit does not know is a part of its
    own when some other scheme or period knows all of it. Codes that nobody ever bore stay unknown. The
    largest part comes first; of the others, which have gaps by nature, nothing is said to be missing.
    """
    given = sorted({code.strip() for code in codes})
    digits = {7, 8} if {7, 8} <= {len(code) for code in given} else set()
    by_era = [[code for code in given if len(code) == length] for length in sorted(digits)]
    rest = [code for code in given if len(code) not in digits]
    parts = [*by_era, *_by_fit(rest, region)]
    largest, *others = sorted(parts, key=len, reverse=True)
    return [(largest, detect(largest, region, best=1)[0]), *((part, known_period(part, region)) for part in others)]


def changes(scheme: str, level: str, on: dt.date, region: pd.DataFrame) -> tuple[set[str], set[str]]:
    """Units (`unit_id`) whose code in a scheme ends on a day, and those whose code begins; kept codes are neither."""
    eras = code_eras(scheme, level, region)
    before = {(era.unit, era.code) for era in eras if era.lives(on - dt.timedelta(days=1))}
    after = {(era.unit, era.code) for era in eras if era.lives(on)}
    return {unit for unit, _ in before - after}, {unit for unit, _ in after - before}


def _by_fit(given: list[str], region: pd.DataFrame) -> list[list[str]]:
    parts = []
    while given:
        unknown = set(detect(given, region, best=1)[0].unknown)
        foreign = [code for code in given if short_code(code) in unknown]
        if len(foreign) == len(given) or (foreign and detect(foreign, region, best=1)[0].unknown):
            foreign = []  # no other scheme or day explains them: typing errors, not a mixture
        parts.append([code for code in given if code not in set(foreign)])
        given = foreign
    return parts


def known_period(part: list[str], region: pd.DataFrame, scheme: str = "") -> Fit:
    """The newest period in which all of a part is known, whatever else lived then; of `scheme` if it is as good as any."""
    fits = detect(part, region, best=10_000)
    if fits[0].unknown:
        return fits[0]
    whole = [fit for fit in fits if not fit.unknown]
    best = next((fit.scheme for fit in whole if fit.scheme == scheme), whole[0].scheme)
    run, *rest = sorted((fit for fit in whole if fit.scheme == best), key=lambda fit: -fit.valid_from.toordinal())
    for fit in rest:
        if fit.valid_to == run.valid_from:
            run = replace(run, valid_from=fit.valid_from)
    return replace(run, missing=(), unit_set="")
