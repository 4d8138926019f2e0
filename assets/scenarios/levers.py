"""What a policy may change on the way: youth who stay, jobs that move, births. People who move in have moved out.

Each lever takes arrays of draws by unit, sex and age and gives back new ones. How a file says them is in `scenario_file.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from assets.projection.cohorts import Array
from assets.projection.engine import Change, Step
from assets.scenarios.amount import Amount

Mask: TypeAlias = NDArray[np.bool_]
WORKING = slice(5, 12)  # 25-59
MINORS = slice(0, 4)  # 0-19


@dataclass(frozen=True)
class Retention(Change):
    """A share of the youth that the regions lose to others stays there.

    A cohort's loss is what it lies below the nation's change of that cohort (deaths and moves abroad are in the
    nation's). Who stays is missing where the cohort gained, in proportion to the gains.
    """

    regions: Mask
    share: Amount
    ages: slice
    from_year: int

    def aged(self, before: Array, after: Array, step: Step, values: Mapping[str, Array]) -> Array:
        """As `keep`, of the share that is drawn."""
        return self.keep(before, after, step, values["share"])

    def keep(self, before: Array, after: Array, step: Step, share: Array) -> Array:
        """`after` (D, U, 2, 21) with stayers moved back; `before` is five years earlier, `share` (D,). Sums by age stay."""
        part = step.share_from(self.from_year)
        if part == 0:
            return after
        old = before[..., self.ages.start - 1 : self.ages.stop - 1]
        new = after[..., self.ages]
        whole = old.sum(axis=1, keepdims=True)
        ratio = np.divide(new.sum(axis=1, keepdims=True), whole, out=np.zeros_like(whole), where=whole > 0)
        gain = new - old * ratio
        stays = np.where(self.regions[:, None, None], np.maximum(-gain, 0), 0) * (part * share)[:, None, None, None].astype(
            new.dtype
        )
        gains = np.maximum(gain, 0)
        total = gains.sum(axis=1, keepdims=True)
        taken = np.divide(stays.sum(axis=1, keepdims=True), total, out=np.zeros_like(total), where=total > 0)
        moved = after.copy()
        moved[..., self.ages] = new + np.where(total > 0, stays, 0) - gains * taken
        return moved


@dataclass(frozen=True)
class Relocation(Change):
    """Jobs go from one set of units to another in a year, and people with them.

    persons = jobs * (1 + multiplier) * staff_share * (1 + family_share * (household_size - 1)); of a family the first
    companion is 25-59 years old, the others 0-19. They leave in proportion to the people of that age, sex and unit, and
    settle in proportion to those of their destination. Induced jobs are taken from the origin as well.
    """

    jobs: Amount
    staff_share: Amount
    family_share: Amount
    household_size: Amount
    multiplier: Amount
    origin: Mask
    destination: Mask
    year: int

    def settled(self, people: Array, step: Step, values: Mapping[str, Array]) -> Array:
        """As `move`, of the numbers that are drawn."""
        return self.move(people, step, values)

    def move(self, people: Array, step: Step, values: Mapping[str, Array]) -> Array:
        """`people` (D, U, 2, 21) after the move; nobody is made or lost, and no more leave than live there."""
        if not step.has(self.year):
            return people
        staff = values["jobs"] * (1 + values["multiplier"]) * values["staff_share"]
        companions = staff * values["family_share"]
        size = values["household_size"]
        adults = staff + companions * np.clip(size - 1, 0, 1)
        minors = companions * np.maximum(size - 2, 0)
        return self._carried(self._carried(people, WORKING, adults), MINORS, minors)

    def _carried(self, people: Array, ages: slice, persons: Array) -> Array:
        band = people[..., ages]
        away = np.where(self.origin[:, None, None], band, 0)
        there = np.where(self.destination[:, None, None], band, 0)
        living = away.sum(axis=(1, 2, 3))
        rate = np.divide(np.minimum(persons, living), living, out=np.zeros_like(living), where=living > 0).astype(band.dtype)
        leaving = away * rate[:, None, None, None]
        coming = leaving.sum(axis=1, keepdims=True)
        # By cell where someone of that age and sex lives there already, else evenly.
        whole = there.sum(axis=1, keepdims=True)
        even = np.broadcast_to((self.destination / self.destination.sum())[:, None, None], band.shape)
        settled = np.divide(there, whole, out=even.astype(band.dtype), where=whole > 0)
        moved = people.copy()
        moved[..., ages] = band - leaving + coming * settled
        return moved


@dataclass(frozen=True)
class Fertility(Change):
    """Child-woman ratios of the regions times a factor, from a year on."""

    regions: Mask
    factor: Amount
    from_year: int

    def births(self, step: Step, values: Mapping[str, Array]) -> Array:
        """As `factors`, of the factor that is drawn."""
        return self.factors(step, values["factor"])

    def factors(self, step: Step, factor: Array) -> Array:
        """(D, U, 1): 1 where and when nothing changes; in proportion where the step began before."""
        part = step.share_from(self.from_year)
        return np.where(self.regions[:, None], 1 + part * (factor[:, None, None] - 1), 1.0)


Lever: TypeAlias = Retention | Relocation | Fertility


def amounts(lever: Lever) -> dict[str, Amount]:
    """The lever's numbers by name, in the order in which they are drawn."""
    return {name: value for name, value in vars(lever).items() if isinstance(value, Amount)}
