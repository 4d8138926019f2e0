"""Formulas of inequality: by hand, and equal to PySAL's where that has them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from inequality.gini import Gini
from inequality.theil import Theil, TheilD

from assets.methods.inequality_measures import (
    gini,
    log_deviation,
    mean,
    theil,
    theil_parts,
    top_to_bottom,
    williamson,
)

ONE_AND_THREE = np.array([1.0, 3.0])
ALIKE = np.ones(2)
RANDOM = np.random.default_rng(7)
VALUE = RANDOM.lognormal(3, 0.4, 17)
PEOPLE = RANDOM.integers(1, 9, 17).astype("float64")
GROUP = np.array(list("aabbbccccdddddeee"))
# Each unit as often as it has people: what an unweighted formula needs.
PERSONS, PERSONS_GROUP = np.repeat(VALUE, PEOPLE.astype(int)), np.repeat(GROUP, PEOPLE.astype(int))


def test_theil_by_hand() -> None:
    assert theil(ONE_AND_THREE, ALIKE) == pytest.approx(0.25 * math.log(0.5) + 0.75 * math.log(1.5))


def test_theil_parts_by_hand() -> None:
    value, group = np.array([1.0, 3.0, 4.0, 4.0]), np.array(["a", "a", "b", "b"])
    between, within = theil_parts(value, np.ones(4), group)
    assert between == pytest.approx(math.log(2 / 3) / 3 + 2 * math.log(4 / 3) / 3)
    assert within == pytest.approx(theil(ONE_AND_THREE, ALIKE) / 3)


def test_gini_and_williamson_by_hand() -> None:
    assert gini(ONE_AND_THREE, ALIKE) == pytest.approx(2 * 0.5 * 0.5 * 2 / (2 * 2))
    assert williamson(ONE_AND_THREE, ALIKE) == pytest.approx(0.5)
    assert williamson(ONE_AND_THREE, np.array([3.0, 1.0])) == pytest.approx(math.sqrt(0.75 * 0.25 + 0.25 * 2.25) / 1.5)


def test_nothing_is_unequal_where_all_are_alike() -> None:
    value = np.full(17, 5.0)
    for formula in (theil, gini, williamson):
        assert formula(value, PEOPLE) == pytest.approx(0, abs=1e-12)
    assert top_to_bottom(value, PEOPLE) == pytest.approx(1)
    assert log_deviation(value) == pytest.approx(0, abs=1e-12)


def test_a_unit_with_nothing_adds_nothing_to_theil() -> None:
    assert theil(np.array([0.0, 2.0]), ALIKE) == pytest.approx(math.log(2))


def test_fifths_take_units_in_part() -> None:
    assert top_to_bottom(np.array([1.0, 2.0, 3.0, 4.0, 5.0]), np.ones(5)) == pytest.approx(5)
    # The poorest fifth is all of the first unit and half a tenth of the second.
    assert top_to_bottom(ONE_AND_THREE, np.array([0.1, 0.9])) == pytest.approx(3 / (0.5 * 1 + 0.5 * 3))


def test_parts_of_theil_add_up() -> None:
    between, within = theil_parts(VALUE, PEOPLE, GROUP)
    assert between + within == pytest.approx(theil(VALUE, PEOPLE), abs=1e-9)
    assert between > 0 and within > 0


def test_unweighted_theil_and_gini_equal_pysal() -> None:
    alike = np.ones_like(VALUE)
    decomposed = TheilD(VALUE, GROUP)
    assert theil(VALUE, alike) == pytest.approx(float(Theil(VALUE).T), abs=1e-12)
    assert theil_parts(VALUE, alike, GROUP) == pytest.approx((float(decomposed.bg[0]), float(decomposed.wg[0])), abs=1e-12)
    assert gini(VALUE, alike) == pytest.approx(float(Gini(VALUE).g), abs=1e-12)


def test_weighted_by_people_equals_pysal_on_every_person() -> None:
    decomposed = TheilD(PERSONS, PERSONS_GROUP)
    assert theil(VALUE, PEOPLE) == pytest.approx(float(Theil(PERSONS).T), abs=1e-12)
    assert theil_parts(VALUE, PEOPLE, GROUP) == pytest.approx((float(decomposed.bg[0]), float(decomposed.wg[0])), abs=1e-12)
    assert gini(VALUE, PEOPLE) == pytest.approx(float(Gini(PERSONS).g), abs=1e-12)
    assert williamson(VALUE, PEOPLE) == pytest.approx(PERSONS.std() / PERSONS.mean())


def test_scale_of_value_and_weight_does_not_matter() -> None:
    for formula in (theil, gini, williamson, top_to_bottom):
        assert formula(VALUE * 1e6, PEOPLE * 1e3) == pytest.approx(formula(VALUE, PEOPLE))
    assert mean(VALUE * 2, PEOPLE * 3) == pytest.approx(2 * mean(VALUE, PEOPLE))
