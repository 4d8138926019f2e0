"""Composite indices: normalised components, weights, ranks, and how ranks stand when choices change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

# Composite indicators after the OECD/JRC Handbook (Nardo et al. 2008): normalise, weigh, aggregate. Pure functions of arrays.
#
# Which indicators, which units and which design are the base is the business of the indicator that uses this. How ranks
# depend on the choices is in this file. All arrays are units x indicators, higher is worse; nan is missing.

Array = npt.NDArray[np.float64]
Normalisation = Literal["min_max", "z_score"]
Weighting = Literal["equal", "pca", "entropy"]
Aggregation = Literal["arithmetic", "geometric"]
NORMALISATIONS: tuple[Normalisation, ...] = ("min_max", "z_score")
WEIGHTINGS: tuple[Weighting, ...] = ("equal", "pca", "entropy")
AGGREGATIONS: tuple[Aggregation, ...] = ("arithmetic", "geometric")
# A geometric mean needs numbers above 0; 1 of 100 keeps one best value from wiping out all others.
LOWEST, HIGHEST = 1.0, 100.0
Z_MEAN, Z_SPREAD = 50.0, 10.0


def normalise(values: Array, method: Normalisation, reference: Array | None = None, *, trim: float = 0.0) -> Array:
    """Values on a scale from 1 to 100 (`min_max`), or with mean 50 and deviation 10 (`z_score`).

    Lowest, highest, mean and deviation (of the population, ddof 0) are those of the rows of `reference`, by default of
    `values`; what lies outside is cut off at 1 and 100. With `trim` the scale is winsorised: the lowest and highest are
    quantiles, so that a few extreme units do not set it, and what lies beyond them counts as they do. A constant column
    becomes the middle. Leading axes, such as draws, are each scaled for themselves.
    """
    known = values if reference is None else reference
    low, high = _ends(known, trim)
    values, known = np.clip(values, low, high) if trim else values, np.clip(known, low, high) if trim else known
    if method == "min_max":
        spread = high - low
        share = np.divide(values - low, spread, out=np.full_like(values, 0.5), where=spread > 0)
        scaled = LOWEST + (HIGHEST - LOWEST) * share
    else:
        mean, spread = np.nanmean(known, axis=-2, keepdims=True), np.nanstd(known, axis=-2, keepdims=True)
        scaled = Z_MEAN + Z_SPREAD * np.divide(values - mean, spread, out=np.zeros_like(values), where=spread > 0)
    scaled = np.where(np.isnan(values), np.nan, scaled)
    return np.clip(scaled, LOWEST, HIGHEST)


def _ends(known: Array, trim: float) -> tuple[Array, Array]:
    if not trim:
        return np.nanmin(known, axis=-2, keepdims=True), np.nanmax(known, axis=-2, keepdims=True)
    quantile = np.nanquantile if np.isnan(known).any() else np.quantile
    low, high = quantile(known, [trim, 1 - trim], axis=-2, keepdims=True)
    return low, high


def weigh(normalised: Array, method: Weighting, pillars: npt.NDArray[np.int_]) -> Array:
    """Weights of the indicators, summing to 1, from complete rows of normalised values.

    `equal`: each pillar the same, and within it each indicator. `pca`: communality of the indicator in the
    components of the correlation matrix with an eigenvalue above 1, which no rotation changes. `entropy`: one
    minus Shannon's entropy of the indicator's shares (Zeleny 1982), so that what differs more weighs more.
    """
    if method == "equal":
        sizes = np.bincount(pillars)
        return np.asarray(1.0 / (np.count_nonzero(sizes) * sizes[pillars]), dtype=np.float64)
    if method == "pca":
        values, vectors = np.linalg.eigh(np.corrcoef(normalised, rowvar=False))
        kept = values > 1
        weight = (vectors[:, kept] ** 2 * values[kept]).sum(axis=1)
    else:
        share = normalised / normalised.sum(axis=0)
        weight = 1 + (share * np.log(share)).sum(axis=0) / np.log(len(normalised))
    return np.asarray(weight / weight.sum(), dtype=np.float64)


def aggregate(normalised: Array, weights: Array, method: Aggregation) -> Array:
    """Weighted mean over the last axis; what is missing has no weight, and the rest share it in proportion.

    `geometric` lets a low value be made good less easily than `arithmetic` does. nan where nothing is known.
    """
    used = np.where(np.isnan(normalised), 0.0, weights)
    total = used.sum(axis=-1)
    values = np.log(normalised) if method == "geometric" else normalised
    mean = np.divide((np.nan_to_num(values) * used).sum(axis=-1), total, out=np.full(total.shape, np.nan), where=total > 0)
    return np.asarray(np.exp(mean) if method == "geometric" else mean, dtype=np.float64)


def weight_known(values: Array, weights: Array) -> Array:
    """Share of the weight that rests on known values, by row."""
    return np.asarray(np.where(np.isnan(values), 0.0, weights).sum(axis=-1) / weights.sum(), dtype=np.float64)


def ranks(scores: Array) -> Array:
    """Rank from 1 for the highest score along the last axis; equal scores share their mean rank."""
    higher = (scores[..., None, :] > scores[..., :, None]).sum(axis=-1)
    equal = (scores[..., None, :] == scores[..., :, None]).sum(axis=-1)
    return np.asarray(higher + (equal + 1) / 2, dtype=np.float64)


# How far ranks of a composite depend on its design and on its figures: bands from draws of both, shares of variance.
#
# Handbook on Constructing Composite Indicators (Nardo et al. 2008), step 7; Saisana, Saltelli & Tarantola (2005).

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
    true and take the place of `values`; where they have one for what `values` lacks, none is borrowed. A unit that is not
    `ranked` gets the rank that it would have among those.
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
        known = np.flatnonzero(~np.isnan(values[:, column]))
        lacks = np.isnan(figures[:, :, column])
        missing = np.flatnonzero(lacks.any(axis=0))
        donors = known[random.integers(len(known), size=(replications, len(missing)))]
        borrowed = figures[np.arange(replications)[:, None], donors, column]
        figures[:, missing, column] = np.where(lacks[:, missing], borrowed, figures[:, missing, column])
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
