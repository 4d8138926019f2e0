"""How far ranks of a composite depend on its design and on its figures: bands from draws of both, shares of variance.

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
# Scales run between these quantiles of the units, so that one extreme unit does not press the others together.
TRIM = 0.05
FACTORS = ("input", "normalisation", "weighting", "aggregation", "left_out_indicator")


@dataclass(frozen=True)
class Designs:
    """Normalised values, normalisations x units x indicators, and weights, normalisations x weightings x indicators."""

    values: Array
    weights: Array


def designs(values: Array, pillars: npt.NDArray[np.int_]) -> Designs:
    """All normalisations and weights of units x indicators; weights come from the complete rows."""
    complete = values[~np.isnan(values).any(axis=1)]
    normalised = [normalise(values, method, trim=TRIM) for method in NORMALISATIONS]
    weights = [
        [weigh(normalise(complete, method, reference=values, trim=TRIM), weighting, pillars) for weighting in WEIGHTINGS]
        for method in NORMALISATIONS
    ]
    return Designs(np.stack(normalised), np.array(weights))


def variance_shares(values: Array, pillars: npt.NDArray[np.int_], inputs: Array | None = None) -> dict[str, float]:
    """First-order share of each choice in the variance of ranks over all designs, and `interactions`, summing to 1.

    Every design is computed (figures x normalisation x weighting x aggregation x no or one indicator left out), so that the
    shares are exact for them: the variance of a unit's mean rank by level of a choice, over the variance of its ranks, both
    averaged over units. With all levels equally likely this is Sobol's first-order index. `inputs`, draws x units x
    indicators, are figures that might as well be true; without them the figures have no share.
    """
    figures = values[None] if inputs is None else inputs
    weights = designs(values, pillars).weights
    left_out = np.vstack([np.ones(values.shape[1]), 1 - np.eye(values.shape[1])])
    table = np.stack([_all_designs(draw, weights, left_out) for draw in figures])
    by_design = ranks(table)  # figures, normalisation, weighting, aggregation, left out, unit
    axes = tuple(range(len(FACTORS)))
    total = by_design.var(axis=axes).mean()
    if total == 0:
        return {**dict.fromkeys(FACTORS, 0.0), "interactions": 0.0}
    shares = {
        factor: float(by_design.mean(axis=tuple(a for a in axes if a != axis)).var(axis=0).mean() / total)
        for axis, factor in enumerate(FACTORS)
    }
    return {**shares, "interactions": 1 - sum(shares.values())}


def _all_designs(values: Array, weights: Array, left_out: Array) -> Array:
    """Scores by normalisation, weighting, aggregation, left-out indicator and unit."""
    normalised = [normalise(values, method, trim=TRIM) for method in NORMALISATIONS]
    table = [
        [aggregate(of[None, None], (of_method[:, None, :] * left_out)[:, :, None, :], method) for method in AGGREGATIONS]
        for of, of_method in zip(normalised, weights, strict=True)
    ]
    return np.moveaxis(np.array(table), 1, 2)


def rank_draws(
    values: Array,
    pillars: npt.NDArray[np.int_],
    ranked: npt.NDArray[np.bool_],
    *,
    replications: int,
    seed: int,
    inputs: Array | None = None,
) -> Array:
    """Ranks in random designs, replications x units: 1 and the number of `ranked` units with a higher score.

    Each replication draws a normalisation, a weighting, an aggregation, weights moved by up to a quarter, whether
    an indicator is left out, and for each missing value the value of a random unit that has one, so that what is
    not known widens the band of its unit. `inputs`, replications x units x indicators, are figures that might as well be
    true and take the place of `values`. A unit that is not `ranked` gets the rank that it would have among those.
    """
    random = np.random.default_rng(seed)
    every = designs(values, pillars)
    indicators = values.shape[1]
    n, w, a = (random.integers(size, size=replications) for size in (len(NORMALISATIONS), len(WEIGHTINGS), len(AGGREGATIONS)))
    weights = every.weights[n, w] * random.uniform(1 - JITTER, 1 + JITTER, size=(replications, indicators))
    out = random.integers(indicators + 1, size=replications)
    weights[np.flatnonzero(out < indicators), out[out < indicators]] = 0.0
    weights /= weights.sum(axis=1, keepdims=True)
    figures = np.array(np.broadcast_to(values, (replications, *values.shape)) if inputs is None else inputs)
    for column in range(indicators):
        lacks = np.isnan(values[:, column])
        known, missing = np.flatnonzero(~lacks), np.flatnonzero(lacks)
        donors = known[random.integers(len(known), size=(replications, len(missing)))]
        figures[:, missing, column] = figures[np.arange(replications)[:, None], donors, column]
    drawn = np.empty_like(figures)
    for number, method in enumerate(NORMALISATIONS):
        drawn[n == number] = normalise(figures[n == number], method, trim=TRIM)
    geometric = (a == AGGREGATIONS.index("geometric"))[:, None, None]
    means = np.einsum("rui,ri->ru", np.log(drawn, out=drawn, where=geometric), weights)
    return ranks_among(np.where(geometric[:, :, 0], np.exp(means), means), ranked)


def ranks_among(scores: Array, ranked: npt.NDArray[np.bool_]) -> Array:
    """1 and the number of `ranked` units with a higher score, by row of replications x units."""
    order = np.sort(-scores[:, ranked], axis=1)
    return np.stack([1.0 + np.searchsorted(row, -of, side="left") for row, of in zip(order, scores, strict=True)])
