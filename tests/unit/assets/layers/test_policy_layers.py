"""Crisis areas and innovation cities on the map: their place and days, and no figure that is not theirs."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest
import shapely

from assets.layers.policy_layers import crisis_area, innovation_city_place
from expectations.contracts.boundaries import BOUNDARY
from expectations.contracts.derived_boundaries import DERIVED_BOUNDARY
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.innovation_city import INNOVATION_CITY, INNOVATION_CITY_PLACE, INNOVATION_CITY_SITE
from expectations.contracts.policy import CRISIS_AREA, CRISIS_DESIGNATION
from expectations.contracts.reference_boundaries import LEVEL_BOUNDARY
from expectations.contracts.units import REGION
from expectations.rules.policy import drawn_designations
from tests.frames import result, typed

BIRTH, DAY = dt.date(1995, 1, 1), dt.date(2024, 2, 1)
GU, CITY = shapely.box(0, 0, 1, 1), shapely.box(0, 0, 2, 1)


def unit(name: str, level: str = "sigungu", ko: str = "진해구") -> dict[str, Any]:
    return {
        "region_id": name, "unit_id": name, "level": level, "name_ko": ko, "sido_unit_id": "gyeongnam", "mois_code": "48",
        "valid_from": BIRTH,
    }  # fmt: skip


REGIONS = typed(
    REGION, unit("gyeongnam", "sido", "경상남도"), unit("jinhae-gu"), unit("pohang-si", ko="포항시"), unit("gone-gun", ko="군"),
    unit("new-gu", ko="새구") | {"valid_from": dt.date(2026, 7, 1)},
)  # fmt: skip


def areas(*designations: dict[str, Any], derived: tuple[dict[str, Any], ...] = ()) -> pd.DataFrame:
    table = crisis_area(
        typed(CRISIS_DESIGNATION, *designations),
        typed(
            BOUNDARY,
            {"level": "sigungu", "scheme": "mois", "vintage": DAY, "code": "48129", "unit_id": "jinhae-gu", "geometry": GU},
        ),
        typed(DERIVED_BOUNDARY, *derived),
        typed(REFERENCE_REGION, {"level": "sigungu", "region_id": "pohang-si", "reference_vintage": DAY}),
        REGIONS,
        typed(LEVEL_BOUNDARY, {"level": "sigungu", "region_id": "pohang-si", "geometry": CITY}),
    )
    return result(CRISIS_AREA, table)


def designated(name: str, scheme: str = "industrial_crisis") -> dict[str, Any]:
    return {"unit_id": name, "scheme": scheme, "designated_from": dt.date(2018, 4, 5)}


def test_gu_and_city_above_gu_are_drawn_each_in_its_own_shape() -> None:
    table = areas(designated("jinhae-gu"), designated("pohang-si")).set_index("unit_id")
    assert shapely.from_wkb(table.loc["jinhae-gu", "geometry"]).equals(GU)
    assert shapely.from_wkb(table.loc["pohang-si", "geometry"]).equals(CITY)
    assert table["sido_ko"].tolist() == ["경상남도", "경상남도"]


def test_unit_of_two_schemes_stands_twice() -> None:
    table = areas(designated("jinhae-gu"), designated("jinhae-gu", "employment_crisis"))
    assert table["scheme"].tolist() == ["employment_crisis", "industrial_crisis"]


def test_state_is_that_of_the_day_up_to_which_designations_were_looked_up() -> None:
    known = {"designated_until": dt.date(2026, 8, 27), "latest_until": dt.date(2026, 8, 27), "checked_on": dt.date(2026, 11, 27)}
    open_end = {"until_basis": "open", "latest_until": dt.date(2027, 1, 6), "checked_on": dt.date(2026, 1, 1)}
    table = areas(designated("jinhae-gu") | known, designated("pohang-si") | open_end).set_index("unit_id")
    assert table["state"].to_dict() == {"jinhae-gu": "ended", "pohang-si": "may_be_in_force"}
    assert set(table["state_on"]) == {dt.date(2026, 11, 27)}
    assert table["designated_until"].to_dict() == {"jinhae-gu": dt.date(2026, 8, 27), "pohang-si": dt.date(2027, 1, 6)}


def test_a_unit_younger_than_the_map_has_its_newest_derived_shape() -> None:
    shape = {"unit_id": "new-gu", "scheme": "mois", "level": "sigungu", "geometry_basis": "derived"}
    old, new = (
        shape | {"vintage": day, "geometry": box}
        for day, box in ((dt.date(2026, 7, 1), GU), (dt.date(2026, 8, 1), shapely.box(5, 5, 6, 6)))
    )
    facts = [designated("jinhae-gu"), designated("new-gu")]
    table = areas(*facts, derived=(new, old)).set_index("unit_id")
    assert shapely.from_wkb(table.loc["new-gu", "geometry"]).equals(shapely.box(5, 5, 6, 6))
    assert table["name_ko"].to_dict() == {"jinhae-gu": "진해구", "new-gu": "새구"}
    assert shapely.from_wkb(table.loc["jinhae-gu", "geometry"]).equals(GU)


def test_a_unit_younger_than_the_map_and_without_a_shape_is_told_from_one_that_is_gone() -> None:
    facts = [designated("new-gu"), designated("gone-gun"), designated("jinhae-gu")]
    reference = typed(REFERENCE_REGION, {"level": "sigungu", "region_id": "pohang-si", "reference_vintage": DAY})
    verdicts = drawn_designations(areas(*facts), typed(CRISIS_DESIGNATION, *facts), REGIONS, reference)
    assert dict(zip(verdicts["unit_id"], verdicts["verdict"], strict=True)) == {
        "new-gu": "younger than the map", "gone-gun": "no shape", "jinhae-gu": "drawn",
    }  # fmt: skip


def test_designation_without_a_shape_is_left_out_and_named_by_the_check() -> None:
    facts = [designated("jinhae-gu"), designated("gone-gun")]
    verdicts = drawn_designations(areas(*facts), typed(CRISIS_DESIGNATION, *facts)).set_index("unit_id")["verdict"]
    assert verdicts.to_dict() == {"jinhae-gu": "drawn", "gone-gun": "no shape"}


def test_site_is_a_point_in_metres_and_says_how_many_share_its_figures() -> None:
    sites = [
        {"site_id": site, "city_id": "gyeongnam", "unit_id": "jinhae-gu", "reference_date": DAY, "lon": 127.5, "lat": lat}
        for site, lat in (("north", 38.0), ("south", 35.0))
    ]
    city = {"city_id": "gyeongnam", "city_ko": "경남", "staff": 3000}
    table = result(
        INNOVATION_CITY_PLACE, innovation_city_place(typed(INNOVATION_CITY_SITE, *sites), typed(INNOVATION_CITY, city), REGIONS)
    )
    north = shapely.from_wkb(table["geometry"].iloc[0])
    # The origin of EPSG:5179: 38 N, 127.5 E is (1,000,000, 2,000,000).
    assert (north.x, north.y) == pytest.approx((1e6, 2e6), abs=0.01)
    assert table["sites_of_city"].tolist() == [2, 2] and table["staff"].tolist() == [3000, 3000]
    assert table["host_ko"].tolist() == ["진해구", "진해구"]
