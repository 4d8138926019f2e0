"""The schematic map of the whole country: areas, coverage and neighbours on the real facts. It grows for half a minute."""

from functools import cache

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Transformer

from tests.unit.tools.test_schematic import HALF_HEXAGON_KM2, facts, shared_border_km
from tools.schematic import grow

pytestmark = pytest.mark.builds

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
def korea() -> gpd.GeoDataFrame:
    return grow(facts()).set_index("mois_code")


def seats(frame: pd.DataFrame) -> shapely.Geometry:
    to_metres = Transformer.from_crs("EPSG:4326", "EPSG:5179", always_xy=True)
    return shapely.points(*to_metres.transform(frame["seat_lon"].to_numpy(), frame["seat_lat"].to_numpy()))


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
