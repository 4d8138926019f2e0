"""Formulas of concentration against cases computed by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from assets.methods.concentration_measures import (
    geographic_concentration,
    geographic_concentration_adjusted,
    herfindahl,
    herfindahl_normalised,
    largest_to_second,
    primacy,
)

VALUES = np.array([1.0, 2.0, 1.0])


def test_primacy_is_the_share_of_the_largest() -> None:
    assert primacy(VALUES) == 0.5
    assert largest_to_second(VALUES) == 2.0


def test_herfindahl_by_hand() -> None:
    assert herfindahl(VALUES) == pytest.approx(0.0625 + 0.25 + 0.0625)
    assert herfindahl_normalised(VALUES) == pytest.approx((0.375 - 1 / 3) / (2 / 3))


def test_equal_units_are_not_concentrated_and_one_unit_is_wholly() -> None:
    assert herfindahl_normalised(np.ones(5)) == pytest.approx(0)
    assert herfindahl_normalised(np.array([0.0, 0.0, 9.0])) == pytest.approx(1)


def test_geographic_concentration_by_hand() -> None:
    values, areas = np.array([1.0, 1.0]), np.array([1.0, 3.0])
    assert geographic_concentration(values, areas) == pytest.approx(0.25 + 0.25)
    assert geographic_concentration_adjusted(values, areas) == pytest.approx(0.5 / (2 * 0.75))


def test_adjusted_index_is_one_when_the_smallest_unit_has_everything_and_zero_when_spread_like_the_ground() -> None:
    areas = np.array([10.0, 60.0, 30.0])
    assert geographic_concentration_adjusted(np.array([7.0, 0.0, 0.0]), areas) == pytest.approx(1)
    assert geographic_concentration_adjusted(areas * 3, areas) == pytest.approx(0)


def test_one_unit_has_no_second_and_no_adjusted_index() -> None:
    one = np.array([4.0])
    assert all(
        math.isnan(f) for f in (largest_to_second(one), herfindahl_normalised(one), geographic_concentration_adjusted(one, one))
    )
