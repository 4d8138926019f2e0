"""Losses of manufacturing jobs over the years that a group of units has in common, and how far they are uncertain.

Changes count within segments only. What happened over a break is left out of the figures; bands draw it at random.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from assets.methods.composite import Array

# A year is common when this share of the units that have any year has it.
COMMON = 0.95


@dataclass(frozen=True)
class JobsInSpan:
    """Jobs of units (rows) in common years (columns).

    Attributes
    ----------
    units
        Identifiers of the rows.
    years
        The columns.
    begins
        For each column whether it begins a segment, so that it is compared with none before it.
    jobs, quotient
        Workers in manufacturing, and their location quotient; nan where not known.
    doubt
        By how much the sido's table differs from the national one, as a share of it.
    untold
        All workers of a unit and year whose workers in manufacturing are suppressed, so that there may be any number up to
        these; nan where nothing is suppressed. None: nothing is anywhere.
    untold_quotient
        The quotient that these would have if all of them were in manufacturing.
    """

    units: pd.Index[str]
    years: tuple[int, ...]
    begins: npt.NDArray[np.bool_]
    jobs: Array
    quotient: Array
    doubt: Array
    untold: Array | None = None
    untold_quotient: Array | None = None

    @property
    def text(self) -> str | None:
        """The years of each segment: `2015-2016, 2017-2019`; None without any."""
        starts = [*np.flatnonzero(self.begins), len(self.years)]
        spans = [(self.years[a], self.years[b - 1]) for a, b in pairwise(starts)]
        return ", ".join(f"{first}-{last}" for first, last in spans) or None

    def losses(self) -> pd.DataFrame:
        """`jobs_loss` and `specialisation_loss` by unit; nan where one of the years is not known."""
        columns = ["jobs_loss", "specialisation_loss"]
        if not self.years:
            return pd.DataFrame(np.nan, index=self.units, columns=columns)
        jobs, quotient = self._lost(self.jobs, self.quotient, np.zeros((1, 1)), np.zeros((1, 1)))
        return pd.DataFrame({"jobs_loss": jobs, "specialisation_loss": quotient}, index=self.units)

    def draws(self, rows: npt.NDArray[np.int_], random: np.random.Generator, replications: int) -> Array:
        """Both losses of the units in `rows`, replications x units x 2, on figures that might as well be true.

        Jobs are moved by up to the doubt of their sido and year, suppressed ones are any number from none to all workers of the
        unit. The change over each break is that of a random unit of these in a random year within a segment, the same for both
        losses.
        """
        if not self.years:
            return np.full((replications, len(rows), 2), np.nan)
        moved = 1 + self.doubt[rows] * random.uniform(-1, 1, size=(replications, 1, len(self.years)))
        jobs, quotient = self.jobs[rows], self.quotient[rows]
        if self.untold is not None and self.untold_quotient is not None and np.isfinite(self.untold[rows]).any():
            share = random.uniform(np.finfo(np.float64).tiny, 1, size=(replications, len(rows), len(self.years)))
            told = np.isnan(self.untold[rows])
            jobs = np.where(told, jobs, share * self.untold[rows])
            quotient = np.where(told, quotient, share * self.untold_quotient[rows])
        steps = self._steps(rows)
        breaks = int(self.begins.sum()) - 1
        if not len(steps) or not breaks:
            gaps = np.zeros((2, replications, len(rows), max(breaks, 1)))
        else:
            gaps = np.moveaxis(steps[random.integers(len(steps), size=(replications, len(rows), breaks))], -1, 0)
        return np.stack(self._lost(jobs * moved, quotient * moved, *gaps), axis=-1)

    def _lost(self, jobs: Array, quotient: Array, jobs_gap: Array, quotient_gap: Array) -> tuple[Array, Array]:
        """Peak to last of the chained index of jobs, as a share, and of the chained quotient."""
        with np.errstate(divide="ignore", invalid="ignore"):
            index = self._chain(np.log(jobs), jobs_gap)
        level = self._chain(quotient, quotient_gap)
        return 1 - np.exp(index[..., -1] - index.max(axis=-1)), level.max(axis=-1) - level[..., -1]

    def _chain(self, values: Array, gaps: Array) -> Array:
        change = np.diff(values, axis=-1, prepend=values[..., :1])
        later = np.flatnonzero(self.begins)[1:]
        change[..., later] = gaps[..., : len(later)]
        # A unit of which a year is not known has no chain, though the year's change may be left out.
        change = np.where(np.isfinite(values).all(axis=-1, keepdims=True), change, np.nan)
        return np.asarray(np.cumsum(change, axis=-1), dtype=np.float64)

    def _steps(self, rows: npt.NDArray[np.int_]) -> Array:
        """Known changes from one common year to the next within a segment: log of jobs, and quotient; steps x 2."""
        with np.errstate(divide="ignore", invalid="ignore"):
            both = np.stack([np.diff(np.log(self.jobs[rows])), np.diff(self.quotient[rows])], axis=-1)
        both = both[:, ~self.begins[1:]].reshape(-1, 2)
        return np.asarray(both[np.isfinite(both).all(axis=1)], dtype=np.float64)


def jobs_in_span(
    manufacturing_jobs: pd.DataFrame, units: Sequence[str] | pd.Index[str], *, not_compared: float = 0.0
) -> JobsInSpan:
    """Jobs of `units` in the years that nearly all of them have that have any; segments with one such year drop out.

    `not_compared` is the doubt of figures that no national table is there to be held against.
    """
    index = pd.Index(units)
    rows = manufacturing_jobs[manufacturing_jobs["region_id"].isin(index) & manufacturing_jobs["jobs_index"].notna()]
    year = rows["reference_date"].map(lambda day: day.year).astype("int64")
    rows = rows.assign(year=year)
    known = rows.groupby("year").size()
    common = known.index[known >= COMMON * rows["region_id"].nunique()]
    segment = rows.groupby("year")["segment"].first().reindex(common)
    kept = segment[segment.map(segment.value_counts()) > 1].sort_index()
    columns = ["manufacturing_workers", "workers_lq", "national_difference"]
    jobs, quotient, doubt = (
        rows.pivot(index="region_id", columns="year", values=column).reindex(index=index, columns=kept.index).astype("float64")
        for column in columns
    )
    # Of a year in which the nation is not known no unit has a quotient; it stands still then.
    nobody = quotient.columns[quotient.isna().all()]
    quotient[nobody] = quotient.bfill(axis=1).ffill(axis=1)[nobody]
    begins = (kept != kept.shift()).to_numpy(dtype=bool)
    years = tuple(int(found) for found in kept.index)
    doubts = np.abs(doubt.fillna(not_compared).to_numpy())
    return JobsInSpan(index, years, begins, jobs.to_numpy(), quotient.to_numpy(), doubts, *_untold(manufacturing_jobs, jobs))


def _untold(manufacturing_jobs: pd.DataFrame, jobs: pd.DataFrame) -> tuple[Array, Array]:
    """All workers where those in manufacturing are suppressed, and the quotient they would have, units x years as `jobs`."""
    table = manufacturing_jobs.assign(year=manufacturing_jobs["reference_date"].map(lambda day: day.year))
    hidden = table[(table["status"] == "suppressed") & table["workers"].notna()]
    every = hidden.pivot(index="region_id", columns="year", values="workers").reindex_like(jobs).astype("float64")
    # A quotient is a share over the nation's, so that the nation's is that of any unit's share to its quotient.
    share = (table["workers_share"] / table["workers_lq"].where(table["workers_lq"] > 0)).groupby(table["year"]).median()
    whole = every.notna().astype("float64").where(every.notna()) / share.reindex(jobs.columns).astype("float64")
    return every.to_numpy(), whole.to_numpy()
