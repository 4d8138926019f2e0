"""What a catalogue's files are enough for, and which datasets are missing for which results, from the declared graph."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipelines.build.plan import all_declarations, with_upstream
from pipelines.start.days import fits
from pipelines.start.entry import Entry

# Any one of each is enough to begin with.
MAPS = ("mois_boundary", "sgis_boundary", "kostat_boundary")
PEOPLE = ("mois_population", "kosis_population", "kosis_collected_population", "kosis_dong_population")
# Fewer sigungu than ever lived are a part of the country.
_SIGUNGU = 200
SHOWN = 3


@dataclass(frozen=True)
class Lack:
    """A dataset without a file, and the results that would take it, the most particular first."""

    dataset: str
    title: str
    results: tuple[str, ...]

    def sentence(self) -> str:
        """Which tables, by their titles."""
        shown = "; ".join(self.results[:SHOWN])
        more = f"; and {len(self.results) - SHOWN} more" if len(self.results) > SHOWN else ""
        return f"{self.dataset} ({self.title}): {shown}{more}"


@functools.cache
def results() -> dict[str, frozenset[str]]:
    """Each table of results with the raw tables that it is made from, at first or second hand."""
    known = all_declarations()
    raw = {name for name, declaration in known.items() if declaration.role == "source"}
    return {name: frozenset(with_upstream([name]) & raw) for name, d in known.items() if d.contract.schema == "mart"}


def lacking(there: Collection[str]) -> list[Lack]:
    """Datasets that are not `there` and feed a result, those with most results first; maps and people are told elsewhere."""
    known = all_declarations()
    found = []
    for name, declaration in known.items():
        if declaration.role != "source" or name in there or name in (*MAPS, *PEOPLE):
            continue
        tables = sorted(
            (table for table, raw in results().items() if name in raw), key=lambda table: (len(results()[table]), table)
        )
        if tables:
            found.append(Lack(name, declaration.contract.en, tuple(known[table].contract.en for table in tables)))
    return sorted(found, key=lambda lack: (-len(lack.results), lack.dataset))


def fed(there: Collection[str]) -> list[str]:
    """Titles of the results all of whose raw tables are there, maps and people counted as one each."""
    full = set(there) | {name for kind in (MAPS, PEOPLE) if set(kind) & set(there) for name in kind}
    return [all_declarations()[table].contract.en for table, raw in results().items() if raw and raw <= full]


def map_there(entries: Sequence[Entry]) -> Entry | None:
    """A map of all sigungu of its day that a build can measure on."""
    good = [e for e in entries if e.dataset in MAPS and e.counts and e.whole and e.level == "sigungu" and e.fit_for != "maps"]
    return max(good, key=lambda entry: entry.vintage or dt.date.min, default=None)


def people_there(entries: Sequence[Entry]) -> tuple[Entry, str] | None:
    """A population by sigungu, sex and age of the whole country on some day, and what is to be said of it."""
    best: tuple[int, Entry, str] | None = None
    for dataset in PEOPLE:
        days = sorted({day for e in entries if e.dataset == dataset and e.counts for day in e.codes}, reverse=True)
        for day in days:
            of_day = [e for e in entries if e.dataset == dataset and e.counts and day in e.codes]
            codes = set().union(*(e.codes[day] for e in of_day))
            if len(codes) >= _SIGUNGU and (best is None or len(codes) > best[0]):
                best = len(codes), of_day[0], f"{len(codes)} sigungu on {day}{_without(codes, of_day[0].scheme)}"
    return best[1:] if best else None


def _without(codes: set[str], scheme: str) -> str:
    missing = next((fit.missing for fit in fits(codes, scheme)), ())
    return f", without {', '.join(missing[:5])}{' …' if len(missing) > 5 else ''}" if missing else ""
