"""Published figures beside ours, with a verdict. How a figure is reproduced is a function in `reproductions.py`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from assets.indicators.gathered import reproductions_of_work  # noqa: F401  (registers what it reproduces)
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
    verdict = judged(published.value, published.unit, ours)
    agreed = "equal to the last printed digit" if verdict == "reproduced" else ""
    dated = ours.date != published.period_to
    return {
        "our_value": ours.value,
        "our_lower": ours.lower,
        "our_upper": ours.upper,
        "difference": ours.value - published.value,
        "our_date": ours.date,
        "missing_units": ours.missing_units,
        "our_table": ours.table,
        "verdict": verdict,
        "explanation": "; ".join(filter(None, [agreed, ours.reason if dated or not agreed else ""])) or "no reason is known",
    }


def judged(value: float, unit: str, ours: Ours) -> str:
    """Verdict on a value of ours: equal as printed, within its bounds, else explained or not.

    Where bounds leave ours open, to be equal to one value between them is no reproduction.
    """
    bounds = None if ours.lower is None or ours.upper is None else (ours.lower, ours.upper)
    closed = bounds is None or bounds[0] == bounds[1]
    if closed and abs(ours.value - value) <= precision(value, unit):
        return "reproduced"
    if bounds and bounds[0] <= value <= bounds[1]:
        return "within_bounds"
    return "explained" if ours.reason and abs(ours.value - value) <= ours.explains else "unexplained"


def precision(value: float, unit: str) -> float:
    """Half of the last printed digit; a ratio is printed with three digits at least, a count whole."""
    decimals = len(repr(float(value)).partition(".")[2].rstrip("0"))
    return 0.5 / float(10 ** (max(decimals, 3) if unit == "ratio" else decimals)) + 1e-12
