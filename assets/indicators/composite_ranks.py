"""How far ranks of a composite depend on its design: bands from random designs, shares of variance from all of them.

Handbook on Constructing Composite Indicators (Nardo et al. 2008), step 7; Saisana, Saltelli & Tarantola (2005).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assets.indicators.composite import (
    AGGREGATIONS,
    NORMALISATIONS,
    WEIGHTINGS,
    Array,
    aggregate,
    normalise,
    ranks,
    weigh,
)

# Weights of a random design differ from those of its method by up to a quarter each, before they sum to 1 again.
JITTER = 0.25
FACTORS = ("normalisation", "weighting", "aggregation", "left_out_indicator")


@dataclass(frozen=True)
class Designs:
    """Normalised values, normalisations x units x indicators, and weights, normalisations x weightings x indicators."""

    values: Array
    weights: Array


def designs(values: Array, pillars: npt.NDArray[np.int_]) -> Designs:
    """All normalisations and weights of units x indicators; weights come from the complete rows."""
    complete = values[~np.isnan(values).any(axis=1)]
    normalised = [normalise(values, method) for method in NORMALISATIONS]
    weights = [
        [weigh(normalise(complete, method, reference=values), weighting, pillars) for weighting in WEIGHTINGS]
        for method in NORMALISATIONS
    ]
    return Designs(np.stack(normalised), np.array(weights))


def variance_shares(values: Array, pillars: npt.NDArray[np.int_]) -> dict[str, float]:
    """First-order share of each choice in the variance of ranks over all designs, and `interactions`, summing to 1.

    Every design is computed (normalisation x weighting x aggregation x no or one indicator left out), so that the
    shares are exact: the variance of a unit's mean rank by level of a choice, over the variance of its ranks, both
    averaged over units. With all levels equally likely this is Sobol's first-order index.
    """
    every = designs(values, pillars)
    left_out = np.vstack([np.ones(values.shape[1]), 1 - np.eye(values.shape[1])])
    table = np.stack(
        [
            np.stack(
                [aggregate(every.values[n][None, None], _spread(every.weights[n], left_out), method) for method in AGGREGATIONS]
            )
            for n in range(len(NORMALISATIONS))
        ]
    )
    by_design = ranks(np.moveaxis(table, 1, 2))  # normalisation, weighting, aggregation, left out, unit
    axes = tuple(range(len(FACTORS)))
    total = by_design.var(axis=axes).mean()
    if total == 0:
        return {**dict.fromkeys(FACTORS, 0.0), "interactions": 0.0}
    shares = {
        factor: float(by_design.mean(axis=tuple(a for a in axes if a != axis)).var(axis=0).mean() / total)
        for axis, factor in enumerate(FACTORS)
    }
    return {**shares, "interactions": 1 - sum(shares.values())}


def _spread(weights: Array, left_out: Array) -> Array:
    """Weights by weighting, left-out indicator and (for broadcasting) unit."""
    return (weights[:, None, :] * left_out[None, :, :])[:, :, None, :]


def rank_draws(
    values: Array, pillars: npt.NDArray[np.int_], ranked: npt.NDArray[np.bool_], *, replications: int, seed: int
) -> Array:
    """Ranks in random designs, replications x units: 1 and the number of `ranked` units with a higher score.

    Each replication draws a normalisation, a weighting, an aggregation, weights moved by up to a quarter, whether
    an indicator is left out, and for each missing value the value of a random unit that has one, so that what is
    not known widens the band of its unit. A unit that is not `ranked` gets the rank that it would have among those.
    """
    random = np.random.default_rng(seed)
    every = designs(values, pillars)
    indicators = values.shape[1]
    n, w, a = (random.integers(size, size=replications) for size in (len(NORMALISATIONS), len(WEIGHTINGS), len(AGGREGATIONS)))
    weights = every.weights[n, w] * random.uniform(1 - JITTER, 1 + JITTER, size=(replications, indicators))
    out = random.integers(indicators + 1, size=replications)
    weights[np.flatnonzero(out < indicators), out[out < indicators]] = 0.0
    weights /= weights.sum(axis=1, keepdims=True)
    drawn = every.values[n]
    for column in range(indicators):
        lacks = np.isnan(values[:, column])
        known, missing = np.flatnonzero(~lacks), np.flatnonzero(lacks)
        donors = known[random.integers(len(known), size=(replications, len(missing)))]
        drawn[:, missing, column] = every.values[n[:, None], donors, column]
    geometric = (a == AGGREGATIONS.index("geometric"))[:, None, None]
    means = np.einsum("rui,ri->ru", np.log(drawn, out=drawn, where=geometric), weights)
    return ranks_among(np.where(geometric[:, :, 0], np.exp(means), means), ranked)


def ranks_among(scores: Array, ranked: npt.NDArray[np.bool_]) -> Array:
    """1 and the number of `ranked` units with a higher score, by row of replications x units."""
    order = np.sort(-scores[:, ranked], axis=1)
    return np.stack([1.0 + np.searchsorted(row, -of, side="left") for row, of in zip(order, scores, strict=True)])
