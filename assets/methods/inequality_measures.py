"""Formulas of inequality between regions, each unit weighted, by people or alike.

Pure functions of `value` (per head or per unit) and `weight`, one each a unit; which tables they are applied
to is in `assets/indicators/concentration/inequality.py`. With equal weights Theil and Gini are those of PySAL's `inequality`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]


def mean(value: Vector, weight: Vector) -> float:
    """Weighted mean."""
    return float((value * weight).sum() / weight.sum())


def theil(value: Vector, weight: Vector) -> float:
    """Theil T: sum of s ln(s / p), with s a unit's share of the total and p its share of the weight (Theil 1967)."""
    s, p = value * weight / (value * weight).sum(), weight / weight.sum()
    own = s > 0
    return float((s[own] * np.log(s[own] / p[own])).sum())


def theil_parts(value: Vector, weight: Vector, group: npt.NDArray[np.str_]) -> tuple[float, float]:
    """Theil T between and within groups; they sum to `theil` (Theil 1967, chapter 4).

    Between is the index of the groups' means; within is the sum of the groups' own indices, each weighted
    with its share of the total.
    """
    members = [group == name for name in np.unique(group)]
    totals = np.array([(value[m] * weight[m]).sum() for m in members])
    weights = np.array([weight[m].sum() for m in members])
    between = theil(totals / weights, weights)
    own = np.array([theil(value[m], weight[m]) if total > 0 else 0.0 for m, total in zip(members, totals, strict=True)])
    return between, float((totals / totals.sum() * own).sum())


def gini(value: Vector, weight: Vector) -> float:
    """Weighted Gini: sum over pairs of p q |x - y| over twice the mean; 0 when all are alike."""
    p = weight / weight.sum()
    gaps = np.abs(value[:, None] - value[None, :])
    return float((p[:, None] * p * gaps).sum() / (2 * mean(value, weight)))


def williamson(value: Vector, weight: Vector) -> float:
    """Weighted coefficient of variation (Williamson 1965, V_w); with equal weights the plain one of the population."""
    centre = mean(value, weight)
    return float(np.sqrt((weight / weight.sum() * (value - centre) ** 2).sum()) / centre)


def top_to_bottom(value: Vector, weight: Vector, part: float = 0.2) -> float:
    """Mean of the richest `part` of the weight over that of the poorest (OECD, Regions at a Glance).

    Units are taken in order until the part is reached; the last one counts with what is needed of it.
    """
    order = np.argsort(value, kind="stable")
    return _mean_of_first(value[order[::-1]], weight[order[::-1]], part) / _mean_of_first(value[order], weight[order], part)


def _mean_of_first(value: Vector, weight: Vector, part: float) -> float:
    before = np.concatenate([[0.0], np.cumsum(weight)[:-1]])
    taken = np.clip(part * weight.sum() - before, 0, weight)
    return mean(value, taken)


def log_deviation(value: Vector) -> float:
    """Standard deviation of the logarithms, each unit alike, over n: falls when regions converge (sigma)."""
    return float(np.log(value).std())
