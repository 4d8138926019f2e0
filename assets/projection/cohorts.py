"""Persons by unit, sex and age as arrays, and what the projection has to know of the units.

Only shapes are made here: axes are unit, sex (`SEXES`), age (`AGES`, the last one open). Ratios are in `ratios.py`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from domain.ages import AGED_15_49, AGED_20_34, AGED_20_39, AGED_65_OVER, AGES, STEP
from domain.risk import AT_RISK_BELOW

Array = NDArray[np.floating]
SEXES = ("female", "male")
FEMALE = 0
# Places of ages in arrays.
WOMEN_15_49, WOMEN_20_39, OLD = AGED_15_49.places, AGED_20_39.places, AGED_65_OVER.places
YOUTH = AGED_20_34.places
CONCEPT = "registration"
DECEMBER = 12
# The trend is that of so many years before the newest December.
TREND_YEARS = 10
# From this year on the register counts persons of unknown abode too (거주불명등록), 0.5 million then: no span crosses it.
UNKNOWN_ABODES_FROM = 2010


@dataclass(frozen=True)
class Units:
    """Sigungu of the reference geography in one order, the regions that they make up, and their sets.

    Attributes
    ----------
    ids : tuple of str
        unit_id, U of them, sorted.
    sido : array (U,)
        Place of the unit's sido in `sido_ids`.
    in_keis : array (U,)
        True for units of the KEIS set.
    regions : tuple of (level, region_id)
        R regions of every level but sigungu, sigungu left out.
    member : array (R, U)
        1 where the unit belongs to the region.
    """

    ids: tuple[str, ...]
    sido: NDArray[np.intp]
    sido_ids: tuple[str, ...]
    in_keis: NDArray[np.bool_]
    regions: tuple[tuple[str, str], ...]
    member: Array

    def places(self, level: str, region_id: str) -> NDArray[np.bool_]:
        """Which units belong to a region or are the sigungu; KeyError when there is no such one."""
        if level == "sigungu":
            found: NDArray[np.bool_] = np.array(self.ids) == region_id
            if not found.any():
                raise KeyError(region_id)
            return found
        try:
            found = self.member[self.regions.index((level, region_id))] > 0
        except ValueError:
            raise KeyError(region_id) from None
        return found


@dataclass(frozen=True)
class History:
    """Registered persons on the known Decembers: `people[date]` is (U, 2, 21), NaN where the unit has no figures."""

    units: Units
    people: dict[dt.date, Array]

    @property
    def dates(self) -> tuple[dt.date, ...]:
        """In order of time."""
        return tuple(sorted(self.people))

    def until(self, last: dt.date) -> History:
        """Only what was known on that day."""
        return History(self.units, {day: cells for day, cells in self.people.items() if day <= last})

    def spans(self, years: int = STEP) -> list[tuple[dt.date, dt.date]]:
        """Pairs of dates `years` apart, oldest first, that count the same people: none across `UNKNOWN_ABODES_FROM`."""
        return [
            (a, b)
            for a in self.dates
            for b in self.dates
            if b.year - a.year == years
            and (a.month, a.day) == (b.month, b.day)
            and (a.year >= UNKNOWN_ABODES_FROM or b.year < UNKNOWN_ABODES_FROM)
        ]


def units_of(reference_region: pd.DataFrame, region_member: pd.DataFrame) -> Units:
    """The units, their regions and sets, from core.reference_region and core.region_member."""
    sigungu = reference_region[reference_region["level"] == "sigungu"].sort_values("region_id")
    ids = tuple(sigungu["region_id"])
    sido_ids = tuple(sorted(set(sigungu["sido_unit_id"])))
    above = reference_region[reference_region["level"] != "sigungu"].sort_values(["level", "region_id"])
    regions = tuple(zip(above["level"], above["region_id"], strict=True))
    member = np.zeros((len(regions), len(ids)))
    place, row = {unit: i for i, unit in enumerate(ids)}, {region: i for i, region in enumerate(regions)}
    links = region_member[(region_member["member_level"] == "sigungu") & (region_member["level"] != "sigungu")]
    for level, region_id, unit in zip(links["level"], links["region_id"], links["member_id"], strict=True):
        if unit in place and (level, region_id) in row:
            member[row[level, region_id], place[unit]] = 1
    sido = np.array([sido_ids.index(name) for name in sigungu["sido_unit_id"]], dtype=np.intp)
    return Units(ids, sido, sido_ids, sigungu["in_keis"].eq(True).to_numpy(), regions, member)


def history_of(population: pd.DataFrame, units: Units) -> History:
    """Registration rows of core.population as arrays. A known unit's absent cell is nobody; an unknown unit is NaN.

    Only Decembers whose oldest group is 100 and over: a group that is open at 85 is no cohort.
    """
    rows = population[(population["population_concept"] == CONCEPT) & population["unit_id"].isin(units.ids)]
    days = pd.to_datetime(rows["reference_date"])
    whole = rows.groupby("reference_date")["age_from"].transform("max") == AGES[-1]
    rows = rows[whole & (days.dt.month == DECEMBER)]
    people: dict[dt.date, Array] = {}
    order = pd.Index(units.ids)
    for date, part in rows.groupby("reference_date"):
        unit = order.get_indexer(pd.Index(part["unit_id"]))
        cells = np.full((len(units.ids), len(SEXES), len(AGES)), np.nan)
        cells[np.unique(unit)] = 0.0
        sex = (part["sex"] == "male").to_numpy().astype(np.intp)
        age = (part["age_from"].to_numpy() // STEP).astype(np.intp)
        np.add.at(cells, (unit, sex, age), part["population"].to_numpy(dtype=float))
        people[pd.Timestamp(str(date)).date()] = cells
    return History(units, people)


def at_risk(people: Array) -> NDArray[np.bool_]:
    """True where women aged 20-39 are too few beside persons aged 65 and over; (..., U)."""
    women = people[..., FEMALE, WOMEN_20_39].sum(axis=-1)
    risk: NDArray[np.bool_] = women < AT_RISK_BELOW * people[..., OLD].sum(axis=(-2, -1))
    return risk


def exposed(cells: Array) -> Array:
    """Who becomes age group k five years later stands at place k, (..., 21); nobody becomes 0-4."""
    older = np.zeros_like(cells)
    older[..., 1:] = cells[..., :-1]
    older[..., -1] += cells[..., -1]
    return older


def by_sido(cells: Array, units: Units) -> Array:
    """Sums over the units of each sido, (U, ...) to (S, ...)."""
    sums = np.zeros((len(units.sido_ids), *cells.shape[1:]))
    np.add.at(sums, units.sido, cells)
    return sums


def divided(part: Array, whole: Array, otherwise: Array | float = 0.0) -> Array:
    """`part / whole`, `otherwise` where the whole is nobody."""
    ratio = np.array(np.broadcast_to(otherwise, part.shape), dtype=np.result_type(part, np.float32))
    np.divide(part, whole, out=ratio, where=whole > 0)
    return ratio
