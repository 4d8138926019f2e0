"""Official projections as a control: how the nation's cohorts, its births and the people of each sido are to change.

Only changes are taken, never numbers: official figures are of the middle of a year and hold foreigners, registered ones are
of December and do not. Ratios of five years are free of both, as long as the share of foreigners in a cohort stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from assets.projection.cohorts import FEMALE, SEXES, WOMEN_15_49, Array, Units, divided, exposed
from domain.ages import AGES, STEP

# The rows of the official table that are projected.
PATH = "projection"


@dataclass(frozen=True)
class Control:
    """What a path is held to, by the year in which a step ends.

    Attributes
    ----------
    nation : mapping of year to array (2, 21)
        Persons of an age group per person of the group before, five years earlier, in the official path.
    births : mapping of year to array (2,)
        Official children aged 0-4 per woman aged 15-49 in that year over those of the base year, by sex.
    sido : mapping of year to array (S,)
        Official persons of each sido over those of the base year; NaN for a sido without figures.
    """

    nation: Mapping[int, Array] = field(default_factory=dict)
    births: Mapping[int, Array] = field(default_factory=dict)
    sido: Mapping[int, Array] = field(default_factory=dict)


def national_path(national: pd.DataFrame) -> dict[int, Array]:
    """The official middle path of the nation, (2, 21) by year, from raw.kosis_national_population.

    Only years marked as projected whose two sexes have every group up to 100 and over; others are no path by cohorts.
    """
    rows = national[national["population_concept"] == PATH]
    found: dict[int, Array] = {}
    for year, part in rows.groupby("year"):
        cells = np.full((len(SEXES), len(AGES)), np.nan)
        for sex, age, persons in zip(part["sex"], part["age_from"], part["population"], strict=True):
            if age in AGES and sex in SEXES:
                cells[SEXES.index(sex), AGES.index(age)] = float(persons)
        if not np.isnan(cells).any():
            found[int(str(year))] = cells
    return found


def control_of(path: Mapping[int, Array], sido_projection: pd.DataFrame, units: Units, base: int, last: int) -> Control:
    """What steps of five years from `base` on, to or past `last`, are held to; empty where official figures do not begin by then.

    `path` is the nation's (`national_path`); a step is controlled when both its ends are in it. Figures of a sido
    are rows of core.sido_projection; see `sido_growth`.
    """
    ends = [year for year in range(base + STEP, last + STEP, STEP) if base in path and year in path and year - STEP in path]
    nation = {year: divided(path[year], exposed(path[year - STEP])) for year in ends}
    births = {year: divided(_per_woman(path[year]), _per_woman(path[base]), 1.0) for year in ends}
    return Control(nation, births, sido_growth(path, sido_projection, units, base, last))


def sido_growth(path: Mapping[int, Array], sido_projection: pd.DataFrame, units: Units, base: int, last: int) -> dict[int, Array]:
    """Official persons by sido over those of the base year, (S,) for every later year of a step that lies within the figures.

    Between two official years a sido's ratio to the nation's path is on a straight line, and its number follows the
    nation's bend; without a national path the number itself is. Beyond the last official year the ratio stays, as long as the
    nation has a path; without one there is no control. NaN for a sido whose figures do not begin by the base year.
    """
    if sido_projection.empty:
        return {}
    table = sido_projection.pivot(index="year", columns="sido_unit_id", values="population").astype(float)
    years = pd.RangeIndex(min(base, int(table.index.min())), max(last + STEP, int(table.index.max()) + 1))
    shape = _shape(path, years)
    ratio = table.reindex(years).div(shape, axis=0).interpolate(method="index", limit_area="inside")
    if path:
        ratio = ratio.ffill()
    levels = ratio.mul(shape, axis=0).reindex(columns=list(units.sido_ids))
    growth = levels / levels.loc[base]
    return {year: np.asarray(growth.loc[year], dtype=float) for year in range(base + STEP, last + STEP, STEP)}


def _shape(path: Mapping[int, Array], years: pd.RangeIndex) -> pd.Series:
    """The nation's official persons by year; before its first and after its last year as then. 1 without a path."""
    if not path:
        return pd.Series(1.0, index=years)
    known = pd.Series({year: cells.sum() for year, cells in path.items()}).sort_index()
    return known.reindex(known.index.union(years)).interpolate(method="index").ffill().bfill().reindex(years)


def _per_woman(cells: Array) -> Array:
    """Children aged 0-4 by sex per woman aged 15-49, (2,)."""
    return divided(cells[:, 0], np.repeat(cells[FEMALE, WOMEN_15_49].sum(), 2))
