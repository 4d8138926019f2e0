"""Who touches whom is held against the cleanest other vintage: every difference is listed, with its length and its reason."""

from __future__ import annotations

import datetime as dt
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from assets.geography.border_comparison import border_comparison, cleanest, touching
from assets.geography.boundary_gap import boundary_gap
from assets.geography.coverage import clean
from expectations.contracts.boundaries import BOUNDARY
from expectations.contracts.boundary_comparison import BOUNDARY_GAP
from expectations.contracts.derived_boundaries import BORDER_COMPARISON, DERIVED_BOUNDARY
from expectations.contracts.events import REFERENCE_REGION, REGION_EVENT
from expectations.contracts.reference_boundaries import LEVEL_BOUNDARY
from expectations.contracts.units import REGION
from expectations.rules.boundaries import borders_agree
from tests.frames import result, typed
from tests.publisher_files import ORIGIN, square

REFERENCE, OTHER = dt.date(2024, 2, 1), dt.date(2020, 12, 31)
GRID = {f"u{n}{m}": square(n, m) for n in range(4) for m in range(3)}


def eras(units: list[str]) -> pd.DataFrame:
    base = {"level": "sigungu", "in_kosis": True, "in_finest": True, "valid_from": dt.date(1995, 1, 1)}
    return typed(REGION, *(base | {"region_id": unit, "unit_id": unit} for unit in units))


def drawn(day: dt.date, shapes: dict[str, shapely.Geometry], basis: str = "published") -> list[dict[str, Any]]:
    base = {"level": "sigungu", "scheme": "kostat", "vintage": day, "geometry_basis": basis}
    return [base | {"code": str(11000 + n), "unit_id": u, "geometry": s} for n, (u, s) in enumerate(shapes.items())]


def compared(
    shapes: dict[str, shapely.Geometry], *others: tuple[dt.date, dict[str, shapely.Geometry]], events: tuple[Any, ...] = (),
    basis: str = "published",
    made_of: dt.date | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Differences between the reference and the vintage it is held against."""
    rows = [*drawn(REFERENCE, shapes, basis), *(row for day, other in others for row in drawn(day, other))]
    boundary = typed(BOUNDARY, *rows)
    gaps = typed(BOUNDARY_GAP, *boundary_gap(boundary, typed(DERIVED_BOUNDARY)).to_dict("records"))
    levels = [{"level": "sigungu", "region_id": u, "geometry": s, "geometry_basis": basis} for u, s in shapes.items()]
    day = typed(REFERENCE_REGION, {"level": "sigungu", "region_id": "u00", "reference_vintage": REFERENCE})
    units = eras(list(shapes))
    made = [row | {"base_vintage": made_of} for row in drawn(REFERENCE, shapes)] if made_of else []
    derived = typed(DERIVED_BOUNDARY, *made)
    table = border_comparison(typed(LEVEL_BOUNDARY, *levels), boundary, derived, gaps, day, units, typed(REGION_EVENT, *events))
    kept: pd.DataFrame = result(BORDER_COMPARISON, table)
    return kept


def apart(metres: float) -> dict[str, shapely.Geometry]:
    """The grid, its eastern column moved away from the rest."""
    return {unit: shapely.affinity.translate(shape, metres if unit[1] == "3" else 0, 0) for unit, shape in GRID.items()}


def squeezed(metres: float) -> dict[str, shapely.Geometry]:
    """The grid, in which u10 takes a strip across the border of u00 and u01 so that these do not touch any more."""
    x, y = ORIGIN
    return given("u10", shapely.box(x, y + 10_000, x + 10_000, y + 10_000 + metres))


def given(unit: str, ground: shapely.Geometry) -> dict[str, shapely.Geometry]:
    """The grid, in which a unit takes ground from all others; corners are put into the edges of neighbours."""
    shapes = {u: s.union(ground) if u == unit else s.difference(ground) for u, s in GRID.items()}
    return dict(zip(shapes, clean(np.array(list(shapes.values())), 0.0), strict=True))


def test_same_borders_have_nothing_to_tell() -> None:
    assert compared(GRID, (OTHER, GRID)).empty


def test_border_that_the_reference_lacks_is_listed_with_its_length_and_the_distance() -> None:
    rows = compared(squeezed(400), (OTHER, GRID)).set_index(["unit_id", "neighbour_id"])
    row = rows.loc[("u00", "u01")]
    assert (row["touch_in"], row["reason"], row["other_vintage"]) == ("other", "none", OTHER)
    assert (row["border_km"], row["apart_km"]) == (pytest.approx(10.0), pytest.approx(0.4))


def test_border_that_only_the_reference_has_is_listed_too() -> None:
    rows = compared(GRID, (OTHER, squeezed(400)))
    assert ("u00", "u01", "reference") in set(zip(rows["unit_id"], rows["neighbour_id"], rows["touch_in"], strict=True))


def test_corner_event_and_open_water_explain_a_difference() -> None:
    x, y = ORIGIN
    corner = compared(given("u10", shapely.box(x + 9_950, y + 9_950, x + 10_050, y + 10_050)), (OTHER, GRID))
    assert corner[["unit_id", "neighbour_id", "reason"]].to_numpy().tolist() == [["u00", "u11", "a corner"]]
    event = {"event_id": "e", "date": dt.date(2022, 1, 1), "type": "partial_transfer", "from_unit_id": "u01", "to_unit_id": "u10"}
    moved = compared(squeezed(400), (OTHER, GRID), events=(event,)).set_index(["unit_id", "neighbour_id"])
    assert moved.loc[("u00", "u01"), "reason"] == "an event"


def test_strait_down_the_middle_of_which_the_other_vintage_has_a_border_is_explained_by_the_water() -> None:
    def to_the_middle(unit: str, shape: shapely.Geometry) -> shapely.Geometry:
        west, south, east, north = shape.bounds
        return shapely.box(west - 350 * (unit[1] == "3"), south, east + 350 * (unit[1] == "2"), north)

    rows = compared(apart(700), (OTHER, {u: to_the_middle(u, s) for u, s in apart(700).items()}))
    straits = rows[rows["border_km"] > 1]
    assert (
        len(straits) == 3 and set(straits["reason"]) == {"no ground"} and straits["apart_km"].tolist() == pytest.approx([0.7] * 3)
    )


def test_vintage_with_the_same_units_and_fewest_gaps_is_chosen() -> None:
    x, y = ORIGIN
    specks = shapely.union_all([shapely.box(x + 9_950, y + k, x + 10_050, y + k + 100) for k in (2_000, 5_000, 8_000)])
    dirty = {unit: shape.difference(specks) for unit, shape in GRID.items()}
    half = dict(list(GRID.items())[:6])
    rows = [*drawn(dt.date(2023, 7, 1), dirty), *drawn(OTHER, GRID), *drawn(dt.date(2022, 1, 1), half)]
    boundary = typed(BOUNDARY, *rows)
    gaps = typed(BOUNDARY_GAP, *boundary_gap(boundary, typed(DERIVED_BOUNDARY)).to_dict("records"))
    chosen = cleanest(GRID, {pd.Timestamp(REFERENCE)}, boundary, gaps, eras(list(GRID)))
    assert chosen is not None and set(chosen["vintage"]) == {OTHER}


def test_the_vintage_that_the_reference_was_made_from_is_passed_over() -> None:
    older = dt.date(2015, 11, 30)
    vintages = (OTHER, GRID), (older, apart(700))
    assert compared(GRID, *vintages).empty
    rows = compared(GRID, *vintages, made_of=OTHER)
    assert len(rows) and {str(day)[:10] for day in rows["other_vintage"]} == {str(older)}


@pytest.mark.parametrize("basis", ["schematic"])
def test_schematic_reference_and_a_single_vintage_are_held_against_nothing(basis: str) -> None:
    assert compared(GRID, (OTHER, squeezed(400)), basis=basis).empty
    assert compared(GRID).empty


def test_vintage_of_other_units_is_no_measure() -> None:
    assert compared(squeezed(400), (OTHER, dict(list(GRID.items())[:8]))).empty


def judged(*rows: tuple[float, str]) -> pd.DataFrame:
    table = typed(
        BORDER_COMPARISON,
        *(
            {"unit_id": f"a{n}", "neighbour_id": f"b{n}", "border_km": km, "reason": reason}
            for n, (km, reason) in enumerate(rows)
        ),
    )
    return borders_agree(table)


def test_unexplained_kilometres_are_summed_and_corners_are_not_worth_a_look() -> None:
    table = judged((15.8, "none"), (10.0, "no ground"), (0.05, "a corner"), (0.5, "none"))
    assert table["unexplained_km"].tolist() == [15.8, 0.0, 0.0, 0.5] and set(table["all_unexplained_km"]) == {16.3}
    assert table["worth_a_look"].tolist() == [True, True, False, True]


def test_corner_contact_is_touching() -> None:
    frame = gpd.GeoSeries({"a": square(0, 0), "b": square(1, 1), "c": square(5, 5)})
    assert touching(dict(frame.items())) == {("a", "b")}
