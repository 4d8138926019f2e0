"""Derived units against published ones of the same day: surveys may differ, the lines that events drew may not."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest
import shapely

from assets.geography.derived_comparison import derived_comparison
from expectations.contracts.boundaries import BOUNDARY
from expectations.contracts.derived_boundaries import DERIVED_BOUNDARY, DERIVED_COMPARISON
from expectations.contracts.population_check import DECLARED_DIFFERENCE
from expectations.rules.boundaries import published_alike
from tests.frames import result, typed
from tests.publisher_files import ORIGIN, square

JULY, FEBRUARY = dt.date(2026, 7, 1), dt.date(2026, 2, 1)
SPLIT = "2026-07-01-split"
X, Y = ORIGIN


def box(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    """A box in kilometres from the chessboard's corner."""
    return shapely.box(X + 1000 * west, Y + 1000 * south, X + 1000 * east, Y + 1000 * north)


# Two halves of a divided unit, and a neighbour that no event touched.
DERIVED: dict[str, dict[str, Any]] = {
    "west": {"code": "28275", "geometry": box(0, 0, 10, 10), "events": SPLIT},
    "east": {"code": "28290", "geometry": box(10, 0, 20, 10), "events": SPLIT},
    "north": {"code": "28710", "geometry": box(0, 10, 20, 20)},
}


def compared(published: dict[str, shapely.Polygon], *declared: dict[str, Any], day: dt.date = JULY) -> pd.DataFrame:
    derived = ({"vintage": JULY, "unit_id": unit, "scheme": "mois"} | row for unit, row in DERIVED.items())
    standard = {"level": "sigungu", "scheme": "mois", "vintage": day, "fit_for": "maps"}
    shapes = (
        standard | {"unit_id": unit, "code": DERIVED.get(unit, {"code": "11110"})["code"], "geometry": shape}
        for unit, shape in published.items()
    )
    reasons = ({"comparison": "derived_comparison", "kind": "border"} | row for row in declared)
    table = derived_comparison(typed(DERIVED_BOUNDARY, *derived), typed(BOUNDARY, *shapes), typed(DECLARED_DIFFERENCE, *reasons))
    return result(DERIVED_COMPARISON, table).set_index("unit_id")


def drawn(**other: shapely.Polygon) -> dict[str, shapely.Polygon]:
    return {unit: row["geometry"] for unit, row in DERIVED.items()} | other


def judged(table: pd.DataFrame) -> pd.DataFrame:
    return published_alike(table.reset_index()).set_index("unit_id")[["in_both", "border_explained"]]


def test_units_published_alike_are_the_same() -> None:
    table = compared(drawn())
    assert set(table["verdict"]) == {"same"} and table["explanation"].isna().all()
    assert table["overlap_share"].tolist() == [1.0] * 3 and table["centre_distance_m"].tolist() == pytest.approx([0.0] * 3)
    assert judged(table).all(axis=None)


def test_coast_drawn_otherwise_is_a_matter_of_the_surveys() -> None:
    table = compared(drawn(north=box(0, 10, 20, 22)))
    north = table.loc["north"]
    assert (north["verdict"], north["derived_km2"], north["published_km2"]) == ("survey", 200.0, 240.0)
    assert north["overlap_share"] == pytest.approx(200 / 240) and north["outside_km2"] == pytest.approx(40.0)
    assert (
        "40.0 km2 are land in one of the two only" in north["explanation"] and "no event moved the unit" in north["explanation"]
    )
    assert north["centre_distance_m"] == pytest.approx(1000.0)
    assert judged(table).all(axis=None)


def test_ground_drawn_into_a_neighbour_that_no_event_touched_is_no_wrong_border() -> None:
    table = compared(drawn(west=box(0, 0, 10, 8), north=box(0, 8, 20, 20).difference(box(10, 8, 20, 10))))
    assert table.loc["west", "verdict"] == "survey" and table.loc["west", "sibling_share"] == 0.0
    assert table.loc["west", "exchanged_km2"] == pytest.approx(20.0)
    assert "its new borders agree" in table.loc["west", "explanation"]


def test_line_that_an_event_drew_must_be_where_it_is_published() -> None:
    moved = drawn(west=box(0, 0, 9, 10), east=box(9, 0, 20, 10))
    table = compared(moved)
    assert table["verdict"].to_dict() == {"east": "border", "north": "same", "west": "border"}
    assert table.loc["west", "sibling_share"] == pytest.approx(10 / 90)
    assert judged(table)["border_explained"].to_dict() == {"east": False, "north": True, "west": False}


def test_border_that_was_looked_into_is_explained_from_its_day_on() -> None:
    moved = drawn(west=box(0, 0, 9, 10), east=box(9, 0, 20, 10))
    reason = {"reason": "the line follows a canal", "source": "list of legal dong"}
    table = compared(moved, *({"place": unit, "since": JULY} | reason for unit in ("west", "east")))
    assert table.loc["west", "explanation"] == "the line follows a canal" and judged(table).all(axis=None)
    later = compared(moved, *({"place": unit, "since": dt.date(2027, 1, 1)} | reason for unit in ("west", "east")))
    assert not judged(later)["border_explained"].all()


def test_unit_that_only_one_of_the_two_has_breaks_the_rule() -> None:
    table = compared({unit: shape for unit, shape in drawn(stray=box(20, 20, 30, 30)).items() if unit != "east"})
    assert table.loc["east", "verdict"] == "only_derived" and table.loc["stray", "verdict"] == "only_published"
    assert judged(table)["in_both"].to_dict() == {"east": False, "north": True, "stray": False, "west": True}
    assert table.loc["stray", "derived_km2"] is None or pd.isna(table.loc["stray", "derived_km2"])


def test_day_that_nobody_has_published_has_no_row() -> None:
    assert compared({"north": square(0, 0)}, day=FEBRUARY).empty
