"""Boundaries through time: each vintage until the next one, with what became of each unit."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest
import shapely

from assets.layers.boundary_history import boundary_history
from expectations.contracts.boundaries import BOUNDARY
from expectations.contracts.boundary_comparison import BOUNDARY_GAP
from expectations.contracts.derived_boundaries import DERIVED_BOUNDARY
from expectations.contracts.events import REGION_EVENT
from expectations.contracts.map_layers import BOUNDARY_HISTORY
from expectations.contracts.units import REGION
from tests.frames import result, typed

BIRTH, FIRST, SECOND = dt.date(1995, 1, 1), dt.date(2020, 12, 31), dt.date(2023, 7, 1)
SIDO = [
    {"region_id": name, "unit_id": name, "level": "sido", "name_ko": ko, "mois_code": code, "valid_from": BIRTH}
    for name, ko, code in (("gyeongbuk", "경상북도", "47"), ("daegu", "대구광역시", "27"))
]


def era(unit: str, code: str, sido: str, begins: dt.date, ends: dt.date | None = None, name: str = "군위군") -> dict[str, Any]:
    return {
        "region_id": f"{unit}@{begins}", "unit_id": unit, "level": "sigungu", "mois_code": code, "sido_unit_id": sido,
        "valid_from": begins, "valid_to": ends, "name_ko": name,
    }  # fmt: skip


def shape(unit: str, day: dt.date, scheme: str = "kostat", **more: Any) -> dict[str, Any]:
    square = {"level": "sigungu", "area_km2": 1.0, "geometry": shapely.box(0, 0, 1000, 1000), "geometry_basis": "published"}
    return {**square, "unit_id": unit, "vintage": day, "scheme": scheme, "code": "37310", **more}


GUNWI = [era("gunwi-gun", "47720", "gyeongbuk", BIRTH, SECOND), era("gunwi-gun", "27720", "daegu", SECOND)]


def made(
    shapes: list[dict[str, Any]],
    eras: list[dict[str, Any]],
    *,
    derived: tuple[dict[str, Any], ...] = (),
    events: tuple[dict[str, Any], ...] = (),
) -> pd.DataFrame:
    drawn, later = typed(BOUNDARY, *shapes), typed(DERIVED_BOUNDARY, *derived)
    table = boundary_history(drawn, later, typed(BOUNDARY_GAP), typed(REGION, *SIDO, *eras), typed(REGION_EVENT, *events))
    return result(BOUNDARY_HISTORY, table)


def test_vintage_is_drawn_from_its_day_to_the_eve_of_the_next() -> None:
    table = made([shape("gunwi-gun", FIRST), shape("gunwi-gun", SECOND)], GUNWI)
    assert table["shown_from"].tolist() == [FIRST, SECOND]
    assert table["shown_to"].tolist() == [SECOND - dt.timedelta(days=1), None]


def test_gunwi_goes_to_daegu_with_the_days_of_each_era() -> None:
    table = made([shape("gunwi-gun", FIRST), shape("gunwi-gun", SECOND)], GUNWI)
    assert table["sido_ko"].tolist() == ["경상북도", "대구광역시"] and table["change"].tolist() == ["first", "transferred"]
    assert table["valid_from"].tolist() == [BIRTH, SECOND] and table["valid_to"].tolist() == [SECOND, None]


@pytest.mark.parametrize(
    ("eras", "change"),
    [
        ([era("a", "47720", "daegu", BIRTH)], "same"),
        ([era("a", "47720", "daegu", BIRTH, SECOND, "남구"), era("a", "47720", "daegu", SECOND, None, "미추홀구")], "renamed"),
        ([era("a", "47720", "daegu", BIRTH, SECOND), era("a", "47999", "daegu", SECOND)], "recoded"),
        ([era("a", "47720", "daegu", SECOND)], "new"),
    ],
)
def test_change_is_that_of_the_region_history(eras: list[dict[str, Any]], change: str) -> None:
    other = era("b", "47111", "daegu", BIRTH)
    table = made([shape("b", FIRST), shape("b", SECOND), shape("a", SECOND)], [other, *eras])
    assert table.set_index(["vintage", "unit_id"])["change"].loc[(SECOND, "a")] == change


def test_unit_that_an_older_file_lacks_is_not_called_new() -> None:
    eras = [era("yeongdo", "26200", "daegu", BIRTH), era("b", "47111", "daegu", BIRTH)]
    table = made([shape("b", FIRST), shape("b", SECOND), shape("yeongdo", SECOND)], eras)
    assert table.set_index(["vintage", "unit_id"])["change"].loc[(SECOND, "yeongdo")] == "same"


def test_one_file_a_day_the_ministrys_before_the_other_and_published_before_derived() -> None:
    eras = [era("a", "47720", "daegu", BIRTH)]
    shapes = [shape("a", FIRST, "kostat"), shape("a", FIRST, "mois", code="47720")]
    table = made(shapes, eras, derived=(shape("a", FIRST, "mois", code="47721", geometry_basis="derived"),))
    assert table[["scheme", "code"]].to_numpy().tolist() == [["mois", "47720"]]
