"""Dividing numbers in given proportions so that whole numbers stay whole and nothing is lost.

Plain arithmetic on arrays; what is divided among whom is known in `convert.py`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

# Remainders that differ by less are equal: products of floats are not exact.
TIE_DIGITS = 9

Numbers = npt.NDArray[np.float64]


def share_out(numbers: Numbers, weights: Numbers, group: npt.NDArray[np.int64], names: npt.NDArray[Any]) -> Numbers:
    """`numbers` times `weights`; whole numbers by largest remainder (Hamilton's method).

    All arrays have one element a part. Parts of one `group` (0, 1, 2 …) repeat one number and hold weights
    that sum to 1. Each gets the floor of its product, and what is left goes one each to the largest
    remainders, ties to the first of `names`. So parts sum to the number exactly, also below zero, up to 9e15.
    When any number has a fraction, all are only multiplied. Empty (NaN) stays empty.
    """
    raw = numbers * weights
    known = numbers[~np.isnan(numbers)]
    if not (known == np.round(known)).all():
        return raw
    floor = np.floor(raw)
    size = np.bincount(group)
    order = np.lexsort((names, np.round(floor - raw, TIE_DIGITS), group))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order)) - (np.cumsum(size) - size)[group[order]]
    left = numbers - np.bincount(group, weights=floor)[group]
    # Products of quadrillions round to whole numbers, upwards too: if floors exceed the number, smallest remainders give.
    return floor + (rank < left) - (rank >= size[group] + left)
