"""Largest remainder: parts are whole, near their share, and sum to the number."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.methods.apportion import share_out


def parts(number: float, *weights: float, names: str = "abcdefgh") -> list[float]:
    size = len(weights)
    shared = share_out(
        np.full(size, float(number)), np.array(weights), np.zeros(size, dtype=np.int64), np.array(list(names[:size]))
    )
    return shared.tolist()


@pytest.mark.parametrize(
    ("number", "weights", "expected"),
    [
        (10, (0.56, 0.23, 0.21), [6, 2, 2]),  # 5.6 2.3 2.1: the one left goes to .6
        (7, (0.5, 0.5), [4, 3]),  # a tie goes to the first by name
        (1, (1 / 3, 1 / 3, 1 / 3), [1, 0, 0]),
        (-7, (0.5, 0.5), [-3, -4]),  # net migration
        (0, (0.9, 0.1), [0, 0]),
        (3, (0.1, 0.2, 0.7), [0, 1, 2]),
        (5, (0.3, 0.1 + 0.2, 0.4), [2, 1, 2]),  # 0.1 + 0.2 is 0.30000000000000004, and still a tie
    ],
)
def test_hand_computed_parts(number: float, weights: tuple[float, ...], expected: list[float]) -> None:
    assert parts(number, *weights) == expected


def test_tie_goes_to_the_first_name_whatever_the_order_of_rows() -> None:
    assert parts(7, 0.5, 0.5, names="ba") == [3, 4]


def test_won_are_conserved_where_products_round_up() -> None:
    """Gross regional product in won: both products round up to whole numbers that exceed it by one."""
    number, total = 6_905_511_330_479_769, 43_959 + 21_686
    assert int(number * (43_959 / total)) + int(number * (21_686 / total)) == number + 1
    assert sum(int(part) for part in parts(number, 43_959 / total, 21_686 / total)) == number


def test_empty_stays_empty_and_does_not_spoil_its_neighbours() -> None:
    shared = share_out(np.array([np.nan, np.nan, 5, 5]), np.full(4, 0.5), np.array([0, 0, 1, 1]), np.array(list("abab")))
    assert np.isnan(shared[:2]).all() and shared[2:].tolist() == [3, 2]


def test_one_fraction_in_a_column_leaves_every_number_unrounded() -> None:
    shared = share_out(np.array([1.5, 1.5, 5, 5]), np.full(4, 0.5), np.array([0, 0, 1, 1]), np.array(list("abab")))
    assert shared.tolist() == [0.75, 0.75, 2.5, 2.5]


weights_of = st.lists(st.integers(0, 10_000_000), min_size=1, max_size=8).filter(any)


@given(st.integers(-9 * 10**15, 9 * 10**15), weights_of)
@settings(deadline=None)
def test_parts_are_whole_and_sum_to_the_number_at_any_size(number: int, amounts: list[int]) -> None:
    shared = parts(number, *(amount / sum(amounts) for amount in amounts))
    assert all(part == round(part) for part in shared)
    assert int(sum(int(part) for part in shared)) == number


@given(st.integers(0, 60_000_000), weights_of)
@settings(deadline=None)
def test_parts_differ_from_their_share_by_less_than_one(number: int, amounts: list[int]) -> None:
    weights = [amount / sum(amounts) for amount in amounts]
    assert all(abs(part - number * weight) < 1 for part, weight in zip(parts(number, *weights), weights, strict=True))


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=30), st.randoms())
@settings(deadline=None)
def test_order_of_rows_does_not_matter(numbers: list[int], random: object) -> None:
    group, values = np.repeat(np.arange(len(numbers)), 3), np.repeat(np.array(numbers, dtype=float), 3)
    weights, names = np.tile([0.5, 0.3, 0.2], len(numbers)), np.tile(list("abc"), len(numbers))
    order = np.array(sorted(range(len(group)), key=lambda _: random.random()))  # type: ignore[attr-defined]
    shuffled = share_out(values[order], weights[order], group[order], names[order])
    assert shuffled.tolist() == share_out(values, weights, group, names)[order].tolist()
