"""Every shape lies where its unit lies; those that exchanged, rotated, moved away or swelled are named."""

from __future__ import annotations

import datetime as dt
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from shapely.affinity import translate

from assets.reference.units import region as region_history
from assets.reference.units import unit
from expectations.contracts.boundaries import BOUNDARY
from expectations.contracts.units import REGION, UNIT
from expectations.places import exchanged, far_parts, rings
from expectations.rules.places import exchanged_dong, parts_far_away, places
from tests.conftest import Built
from tests.frames import result, typed
from tests.publisher_files import ORIGIN, square

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


def test_unit_whose_place_nobody_noted_is_held_against_the_nearest_other_vintage() -> None:
    eras = [{"unit_id": name, "level": "sigungu", "valid_from": dt.date(1995, 1, 1)} for name in "ab"]
    history = typed(REGION, *({"region_id": str(n)} | era for n, era in enumerate(eras)))
    units = typed(UNIT, {"unit_id": "a", "level": "sigungu"}, {"unit_id": "b", "level": "sigungu"})

    def drawn(year: int, first: str, second: str) -> list[dict[str, Any]]:
        base = {"level": "sigungu", "scheme": "mois", "vintage": dt.date(year, 12, 31)}
        shapes = ((first, square(0, 0)), (second, square(1, 0)))
        return [
            base | {"code": {"a": "11110", "b": "11140"}[u], "unit_id": u, "geometry": s, "area_km2": 100.0} for u, s in shapes
        ]

    table = typed(BOUNDARY, *drawn(2020, "a", "b"), *drawn(2021, "b", "a"))
    assert set(places(table, history, units)["verdict"]) == {"exchanged"}
    alone = typed(BOUNDARY, *drawn(2020, "a", "b"))
    assert set(places(alone, history, units)["verdict"]) == {"in place"}


# --- between vintages


def dong(*swapped: int) -> gpd.GeoDataFrame:
    """Six dong in a row in 2017 and 2020; the shapes of some go round in 2020."""
    shapes = [square(n, 0) for n in range(6)]
    later = list(shapes)
    for to, source in zip(swapped, [*swapped[1:], *swapped[:1]], strict=True):
        later[to] = shapes[source]
    rows = [
        {
            "level": "emd",
            "scheme": "kostat",
            "vintage": dt.date(year, 12, 31),
            "code": f"110105{n}",
            "name_ko": f"제{n}동",
            "geometry": s,
        }
        for year, drawn in ((2017, shapes), (2020, later))
        for n, s in enumerate(drawn)
    ]
    return typed(BOUNDARY, *rows)


def test_dong_that_changed_places_between_two_vintages_are_named() -> None:
    (sound,) = exchanged_dong(dong()).to_dict("records")
    assert (sound["exchanged"], sound["units"]) == (False, "")
    (pair,) = exchanged_dong(dong(1, 4)).to_dict("records")
    assert (pair["exchanged"], pair["units"]) == (True, "제1동 (1101051) and 제4동 (1101054)")
    assert len(exchanged_dong(dong(0, 2, 5))["units"].iloc[0].split(" and ")) == 3


def test_units_redrawn_or_moved_to_empty_ground_are_no_exchange() -> None:
    before = np.array([square(n, 0) for n in range(3)])
    apart = np.array([square(0, 5), square(1, 0), square(2, 0)])
    half = np.array([square(0.4, 0), square(1.4, 0), square(2.4, 0)])
    assert exchanged(before, apart) == [] and exchanged(before, half) == []


def test_rings_are_closed_chains() -> None:
    assert rings({0: 1, 1: 0, 2: 3, 3: 4, 5: 5}) == [[0, 1]]
    assert rings({3: 1, 1: 2, 2: 3}) == [[3, 1, 2]]


# --- parts among others


def parts(far: float, *, island: bool = False) -> gpd.GeoDataFrame:
    """Unit 1 with a part `far` km east of it, on the border of unit 2 or in the sea."""
    x, y = ORIGIN
    first = square(0, 0).union(shapely.box(x + far * 1000, y, x + far * 1000 + 2000, y + 2000))
    beside = shapely.box(x + far * 1000 + 2000 + (500 if island else 0), y, x + far * 1000 + 30_000, y + 9000)
    rows = [("11110", "종로구", first), ("11140", "중구", beside)]
    return typed(BOUNDARY, *({"level": "sigungu", "code": c, "name_ko": n, "geometry": g} for c, n, g in rows))


def test_part_among_other_units_far_from_its_own_is_told_and_near_exclaves_and_islands_are_not() -> None:
    (told,) = parts_far_away(parts(100)).to_dict("records")
    assert (told["unit"], told["beside"], told["area_km2"], told["distance_km"]) == ("종로구 (11110)", "중구 (11140)", 4.0, 90.0)
    assert parts_far_away(parts(40))["distance_km"].tolist() == [0.0]
    assert parts_far_away(parts(100, island=True))["distance_km"].tolist() == [0.0]


def test_exclave_enclosed_by_another_unit_nearby_is_as_it_should_be() -> None:
    hole = translate(square(0, 0, 1000), 13_000, 3_000)
    shapes = np.array([square(0, 0).union(hole), square(1, 0).difference(hole)])
    assert far_parts(shapes, np.array(["11110", "11140"])) == []


def test_dong_drawn_among_those_of_another_sigungu_far_away_is_told() -> None:
    rows = [(f"110105{n}", square(n, 0)) for n in range(3)] + [(f"390105{n}", square(n, 60)) for n in range(3)]
    rows[1] = (rows[1][0], square(1, 61))
    table = typed(BOUNDARY, *({"level": "emd", "scheme": "kostat", "code": c, "name_ko": "가동", "geometry": g} for c, g in rows))
    (told,) = parts_far_away(table).to_dict("records")
    assert (told["unit"], told["beside"]) == ("11010", "39010") and told["distance_km"] == 600.0
