"""Composite indicators after the OECD/JRC Handbook (Nardo et al. 2008): normalise, weigh, aggregate. Pure functions of arrays.

Which indicators, which units and which design are the base is the business of the indicator that uses this. How ranks
depend on the choices is `composite_ranks.py`. All arrays are units x indicators, higher is worse; nan is missing.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

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
