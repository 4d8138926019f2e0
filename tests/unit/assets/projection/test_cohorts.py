"""Population tables as arrays, and regions as sets of units."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from assets.projection.cohorts import history_of, units_of
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.population import POPULATION_TABLE
from expectations.contracts.units import REGION_MEMBER
from tests.frames import frame

REGIONS = frame(
    REFERENCE_REGION,
    {"level": "sigungu", "region_id": "west", "sido_unit_id": "sunset", "in_keis": True},
    {"level": "sigungu", "region_id": "east", "sido_unit_id": "sunrise", "in_keis": False},
    {"level": "nation", "region_id": "nation"},
    {"level": "sido", "region_id": "sunset"},
)
LINKS = [("nation", "nation", "east"), ("nation", "nation", "west"), ("sido", "sunset", "west"), ("sigungu", "east", "east")]
MEMBERS = frame(
    REGION_MEMBER,
    *({"level": level, "region_id": region, "member_level": "sigungu", "member_id": unit} for level, region, unit in LINKS),
)


def test_units_stand_in_the_order_of_their_names_with_sido_set_and_regions() -> None:
    units = units_of(REGIONS, MEMBERS)
    assert units.ids == ("east", "west")
    assert [units.sido_ids[i] for i in units.sido] == ["sunrise", "sunset"]
    assert units.in_keis.tolist() == [False, True]
    assert units.places("nation", "nation").tolist() == [True, True]
    assert units.places("sido", "sunset").tolist() == [False, True]
    assert units.places("sigungu", "east").tolist() == [True, False]
    with pytest.raises(KeyError):
        units.places("sido", "sunrise")
    with pytest.raises(KeyError):
        units.places("sigungu", "north")


def test_unit_without_figures_is_unknown_and_absent_cells_of_a_known_one_are_nobody() -> None:
    day = dt.date(2024, 12, 31)
    rows = {"reference_date": day, "population_concept": "registration", "unit_id": "east"}
    table = frame(
        POPULATION_TABLE,
        rows | {"sex": "female", "age_from": 100, "population": 3},
        rows | {"sex": "male", "age_from": 0, "population": 5},
        rows | {"sex": "male", "age_from": 5, "population": 9, "population_concept": "registration_residents"},
    )
    history = history_of(table, units_of(REGIONS, MEMBERS))
    (cells,) = history.people.values()
    assert history.dates == (day,)
    assert (cells[0, 0, 20], cells[0, 1, 0], cells[0].sum()) == (3, 5, 8)
    assert np.isnan(cells[1]).all()
