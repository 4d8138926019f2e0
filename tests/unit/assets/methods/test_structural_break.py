"""Tests for a break: F as by regression, a break that is there is found, and a walk without one is not called one."""

from __future__ import annotations

import numpy as np
import pytest

from assets.methods.structural_break import (
    ar1_draws,
    break_test,
    candidate_breaks,
    chow_f,
    f_tail,
    walk_draws,
)


def noise(years: int = 40, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=years)


def squares(y: np.ndarray, x: np.ndarray) -> float:
    design = np.column_stack([np.ones(len(x)), x])
    return float(((y - design @ np.linalg.lstsq(design, y, rcond=None)[0]) ** 2).sum())


def test_f_is_that_of_two_regressions_against_one() -> None:
    y, x = noise(), np.arange(40.0)
    parted = squares(y[:25], x[:25]) + squares(y[25:], x[25:])
    expected = ((squares(y, x) - parted) / 2) / (parted / 36)
    assert chow_f(y[None, :], np.array([25]))[0, 0] == pytest.approx(expected)


def test_f_by_hand() -> None:
    """0 0 1 | 1 2 2: each half leaves 1/6 around its line; all six leave 4 - 8**2 / 17.5 = 12/35 around theirs.

    F = ((12/35 - 1/3) / 2) / ((1/3) / 2) = 1/35.
    """
    assert chow_f(np.array([[0.0, 0, 1, 1, 2, 2]]), np.array([3]))[0, 0] == pytest.approx(1 / 35)


def test_tail_equals_that_of_scipy() -> None:
    from scipy.stats import f

    values = np.array([0.0, 0.5, 3.0, 20.0])
    assert f_tail(values, 35) == pytest.approx(f.sf(values, 2, 35))


def test_break_that_is_there_is_found_in_its_year() -> None:
    series = noise() * 0.1 + np.where(np.arange(40) >= 22, 5 + np.arange(40) * 0.3, 0)
    test = break_test(series, candidate_breaks(40), replications=199, seed=1)
    assert test.sup_index == 22
    assert test.sup_f == test.f.max()


def test_p_of_one_year_is_not_above_that_of_the_largest_of_all_years() -> None:
    test = break_test(noise(), candidate_breaks(40), replications=199, seed=1)
    assert (test.bootstrap_p[test.f.argmax()]) <= test.sup_p
    assert (test.walk_p[test.f.argmax()]) <= test.sup_walk_p


def test_noise_around_a_trend_and_a_random_walk_have_no_break() -> None:
    """Of 40 series without a break about one in twenty may be called one; a walk fools the F distribution nearly always."""
    walks = np.random.default_rng(5).normal(size=(40, 39)).cumsum(axis=1)
    tests = [break_test(walk, candidate_breaks(39), replications=199, seed=1) for walk in walks]
    assert sum(test.sup_walk_p < 0.05 for test in tests) <= 6
    assert sum(test.chow_p.min() < 0.05 for test in tests) >= 35


def test_a_trend_of_its_own_changes_nothing() -> None:
    plain, tilted = noise(), noise() + 3 + 0.7 * np.arange(40)
    assert chow_f(plain[None, :], np.array([20])) == pytest.approx(chow_f(tilted[None, :], np.array([20])))


def test_draws_are_the_same_again_and_keep_autocorrelation() -> None:
    drawn = ar1_draws(noise(), 0.8, replications=2000, seed=3)
    assert (drawn == ar1_draws(noise(), 0.8, replications=2000, seed=3)).all()
    assert np.corrcoef(drawn[:, 20], drawn[:, 21])[0, 1] == pytest.approx(0.8, abs=0.05)
    walk = walk_draws(noise(), replications=2000, seed=3)
    assert walk.shape == (2000, 40)
    assert walk[:, -1].std() > 4 * walk[:, 1].std()


def test_candidates_leave_fifteen_percent_on_each_side() -> None:
    assert (candidate_breaks(39)[0], candidate_breaks(39)[-1]) == (6, 33)
    assert (candidate_breaks(8)[0], candidate_breaks(8)[-1]) == (3, 5)
