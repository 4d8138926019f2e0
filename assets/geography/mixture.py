"""Sets of codes that follow no one scheme and day: which parts they are made of, and what changes between two days.

How well one set fits one period is `vintage.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from assets.geography.codes import short_code
from assets.geography.vintage import Fit, code_eras, detect


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


def known_period(part: list[str], region: pd.DataFrame) -> Fit:
    """The newest period in which all of a part is known, whatever else lived then."""
    fits = detect(part, region, best=10_000)
    if fits[0].unknown:
        return fits[0]
    run, *rest = sorted((f for f in fits if not f.unknown), key=lambda f: (f.scheme != fits[0].scheme, -f.valid_from.toordinal()))
    for fit in rest:
        if fit.scheme == run.scheme and fit.valid_to == run.valid_from:
            run = replace(run, valid_from=fit.valid_from)
    return replace(run, missing=(), unit_set="")
