"""Published shapes carried to later days: what is whole stays as it was, lines are published ones, an unknown line ends it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from assets.geography.carry_forward import CARRIED, CUT, OTHER_VINTAGE, cut
from assets.geography.derived_boundary import derived_boundary
from expectations.contracts.boundaries import BOUNDARY
from expectations.contracts.events import EVENT_PIECE, REGION_EVENT
from expectations.contracts.units import REGION
from expectations.coverage import faults
from expectations.rules.boundaries import derived_sets
from tests.frames import typed
from tests.publisher_files import square

OLD, BASE = dt.date(2015, 11, 30), dt.date(2020, 12, 31)
GU, RECODE, MOVED, SPLIT = dt.date(2024, 1, 1), dt.date(2024, 1, 18), dt.date(2021, 7, 1), dt.date(2026, 7, 1)

# A city with two gu until 2016 and again from 2024; two neighbours whose border moves; one renumbered; one divided in 2026.
ERAS: tuple[dict[str, Any], ...] = (
    {"unit_id": "city", "mois_code": "41190", "valid_to": GU},
    {"unit_id": "won", "mois_code": "41195", "valid_to": dt.date(2016, 7, 4)},
    {"unit_id": "so", "mois_code": "41197", "valid_to": dt.date(2016, 7, 4)},
    {"unit_id": "won", "mois_code": "41192", "valid_from": GU},
    {"unit_id": "so", "mois_code": "41194", "valid_from": GU},
    {"unit_id": "ui", "mois_code": "48121"},
    {"unit_id": "seong", "mois_code": "48123"},
    {"unit_id": "jeonju", "mois_code": "45110", "valid_to": RECODE},
    {"unit_id": "jeonju", "mois_code": "52110", "valid_from": RECODE},
    {"unit_id": "jung", "mois_code": "28110", "valid_to": SPLIT},
    {"unit_id": "jemul", "mois_code": "28125", "valid_from": SPLIT},
    {"unit_id": "yeong", "mois_code": "28155", "valid_from": SPLIT},
)
EVENTS: tuple[tuple[dt.date, str, str, str], ...] = (
    (MOVED, "ui", "seong", "partial_transfer"),
    (MOVED, "ui", "ui", "partial_transfer"),
    (GU, "city", "won", "gu_create"),
    (GU, "city", "so", "gu_create"),
    (RECODE, "jeonju", "jeonju", "recode"),
    (SPLIT, "jung", "jemul", "split"),
    (SPLIT, "jung", "yeong", "split"),
)
PIECES = {("jung", "jemul"): "2 dong: 연안동 신포동", ("jung", "yeong"): "영종동"}
SHAPES = {"41190": square(0, 0), "48121": square(1, 0), "48123": square(2, 0), "45110": square(0, 1), "28110": square(1, 1)}


def history() -> pd.DataFrame:
    standard = {"level": "sigungu", "in_finest": True, "valid_from": dt.date(1995, 1, 1)}
    eras = [standard | era for era in ERAS]
    # The city has gu, and is no finest unit, until 2016.
    eras[0] |= {"valid_from": dt.date(2016, 7, 4)}
    return typed(REGION, *(era | {"region_id": str(n)} for n, era in enumerate(eras)))


def events() -> pd.DataFrame:
    codes = {era["unit_id"]: era["mois_code"] for era in reversed(ERAS)}
    rows = [
        {
            "link_id": str(n), "event_id": f"{day}-{source}", "date": day, "type": kind, "exact": kind == "recode",
            "from_unit_id": source, "to_unit_id": target, "from_mois_code": codes[source],
        }
        for n, (day, source, target, kind) in enumerate(EVENTS)
    ]  # fmt: skip
    return typed(REGION_EVENT, *rows)


def pieces(listed: dict[tuple[str, str], str]) -> pd.DataFrame:
    rows = [
        {"event_id": f"{SPLIT}-{source}", "from_unit_id": source, "to_unit_id": target, "evidence": evidence}
        for (source, target), evidence in listed.items()
    ]
    return typed(EVENT_PIECE, *rows)


def half(shape: shapely.Geometry, *, left: bool, at: float = 0.5) -> shapely.Geometry:
    west, south, east, north = shape.bounds
    middle = west + at * (east - west)
    return shapely.box(west, south, middle, north) if left else shapely.box(middle, south, east, north)


def row(code: str, shape: shapely.Geometry, vintage: dt.date = BASE, level: str = "sigungu", **more: Any) -> dict[str, Any]:
    standard = {"scheme": "mois", "geometry_basis": "published", "fit_for": "measuring"}
    units = {"41190": "city", "41195": "won", "41197": "so", "48121": "ui", "48123": "seong", "45110": "jeonju", "28110": "jung"}
    unit = units.get(code) if level == "sigungu" else None
    return standard | {"code": code, "geometry": shape, "vintage": vintage, "level": level, "unit_id": unit} | more


def published(*, old: bool = True, dong: bool = True) -> gpd.GeoDataFrame:
    rows = [row(code, shape) for code, shape in SHAPES.items()]
    if old:  # surveyed a little otherwise: a metre to the west, and less than the whole city
        was = {code: shape for code, shape in SHAPES.items() if code != "41190"}
        city = shapely.affinity.translate(SHAPES["41190"], -1.0)
        was |= {"41195": half(city, left=True), "41197": half(city, left=False)}
        rows += [row(code, shape, OLD) for code, shape in was.items()]
    if dong:
        jung = SHAPES["28110"]
        west, east = half(jung, left=True, at=0.3), half(jung, left=False, at=0.3)
        names = {"연안동": half(west, left=True), "신포동": half(west, left=False), "영종동": east}
        rows += [row(f"2811010{n}", shape, level="emd", name_ko=name) for n, (name, shape) in enumerate(names.items(), start=1)]
    return typed(BOUNDARY, *rows)


def carried(*, old: bool = True, dong: bool = True, listed: dict[tuple[str, str], str] = PIECES) -> gpd.GeoDataFrame:
    return derived_boundary(published(old=old, dong=dong), history(), events(), pieces(listed))


def of(table: gpd.GeoDataFrame, day: dt.date) -> gpd.GeoDataFrame:
    return table[pd.to_datetime(table["vintage"]) == pd.Timestamp(day)].set_index("unit_id")


def test_days_are_the_last_without_a_line_of_our_own_and_each_with_one() -> None:
    assert sorted(set(map(str, carried()["vintage"]))) == [str(RECODE), str(SPLIT)]


def test_whole_units_keep_their_shape_under_their_new_code() -> None:
    now = of(carried(), RECODE)
    assert now.loc["jeonju", "code"] == "52110"
    assert shapely.equals(now.loc["jeonju", "geometry"], SHAPES["45110"])
    assert now.loc["jeonju", "method"] == CARRIED and str(now.loc["jeonju", "base_vintage"])[:10] == str(BASE)


def test_a_divided_unit_has_the_lines_of_the_vintage_that_had_its_parts() -> None:
    now = of(carried(), RECODE)
    gu = now.loc[["won", "so"]]
    assert set(gu["method"]) == {OTHER_VINTAGE} and {str(day)[:10] for day in gu["base_vintage"]} == {str(OLD)}
    assert shapely.equals(shapely.union_all(gu.geometry.to_numpy()).normalize(), SHAPES["41190"])
    assert gu.geometry.area.sum() == pytest.approx(SHAPES["41190"].area)


def test_a_border_that_only_moved_is_not_followed_and_says_so() -> None:
    table = carried()
    for day in (RECODE, SPLIT):
        before = of(table, day)["border_before"].dropna()
        assert {unit: str(since)[:10] for unit, since in before.items()} == {"ui": str(MOVED), "seong": str(MOVED)}


def test_dong_that_the_evidence_names_cut_a_unit() -> None:
    now = of(carried(), SPLIT)
    assert (now.loc["jemul", "method"], now.loc["jemul", "parts"]) == (CUT, 2)
    area = SHAPES["28110"].area
    assert now.loc["jemul"].geometry.area == pytest.approx(0.3 * area)
    assert now.loc["yeong"].geometry.area == pytest.approx(0.7 * area)


@pytest.mark.parametrize(
    "listed",
    [
        {("jung", "jemul"): "연안동", ("jung", "yeong"): "영종동"},
        {("jung", "jemul"): "연안동 신포동 영종동", ("jung", "yeong"): "영종동"},
        {("jung", "jemul"): "연안동 신포동", ("jung", "yeong"): "용유동"},
        {},
    ],
    ids=["one dong of nobody", "one dong of both", "a dong that is not there", "no evidence"],
)
def test_dong_that_do_not_make_up_the_unit_are_no_line(listed: dict[tuple[str, str], str]) -> None:
    assert set(map(str, carried(listed=listed)["vintage"])) == {str(RECODE)}


def test_without_dong_it_ends_before_the_first_unknown_line() -> None:
    assert set(map(str, carried(dong=False)["vintage"])) == {str(RECODE)}
    # Without the older vintage the gu of 2024 have no line either, and nothing is whole later than the moved border.
    assert set(map(str, carried(old=False)["vintage"])) == {str(MOVED)}


def test_a_vintage_that_lacks_a_unit_gives_no_lines() -> None:
    shapes = published()
    lacking = shapes[~((shapes["code"] == "45110") & (pd.to_datetime(shapes["vintage"]) == pd.Timestamp(OLD)))]
    assert set(map(str, derived_boundary(lacking, history(), events(), pieces(PIECES))["vintage"])) == {str(MOVED)}


def test_each_day_is_a_complete_coverage() -> None:
    table = carried()
    sets = derived_sets(table, history())
    assert len(sets) == 2 and not sets[["missing_units", "extra_units"]].to_numpy().any()
    for _, shapes in table.groupby("vintage"):
        assert faults(shapes.geometry.to_numpy()).none


def test_a_vintage_for_maps_is_not_carried_forward() -> None:
    table = published()
    assert derived_boundary(table.assign(fit_for="maps"), history(), events(), pieces(PIECES)).empty


def test_a_cut_loses_nothing_where_the_lines_do_not_reach() -> None:
    whole = shapely.box(0, 0, 100, 10)
    lines = [shapely.box(-5, -5, 40, 5), shapely.box(40, 0, 95, 15)]
    parts = cut(whole, lines)
    assert sum(part.area for part in parts) == pytest.approx(whole.area)
    assert shapely.intersection(*parts).area == 0
    # What lies north of the first line borders it longer than the other part.
    assert shapely.covers(parts[0], shapely.Point(10, 9))
    assert shapely.covers(parts[1], shapely.Point(98, 5))


def test_islets_that_only_the_dong_have_come_to_their_unit() -> None:
    islet = shapely.affinity.translate(half(SHAPES["28110"], left=True, at=0.01), 50_000.0)
    table = published()
    dong = table["name_ko"] == "영종동"
    table.loc[dong, "geometry"] = gpd.GeoSeries(
        [shapely.union(table.loc[dong, "geometry"].iloc[0], islet)], index=table.index[dong], crs=table.crs
    )
    derived = derived_boundary(table, history(), events(), pieces(PIECES))
    before, after = of(derived, RECODE), of(derived, SPLIT)
    assert before.loc["jung", "islets_km2"] == pytest.approx(islet.area / 1e6)
    assert before.loc["jung", "geometry"].covers(islet.centroid)
    # When the unit is divided the islet goes with the part whose dong it is of.
    assert after["islets_km2"].to_dict() == pytest.approx(dict.fromkeys(after.index, 0.0) | {"yeong": islet.area / 1e6})
