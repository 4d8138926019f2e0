"""Which scheme and date a set of codes follows, and what does not fit, as data and in lines for people.

The detector, and what a mixture is, are `assets/geography/vintage.py`; names are `name_vintage.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from assets.geography.life import Facts
from assets.geography.vintage import Fit, changes, code_lengths, detect, known_period, mixture
from assets.sheets.source_geography import last_day
from domain.codes import (
    COLUMNS,
    SCHEMES_BY_DIGITS,
    SIDO_DIGITS,
    Geography,
    Meaning,
    is_below_sigungu,
    meanings,
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
    said
        What was read otherwise than it stands.
    """

    codes: tuple[str, ...]
    parts: tuple[tuple[list[str], Fit], ...]
    facts: Facts
    said: tuple[str, ...] = ()

    @property
    def is_mixture(self) -> bool:
        """True when no one scheme and day explains all codes."""
        return len(self.parts) > 1

    @property
    def fits(self) -> bool:
        """False when most codes are of no scheme, and for a mixture."""
        return not self.is_mixture and self.parts[0][1].plausible

    @property
    def fit(self) -> Fit:
        """Scheme, level and period, unknown codes and missing units. AmbiguousError for a mixture, with what it is made of."""
        if self.is_mixture:
            raise AmbiguousUsageError(f"the codes are a {self.line()}", "vintage", map(str, self.geographies))
        return self.parts[0][1]

    @property
    def geographies(self) -> tuple[Geography, ...]:
        """Scheme and last day of the period of each part, as `convert` takes them."""
        return tuple(Geography(fit.scheme, last_day(fit, self.facts)) for _, fit in self.parts)

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
        fit = self.fit
        if not fit.plausible:
            return f"{len(self.codes)} codes, {_no_fit(list(self.codes), fit, self.facts)}"
        return f"{len(self.codes)} codes, {fit.sentence()}{f'; {SETS[fit.unit_set]}' if fit.unit_set else ''}"

    def report(self, say: str = 'from_="{}"') -> list[str]:
        """Scheme, period, mismatches by name, what ends the period, what fits next best, and how to `say` it to `convert`."""
        return [line for part, fit in self.parts for line in _report(part, fit, self.facts, say, alone=not self.is_mixture)]

    def lengths(self) -> str:
        """How many codes have how many digits."""
        return ", ".join(f"{number:,} of {digits} digits" for digits, number in code_lengths(self.codes).items())


def vintage_of(codes: Iterable[str], facts: Facts, said: tuple[str, ...] = ()) -> Vintage:
    """What codes made of digits follow. ValueError for none."""
    own = sorted(set(codes))
    return Vintage(tuple(own), tuple(mixture(own, facts.region)), facts, said)


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
    lines += [f"unknown     {_meant(code, known)}" for code in fit.unknown[:SHOWN]]
    lines += [f"missing     {_named(code, fit, known)}" for code in fit.missing[:SHOWN]]
    for word, found in (("unknown", fit.unknown), ("missing", fit.missing)):
        if len(found) > SHOWN:
            lines.append(f"            and {len(found) - SHOWN} more {word}")
    if alone:
        lines += [
            f"{word}       {_boundary(on, codes, fit, known)}"
            for word, on in (("since", fit.valid_from), ("until", fit.valid_to))
            if on
        ]
        lines += [f"next best   {other.sentence()}" for other in detect(codes, known.region, best=2)[1:]]
    day = fit.last_day if fit.valid_to else max(fit.last_day, dt.date.fromisoformat(known.last_event))
    lines.append(f"say         {say.format(f'{fit.scheme}@{day}')}, or the day of the figures within the period")
    if fit.unknown:
        lines.append("            when the unknown codes are taken out: convert refuses them")
    if any(map(is_below_sigungu, codes)):
        lines.append("            when the figures are summed by the first five digits: convert takes sigungu and sido")
    return lines


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
