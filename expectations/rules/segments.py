"""Does each figure of the survey of establishments stand in its segment, and does no difference cross a break?"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from expectations.segments import BREAKS, counted_in, segment_names


def counted_alike(sigungu_workers: pd.DataFrame) -> pd.DataFrame:
    """Per date and segment a `verdict`: `alike`, or what the date does not fit: its segment, its KSIC or its basis."""
    rows = sigungu_workers[["reference_date", "segment", "ksic", "basis"]].drop_duplicates().reset_index(drop=True)
    years = [pd.Timestamp(str(day)).year for day in rows["reference_date"]]
    names = segment_names(years)
    verdicts = []
    for year, segment, ksic, basis in zip(years, rows["segment"], rows["ksic"], rows["basis"], strict=True):
        known = counted_in(year)
        wrong = {"segment": segment != names[year], "ksic": ksic != known.ksic, "basis": basis != known.basis}
        verdicts.append(", ".join(f"another {column}" for column, bad in wrong.items() if bad) or "alike")
    return rows.assign(verdict=verdicts)


def breaks_between(first: Iterable[object], last: Iterable[object]) -> list[int]:
    """For each pair of dates how many breaks lie after the earlier and up to the later one; 0 where both are counted alike."""
    pairs = [sorted((pd.Timestamp(str(a)).year, pd.Timestamp(str(b)).year)) for a, b in zip(first, last, strict=True)]
    return [sum(begin < known.year <= end for known in BREAKS) for begin, end in pairs]


def changes_cross_breaks(sigungu_workers_change: pd.DataFrame) -> pd.DataFrame:
    """Per pair of dates: `breaks` between them."""
    pairs = sigungu_workers_change[["from_date", "to_date"]].drop_duplicates().reset_index(drop=True)
    return pairs.assign(breaks=breaks_between(pairs["from_date"], pairs["to_date"]))
