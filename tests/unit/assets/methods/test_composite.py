"""Composite indicators by hand: normalisation, weights, means, ranks, and what missing values do to each."""

from __future__ import annotations

import numpy as np
import pytest

from assets.methods.composite import (
    FACTORS,
    aggregate,
    designs,
    normalise,
    rank_draws,
    ranks,
    ranks_among,
    variance_shares,
    weigh,
    weight_known,
)

NAN = float("nan")
PILLARS = np.array([0, 0, 1])


def table(units: int = 30, indicators: int = 3, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(units, indicators))


# --- normalisation


def test_min_max_runs_from_1_to_100() -> None:
    assert normalise(np.array([[0.0], [5.0], [10.0]]), "min_max")[:, 0].tolist() == [1, 50.5, 100]


def test_z_scores_have_mean_50_and_deviation_10() -> None:
    assert normalise(np.array([[1.0], [2.0], [3.0]]), "z_score")[:, 0] == pytest.approx(
        [50 - 10 * 1.5**0.5, 50, 50 + 10 * 1.5**0.5]
    )


def test_scale_of_a_reference_cuts_off_what_lies_outside() -> None:
    assert normalise(np.array([[-5.0], [20.0]]), "min_max", reference=np.array([[0.0], [10.0]]))[:, 0].tolist() == [1, 100]


@pytest.mark.parametrize(("method", "middle"), [("min_max", 50.5), ("z_score", 50)])
def test_constant_is_the_middle_and_missing_stays_missing(method: str, middle: float) -> None:
    values = normalise(np.array([[3.0], [3.0], [NAN]]), method)[:, 0]  # type: ignore[arg-type]
    assert values[:2].tolist() == [middle, middle]
    assert np.isnan(values[2])


def test_winsorised_scale_runs_between_quantiles_and_each_draw_has_its_own() -> None:
    values = np.append(np.arange(20.0), 1000.0)[:, None]
    points = normalise(values, "min_max", trim=0.05)[:, 0]
    assert points[0] == points[1] == 1 and points[-2] == points[-1] == 100
    assert points[10] == pytest.approx(50.5)
    draws = np.stack([values, values * 7])
    assert normalise(draws, "min_max", trim=0.05)[1] == pytest.approx(points[:, None])
    assert normalise(draws, "z_score", trim=0.05)[0] == pytest.approx(normalise(values, "z_score", trim=0.05))


# --- weights


def test_equal_weights_are_equal_by_pillar_and_within() -> None:
    assert weigh(np.empty((0, 3)), "equal", PILLARS).tolist() == [0.25, 0.25, 0.5]


def test_entropy_weighs_what_differs_more() -> None:
    """Shares (1/2, 1/2) have entropy 1 and no weight; (1/4, 3/4) have 0.8113."""
    weights = weigh(np.array([[10.0, 10.0], [10.0, 30.0]]), "entropy", np.array([0, 1]))
    assert weights == pytest.approx([0, 1])
    entropy = -(0.25 * np.log2(0.25) + 0.75 * np.log2(0.75))
    both = weigh(np.array([[10.0, 20.0], [30.0, 20.0 + 1e-9]]), "entropy", np.array([0, 1]))
    assert both[0] == pytest.approx(1) and entropy == pytest.approx(0.8113, abs=1e-4)


def test_pca_weights_are_communalities_and_equal_those_of_scikit_learn() -> None:
    from sklearn.decomposition import PCA
    from sklearn.preprocessing import StandardScaler

    base = table(indicators=1)
    values = np.hstack([base, base + 0.3 * table(indicators=1, seed=2), table(indicators=1, seed=3)])
    fitted = PCA().fit(StandardScaler().fit_transform(values))
    eigenvalues = fitted.explained_variance_ * (len(values) - 1) / len(values)
    loadings = fitted.components_[eigenvalues > 1].T * np.sqrt(eigenvalues[eigenvalues > 1])
    expected = (loadings**2).sum(axis=1)
    assert weigh(values, "pca", PILLARS) == pytest.approx(expected / expected.sum())


# --- means and ranks


def test_arithmetic_and_geometric_means_by_hand() -> None:
    values, weights = np.array([[1.0, 100.0]]), np.array([0.5, 0.5])
    assert aggregate(values, weights, "arithmetic") == pytest.approx([50.5])
    assert aggregate(values, weights, "geometric") == pytest.approx([10])


def test_missing_value_gives_its_weight_to_the_rest_and_is_told() -> None:
    values, weights = np.array([[10.0, NAN, 40.0], [NAN, NAN, NAN]]), np.array([0.25, 0.25, 0.5])
    assert aggregate(values, weights, "arithmetic")[0] == pytest.approx((10 * 0.25 + 40 * 0.5) / 0.75)
    assert np.isnan(aggregate(values, weights, "arithmetic")[1])
    assert weight_known(values, weights).tolist() == [0.75, 0]


def test_ranks_begin_with_the_highest_and_ties_share() -> None:
    assert ranks(np.array([5.0, 9.0, 5.0, 1.0])).tolist() == [2.5, 1, 2.5, 4]


def test_ranks_equal_those_of_scipy() -> None:
    from scipy.stats import rankdata

    scores = np.round(table(units=40, indicators=1)[:, 0], 1)
    assert ranks(scores).tolist() == rankdata(-scores).tolist()


# --- how ranks depend on the design


def test_unit_that_is_worst_in_everything_is_first_in_every_design() -> None:
    values = np.vstack([table(), [9.0, 9.0, 9.0]])
    draws = rank_draws(values, PILLARS, np.ones(31, dtype=bool), replications=300, seed=1)
    assert set(draws[:, -1]) == {1.0}


def test_missing_values_widen_the_band_of_their_unit_and_draws_are_the_same_again() -> None:
    values = table()
    holes = values.copy()
    holes[0, 1:] = NAN
    every = np.ones(30, dtype=bool)
    whole = rank_draws(values, PILLARS, every, replications=500, seed=1)
    unsure = rank_draws(holes, PILLARS, every, replications=500, seed=1)
    assert np.ptp(np.quantile(unsure[:, 0], [0.05, 0.95])) > np.ptp(np.quantile(whole[:, 0], [0.05, 0.95]))
    assert (unsure == rank_draws(holes, PILLARS, every, replications=500, seed=1)).all()


def test_doubt_of_the_figures_widens_bands_and_has_its_share() -> None:
    values, every = table(), np.ones(30, dtype=bool)
    inputs = values + np.random.default_rng(9).normal(scale=1.0, size=(500, 30, 3))
    sure = rank_draws(values, PILLARS, every, replications=500, seed=1)
    unsure = rank_draws(values, PILLARS, every, replications=500, seed=1, inputs=inputs)
    spread = [np.ptp(np.quantile(draws, [0.05, 0.95], axis=0), axis=0).mean() for draws in (sure, unsure)]
    assert spread[1] > 1.2 * spread[0]
    shares = variance_shares(values, PILLARS, inputs[:10])
    assert shares["input"] > 0.2 and sum(shares.values()) == pytest.approx(1)
    assert variance_shares(values, PILLARS)["input"] == 0


def test_missing_value_is_drawn_from_the_same_draw_of_another_unit() -> None:
    values = table()
    values[0, 0] = NAN
    inputs = np.broadcast_to(values, (50, *values.shape)).copy()
    draws = rank_draws(values, PILLARS, np.ones(30, dtype=bool), replications=50, seed=1, inputs=inputs)
    assert not np.isnan(draws).any()


def test_unit_without_a_rank_is_placed_among_those_that_have_one() -> None:
    scores = np.array([[10.0, 8.0, 9.0, 1.0]])
    assert ranks_among(scores, np.array([True, True, False, False])).tolist() == [[1, 2, 2, 3]]


def test_shares_of_variance_sum_to_one() -> None:
    shares = variance_shares(table(indicators=7), np.array([0, 0, 0, 1, 1, 1, 1]))
    assert list(shares) == [*FACTORS, "interactions"]
    assert sum(shares.values()) == pytest.approx(1)
    assert all(share >= -1e-12 for share in shares.values())


def test_only_the_choice_that_matters_has_a_share() -> None:
    """Two indicators that are each other's mirror: leaving one out turns the order, nothing else moves a rank."""
    up = np.arange(20.0)
    shares = variance_shares(np.column_stack([up, 19 - up]), np.array([0, 1]))
    assert shares["left_out_indicator"] > 0.8
    assert shares["normalisation"] < 0.05


def test_weights_come_from_complete_rows() -> None:
    values = table()
    holes = np.vstack([values, [[NAN, 0.0, 0.0]]])
    assert designs(holes, PILLARS).weights[0, 0].tolist() == [0.25, 0.25, 0.5]
    assert not np.isnan(designs(holes, PILLARS).weights).any()
