"""Every shape lies where its unit lies; those that exchanged, rotated, moved away or swelled are named."""

from __future__ import annotations

import datetime as dt
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely.affinity import translate

from expectations.contracts.boundaries import BOUNDARY
from expectations.contracts.units import REGION, UNIT
from expectations.places import exchanged, far_parts, rings
from expectations.rules.places import exchanged_dong, parts_far_away, places
from tests.frames import typed
from tests.publisher_files import ORIGIN, square


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


@pytest.mark.parametrize(
    ("metres", "told"), [(140_000, True), (200_000, False), (90_000, False)], ids=["beside another", "beside nobody", "not far"]
)
def test_island_far_off_is_told_where_it_lies_beside_another_unit(metres: float, told: bool) -> None:
    island = translate(square(0, 0, 2_000), metres, 0)
    shapes = np.array([square(0, 0).union(island), square(15, 0)])
    found = far_parts(shapes, np.array(["51150", "46910"]))
    assert [(own, beside) for own, _, _, beside in found] == ([("51150", {"46910"})] if told else [])
    assert not told or (found[0][1], found[0][2]) == (130_000.0, 4e6)


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
