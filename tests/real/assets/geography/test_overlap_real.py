"""Overlaps of published coverages: against another implementation, and against what the event pieces say of real changes."""

from __future__ import annotations

import csv
import datetime as dt
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from assets.geography.overlap import area_weights, named, population_weights
from assets.reference.units import region
from benchmarks.coverages import published
from domain.codes import Geography, unit_of
from tests.histories import shares
from tests.places import DATA
from tests.unit.assets.geography.test_overlap import assert_same_as_tobler

pytestmark = pytest.mark.usefixtures("publisher_files")


DAYS = {2011: dt.date(2011, 12, 31), 2017: dt.date(2017, 12, 31), 2020: dt.date(2020, 12, 31), 2023: dt.date(2023, 7, 1)}


@cache
def coverage(year: int, level: str = "sigungu") -> gpd.GeoDataFrame:
    dataset = "kostat_boundary" if year in (2011, 2017) else "sgis_boundary"
    return published(Path(DATA), dataset, level, DAYS[year])


def shapes(year: int, level: str = "sigungu") -> np.ndarray:
    return coverage(year, level).geometry.to_numpy()


def units(year: int) -> list[str]:
    table = unit_of(region(), Geography("kostat", DAYS[year]))
    return [table[code] for code in coverage(year)["code"]]


@cache
def residents() -> tuple[float | None, ...]:
    """People of 2017 in each eup-myeon-dong of the coverage of 2017; None where the table has no such code."""
    with (DATA / "tables" / "emd_population" / "POP5_2017.csv").open(encoding="utf-8-sig", newline="") as text:
        found = {row["CODE"]: float(row["ALL"]) for row in csv.DictReader(text)}
    return tuple(found.get(code) for code in coverage(2017, "emd")["code"])


def crosswalk(weights: pd.DataFrame, source: int, target: int) -> pd.DataFrame:
    return named(weights, units(source), units(target)).set_index(["from_unit_id", "to_unit_id"])


def test_weights_of_2020_on_2023_agree_with_tobler_within_1e_6() -> None:
    pytest.importorskip("tobler")
    assert_same_as_tobler(shapes(2020), shapes(2023))


def test_every_unit_of_2020_keeps_most_of_its_area_in_2023_and_none_is_lost() -> None:
    weights = area_weights(shapes(2020), shapes(2023))
    assert set(weights["source"]) == set(range(250)) == set(weights["target"])
    table = crosswalk(weights, 2020, 2023)["weight"]
    itself = pd.Series({unit: table[unit, unit] for unit in units(2020)})
    assert itself.min() > 0.65 and itself.median() > 0.98
    assert itself["gunwi-gun"] > 0.95  # another code and another sido, the same place


@cache
def divided_2011() -> pd.DataFrame:
    """Units of 2011 among those of 2017, by residents of 2017; shares below a twentieth are two surveys of one border."""
    return crosswalk(
        population_weights(shapes(2011), shapes(2017), shapes(2017, "emd"), residents(), drop_below=0.05), 2011, 2017
    )


@pytest.mark.parametrize("gu", ["sangdang", "heungdeok"])
def test_people_of_2017_divide_the_gu_of_cheongju_as_the_event_pieces_do(gu: str) -> None:
    """Weights found from polygons and residents alone, beside those that come from lists of dong."""
    unit = f"cheongju-{gu}-gu-until-2014"
    found = divided_2011().loc[unit]
    assert set(found["method"]) == {"population"}
    assert found["weight"].to_dict() == pytest.approx(shares(unit, "2011-12-31", "2017-12-31", "finest"), abs=0.01)


def test_yeongi_lies_in_sejong_of_which_no_residents_are_known_and_is_weighed_by_area() -> None:
    found = divided_2011().loc["yeongi-gun"]
    assert found["weight"].to_dict() == {"sejong-si": 1.0} and found.loc["sejong-si", "method"] == "area_km2"


def test_land_divides_heungdeok_gu_otherwise_than_people_do() -> None:
    """Why people come first: it kept two thirds of the land and half of the people."""
    by_area = crosswalk(area_weights(shapes(2011), shapes(2017), drop_below=0.05), 2011, 2017)["weight"]
    unit, kept = "cheongju-heungdeok-gu-until-2014", "cheongju-heungdeok-gu"
    assert by_area[unit, kept] == pytest.approx(2 / 3, abs=0.03)
    assert divided_2011().loc[(unit, kept), "weight"] == pytest.approx(1 / 2, abs=0.02)
