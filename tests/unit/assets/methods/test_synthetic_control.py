"""Weights, gaps and placebo inference against cases worked by hand."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from assets.methods.synthetic_control import (
    equal_weights,
    gaps,
    minimum_detectable,
    p_value,
    placebo_band,
    rank_p,
    rmspe_ratio,
    simplex_weights,
)


def test_target_that_is_a_mixture_of_donors_gets_the_weights_of_the_mixture() -> None:
    donors = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 2.0], [3.0, 1.0, 0.0]])
    weights = simplex_weights(donors @ [0.7, 0.3, 0.0], donors)
    assert weights == pytest.approx([0.7, 0.3, 0.0], abs=1e-4)


def test_level_of_the_target_plays_no_part() -> None:
    donors = np.array([[0.0, 1.0], [1.0, 0.0], [0.0, 0.0], [3.0, 1.0]])
    assert simplex_weights(donors @ [0.7, 0.3] + 100, donors) == pytest.approx([0.7, 0.3], abs=1e-4)


def test_weights_are_never_negative_and_sum_to_one() -> None:
    # The best unbounded answer would be 2 and -1.
    donors = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    weights = simplex_weights(donors @ [2.0, -1.0], donors)
    assert weights == pytest.approx([1.0, 0.0], abs=1e-4) and weights.sum() == pytest.approx(1.0, abs=1e-12)


def test_donors_that_cannot_be_told_apart_share_the_weight() -> None:
    donors = np.column_stack([np.arange(4.0)] * 2)
    assert simplex_weights(np.arange(4.0), donors) == pytest.approx([0.5, 0.5], abs=1e-6)


def test_gap_is_the_difference_in_differences_with_equal_weights() -> None:
    # Donors go from 1 and 3 to 2 and 4 (mean +1), the target from 5 to 9 (+4): the gap is 3.
    units = np.array([[1.0, 2.0], [3.0, 4.0]])
    found = gaps(np.array([[5.0, 9.0]]), units, equal_weights(2)[None, :], np.array([True, False]))
    assert found.tolist() == [[0.0, 3.0]]


def test_gap_is_taken_from_the_mean_of_the_base() -> None:
    found = gaps(np.array([[1.0, 3.0, 10.0]]), np.zeros((1, 3)), np.ones((1, 1)), np.array([True, True, False]))
    assert found.tolist() == [[-1.0, 1.0, 8.0]]


@pytest.mark.parametrize(("effect", "p"), [(5.0, 1 / 5), (2.0, 3 / 5), (-2.0, 3 / 5), (0.0, 1.0)])
def test_p_value_counts_the_effect_itself_among_the_placebos(effect: float, p: float) -> None:
    assert p_value(effect, np.array([-3.0, -1.0, 1.0, 2.0])) == pytest.approx(p)


def test_band_holds_95_percent_of_the_placebos() -> None:
    assert placebo_band(np.arange(-100.0, 101.0)) == pytest.approx((-95.0, 95.0))


def test_smallest_detectable_gain_passes_the_bound_four_times_in_five() -> None:
    placebos = np.arange(-100.0, 101.0)
    bound = np.quantile(np.abs(placebos), 0.95)  # 95
    gain = minimum_detectable(placebos)
    assert (bound, gain) == (95.0, 155.0)  # the 20 % quantile is -60
    assert (placebos + gain >= bound).mean() == pytest.approx(0.8, abs=0.01)


def test_smallest_detectable_gain_of_normal_placebos_is_the_textbook_one() -> None:
    # 1.96 + 0.84 standard errors at 5 % and 80 % power.
    placebos = np.random.default_rng(1).normal(0, 1, 200_000)
    assert minimum_detectable(placebos) == pytest.approx(1.96 + 0.8416, abs=0.02)
    assert math.isfinite(minimum_detectable(np.array([0.1])))


def test_ratio_of_errors_is_empty_where_the_years_before_were_followed_exactly() -> None:
    found = rmspe_ratio(np.array([3.0, 3.0, 0.0]), np.array([1.5, 0.0, 0.0]))
    assert found[0] == 2.0 and np.isnan(found[1:]).all()


def test_rank_of_a_ratio_counts_itself_and_leaves_out_placebos_without_one() -> None:
    """Of 1, 4 and 9 two are at least 4: with itself three of four."""
    assert rank_p(4.0, np.array([1.0, 4.0, 9.0, np.nan])) == pytest.approx(3 / 4)
    assert rank_p(10.0, np.array([1.0, 4.0, 9.0])) == pytest.approx(1 / 4)


# --- a published case: California's tobacco programme of 1989 (Proposition 99)

# Packs sold per head in 39 states, 1970-2000: Orzechowski and Walker, The Tax Burden on Tobacco, as used by Abadie, Diamond and
# Hainmueller (2010), JASA 105.
CIGARETTES = Path(__file__).with_name("cigarettes.csv")


def california() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Packs in California (years), in the 38 other states (states x years), and which years lie before the programme."""
    table = pd.read_csv(CIGARETTES, index_col="state")
    base = table.columns.astype(int).to_numpy() < 1989
    return table.loc["California"].to_numpy(), table.drop("California").to_numpy(), base


def mean_gap(weights: np.ndarray) -> float:
    target, states, base = california()
    return float(gaps(target[None, :], states, weights[None, :], base)[0, ~base].mean())


def test_demeaned_synthetic_control_of_california_is_the_published_one() -> None:
    """Arkhangelsky, Athey, Hirshberg, Imbens and Wager (2021), AER 111, Table 1: -11.1 packs, weights and an intercept."""
    target, states, base = california()
    assert (states.shape, base.sum()) == ((38, 31), 19)
    assert mean_gap(simplex_weights(target[base], states[:, base].T)) == pytest.approx(-11.1, abs=0.05)


def test_difference_in_differences_of_california_is_the_published_one() -> None:
    """The same table: -27.3 packs."""
    assert mean_gap(equal_weights(38)) == pytest.approx(-27.3, abs=0.05)
