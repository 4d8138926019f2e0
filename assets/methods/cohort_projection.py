"""A projection that needs nothing but two age tables five years apart: cohort change and child-woman ratios.

Hamilton and Perry (1962), A short method for projecting population by age from one decennial census to
another, Social Forces 41(2), with groups and steps of five years; growing units by differences, after Hauer
(2019), Population projections for U.S. counties by age, sex, and race, Scientific Data 6. Deaths and moves are
not told apart: both are in the change of a cohort against itself five years before, which is held constant.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.ages import AGED_15_49, AGED_20_39, STEP

Ages = npt.NDArray[np.float64]

# Groups of five years from 0; the last is open. Above it some sigungu have empty groups.
OPEN_FROM = 85
GROUPS = OPEN_FROM // STEP + 1
SEXES = ("female", "male")
WOMEN_20_39, CHILDBEARING = AGED_20_39.places, AGED_15_49.places


def age_arrays(population: pd.DataFrame, units: list[str]) -> Ages:
    """Persons by unit, sex and age group, shape (units, 2, 18); women first, 85 and over together.

    `population` has `unit_id, sex, age_from, population` of one date; what has no row is 0.
    """
    group = (population["age_from"].clip(upper=OPEN_FROM) // STEP).to_numpy()
    array = np.zeros((len(units), len(SEXES), GROUPS))
    unit = pd.Index(units).get_indexer(pd.Index(population["unit_id"]))
    sex = pd.Index(SEXES).get_indexer(pd.Index(population["sex"]))
    np.add.at(array, (unit, sex, group), population["population"].to_numpy("float64"))
    return array


def project(before: Ages, now: Ages, steps: int) -> Ages:
    """Persons `steps` times five years after `now`, from the change since `before`, five years earlier.

    Arrays are (units, 2, 18) as of `age_arrays`. Children under five of each sex are women aged 15-49 times
    `now[0-4] / now[women 15-49]`. Ages 5 and over are the cohort, the open group that of the last two: in a unit that did
    not grow times its change ratio `now[a + 5] / before[a]`; in one that grew plus its change `now[a + 5] - before[a]`,
    never below 0, since a ratio above 1 held for decades runs away (Hauer 2019). A ratio over nobody is not a
    number, and so is what follows from it; over nobody, then and later, it is 0.
    """
    base, top = _cohorts(before), now[..., 1:]
    grew = (now.sum(axis=(1, 2)) > before.sum(axis=(1, 2)))[:, None, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(base > 0, top / base, np.where(top > 0, np.nan, 0.0))
        mothers = now[:, 0, CHILDBEARING].sum(axis=1, keepdims=True)
        children = np.where(mothers > 0, now[..., 0] / mothers, np.nan)
    ahead = now
    for _ in range(steps):
        cohorts = _cohorts(ahead)
        older = np.empty_like(ahead)
        older[..., 1:] = np.where(grew, np.maximum(cohorts + (top - base), 0.0), cohorts * ratio)
        older[..., 0] = older[:, 0, CHILDBEARING].sum(axis=1, keepdims=True) * children
        ahead = older
    return ahead


def _cohorts(ages: Ages) -> Ages:
    """Who will be five years older: each group but the last two, and these together."""
    return np.concatenate([ages[..., :-2], ages[..., -2:].sum(axis=-1, keepdims=True)], axis=-1)
