"""The schematic map: areas, coverage and neighbours on the real facts, and the rules one by one on small frames."""

from functools import cache
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Transformer

from tests.places import ROOT
from tools.schematic import grow
from tools.schematic_balance import SEA, Hexes, balance

FACTS = ROOT / "assets" / "reference" / "tables" / "sigungu_facts.csv"
SPACING_M = 700.0
HALF_HEXAGON_KM2 = SPACING_M**2 * 3**0.5 / 4 / 1e6

NEIGHBOURS = {
    "Jongno-gu and Jung-gu, Seoul": ("11110", "11140"),
    "Gangnam-gu and Songpa-gu, Seoul": ("11680", "11710"),
    "Yuseong-gu, Daejeon and Sejong": ("30200", "36110"),
    "Gongju and Sejong": ("44150", "36110"),
    "Heungdeok-gu, Cheongju and Sejong": ("43113", "36110"),
    "Gunwi and Uiseong": ("27720", "47730"),
    "Wonmi-gu and Sosa-gu, Bucheon": ("41192", "41194"),
    "Osan and Hwaseong": ("41370", "41590"),
    "Wansan-gu and Deokjin-gu, Jeonju": ("52111", "52113"),
    "Wansan-gu, Jeonju and Wanju": ("52111", "52710"),
    "Gwangsan-gu and Buk-gu, Gwangju": ("29200", "29170"),
    "Mokpo and Muan": ("46110", "46840"),
    "Pohang Nam-gu and Gyeongju": ("47111", "47130"),
    "Ulju and Gyeongju": ("31710", "47130"),
    "Gangneung and Donghae": ("51150", "51170"),
    "Sokcho and Goseong, Gangwon": ("51210", "51820"),
    "Hongcheon and Inje": ("51720", "51810"),
    "Uichang-gu and Seongsan-gu, Changwon": ("48121", "48123"),
    "Gijang and Haeundae-gu, Busan": ("26710", "26350"),
    "Jeju and Seogwipo": ("50110", "50130"),
}


@cache
def facts() -> pd.DataFrame:
    return pd.read_csv(FACTS, dtype={"mois_code": str, "island": str}, keep_default_na=False)


@cache
def korea() -> gpd.GeoDataFrame:
    return grow(facts()).set_index("mois_code")


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


def seats(frame: pd.DataFrame) -> shapely.Geometry:
    to_metres = Transformer.from_crs("EPSG:4326", "EPSG:5179", always_xy=True)
    return shapely.points(*to_metres.transform(frame["seat_lon"].to_numpy(), frame["seat_lat"].to_numpy()))


def test_facts_hold_every_unit_once_with_its_sources() -> None:
    table = facts()
    assert len(table) == 252
    assert table["mois_code"].is_monotonic_increasing and table["mois_code"].is_unique
    assert {"27720", "41192", "51110", "52111"} <= set(table["mois_code"])
    assert not (table.drop(columns="island") == "").to_numpy().any()
    assert table["seat_lon"].between(124.5, 131).all() and table["seat_lat"].between(33, 38.7).all()
    assert table["area_km2"].sum() == pytest.approx(100_700, rel=0.005)


def test_areas_are_met() -> None:
    deviation = np.abs(korea()["area_km2"].to_numpy() / facts()["area_km2"].to_numpy() - 1)
    assert np.median(deviation) < 0.002
    assert np.quantile(deviation, 0.9) < 0.01
    assert deviation.max() < 0.04
    assert korea()["area_km2"].sum() == pytest.approx(facts()["area_km2"].sum(), rel=0.001)


def test_no_unit_is_off_by_more_than_half_a_hexagon() -> None:
    difference = korea()["area_km2"].to_numpy() - facts()["area_km2"].to_numpy()
    assert np.abs(difference).max() <= HALF_HEXAGON_KM2 + 1e-6


def test_map_is_a_valid_coverage_of_single_polygons() -> None:
    geometry = korea().geometry
    assert korea().crs.to_epsg() == 5179
    assert (geometry.geom_type == "Polygon").all()
    assert geometry.is_valid.all()
    assert shapely.coverage_is_valid(geometry.to_numpy())


def test_every_unit_holds_its_seat() -> None:
    assert shapely.covers(korea().geometry.to_numpy(), seats(facts())).all()


@pytest.mark.parametrize("pair", NEIGHBOURS.values(), ids=NEIGHBOURS.keys())
def test_known_neighbours_share_a_border(pair: tuple[str, str]) -> None:
    assert shared_border_km(korea(), *pair) > 0.5


def test_jeju_is_one_island_of_two_cities() -> None:
    island, rest = korea().loc[["50110", "50130"]], korea().drop(["50110", "50130"])
    assert shapely.union_all(island.geometry.to_numpy()).geom_type == "Polygon"
    assert rest.distance(shapely.union_all(island.geometry.to_numpy())).min() > 50_000


def test_ulleung_lies_alone_in_the_east() -> None:
    ulleung, rest = korea().geometry["47940"], korea().drop("47940")
    assert rest.distance(ulleung).min() > 100_000
    assert ulleung.bounds[0] > rest.total_bounds[2]


def test_islands_touch_nothing_but_their_own_landmass() -> None:
    landmasses = korea().assign(island=facts()["island"].to_numpy()).dissolve("island").geometry
    assert len(landmasses) == 11
    assert not any(one.intersects(two) for i, one in enumerate(landmasses) for two in landmasses.iloc[i + 1 :])


def test_mainland_is_one_piece_without_lakes() -> None:
    mainland = shapely.coverage_union_all(korea().geometry[facts()["island"].to_numpy() == ""].to_numpy())
    assert len(shapely.get_parts(mainland)) == 1
    assert shapely.get_num_interior_rings(shapely.get_parts(mainland)).sum() == 0


def test_two_calls_give_the_same_map_in_any_row_order() -> None:
    again = grow(facts().sample(frac=1, random_state=1)).set_index("mois_code")
    assert shapely.equals_exact(again.geometry.to_numpy(), korea().geometry.to_numpy()).all()


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
