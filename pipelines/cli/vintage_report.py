"""`rebalance vintage`: which scheme and date the codes of a file follow, and what does not fit.

The detector is `assets/geography/vintage.py`, mixtures are `mixture.py` beside it; reading is `code_column.py`.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from rich.console import Console

from assets.geography.fact_files import facts
from assets.geography.life import Facts
from assets.geography.vintage import Fit, changes, code_lengths, detect, known_period, mixture
from assets.sheets.code_column import read_codes
from assets.sheets.name_vintage import Reading, offer_names
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
_NAMED_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:-?(\d{2})-?(\d{2}))?(?!\d)")


def run_vintage(console: Console, path: Path, code_column: str, by: str | None, reading: Reading) -> None:
    """Print what the codes of a file follow, or one line for each value of `by`. Raises as `read_codes` does."""
    known = facts()
    read = read_codes(
        path, [code_column, *([by] if by else [])], reading.encoding, reading.tab, reading.skip_rows, gazetteer=known.gazetteer,
        drop_notes=reading.drop_notes, layer=reading.layer, offer=lambda column: offer_names(path, column, reading, known),
    )  # fmt: skip
    table = read.frame
    code_column, by = table.columns[0], (table.columns[-1] if by else None)
    if by:
        for line in read.said:
            console.print(line, markup=False)
        for value, rows in table.groupby(by, sort=True):
            console.print(f"{by} {value}: {one_line(list(rows[code_column]), known)}", markup=False)
        return
    codes = sorted(set(table[code_column]))
    lengths = ", ".join(f"{number:,} of {digits} digits" for digits, number in code_lengths(codes).items())
    console.print(f"{path.name}, column {code_column}: {len(table):,} rows, {len(codes):,} codes ({lengths})", markup=False)
    for line in read.said:
        console.print(f"            {line}", markup=False)
    parts = mixture(codes, known.region)
    if len(parts) > 1:
        console.print(f"MIXTURE of {len(parts)} geographies: no scheme and day explains all codes", style="bold")
        console.print("            if a column tells years apart, say --by COLUMN")
    for part, fit in parts:
        for line in report(part, fit, known, alone=len(parts) == 1):
            console.print(line, markup=False)
    if len(parts) == 1 and parts[0][1].plausible and (note := _against_name(path.stem, parts[0][1])):
        console.print(note, markup=False)


def one_line(codes: list[str], known: Facts) -> str:
    """What a set of codes follows, in one line."""
    parts = mixture(codes, known.region)
    if len(parts) == 1:
        fit = parts[0][1]
        if not fit.plausible:
            return f"{len(set(codes))} codes, {_no_fit(sorted(set(codes)), fit, known)}"
        return f"{len(set(codes))} codes, {fit.sentence()}{f'; {SETS[fit.unit_set]}' if fit.unit_set else ''}"
    return "MIXTURE: " + "; ".join(
        f"{len(part)} codes of {_digits(part)} digits, {fit.scheme}, {fit.period}" for part, fit in parts
    )


def report(codes: list[str], fit: Fit, known: Facts, *, alone: bool) -> list[str]:
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
    lines.append(f"say         --from {fit.scheme}@{day}, or the day of the figures within the period")
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
            told.append(f"{_some(here)} {verb}{'s' if len(here) == 1 else ''}")
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


def _against_name(name: str, fit: Fit) -> str:
    """A warning when a year or day in the file's name is not in the period."""
    for year, month, day_of_month in _NAMED_DAY.findall(name):
        try:
            named = dt.date(int(year), int(month or 12), int(day_of_month or 31))
        except ValueError:
            continue
        if not fit.valid_from <= named < (fit.valid_to or dt.date.max):
            said = str(named) if month else f"the end of {year}"
            return f"note        the file's name says {year}, but at {said} its codes do not fit"
    return ""


def _digits(codes: list[str]) -> str:
    return " and ".join(map(str, sorted({len(code) for code in codes})))


def _some(names: list[str], shown: int = 3) -> str:
    return f"{', '.join(names[:shown])}{f' and {len(names) - shown} more' if len(names) > shown else ''}"
