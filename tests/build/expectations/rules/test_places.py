"""Every shape lies where its unit lies; those that exchanged, rotated, moved away or swelled are named."""

from __future__ import annotations

import datetime as dt

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.affinity import translate

from assets.reference.units import region as region_history
from assets.reference.units import unit
from expectations.contracts.boundaries import BOUNDARY
from expectations.contracts.units import REGION, UNIT
from expectations.rules.places import places
from tests.conftest import Built
from tests.frames import result, typed

DAY = dt.date(2024, 2, 1)


def judged(table: gpd.GeoDataFrame) -> pd.DataFrame:
    """Those not in place, by code."""
    drawn = table.assign(area_km2=table.geometry.area / 1e6)
    found = places(drawn, result(REGION, region_history()), result(UNIT, unit()))
    return found[found["verdict"] != "in place"].set_index("code")


def moved(table: gpd.GeoDataFrame, *codes: str) -> gpd.GeoDataFrame:
    """The shape of each code goes to the one before it, that of the first to the last."""
    rows = [table.index[table["code"] == code][0] for code in codes]
    shapes = table.geometry.copy()
    shapes.loc[rows] = table.geometry.loc[[*rows[1:], rows[0]]].to_numpy()
    return table.set_geometry(shapes)


@pytest.fixture(scope="module")
def country(schematic: Built) -> gpd.GeoDataFrame:
    return schematic.home.lake.geoframe("boundary").reset_index(drop=True)


def test_all_units_of_a_sound_file_are_in_place(country: gpd.GeoDataFrame) -> None:
    assert judged(country).empty


def test_units_that_exchanged_shapes_are_named_with_each_other_and_their_areas(country: gpd.GeoDataFrame) -> None:
    found = judged(moved(moved(country, "11680", "11650"), "47130", "47190"))
    assert set(found["verdict"]) == {"exchanged"} and set(found.index) == {"11680", "11650", "47130", "47190"}
    assert (
        found.loc["11680", "told"].startswith("lies where 서초구 (11650) is: 4")
        and "instead of 39.5" in found.loc["11680", "told"]
    )
    assert found.loc["47130", "told"].startswith("lies where 구미시 (47190) is")


def test_namesakes_that_exchanged_shapes_are_told_apart_by_code(country: gpd.GeoDataFrame) -> None:
    found = judged(moved(country, "26110", "27110"))
    assert found.loc["26110", "told"].startswith("lies where 중구 (27110) is")


def test_three_that_rotated_and_a_whole_column_one_row_off_are_rings(country: gpd.GeoDataFrame) -> None:
    three = judged(moved(country, "11680", "11650", "11710"))
    assert set(three["verdict"]) == {"rotated"} and len(three) == 3
    everything = country.set_geometry(gpd.GeoSeries(np.roll(country.geometry.to_numpy(), 1), crs=country.crs))
    assert (judged(everything)["verdict"] == "rotated").sum() == 252


def test_two_sido_that_exchanged_shapes_are_named(schematic: Built) -> None:
    levels = schematic.home.lake.geoframe("level_boundary")
    names = schematic.home.lake.frame("reference_region")
    sido = levels[levels["level"] == "sido"].merge(names[names["level"] == "sido"][["region_id", "mois_code", "name_ko"]])
    rows = [
        {"level": "sido", "scheme": "mois", "vintage": DAY, "code": row.mois_code, "unit_id": row.region_id,
         "name_ko": row.name_ko, "geometry": row.geometry}
        for row in sido.itertuples()
    ]  # fmt: skip
    table = typed(BOUNDARY, *rows)
    assert judged(table).empty
    assert judged(moved(table, "47", "48"))["told"].to_dict() == {
        "47": "lies where 경상남도 (48) is",
        "48": "lies where 경상북도 (47) is",
    }


def test_shape_that_lies_off_its_unit_is_told_with_the_distance(country: gpd.GeoDataFrame) -> None:
    jeju = country["code"] == "50110"
    table = country.set_geometry(country.geometry.where(~jeju, country.geometry.map(lambda shape: translate(shape, 0, -200_000))))
    found = judged(table)
    assert found.index.tolist() == ["50110"] and found.loc["50110", "verdict"] == "elsewhere"
    assert found.loc["50110", "told"].endswith("km from its place")


def test_shape_far_larger_than_its_unit_is_told_unless_an_event_changed_the_unit(country: gpd.GeoDataFrame) -> None:
    ulleung = country["code"] == "47940"
    grown = country.set_geometry(country.geometry.where(~ulleung, country.geometry.buffer(5_000)))
    assert judged(grown)["verdict"].to_dict() == {"47940": "another size"}
    before_gunwi = country[country["unit_id"] == "jeonju-deokjin-gu"].assign(vintage=dt.date(1994, 12, 31))
    assert judged(before_gunwi.set_geometry(before_gunwi.geometry.buffer(9_000))).empty
