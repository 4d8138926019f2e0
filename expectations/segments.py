"""Spans of years in which the survey of establishments counts alike: one classification, one way of finding establishments.

Two figures may be subtracted within one segment only. The rules that hold tables to it are in `rules/segments.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from expectations.contract import Column


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

SEGMENT = Column(
    "segment", "VARCHAR", "비교 가능 구간", "Span of years counted alike", pattern=r"^[0-9]{4}-[0-9]{4}$",
    caveat="subtract figures of one segment only: KSIC 9 to 2016, register-based from 2020; the newest grows with each year",
)  # fmt: skip
KSIC = Column(
    "ksic", "VARCHAR", "산업분류 차수", "Revision of KSIC", allowed=("9", "10", "11"),
    caveat="9 to 2016 in every sido, whatever the labels say: waterworks are in D, renting in L, repair of machines in S",
)  # fmt: skip
BASIS = Column(
    "basis", "VARCHAR", "조사 기준", "How establishments are found", allowed=("survey", "register"),
    caveat="from 2020 registers add establishments that have no sign at the door; see segment",
)  # fmt: skip


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
