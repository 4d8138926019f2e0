"""Published figures beside ours, with a verdict. How a figure is reproduced is a function in `reproductions.py`.

A figure is reproduced only by one of the same date, unit set and concept; an equal number of another is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

import assets.indicators.gathered.reproductions_of_life
import assets.indicators.gathered.reproductions_of_work  # noqa: F401  (both mark what they reproduce)
from assets.indicators.gathered.reproductions import NO_SOURCE, NOTHING_HERE, REPRODUCTIONS, Ours, needed
from assets.lake.asset import asset
from expectations.contracts.claims import PUBLISHED_COMPARISON

# What a figure that something reproduces has beside it.
VALUES = ("our_value", "our_lower", "our_upper", "difference", "our_date", "missing_units", "our_table")
TABLES = tuple(sorted({name for function in REPRODUCTIONS.values() for name in needed(function)}))


@asset(contract=PUBLISHED_COMPARISON, each=TABLES)
def published_comparison(published_figure: pd.DataFrame, **tables: pd.DataFrame) -> pd.DataFrame:
    """Ours beside theirs with a verdict. One row per published figure, values in the figure's own unit."""
    rows = []
    figures: Iterable[Any] = published_figure.itertuples(index=False)
    for published in figures:
        function = REPRODUCTIONS.get((published.figure, None if pd.isna(published.concept) else published.concept))
        ours = function(published, **{name: tables[name] for name in needed(function)}) if function else None
        lacking = NOTHING_HERE if function else NO_SOURCE.get(published.figure, NOTHING_HERE)
        rows.append({"figure_id": published.figure_id} | _beside(published, ours, lacking))
    theirs = published_figure.rename(columns={"value": "published_value"})
    ours_beside = pd.DataFrame(rows, columns=["figure_id", *VALUES, "verdict", "explanation"])
    return theirs.merge(ours_beside, on="figure_id", validate="one_to_one")


def _beside(published: Any, ours: Ours | None, lacking: str) -> dict[str, Any]:
    if ours is None:
        return dict.fromkeys(VALUES) | {"verdict": "no_source", "explanation": lacking}
    dated = published.period_from <= ours.date <= published.period_to
    verdict = judged(published.value, published.unit, ours, same_date=dated)
    agreed = "equal to the last printed digit" if verdict == "reproduced" else ""
    why = [agreed, ours.differs, ours.reason if not dated or not agreed else ""]
    if not dated and not ours.reason and not ours.differs:
        why.append(f"ours is of {ours.date}")
    note = getattr(published, "note", None)
    if isinstance(note, str) and note:
        why.append(f"on the printed figure: {note}")
    return {
        "our_value": ours.value,
        "our_lower": ours.lower,
        "our_upper": ours.upper,
        "difference": ours.value - published.value,
        "our_date": ours.date,
        "missing_units": ours.missing_units,
        "our_table": ours.table,
        "verdict": verdict,
        "explanation": "; ".join(filter(None, why)) or "no reason is known",
    }


def judged(value: float, unit: str, ours: Ours, *, same_date: bool = True) -> str:
    """Verdict on a value of ours: equal as printed, within its bounds, else explained, not comparable or unexplained.

    Equal is a reproduction only where date, unit set and concept are those of the printed figure, and where bounds do not
    leave ours open. What is of another date, unit set or concept is explained by a reason of known size, or not comparable.
    """
    bounds = None if ours.lower is None or ours.upper is None else (ours.lower, ours.upper)
    closed = bounds is None or bounds[0] == bounds[1]
    apart = abs(ours.value - value)
    if closed and same_date and not ours.differs and apart <= precision(value, unit):
        return "reproduced"
    if bounds and bounds[0] <= value <= bounds[1]:
        return "within_bounds"
    if ours.reason and 0 < apart <= ours.explains:
        return "explained"
    return "not_comparable" if ours.differs or (not same_date and bounds is None) else "unexplained"


def precision(value: float, unit: str) -> float:
    """Half of the last printed digit; a ratio is printed with three digits at least, a count whole."""
    decimals = len(repr(float(value)).partition(".")[2].rstrip("0"))
    return 0.5 / float(10 ** (max(decimals, 3) if unit == "ratio" else decimals)) + 1e-12
