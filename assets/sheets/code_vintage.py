"""Which scheme and date a set of codes follows, and what does not fit, as data and in lines for people.

The detector, and what a mixture is, are `assets/geography/vintage.py`; names are `name_vintage.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assets.geography.life import Facts
from assets.geography.vintage import Fit, changes, code_lengths, detect, known_period, mixture
from assets.sheets.source_geography import ALL, last_day
from domain.codes import (
    CODE_BOOKS,
    COLUMNS,
    SCHEMES_BY_DIGITS,
    SIDO_DIGITS,
    Geography,
    Meaning,
    ask,
    is_below_sigungu,
    meanings,
    short_code,
    unit_of,
)
from domain.errors import AmbiguousUsageError
from domain.names import some

SCHEMES = {"mois": "MOIS", "kostat7": "KOSTAT, 7-digit era", "kostat8": "KOSTAT, 8-digit era (gun 200 higher)"}
SETS = {
    "finest": "exactly the finest set (gu of cities apart)",
    "kosis": "exactly the KOSIS set (cities whole)",
    "all": "exactly all units (cities and their gu)",
    "sido": "exactly all sido",
}
SHOWN = 6
# A sigungu's code without its last digit.
CUT_DIGITS = 4


@dataclass(frozen=True)
class Vintage:
    """What a set of codes follows: one scheme and period, or several where it is a mixture.

    Attributes
    ----------
    codes
        The codes, each once, sorted.
    parts
        Codes and the scheme and period that they fit, the largest part first; more than one for a mixture.
    others
        Further schemes that know all codes, when there are too few of them to tell (see `vintage_of`).
    differing
        A code that is another unit in one of these; "" where all mean the same units.
    said
        What was read otherwise than it stands.
    """

    codes: tuple[str, ...]
    parts: tuple[tuple[list[str], Fit], ...]
    facts: Facts
    said: tuple[str, ...] = ()
    others: tuple[Fit, ...] = ()
    differing: str = ""

    @property
    def is_mixture(self) -> bool:
        """True when no one scheme and day explains all codes."""
        return len(self.parts) > 1

    @property
    def fits(self) -> bool:
        """False when most codes are of no scheme, for a mixture, and where codes mean other units in another scheme."""
        return not self.is_mixture and not self.differing and self.parts[0][1].plausible

    @property
    def fit(self) -> Fit:
        """Scheme, level and period, unknown codes and missing units.

        AmbiguousError for a mixture, with what it is made of, and for a few codes that mean other units in another scheme.
        """
        if self.is_mixture:
            raise AmbiguousUsageError(f"the codes are a {self.line()}", "vintage", map(str, self.geographies))
        if self.differing:
            raise AmbiguousUsageError(
                f"{self.line()}. {ask(self.facts.region, self.differing)} Which scheme?", "vintage", map(str, self.geographies)
            )
        return self.parts[0][1]

    @property
    def geographies(self) -> tuple[Geography, ...]:
        """Scheme and last day of the period of each part, or of each scheme that is possible, as `convert` takes them."""
        fits = [*(fit for _, fit in self.parts), *(self.others if self.differing else ())]
        return tuple(Geography(fit.scheme, last_day(fit, self.facts)) for fit in fits)

    @property
    def geography(self) -> Geography:
        """The same of codes that follow one. AmbiguousError for a mixture."""
        return Geography(self.fit.scheme, last_day(self.fit, self.facts))

    def line(self) -> str:
        """What they follow, in one line."""
        if self.is_mixture:
            return "MIXTURE: " + "; ".join(
                f"{len(part)} codes of {_digits(part)} digits, {fit.scheme}, {fit.period}" for part, fit in self.parts
            )
        ((_, fit),) = self.parts
        if not fit.plausible:
            return f"{len(self.codes)} codes, {_no_fit(list(self.codes), fit, self.facts)}"
        if _are_few(fit):
            fit = replace(fit, missing=())
        other = "".join(f", or {one.scheme} {one.level}, {one.period}" for one in self.others)
        return f"{len(self.codes)} codes, {fit.sentence()}{f'; {SETS[fit.unit_set]}' if fit.unit_set else ''}{other}"

    def report(self, say: str = 'from_="{}"') -> list[str]:
        """Scheme, period, mismatches by name, what ends the period, what fits next best, and how to `say` it to `convert`."""
        if not self.is_mixture:
            ((codes, fit),) = self.parts
            return [*_report(codes, fit, self.facts, say, alone=True), *self._also(say)]
        return [line for part, fit in self.parts for line in _report(part, fit, self.facts, say, alone=False)]

    def _also(self, say: str) -> list[str]:
        """Further schemes that know all codes, and the question that is left when they mean other units there."""
        lines = [f"and         {SCHEMES[fit.scheme]}: {fit.level} codes of {fit.period}" for fit in self.others]
        if self.differing:
            said = " or ".join(say.format(geography) for geography in self.geographies[1:])
            lines += [f"            {ask(self.facts.region, self.differing)} Codes do not tell which it is: or say {said}"]
        return lines

    def lengths(self) -> str:
        """How many codes have how many digits."""
        return ", ".join(f"{number:,} of {digits} digits" for digits, number in code_lengths(self.codes).items())


def vintage_of(codes: Iterable[str], facts: Facts, said: tuple[str, ...] = ()) -> Vintage:
    """What codes made of digits follow. ValueError for none.

    Where most units of their sido lack, those that lack tell nothing: then every day fits on which all codes are known.
    """
    own = sorted(set(codes))
    parts = mixture(own, facts.region)
    if len(parts) > 1 or not _are_few(parts[0][1]):
        return Vintage(tuple(own), tuple(parts), facts, said)
    first, *others = _known_periods(own, facts)
    mine = _units(own, first, facts)
    differing = [code for other in others for code, unit in _units(own, other, facts).items() if mine[code] != unit]
    return Vintage(tuple(own), ((own, first),), facts, said, tuple(others), min(differing, default=""))


def _are_few(fit: Fit) -> bool:
    """True for known codes of so few units that more of their sido lack than are there: a sample, or a sheet with gaps."""
    return not fit.unknown and len(fit.missing) > fit.codes


def _known_periods(codes: list[str], known: Facts) -> list[Fit]:
    """The newest period of each scheme in which every code is known, the schemes as they rank; missing are those of its end."""
    runs: dict[str, Fit] = {}
    ranked = detect(codes, known.region, best=ALL)
    schemes = dict.fromkeys(fit.scheme for fit in ranked)
    for fit in sorted((fit for fit in ranked if not fit.unknown), key=lambda fit: fit.valid_from, reverse=True):
        run = runs.setdefault(fit.scheme, fit)
        if fit.valid_to == run.valid_from:
            runs[fit.scheme] = replace(run, valid_from=fit.valid_from)
    return [runs[scheme] for scheme in schemes if scheme in runs]


def _units(codes: list[str], fit: Fit, known: Facts) -> dict[str, str]:
    units = unit_of(known.region, Geography(fit.scheme, last_day(fit, known)))
    return {code: units[short_code(code)] for code in codes}


def _report(codes: list[str], fit: Fit, known: Facts, say: str, *, alone: bool) -> list[str]:
    """Lines on one fit: scheme, period, mismatches by name, what ends the period, how to say it, what fits next best."""
    if not fit.plausible:
        such = "" if alone else f"{len(codes):,} codes such as {', '.join(codes[:SHOWN])}: "
        return [such + _no_fit(codes, fit, known)]
    head = "fits" if alone else f"{len(codes):,} codes"
    lines = [f"{head:<12}{SCHEMES[fit.scheme]}: {fit.level} codes of {fit.period}"]
    if not alone:
        lines.append(f"            such as {', '.join(codes[:SHOWN])}")
    if fit.unit_set:
        lines.append(f"            {fit.all_known}, none missing: {SETS[fit.unit_set]}")
    elif not fit.mismatches:
        lines.append(f"            {fit.all_known}{', none missing' if alone else ''}")
    if fit.by_prefix:
        lines.append("            of eup, myeon and dong only the sigungu that they begin with is looked at")
    lines += _mismatched(fit, known)
    if alone:
        lines += [
            f"{word}       {_boundary(on, codes, fit, known)}"
            for word, on in (("since", fit.valid_from), ("until", fit.valid_to))
            if on
        ]
        if not _are_few(fit):
            lines += [f"next best   {other.sentence()}" for other in detect(codes, known.region, best=2)[1:]]
    day = fit.last_day if fit.valid_to else max(fit.last_day, dt.date.fromisoformat(known.last_event))
    lines.append(f"say         {say.format(f'{fit.scheme}@{day}')}, or the day of the figures within the period")
    if fit.unknown:
        lines.append("            when the unknown codes are taken out: convert refuses them")
    if any(map(is_below_sigungu, codes)):
        lines.append("            when the figures are summed by the first five digits: convert takes sigungu and sido")
    return lines


def _mismatched(fit: Fit, known: Facts) -> list[str]:
    """Codes unknown then and units missing, the first by name."""
    lines = [f"unknown     {_meant(code, known)}" for code in fit.unknown[:SHOWN]]
    if _are_few(fit):
        whole = "sido" if fit.level == "sido" else "units of the same sido"
        return [*lines, f"missing     {len(fit.missing)} {whole}, too many to tell a day by those that lack"]
    lines += [f"missing     {_named(code, fit, known)}" for code in fit.missing[:SHOWN]]
    several = [(word, len(found) - SHOWN) for word, found in (("unknown", fit.unknown), ("missing", fit.missing))]
    return [*lines, *(f"            and {more} more {word}" for word, more in several if more > 0)]


def _no_fit(codes: list[str], fit: Fit, known: Facts) -> str:
    """Why codes of which most are unknown fit nothing, and what they may be."""
    lengths = list(code_lengths(codes))
    if lengths == [CUT_DIGITS]:
        cut = known.region.assign(**{column: known.region[column].str[:CUT_DIGITS] for column in COLUMNS.values()})
        found = known_period(codes, cut, "mois")  # those that are published cut are the ministry's
        if found.plausible:
            whose = "ministry codes" if found.scheme == "mois" else "codes of Statistics Korea"
            fitting = f"As such they fit {found.scheme} {found.level}, {found.period}"
            return f"fits nothing: {CUT_DIGITS} digits; {whose} without their last digit? {fitting}"
    if not set(lengths) & set(SCHEMES_BY_DIGITS):
        return f"fits nothing: {_digits(codes)} digits; codes have {', '.join(map(str, SCHEMES_BY_DIGITS))}"
    return f"fits nothing: of {fit.codes} codes {len(fit.unknown)} are unknown even in {fit.scheme}, {fit.period}"


def _boundary(on: dt.date, codes: list[str], fit: Fit, known: Facts) -> str:
    """What begins or ends a period: codes, of sido of which the file has any unit, that end and begin on that day."""
    if str(on) <= known.first_day:
        return "before 1995, where the history opens"
    if on in CODE_BOOKS[fit.scheme]:
        return (
            f"{on}: {'begin' if on == fit.valid_from else 'end'} of the code book of the {SCHEMES[fit.scheme].partition(', ')[2]}"
        )
    present = {code[:SIDO_DIGITS] for code in codes}
    before = on - dt.timedelta(days=1)
    told = []
    for verb, moment, units in zip(("end", "begin"), (before, on), changes(fit.scheme, fit.level, on, known.region), strict=True):
        bearers = unit_of(known.region, Geography(fit.scheme, moment))
        named = [f"{code} {known.names.korean(bearers[code], moment)}" for code in sorted(bearers) if bearers[code] in units]
        if here := [name for name in named if fit.level == "sido" or name[:SIDO_DIGITS] in present]:
            told.append(f"{some(here)} {verb}{'s' if len(here) == 1 else ''}")
    return f"{on}: {'; '.join(told) or 'a code of another sido changes'}"


def _meant(code: str, known: Facts) -> str:
    """An unknown code, and what it was or will be elsewhere."""
    found = meanings(known.region, code)
    none = "no code of any scheme" if len(code) in SCHEMES_BY_DIGITS else f"{len(code)} digits, which no code has"
    return f"{code}: {'; '.join(_meaning(meaning) for meaning in found[:3]) or none}"


def _meaning(meaning: Meaning) -> str:
    return f"{meaning.name} in {meaning.scheme}, {meaning.since} to {f'before {meaning.until}' if meaning.until else 'today'}"


def _named(code: str, fit: Fit, known: Facts) -> str:
    unit = unit_of(known.region, Geography(fit.scheme, fit.valid_from))[code]
    return f"{code}: {known.names.korean(unit, fit.valid_from)}"


def _digits(codes: list[str]) -> str:
    return " and ".join(map(str, sorted({len(code) for code in codes})))
