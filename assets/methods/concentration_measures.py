"""Formulas of concentration: primacy, Herfindahl-Hirschman, geographic concentration after Spiezia.

Pure functions of one value per unit; which tables they are applied to is in `concentration.py`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]


def shares(values: Vector) -> Vector:
    """Each value over their sum."""
    total: Vector = values / values.sum()
    return total


def primacy(values: Vector) -> float:
    """Share of the largest unit."""
    return float(shares(values).max())


def largest_to_second(values: Vector) -> float:
    """The largest value over the second largest; NaN where there is one unit."""
    if len(values) < 2:
        return float("nan")
    second, first = np.sort(values)[-2:]
    return float(first / second)


def herfindahl(values: Vector) -> float:
    """Sum of squared shares: 1/n when all are alike, 1 when one unit has everything."""
    return float((shares(values) ** 2).sum())


def herfindahl_normalised(values: Vector) -> float:
    """(H - 1/n) / (1 - 1/n): 0 when all n units are alike, 1 when one has everything; NaN where n is 1."""
    least = 1 / len(values)
    return (herfindahl(values) - least) / (1 - least) if len(values) > 1 else float("nan")


def geographic_concentration(values: Vector, areas: Vector) -> float:
    """Sum over units of |share of the value - share of the area| (Spiezia 2002): 0 when spread like the ground."""
    return float(np.abs(shares(values) - shares(areas)).sum())


def geographic_concentration_adjusted(values: Vector, areas: Vector) -> float:
    """The index over its maximum, which is reached when the smallest unit has everything (Spiezia 2002).

    That maximum is 2 (1 - a) for a smallest share of area a, so that countries cut differently can be compared.
    NaN where there is one unit.
    """
    largest = 2 * (1 - float(shares(areas).min()))
    return geographic_concentration(values, areas) / largest if largest > 0 else float("nan")
