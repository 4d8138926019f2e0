"""How far a projection may be off: the errors of the back-tests over five years, drawn again.

A unit takes the errors, by five bands of age, that a unit of its size class had in the newest test: what was wrong together
stays together. These errors are moves within the country, so each cohort's national sum is kept; the nation's own error, as
large as it was over all tests, is drawn beside them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assets.projection.backtest import METHOD, SIZE_CLASSES, Launch, launches, size_class
from assets.projection.cohorts import Array, History
from domain.ages import STEP

BANDS = (slice(0, 1), slice(1, 4), slice(4, 8), slice(8, 13), slice(13, 21))  # 0-4, 5-19, 20-39, 40-64, 65 and over


@dataclass(frozen=True)
class ErrorModel:
    """Logarithms of actual over projected persons, after five years.

    Attributes
    ----------
    nation : array (5,)
        Size of the nation's error by band, the root of its mean square over the tests; a standard deviation.
    units : tuple of array (n, 5)
        By size class, the errors of its units less their median.
    size : array (U,)
        Size class of each unit now.
    """

    nation: Array
    units: tuple[Array, ...]
    size: NDArray[np.intp]


def error_model(history: History) -> ErrorModel | None:
    """From the back-tests over five years; None where the dates allow none."""
    tests = [test for test in launches(history) if test.years == STEP]
    if not tests:
        return None
    newest, sizes = tests[-1], len(SIZE_CLASSES)
    nation = np.sqrt(np.mean([_of_nation(test) ** 2 for test in tests], axis=0))
    # Half a person stands in for nobody, whose logarithm there is not.
    own = np.log(np.maximum(_tested(newest, newest.actual), 0.5) / np.maximum(_tested(newest, newest.projected[METHOD]), 0.5))
    classes = [own[newest.size[newest.tested] == place] for place in range(sizes)]
    centred = tuple(_centred(errors if len(errors) else own) for errors in classes)
    base = np.nan_to_num(history.people[history.dates[-1]])
    return ErrorModel(nation, centred, size_class(base.sum(axis=(1, 2))))


def _of_nation(test: Launch) -> Array:
    """Logarithm of actual over projected in the nation, (5,)."""
    actual, projected = (_tested(test, cells).sum(axis=0) for cells in (test.actual, test.projected[METHOD]))
    logarithm: Array = np.log(actual / projected)
    return logarithm


def _tested(test: Launch, cells: Array) -> Array:
    return _by_band(cells[test.tested])


def shocks(model: ErrorModel, rng: np.random.Generator, draws: int, dtype: type = np.float32) -> tuple[Array, Array]:
    """Factors on the ratios of all steps of a draw: of the nation (D, 1, 1, 21), of the units (D, U, 1, 21)."""
    nation = rng.normal(size=(draws, 1, len(BANDS))) * model.nation
    units = np.empty((draws, len(model.size), len(BANDS)))
    for place, errors in enumerate(model.units):
        inside = np.flatnonzero(model.size == place)
        units[:, inside] = errors[rng.integers(len(errors), size=(draws, len(inside)))]
    return _over_ages(nation, dtype), _over_ages(units, dtype)


def _by_band(cells: Array) -> Array:
    return np.stack([cells[:, :, band].sum(axis=(1, 2)) for band in BANDS], axis=1)


def _centred(errors: Array) -> Array:
    centred: Array = errors - np.median(errors, axis=0)
    return centred


def _over_ages(bands: Array, dtype: type) -> Array:
    """(D, n, 5) logarithms to (D, n, 1, 21) factors."""
    widths = [band.stop - band.start for band in BANDS]
    return np.repeat(np.exp(bands), widths, axis=2)[:, :, None, :].astype(dtype)
