"""Neighbouring vintages: a datum that is off moves everything alike, and ground does not change hands without an event."""

from __future__ import annotations

import datetime as dt
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from shapely.affinity import translate

from assets.geography.boundary_comparison import area_comparison, boundary_change, boundary_shift
from expectations.contracts.boundaries import BOUNDARY
from expectations.contracts.boundary_comparison import AREA_COMPARISON, BOUNDARY_CHANGE, BOUNDARY_SHIFT
from expectations.contracts.derived_boundaries import DERIVED_BOUNDARY
from expectations.contracts.events import REGION_EVENT
from expectations.contracts.units import OFFICIAL_AREA
from expectations.rules.coverage import unexplained_change
from tests.frames import result, typed
from tests.publisher_files import square

OLD, NEW = dt.date(2020, 12, 31), dt.date(2024, 2, 1)
GRID = {f"u{n}{m}": square(n, m) for n in range(4) for m in range(4)}


def drawn(vintage: dt.date, shapes: dict[str, shapely.Geometry], **more: Any) -> list[dict[str, Any]]:
    standard = {"level": "sigungu", "scheme": "mois", "vintage": vintage} | more
    return [
        standard | {"code": str(11000 + n), "unit_id": unit, "name_ko": "구", "geometry": shape, "area_km2": shape.area / 1e6}
        for n, (unit, shape) in enumerate(shapes.items())
    ]


def boundaries(*rows: dict[str, Any]) -> gpd.GeoDataFrame:
    return typed(BOUNDARY, *rows)


def moved(shapes: dict[str, shapely.Geometry], east: float, north: float) -> dict[str, shapely.Geometry]:
    return {unit: translate(shape, east, north) for unit, shape in shapes.items()}


def shift(after: dict[str, shapely.Geometry]) -> pd.Series:
    table = boundary_shift(boundaries(*drawn(OLD, GRID), *drawn(NEW, after)))
    return result(BOUNDARY_SHIFT, table).iloc[0]


def test_vintage_read_in_the_wrong_datum_is_noticed_and_measured() -> None:
    row = shift(moved(GRID, -212, 305))
    assert row["verdict"] == "uniform offset"
    assert (row["offset_east_m"], row["offset_north_m"]) == pytest.approx((-212, 305))
    assert (row["offset_m"], row["spread_m"], row["units_compared"]) == (pytest.approx(371.4, abs=0.1), pytest.approx(0), 16)


def test_same_borders_have_no_offset() -> None:
    row = shift(GRID)
    assert (row["verdict"], row["offset_m"]) == ("none", 0)


def test_offsets_of_generalisation_are_small_or_scattered_and_no_datum() -> None:
    assert shift(moved(GRID, 60, 0))["verdict"] == "none"
    scattered = {u: translate(s, 400 if n % 2 else -200, 0) for n, (u, s) in enumerate(GRID.items())}
    assert shift(scattered)["verdict"] == "none"


def test_units_that_were_redrawn_say_nothing_of_the_datum() -> None:
    grown = moved(GRID, 300, 0) | {"u00": square(0, 0).buffer(5_000)}
    assert shift(grown)["units_compared"] == 15


# --- changes of area


def event(date: dt.date, source: str, target: str, kind: str = "partial_transfer", **more: Any) -> dict[str, Any]:
    return {"link_id": f"{source}>{target}", "event_id": f"{date}-event", "date": date, "type": kind} | {
        "from_unit_id": source, "to_unit_id": target,
    } | more  # fmt: skip


def change(after: dict[str, shapely.Geometry], *events: dict[str, Any]) -> pd.DataFrame:
    table = boundary_change(boundaries(*drawn(OLD, GRID), *drawn(NEW, after)), typed(REGION_EVENT, *events))
    return result(BOUNDARY_CHANGE, table).set_index("unit_id")


WIDER = GRID | {"u00": square(0, 0).union(square(-1, 0))}


def test_change_with_an_event_is_explained_and_one_without_is_not() -> None:
    silent = unexplained_change(change(WIDER).reset_index()).set_index("unit_id")
    assert silent.loc["u00", "unexplained_share"] == pytest.approx(1.0) and silent.loc["u01", "unexplained_share"] == 0
    told = change(WIDER, event(dt.date(2021, 7, 1), "elsewhere", "u00"))
    assert told.loc["u00", "events"] == "2021-07-01-event"
    assert (unexplained_change(told.reset_index())["unexplained_share"] == 0).all()


@pytest.mark.parametrize(
    "useless",
    [
        event(dt.date(2020, 12, 31), "x", "u00"),
        event(dt.date(2024, 2, 2), "x", "u00"),
        event(dt.date(2021, 7, 1), "u00", "u00", "recode"),
        event(dt.date(2021, 7, 1), "u00", "u00", "sido_transfer"),
        event(dt.date(2021, 7, 1), "x", "u00", note="negligible: below eup-myeon-dong"),
    ],
    ids=["on the day of the earlier vintage", "after the later one", "recode", "transfer as a whole", "negligible"],
)
def test_event_that_moved_no_ground_between_the_two_days_explains_nothing(useless: dict[str, Any]) -> None:
    assert unexplained_change(change(WIDER, useless).reset_index())["unexplained_share"].max() == pytest.approx(1.0)


def test_unit_in_one_vintage_only_is_told_unless_an_event_made_or_ended_it() -> None:
    without = {unit: shape for unit, shape in GRID.items() if unit != "u33"}
    assert unexplained_change(change(without).reset_index())["gone_or_new"].sum() == 1
    merged = change(without, event(dt.date(2021, 7, 1), "u33", "u32", "merge"))
    assert not unexplained_change(merged.reset_index())["gone_or_new"].any()


# --- against the register


def compared(vintage: dt.date, units: dict[str, float], registered: dict[str, Any], *events: dict[str, Any]) -> pd.DataFrame:
    shapes = {unit: square(n, 0) for n, unit in enumerate(units)}
    rows = [row | {"area_km2": units[row["unit_id"]]} for row in drawn(vintage, shapes)]
    official = {"level": "sigungu", "reference_date": dt.date(2026, 6, 30)} | registered
    derived = [row | {"code": row["code"], "geometry_basis": "derived"} for row in rows] if vintage > NEW else []
    published = [] if derived else rows
    table = area_comparison(
        boundaries(*published), typed(DERIVED_BOUNDARY, *derived), typed(OFFICIAL_AREA, official), typed(REGION_EVENT, *events)
    )
    return result(AREA_COMPARISON, table)


JULY = dt.date(2026, 7, 1)
SPLIT = [event(JULY, "jung", unit, "split") for unit in ("jemulpo", "yeongjong")]
JOIN = event(JULY, "dong", "jemulpo", "merge")
REGISTERED = {"unit_id": "jung+dong", "area_km2": 150.0}


def test_jemulpo_and_yeongjong_are_compared_with_old_jung_and_dong() -> None:
    (row,) = compared(JULY, {"jemulpo": 50.0, "yeongjong": 103.0}, REGISTERED, *SPLIT, JOIN).to_dict("records")
    assert row["units"] == "jemulpo+yeongjong"
    assert (row["polygon_km2"], row["difference_share"]) == (pytest.approx(153.0), pytest.approx(0.02))


def test_unit_that_took_in_others_is_not_compared_with_one_of_its_parts() -> None:
    only_jung = {"unit_id": "jung", "area_km2": 100.0}
    assert compared(JULY, {"jemulpo": 50.0, "yeongjong": 103.0}, only_jung, *SPLIT, JOIN).empty


def test_unit_that_changed_before_the_register_is_not_compared_with_its_old_polygon() -> None:
    gunwi = event(dt.date(2023, 7, 1), "gyeongbuk", "daegu")
    daegu = {"unit_id": "daegu", "area_km2": 1500.0, "reference_date": dt.date(2024, 12, 31)}
    assert compared(OLD, {"daegu": 880.0}, daegu, gunwi).empty
    assert len(compared(NEW, {"daegu": 1490.0}, daegu, gunwi)) == 1
