"""A number that an analyst is not sure of: one value, or a distribution, always with its source."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assets.projection.cohorts import Array

# Kind, and how many figures it is given by.
KINDS = {"value": 1, "uniform": 2, "triangular": 3, "normal": 2}


@dataclass(frozen=True)
class Amount:
    """`value: x`, `uniform: [low, high]`, `triangular: [low, mode, high]` or `normal: [mean, sd]`.

    `low` and `high` are bounds of the parameter itself: draws of a normal are held within them.
    """

    kind: str
    figures: tuple[float, ...]
    source: str
    low: float = 0.0
    high: float = float("inf")

    @property
    def mean(self) -> float:
        """Expected value, which the path without draws uses."""
        figures = {"value": 1, "uniform": 2, "triangular": 3, "normal": 1}[self.kind]
        return sum(self.figures[:figures]) / figures

    def drawn(self, rng: np.random.Generator | None, draws: int) -> Array:
        """`draws` values; the mean without a generator."""
        if rng is None or self.kind == "value":
            return np.full(draws, self.mean)
        if self.kind == "triangular":
            low, mode, high = self.figures
            return rng.triangular(low, mode, high, draws)
        first, second = self.figures
        if self.kind == "uniform":
            return rng.uniform(first, second, draws)
        held: Array = np.clip(rng.normal(first, second, draws), self.low, self.high)
        return held
