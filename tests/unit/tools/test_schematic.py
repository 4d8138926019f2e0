"""The schematic map: its facts, and the rules one by one on small frames; the whole country is in `tests/build`."""

from functools import cache
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from tests.places import ROOT
from tools.schematic import grow
from tools.schematic_balance import SEA, Hexes, balance

FACTS = ROOT / "assets" / "reference" / "tables" / "sigungu_facts.csv"
SPACING_M = 700.0
HALF_HEXAGON_KM2 = SPACING_M**2 * 3**0.5 / 4 / 1e6


@cache
def facts() -> pd.DataFrame:
    return pd.read_csv(FACTS, dtype={"mois_code": str, "island": str}, keep_default_na=False)


def five_units() -> pd.DataFrame:
    """Four mainland units and one island, about 15 km apart."""
    return pd.DataFrame(
        {
            "mois_code": ["10001", "10002", "10003", "10004", "10005"],
            "seat_lon": [127.00, 127.15, 127.00, 127.15, 127.40],
            "seat_lat": [36.00, 36.00, 36.12, 36.12, 36.06],
            "area_km2": [200.0, 150.0, 100.0, 250.0, 120.0],
            "island": ["", "", "", "", "Out"],
        }
    )


def shared_border_km(map_: gpd.GeoDataFrame, one: str, two: str) -> float:
    return float(shapely.intersection(map_.geometry[one], map_.geometry[two]).length) / 1000


def test_facts_hold_every_unit_once_with_its_sources() -> None:
    table = facts()
    assert len(table) == 252
    assert table["mois_code"].is_monotonic_increasing and table["mois_code"].is_unique
    assert {"27720", "41192", "51110", "52111"} <= set(table["mois_code"])
    assert not (table.drop(columns="island") == "").to_numpy().any()
    assert table["seat_lon"].between(124.5, 131).all() and table["seat_lat"].between(33, 38.7).all()
    assert table["area_km2"].sum() == pytest.approx(100_700, rel=0.005)


def test_facts_are_left_as_they_were() -> None:
    frame = five_units()
    grow(frame)
    pd.testing.assert_frame_equal(frame, five_units())


def test_five_units_meet_their_areas_and_their_neighbours() -> None:
    grown = grow(five_units()).set_index("mois_code")
    assert (np.abs(grown["area_km2"] - five_units()["area_km2"].to_numpy()) <= HALF_HEXAGON_KM2 + 1e-6).all()
    for pair in (("10001", "10002"), ("10003", "10004"), ("10001", "10003"), ("10002", "10004")):
        assert shared_border_km(grown, *pair) > 0
    assert grown.geometry.drop("10005").distance(grown.geometry["10005"]).min() > 0


def test_island_close_to_the_coast_keeps_a_strait() -> None:
    frame = five_units()
    frame.loc[4, "seat_lon"] = 127.20
    grown = grow(frame).set_index("mois_code")
    strait = grown.geometry.drop("10005").distance(grown.geometry["10005"]).min()
    assert 0 < strait < 2 * SPACING_M
    assert grown["area_km2"].to_numpy() == pytest.approx(frame["area_km2"], abs=HALF_HEXAGON_KM2 + 1e-6)


def test_same_place_on_the_mainland_has_no_strait() -> None:
    frame = five_units().assign(island="")
    frame.loc[4, "seat_lon"] = 127.20
    grown = grow(frame).set_index("mois_code")
    assert shared_border_km(grown, "10004", "10005") > 0


def test_city_inside_a_county_is_a_hole_in_it() -> None:
    frame = five_units().iloc[[0, 1]].assign(seat_lon=[127.0, 127.04], seat_lat=[36.0, 36.0], area_km2=[900.0, 40.0])
    county, city = grow(frame).geometry
    assert len(county.interiors) == 1
    assert shapely.Polygon(county.interiors[0]).equals(city)


def test_one_unit_alone_is_round() -> None:
    (geometry,) = grow(five_units().iloc[[0]]).geometry
    reach = shapely.hausdorff_distance(geometry.exterior, geometry.centroid.buffer((200e6 / np.pi) ** 0.5).exterior)
    assert reach < 2 * SPACING_M


def test_wider_hexagons_are_coarser_but_hold_the_coverage() -> None:
    grown = grow(five_units(), spacing_m=2000.0)
    assert shapely.coverage_is_valid(grown.geometry.to_numpy())
    assert grown["area_km2"].to_numpy() == pytest.approx(five_units()["area_km2"], abs=1.8)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"area_km2": [200.0, 150.0, 0.0, 250.0, 120.0]}, "area that is not positive.*10003"),
        ({"seat_lon": [127.0, float("nan"), 127.1, 127.2, 127.3]}, "not finite.*10002"),
        ({"mois_code": ["10001", "10001", "10003", "10004", "10005"]}, "repeated mois_code.*10001"),
        ({"seat_lon": 127.0, "seat_lat": 36.0}, "repeated seat"),
    ],
)
def test_bad_facts_are_named(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        grow(five_units().assign(**change))


def test_missing_column_is_named() -> None:
    with pytest.raises(ValueError, match=r"lack .*area_km2"):
        grow(five_units().drop(columns="area_km2"))


def test_no_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="no rows"):
        grow(five_units().iloc[:0])


def test_spacing_wider_than_a_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="finer spacing"):
        grow(five_units().assign(seat_lon=[127.0, 127.001, 127.002, 127.003, 127.004], seat_lat=36.0), 5000.0)


def test_cells_are_handed_along_a_chain_of_neighbours() -> None:
    """Three units in a row: the first has two cells too many, the last two too few, the middle one passes them on."""
    hexes = Hexes(0.0, 0.0, 1000.0, (9, 20))
    labels = np.full(hexes.shape, SEA, dtype=np.int16)
    labels[3:6, 2:8], labels[3:6, 8:12], labels[3:6, 12:16] = 0, 1, 2
    target = np.array([16, 12, 14])
    middles = [4 * 20 + 4, 4 * 20 + 10, 4 * 20 + 14]

    def cost(unit: int, cell: int) -> float:
        return 0.0 if unit == SEA else float(abs(cell % 20 - middles[unit] % 20))

    balance(labels, hexes, cost, target, np.zeros(3, dtype=np.int64), middles)
    assert np.bincount(labels[labels != SEA]).tolist() == [16, 12, 14]
    assert (shapely.get_type_id(hexes.polygons(labels, 3)) == shapely.GeometryType.POLYGON).all()


def test_strays_and_gaps_go_to_the_unit_around_them() -> None:
    hexes = Hexes(0.0, 0.0, 1000.0, (9, 12))
    labels = np.full(hexes.shape, SEA, dtype=np.int16)
    labels[2:7, 2:6], labels[2:7, 6:10] = 0, 1
    labels[4, 8], labels[4, 4] = 0, SEA
    balance(labels, hexes, lambda unit, cell: 0.0, np.array([20, 20]), np.zeros(2, dtype=np.int64), [3 * 12 + 3, 3 * 12 + 8])
    assert labels[4, 8] == 1
    assert labels[4, 4] == 0


def test_unit_is_led_back_to_a_seat_a_neighbour_took() -> None:
    hexes = Hexes(0.0, 0.0, 1000.0, (9, 14))
    labels = np.full(hexes.shape, SEA, dtype=np.int16)
    labels[2:7, 2:7], labels[2:7, 7:12] = 0, 1
    seat = 4 * 14 + 9
    balance(labels, hexes, lambda unit, cell: 0.0, np.array([25, 25]), np.zeros(2, dtype=np.int64), [seat, 2 * 14 + 10])
    assert labels.flat[seat] == 0
    assert (shapely.get_type_id(hexes.polygons(labels, 2)) == shapely.GeometryType.POLYGON).all()
