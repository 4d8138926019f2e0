"""Numbers with a distribution: their mean without draws, their draws within bounds."""

from __future__ import annotations

import numpy as np
import pytest

from assets.scenarios.amount import Amount


@pytest.mark.parametrize(
    ("amount", "mean"),
    [
        (Amount("value", (3,), "x"), 3),
        (Amount("uniform", (1, 2), "x"), 1.5),
        (Amount("triangular", (0, 3, 9), "x"), 4),
        (Amount("normal", (5, 2), "x"), 5),
    ],
)
def test_path_without_draws_uses_the_mean_and_draws_lie_around_it(amount: Amount, mean: float) -> None:
    assert amount.drawn(None, 2).tolist() == [mean, mean]
    drawn = amount.drawn(np.random.default_rng(1), 20_000)
    assert drawn.mean() == pytest.approx(mean, rel=0.02)


def test_draws_of_a_normal_are_held_within_the_parameters_bounds() -> None:
    drawn = Amount("normal", (0.9, 0.5), "x", 0, 1).drawn(np.random.default_rng(1), 1000)
    assert (drawn.min(), drawn.max()) == (0, 1)
