"""Class limits from the figures: Fisher-Jenks natural breaks by mapclassify, on limits that people can read.

Classes over all dates give a colour one meaning in every year. Where they hide what a date has to tell, that date has its own.
"""

from __future__ import annotations

import functools
import math
import warnings
from collections.abc import Sequence

import numpy as np

from assets.release.style.palette import ABOVE, BELOW, NO_DATA, SEQUENTIAL, MapClass

# Fisher-Jenks takes time with the square of its input; this many quantiles stand for any number of figures, fewer for one date.
QUANTILES, OF_DATE = 100, 50


def graduated(
    values: Sequence[float] | np.ndarray, *, neutral: float | None = None, alike: bool = False, sample: int = QUANTILES
) -> tuple[MapClass, ...]:
    """Classes for `values` (NaN left out): five from light to dark, or three to each side of `neutral` where both sides occur.

    Equal values or none give one class or none. Classes are in rising order, half-open, the outer ones open. With `alike`
    each has as many figures as another (quantiles), else they are natural ones, of `sample` quantiles where there are more.
    """
    known = np.asarray(values, dtype="float64")
    known = known[np.isfinite(known)]
    if not known.size:
        return ()
    if neutral is not None and known.min() < neutral < known.max():
        below = [neutral - limit for limit in _breaks(neutral - known[known < neutral], len(BELOW), sample, alike=alike)]
        above = [neutral + limit for limit in _breaks(known[known > neutral] - neutral, len(ABOVE), sample, alike=alike)]
        return _classes([*reversed(below), neutral, *above], [*reversed(BELOW[: len(below) + 1]), *ABOVE[: len(above) + 1]])
    limits = _breaks(known, len(SEQUENTIAL), sample, alike=alike)
    return _classes(limits, _spread(SEQUENTIAL, len(limits) + 1))


def hides(values: Sequence[float] | np.ndarray, classes: Sequence[MapClass]) -> bool:
    """Whether classes tell little of these values: more than half of them are in one, or the lowest or highest has none."""
    found = [value for value in class_values(values, classes) if value != NO_DATA.value]
    if not found or len(classes) < 2:
        return False
    counts = [found.count(c.value) for c in classes]
    return 2 * max(counts) > len(found) or not counts[0] or not counts[-1]


def of_date(
    every: Sequence[float] | np.ndarray,
    shown: Sequence[float] | np.ndarray,
    *,
    neutral: float | None = None,
    together: tuple[MapClass, ...] | None = None,
) -> tuple[tuple[MapClass, ...], bool]:
    """Classes for the figures `shown` of one date, and whether they are its own rather than those of `every` date.

    `together` are the classes of `every` date where they are known already.

    Own ones are taken where the others hide what there is; natural breaks again, or quantiles where those hide it as well.
    """
    together = graduated(every, neutral=neutral) if together is None else together
    if not hides(shown, together):
        return together, False
    natural = own = graduated(shown, neutral=neutral, sample=OF_DATE)
    if hides(shown, natural):
        even = graduated(shown, neutral=neutral, alike=True)
        own = natural if hides(shown, even) else even
    return (own, True) if len(own) > 1 else (together, False)


def class_values(values: Sequence[float] | np.ndarray, classes: Sequence[MapClass]) -> list[str]:
    """Each figure's class by its limits; NaN is `no_data`. A limit itself belongs to the class above it."""
    limits = [c.lower for c in classes if c.lower is not None]
    known = np.asarray(values, dtype="float64")
    places = np.searchsorted(limits, known, side="right")
    return [classes[place].value if math.isfinite(value) else NO_DATA.value for place, value in zip(places, known, strict=True)]


def _breaks(values: np.ndarray, count: int, most: int, *, alike: bool) -> list[float]:
    """Rising limits between at most `count` classes: natural ones, or `alike` in how many figures they have."""
    if alike:
        return list(_readable_limits(np.unique(values), np.quantile(values, np.arange(1, count) / count, method="inverted_cdf")))
    sample = np.unique(np.quantile(values, np.linspace(0, 1, most)) if values.size > most else values)
    return list(_limits(tuple(sample.tolist()), count)) if sample.size > 1 else []


@functools.lru_cache(maxsize=1024)  # an indicator is classed for a picture, a layer and the atlas
def _limits(figures: tuple[float, ...], count: int) -> tuple[float, ...]:
    import mapclassify  # noqa: PLC0415  (imports scikit-learn; only runs that publish pay for it)

    sample = np.array(figures)
    with warnings.catch_warnings():  # it advises to install a compiler for larger samples than ours
        warnings.filterwarnings("ignore", message="Numba not installed", category=UserWarning)
        tops = mapclassify.FisherJenks(sample, k=min(count, sample.size)).bins[:-1]
    return _readable_limits(sample, tops)


def _readable_limits(sample: np.ndarray, tops: np.ndarray) -> tuple[float, ...]:
    """Limits above each of the highest figures of classes; `sample` has every figure once, in rising order."""
    tops = tops[tops < sample[-1]]  # figures a rounding error apart may all end with the last one
    nexts = sample[np.searchsorted(sample, tops, side="right")]
    limits = {_readable(float(top), float(after)) for top, after in zip(tops, nexts, strict=True)}
    return tuple(sorted(limits))


def _readable(top: float, after: float) -> float:
    """A limit above `top`, not above `after`, with few digits; where they lie too close for that, three digits near them."""
    middle = (top + after) / 2
    for digits in (1, 2, 3, 4):
        limit = _significant(middle, digits)
        if top < limit <= after:
            return limit
    return _significant(middle, 3)


def _significant(value: float, digits: int) -> float:
    return 0.0 if value == 0 else round(value, digits - 1 - math.floor(math.log10(abs(value))))


def _classes(limits: list[float], colours: Sequence[str]) -> tuple[MapClass, ...]:
    ends = [None, *limits, None]
    found = []
    for number, (lower, upper, colour) in enumerate(zip(ends, ends[1:], colours, strict=False), start=1):
        text = _span(lower, upper)
        found.append(MapClass(str(number), text, text, colour, lower, upper))
    return tuple(found)


def _span(lower: float | None, upper: float | None) -> str:
    if lower is None:
        return "–" if upper is None else f"< {number(upper)}"
    return f"≥ {number(lower)}" if upper is None else f"{number(lower)} – {number(upper)}"


def number(value: float) -> str:
    """A figure for a legend: thousands apart, no needless zeros."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.4g}"


def _spread(ramp: Sequence[str], count: int) -> list[str]:
    """`count` colours of a ramp, its ends included."""
    if count == 1:
        return [ramp[len(ramp) // 2]]
    return [ramp[round(place * (len(ramp) - 1) / (count - 1))] for place in range(count)]
