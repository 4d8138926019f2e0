"""Tests for a break: F as by regression, a break that is there is found, and a walk without one is not called one."""

from __future__ import annotations

import numpy as np
import pytest

from assets.methods.structural_break import (
    ar1_draws,
    break_test,
    candidate_breaks,
    chow_f,
    error_of_p,
    f_tail,
    turn,
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


def test_autocorrelation_is_that_of_what_a_line_leaves() -> None:
    series = noise() + 0.2 * np.arange(40)
    left = series - np.polyval(np.polyfit(np.arange(40.0), series, 1), np.arange(40.0))
    expected = (left[1:] * left[:-1]).sum() / (left[:-1] ** 2).sum()
    assert break_test(series, np.array([20]), replications=9, seed=1).autocorrelation == pytest.approx(expected)


@pytest.mark.parametrize("base", [-1.5, 1.5])
def test_autocorrelation_of_a_series_that_explodes_stays_below_one(base: float) -> None:
    test = break_test(base ** np.arange(20), np.array([10]), replications=9, seed=1)
    assert test.autocorrelation == np.sign(base) * 0.99


def test_p_is_the_share_of_draws_that_reach_the_observed_f_itself_counted() -> None:
    series, years = noise().cumsum(), candidate_breaks(40)
    test = break_test(series, years, replications=99, seed=7)
    left = series - np.polyval(np.polyfit(np.arange(40.0), series, 1), np.arange(40.0))
    errors = chow_f(ar1_draws(left, test.autocorrelation, replications=99, seed=7), years)
    walks = chow_f(walk_draws(series, replications=99, seed=7), years)
    assert test.bootstrap_p == pytest.approx((1 + (errors >= test.f).sum(axis=0)) / 100)
    assert test.walk_p == pytest.approx((1 + (walks >= test.f).sum(axis=0)) / 100)
    assert test.sup_p == pytest.approx((1 + (errors.max(axis=1) >= test.sup_f).sum()) / 100)
    assert test.sup_walk_p == pytest.approx((1 + (walks.max(axis=1) >= test.sup_f).sum()) / 100)
    assert test.chow_p == pytest.approx(f_tail(test.f, 36))


def test_series_without_any_error_has_no_break() -> None:
    test = break_test(np.zeros(20), np.array([10]), replications=9, seed=1)
    assert (test.autocorrelation, test.sup_f, test.sup_p, test.sup_walk_p) == (0, 0, 1, 1)


def test_steps_of_a_walk_are_those_of_the_series_without_their_mean() -> None:
    series = np.array([0.0, 1, 3, 6, 12])  # steps 1 2 3 6, 3 in the middle
    walks = walk_draws(series, replications=50, seed=2)
    assert (walks[:, 0] == 0).all()
    assert set(np.diff(walks).ravel().round(9)) == {-2, -1, 0, 3}


def test_errors_are_drawn_from_centred_innovations_and_begin_after_fifty_steps() -> None:
    errors = np.array([1.0, -1, 2, 0])
    innovations = errors[1:] - 0.5 * errors[:-1]
    shocks = np.random.default_rng(4).choice(innovations - innovations.mean(), size=(3, 54))
    state, expected = np.zeros(3), []
    for shock in shocks.T:
        state = 0.5 * state + shock
        expected.append(state)
    assert ar1_draws(errors, 0.5, replications=3, seed=4) == pytest.approx(np.array(expected)[50:].T)


def test_turn_by_hand() -> None:
    """1 2 3 4 | 2 1 0: rising by one to 4, then falling by one, on average 1."""
    found = turn(np.array([1.0, 2, 3, 4, 2, 1, 0]), 4)
    assert (found.slope_before, found.slope_after, found.level_before, found.level_after) == pytest.approx((1, -1, 4, 1))
    assert found.narrowing


@pytest.mark.parametrize(
    ("series", "narrowing"),
    [
        ([1.0, 2, 3, 3, 2, 1], True),  # bends back
        ([1.0, 2, 3, 5, 6, 7], False),  # jumps up and goes on
        ([3.0, 3, 3, 1, 1.1, 1.2], True),  # falls at once and rises a little
        ([-1.0, -2, -3, -3, -2, -1], True),  # the other is ahead: nearer to zero all the same
        ([-1.0, -1, -1, -2, -3, -4], False),
        ([3.0, 2, 1, -2, -3, -4], False),  # the other overtakes and draws away
    ],
)
def test_a_gap_narrows_where_it_comes_nearer_to_zero_than_the_trend_before_had_brought_it(
    series: list[float], narrowing: bool
) -> None:
    assert turn(np.array(series), 3).narrowing is narrowing


def test_a_side_of_one_observation_has_no_trend() -> None:
    with pytest.raises(ValueError, match="two observations"):
        turn(np.array([1.0, 2, 3]), 1)


def test_error_of_a_p_is_that_of_a_share_of_draws() -> None:
    """0.05 of 1,999 draws and the observed one: the root of 0.05 * 0.95 / 2000."""
    assert error_of_p(np.array([0.05, 0.0]), 1999) == pytest.approx([0.0048734, 0.0], abs=1e-6)
