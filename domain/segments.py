"""Spans of years in which the survey of establishments counts alike: one classification, one way of finding establishments.

Two figures may be subtracted within one segment only. The rules that hold tables to it are in `expectations/rules/workers.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Break:
    """First year counted in a new way.

    `ksic` is the revision of the Korean standard industrial classification; `basis` says whether establishments were found
    by visiting (`survey`) or from registers too (`register`).
    """

    year: int
    ksic: str
    basis: str


# Labels do not tell: several sido print the names of KSIC 10 above figures of 2015 and 2016, which are of KSIC 9 all the same.
BREAKS = (Break(2007, "9", "survey"), Break(2017, "10", "survey"), Break(2020, "10", "register"), Break(2024, "11", "register"))
# How each national table counts, in all its years.
NATIONAL_TABLES = {"DT_1K52C01": Break(2014, "10", "survey"), "kosis_establishments": Break(2021, "10", "register")}
# Sections that a table holds otherwise: 4 to 80 establishments of each sido, of about 65 workers each, stand in K in the
# tables of the sido and in O in the national one; both together agree to the person.
MOVED = {"K": ("kosis_establishments",), "O": ("kosis_establishments",)}
# Up to this difference a sido and the national table agree.
TOLERANCE_PERCENT = 0.1


def counted_in(year: int) -> Break:
    """The break that `year` follows. ValueError for a year before the first."""
    for known in reversed(BREAKS):
        if year >= known.year:
            return known
    raise ValueError(f"no classification is known for {year}; the survey of establishments is known since {BREAKS[0].year}")


def segment_names(years: Iterable[int]) -> dict[int, str]:
    """`first-last` year of the segment of each year, cut to the years that there are: {2021: "2020-2022", …}."""
    present = sorted(set(years))
    ends = [known.year - 1 for known in BREAKS[1:]] + [present[-1] if present else 0]
    names = {}
    for year in present:
        place = BREAKS.index(counted_in(year))
        names[year] = f"{max(BREAKS[place].year, present[0])}-{min(ends[place], present[-1])}"
    return names
