"""Conditional permutation: exact shares on a small map, esda's own figures on a larger one, and no floor that hides a cluster."""

from __future__ import annotations

import warnings
from itertools import combinations

import numpy as np
import pytest
from esda import Moran_Local
from libpysal.weights import lat2W

from assets.methods.conditional_permutation import draw, two_sided
from domain.association import PERMUTATIONS

VALUES = np.array([9.0, 8.0, 1.0, 2.0, 3.0, 5.0])
NEIGHBOURS = [[1, 5], [0, 5], [3, 4], [2, 4], [2, 3], [0, 1]]


def exact(unit: int, others: list[int]) -> float:
    """Twice the smaller share of all pairs of other units whose sum is as high, or as low, as that of the neighbours."""
    sums = [VALUES[list(pair)].sum() for pair in combinations([u for u in range(len(VALUES)) if u != unit], 2)]
    seen = VALUES[others].sum()
    return float(min(1.0, 2 * min(np.mean([s >= seen for s in sums]), np.mean([s <= seen for s in sums]))))


def test_p_is_twice_the_smaller_share_of_all_pairs_of_other_units() -> None:
    """Of the ten pairs that unit 0 may have beside it one is at least as high as 8 + 5: p is 2 / 10."""
    found = two_sided(VALUES, NEIGHBOURS, draw(6, 2, draws=40_000, seed=3))
    assert exact(0, [1, 5]) == pytest.approx(0.2)
    assert found == pytest.approx([exact(unit, others) for unit, others in enumerate(NEIGHBOURS)], abs=0.01)


def test_last_unit_is_judged_by_the_others_too() -> None:
    found = two_sided(VALUES, [[], [], [], [], [], [2, 3]], draw(6, 2, draws=40_000, seed=4))
    assert found[5] == pytest.approx(exact(5, [2, 3]), abs=0.01)
    assert np.isnan(found[:5]).all()  # without neighbours there is nothing to test


def test_places_are_drawn_without_replacement_and_each_as_often() -> None:
    draws = draw(8, 5, draws=20_000, seed=1)
    assert draws.places.shape == (5, 20_000)
    assert all(len(set(column)) == 5 for column in draws.places.T[:500])
    often = np.array([np.bincount(row, minlength=7) for row in draws.places])
    assert often.shape == (5, 7)  # never the last place, which stands for the unit itself
    assert np.abs(often / 20_000 - 1 / 7).max() < 0.015


def test_more_neighbours_than_there_are_others_are_all_the_others() -> None:
    assert draw(3, 9, draws=10, seed=1).places.shape == (2, 10)


def test_p_agrees_with_esda_doubled() -> None:
    """Two independent draws of 9,999: four standard errors of their difference."""
    w = lat2W(9, 9, rook=False)
    w.transform = "r"
    values = np.random.default_rng(2).gamma(1.0, size=81)
    others = [list(w.neighbors[unit]) for unit in range(81)]
    found = two_sided(values, others, draw(81, 8, draws=9_999, seed=5))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        direct = np.minimum(1.0, 2 * Moran_Local(values, w, permutations=9_999, seed=6, keep_simulations=False).p_sim)
    error = 2 * np.sqrt(2 * (direct / 2) * (1 - direct / 2) / 9_999)
    assert (np.abs(found - direct) <= 4 * error + 2e-4).all()


def test_sums_that_are_equal_count_as_equal_in_any_order_of_addition() -> None:
    """0.1 + 0.2 + 0.3 and 0.3 + 0.2 + 0.1 differ in the last bit; where all sums are that, nothing is extreme."""
    values = np.array([0.1, 0.2, 0.3, 0.1 + 1e-17])
    assert two_sided(values, [[3, 2, 1], [], [], []], draw(4, 3, draws=999, seed=1))[0] == 1.0


def test_constant_values_are_never_significant() -> None:
    assert (two_sided(np.full(6, 2.5), NEIGHBOURS, draw(6, 2, draws=999, seed=1)) == 1.0).all()


def test_smallest_p_lies_far_below_what_one_unit_among_all_sigungu_needs() -> None:
    assert 2 / (1 + PERMUTATIONS) < 0.05 / 250 / 5
    values = np.zeros(40)
    values[:5] = [9, 10, 11, 12, 13]
    found = two_sided(values, [[1, 2, 3, 4], *([] for _ in range(39))], draw(40, 4, draws=PERMUTATIONS, seed=1))
    assert found[0] <= 5 * 2 / (1 + PERMUTATIONS)
