"""Comparing a unit with a weighted sum of others before and after a year, and judging the difference by placebos.

Plain functions on arrays of logarithms; which units and years they are given is `assets/indicators/innovation_city/path.py`.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]

# Pulls weights that the years before cannot tell apart towards equal ones; far below the squared differences of the data.
RIDGE = 1e-6
# Weight of the row that makes weights sum to 1.
SUM_ROW = 1e3
POWER = 0.8
LEVEL = 0.05


def simplex_weights(target: Floats, donors: Floats) -> Floats:
    """Weights of `donors` (years x donors) that follow `target` (years) best: none below zero, sum 1.

    Both are taken as differences from their own mean over the years, so that a large unit may be compared
    with small ones (demeaned synthetic control: Ferman and Pinto 2021; Doudchenko and Imbens 2016; Abadie,
    Diamond and Hainmueller 2010). Least squares by non-negative least squares.
    """
    from scipy.optimize import nnls  # noqa: PLC0415  (heavy, and only builds with long series need it)

    count = donors.shape[1]
    centred = donors - donors.mean(axis=0)
    rows = np.vstack([centred, np.full((1, count), SUM_ROW), np.sqrt(RIDGE) * np.eye(count)])
    wanted = np.concatenate([target - target.mean(), [SUM_ROW], np.full(count, np.sqrt(RIDGE) / count)])
    weights, _ = nnls(rows, wanted)
    result: Floats = weights / weights.sum()
    return result


def equal_weights(count: int) -> Floats:
    """The same weight for each of `count` donors: difference in differences."""
    return np.full(count, 1.0 / count)


def gaps(targets: Floats, units: Floats, weights: Floats, base: npt.NDArray[np.bool_]) -> Floats:
    """Log points by which each target (x years) lies above its weighted units (x years), less the mean over the `base` years."""
    difference = targets - np.einsum("tu,uy->ty", weights, units)
    result: Floats = difference - difference[:, base].mean(axis=1, keepdims=True)
    return result


def p_value(effect: float, placebos: Floats) -> float:
    """Share of placebos at least as far from zero, the effect counted as one of them; two-sided."""
    return float((1 + (np.abs(placebos) >= abs(effect)).sum()) / (1 + len(placebos)))


def rmspe_ratio(after: Floats, before: Floats) -> Floats:
    """Root mean squared gap after the event over that before it (Abadie, Diamond and Hainmueller 2010), elementwise.

    A gap after says little where the years before were followed no better. Not a number where before was followed exactly.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(before > 0, after / before, np.nan)


def rank_p(ratio: float, placebos: Floats) -> float:
    """Share of ratios at least as large, the host's counted as one of them; placebos without a ratio are left out."""
    known = placebos[~np.isnan(placebos)]
    return float((1 + (known >= ratio).sum()) / (1 + len(known)))


def placebo_band(placebos: Floats) -> tuple[float, float]:
    """Bounds between which 95 % of the placebo effects lie."""
    low, high = np.quantile(placebos, [LEVEL / 2, 1 - LEVEL / 2])
    return float(low), float(high)


def minimum_detectable(placebos: Floats) -> float:
    """Smallest gain that would stand out from the placebos in four cases of five.

    The test calls an effect beyond the 95 % quantile of absolute placebo effects; a gain of d added to every
    placebo passes it with 80 % power when d is that bound less the 20 % quantile of the placebos.
    """
    bound = np.quantile(np.abs(placebos), 1 - LEVEL)
    return float(bound - np.quantile(placebos, 1 - POWER))
