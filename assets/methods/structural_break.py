"""Tests for a break in a short yearly series: Chow's F at a known year, and the largest F over all years. Pure functions.

Chow (1960), Econometrica 28; Andrews (1993), Econometrica 61. With some forty years and autocorrelated errors tabulated
values are of little use, so p-values are those of a bootstrap under the null of one trend with AR(1) errors.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
# Each side of a break keeps at least this share of the years (Andrews 1993).
TRIMMING = 0.15


@dataclass(frozen=True)
class BreakTest:
    """F by index of the first observation after the break, and the largest F, with their p-values.

    `chow_p` is that of the F distribution, which assumes independent errors and a year chosen beforehand;
    `bootstrap_p` is under a trend with AR(1) errors, `walk_p` under a random walk with drift.
    """

    candidates: npt.NDArray[np.int_]
    f: Array
    chow_p: Array
    bootstrap_p: Array
    walk_p: Array
    sup_index: int
    sup_f: float
    sup_p: float
    sup_walk_p: float
    autocorrelation: float


def break_test(series: Array, candidates: npt.NDArray[np.int_], *, replications: int, seed: int) -> BreakTest:
    """Test of a series against a break in level and slope of its linear trend at one of `candidates`."""
    years = len(series)
    observed = chow_f(series[None, :], candidates)[0]
    trend = _trend(years)
    errors = series - (trend * np.linalg.lstsq(trend, series, rcond=None)[0]).sum(axis=1)
    rho = (errors[1:] * errors[:-1]).sum() / (errors[:-1] ** 2).sum() if errors.any() else 0.0
    rho = float(np.clip(rho, -0.99, 0.99))
    # F is the same whatever trend is added, so that only errors have to be drawn.
    null = chow_f(ar1_draws(errors, rho, replications=replications, seed=seed), candidates)
    walk = chow_f(walk_draws(series, replications=replications, seed=seed), candidates)
    largest = int(observed.argmax())
    return BreakTest(
        candidates=candidates,
        f=observed,
        chow_p=f_tail(observed, years - 4),
        bootstrap_p=_share_above(null, observed),
        walk_p=_share_above(walk, observed),
        sup_index=int(candidates[largest]),
        sup_f=float(observed[largest]),
        sup_p=float(_share_above(null.max(axis=1, keepdims=True), observed[largest])[0]),
        sup_walk_p=float(_share_above(walk.max(axis=1, keepdims=True), observed[largest])[0]),
        autocorrelation=rho,
    )


@dataclass(frozen=True)
class Turn:
    """What two trends, before an index and from it on, say of a series: levels in its unit, slopes per step."""

    slope_before: float
    slope_after: float
    level_before: float
    level_after: float

    @property
    def narrowing(self) -> bool:
        """Whether the series has since been nearer to zero than where the trend before had brought it."""
        return abs(self.level_after) < abs(self.level_before)


def turn(series: Array, start: int) -> Turn:
    """Trends by least squares before index `start` and from it on; the level before is the fitted one of the last step before.

    A test of a break says that something changed and not whereto; the level after is the mean, which a jump and a bend both move.
    Raises ValueError where a side has fewer than two observations.
    """
    before, after = series[:start], series[start:]
    if min(len(before), len(after)) < 2:
        raise ValueError(f"a trend needs two observations on either side of {start}, there are {len(series)} in all")
    (slope_before, origin), (slope_after, _) = (np.polyfit(np.arange(len(part)), part, 1) for part in (before, after))
    fitted = float(origin + slope_before * (start - 1))
    return Turn(float(slope_before), float(slope_after), fitted, float(after.mean()))


def error_of_p(p: Array, replications: int) -> Array:
    """Standard error of a p-value found by so many draws: what another seed would make of it is within two, mostly."""
    return np.asarray(np.sqrt(p * (1 - p) / (replications + 1)), dtype=np.float64)


def f_tail(f: Array, degrees: int) -> Array:
    """Upper tail of the F distribution with 2 and `degrees` degrees of freedom: (1 + 2 f / degrees) ** (-degrees / 2)."""
    return np.asarray((1 + 2 * f / degrees) ** (-degrees / 2), dtype=np.float64)


def candidate_breaks(years: int) -> npt.NDArray[np.int_]:
    """Indices of the first observation after a break, with at least 15 % and three of the years on each side."""
    least = max(int(np.ceil(TRIMMING * years)), 3)
    return np.arange(least, years - least + 1)


def chow_f(series: Array, candidates: npt.NDArray[np.int_]) -> Array:
    """F of two trends against one, series x years -> series x candidates: ((S - S1 - S2) / 2) / ((S1 + S2) / (n - 4))."""
    years = series.shape[1]
    whole = _residual_squares(series, _trend(years))
    answer = np.empty((len(series), len(candidates)))
    for column, start in enumerate(candidates):
        after = (np.arange(years) >= start).astype(float)[:, None]
        parted = _residual_squares(series, np.hstack([_trend(years) * (1 - after), _trend(years) * after]))
        answer[:, column] = ((whole - parted) / 2) / np.maximum(parted / (years - 4), np.finfo(float).tiny)
    return answer


def ar1_draws(errors: Array, rho: float, *, replications: int, seed: int) -> Array:
    """Error series, replications x years: AR(1) with the centred innovations of `errors` drawn with replacement."""
    random = np.random.default_rng(seed)
    innovations = errors[1:] - rho * errors[:-1]
    innovations = innovations - innovations.mean()
    burn_in = 50
    shocks = random.choice(innovations, size=(replications, burn_in + len(errors)))
    state = np.zeros(replications)
    drawn = np.empty_like(shocks)
    for step in range(shocks.shape[1]):
        state = rho * state + shocks[:, step]
        drawn[:, step] = state
    return drawn[:, burn_in:]


def walk_draws(series: Array, *, replications: int, seed: int) -> Array:
    """Random walks, replications x years, whose steps are the centred steps of `series` drawn with replacement."""
    steps = np.diff(series) - np.diff(series).mean()
    drawn = np.random.default_rng(seed).choice(steps, size=(replications, len(steps)))
    return np.hstack([np.zeros((replications, 1)), drawn.cumsum(axis=1)])


def _share_above(null: Array, observed: Array | float) -> Array:
    return np.asarray((1 + (null >= observed).sum(axis=0)) / (1 + len(null)), dtype=np.float64)


def _trend(years: int) -> Array:
    return np.column_stack([np.ones(years), np.arange(years) / years])


def _residual_squares(series: Array, regressors: Array) -> Array:
    base = np.linalg.qr(regressors)[0]
    return np.asarray((series**2).sum(axis=1) - (np.einsum("sy,yk->sk", series, base) ** 2).sum(axis=1))
