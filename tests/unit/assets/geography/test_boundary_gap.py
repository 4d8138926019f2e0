"""Which gaps are errors and which are water: by their width, and by what other vintages have there."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from assets.geography import boundary_gap as module
from assets.geography.boundary_gap import boundary_gap, closed_gaps
from assets.geography.coverage import clean
from expectations.contracts.boundaries import BOUNDARY
from expectations.contracts.boundary_comparison import BOUNDARY_GAP
from expectations.contracts.derived_boundaries import DERIVED_BOUNDARY
from expectations.coverage import faults
from expectations.rules.boundaries import ground_won
from tests.frames import result, typed
from tests.publisher_files import ORIGIN

X, Y = ORIGIN
DAY = dt.date(2024, 2, 1)
# A country of 30 by 30 km in three strips.
STRIPS = {name: shapely.box(X + 10_000 * n, Y, X + 10_000 * (n + 1), Y + 30_000) for n, name in enumerate("abc")}


def hole(width: float, column: float = 1.0) -> shapely.Geometry:
    """A square of nobody's ground on the border between two strips; a whole number and a half lies inside one."""
    middle = (X + 10_000 * column, Y + 15_000)
    return shapely.box(middle[0] - width / 2, middle[1] - width / 2, middle[0] + width / 2, middle[1] + width / 2)


def drawn(gap: shapely.Geometry | None = None, day: dt.date = DAY, units: str = "abc", **more: Any) -> list[dict[str, Any]]:
    base = {"level": "sigungu", "scheme": "mois", "vintage": day, "geometry_basis": "published"}
    names = dict(zip("abc", "가나다", strict=True))
    shapes = {unit: STRIPS[unit] if gap is None else STRIPS[unit].difference(gap) for unit in units}
    rows = [base | {"code": f"1111{n}", "unit_id": u, "name_ko": names[u], "geometry": shapes[u]} for n, u in enumerate(units)]
    return noded([row | more for row in rows])


def noded(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same shapes with the corners of neighbours put into their edges."""
    shapes = clean(np.array([row["geometry"] for row in rows], dtype=object), 0.0)
    return [row | {"geometry": shape} for row, shape in zip(rows, shapes, strict=True)]


def found(*series: list[dict[str, Any]]) -> pd.DataFrame:
    """Gaps of the vintage of February 2024, held against the others."""
    table = boundary_gap(typed(BOUNDARY, *(row for rows in series for row in rows)), typed(DERIVED_BOUNDARY))
    kept = result(BOUNDARY_GAP, table)
    return kept[kept["vintage"] == DAY].reset_index(drop=True)


def others(gap: shapely.Geometry | None, number: int) -> list[list[dict[str, Any]]]:
    return [drawn(gap, dt.date(2010 + n, 12, 31)) for n in range(number)]


def decided(*series: list[dict[str, Any]]) -> tuple[str, str]:
    (row,) = found(*series).to_dict("records")
    return row["decision"], row["reason"]


def test_sound_vintages_have_no_gap() -> None:
    assert found(drawn(), drawn(None, dt.date(2020, 12, 31))).empty


def test_gap_is_listed_with_its_size_and_the_units_around_it() -> None:
    (row,) = found(drawn(hole(150))).to_dict("records")
    assert (row["area_m2"], row["width_m"]) == (pytest.approx(22_500), pytest.approx(150, abs=2))
    assert set(row["units"].split("+")) == {"a", "b"} and set(row["names"].split("+")) == {"가", "나"}
    assert (row["gap"], row["kind"], row["vintages"], row["decision"]) == (1, "enclosed", 0, "closed")


@pytest.mark.parametrize(
    ("width", "covering", "open_there", "expected"),
    [
        (150, 0, 0, ("closed", "narrow")),
        (150, 3, 0, ("closed", "narrow")),
        (150, 1, 3, ("kept", "water")),
        (150, 0, 2, ("closed", "narrow")),
        (900, 0, 0, ("kept", "not known")),
        (900, 4, 0, ("closed", "ground elsewhere")),
        (900, 3, 2, ("kept", "water")),
        (5000, 0, 3, ("kept", "water")),
        (5000, 4, 0, ("closed", "ground elsewhere")),
    ],
    ids=[
        "narrow, nobody to ask", "narrow", "narrow, and water to most others", "narrow, and too few to say so",
        "wide, nobody to ask", "wide, and ground to all others", "wide, and the others disagree", "a lake to all",
        "ground to all",
    ],
)  # fmt: skip
def test_gap_is_closed_by_its_width_and_by_what_the_others_have(
    width: float, covering: int, open_there: int, expected: tuple[str, str]
) -> None:
    gap = hole(width)
    sound = others(None, covering)
    same = [drawn(gap, dt.date(1990 + n, 12, 31)) for n in range(open_there)]
    assert decided(drawn(gap), *sound, *same) == expected


def three(gap: shapely.Geometry, day: dt.date = DAY) -> list[dict[str, Any]]:
    """The strip in the middle cut in two, so that three units meet at the gap."""
    upper = shapely.box(X, Y + 15_000, X + 30_000, Y + 40_000)
    parts = {"a": STRIPS["a"].difference(upper), "b": STRIPS["b"].difference(upper), "c": upper}
    return noded([row | {"geometry": parts[row["unit_id"]].difference(gap)} for row in drawn(day=day)])


def test_wide_gap_where_three_meet_is_closed_unless_the_others_have_water_there() -> None:
    assert decided(three(hole(900))) == ("closed", "between three")
    assert decided(three(hole(1200))) == ("kept", "not known")
    water = [three(hole(900), dt.date(2010 + n, 12, 31)) for n in range(3)]
    assert decided(three(hole(900)), *water) == ("kept", "water")


def test_hole_that_a_missing_unit_leaves_is_not_closed() -> None:
    town = shapely.box(X + 13_000, Y + 13_000, X + 14_000, Y + 14_000)
    rows = drawn(town)
    whole = [
        *drawn(town, dt.date(2020, 12, 31)),
        drawn(None, dt.date(2020, 12, 31), "a", code="11119", unit_id="town", geometry=town)[0],
    ]
    assert decided(rows, whole) == ("kept", "a missing unit")


def test_schematic_and_derived_vintages_say_nothing_about_ground() -> None:
    schematic = [row | {"geometry_basis": "schematic"} for row in drawn(None, dt.date(2020, 12, 31))]
    assert decided(drawn(hole(900)), schematic) == ("kept", "not known")


# --- slits open to the sea


def coast(width: float, day: dt.date = DAY) -> list[dict[str, Any]]:
    """Units a and b part from each other all along; c is far away."""
    b = shapely.box(X + 10_000 + width, Y, X + 20_000, Y + 30_000)
    shapes = {"a": STRIPS["a"], "b": b, "c": shapely.box(X + 60_000, Y, X + 70_000, Y + 30_000)}
    return [row | {"geometry": shapes[row["unit_id"]]} for row in drawn(day=day)]


@pytest.mark.parametrize(
    ("width", "bordering", "apart", "expected"),
    [
        (2, 0, 0, ("closed", "border elsewhere")),
        (50, 0, 0, ("kept", "open water")),
        (150, 2, 1, ("closed", "border elsewhere")),
        (150, 1, 2, ("kept", "open water")),
    ],
)
def test_slit_is_closed_where_most_others_have_a_border(
    width: float, bordering: int, apart: int, expected: tuple[str, str]
) -> None:
    ground = [coast(0, dt.date(2010 + n, 12, 31)) for n in range(bordering)]
    sea = [coast(width, dt.date(1990 + n, 12, 31)) for n in range(apart)]
    rows = found(coast(width), *ground, *sea)
    assert rows["kind"].tolist() == ["open"] and (rows["decision"][0], rows["reason"][0]) == expected


# --- closing


def test_only_gaps_marked_closed_are_closed_and_each_unit_knows_what_it_won() -> None:
    rows = noded([{**row, "geometry": row["geometry"].difference(hole(5000, 1.5))} for row in drawn(hole(150))])
    gaps = boundary_gap(typed(BOUNDARY, *rows), typed(DERIVED_BOUNDARY))
    series = typed(BOUNDARY, *rows)
    closed = closed_gaps(series, gaps)
    assert gaps.set_index("reason")["decision"].to_dict() == {"narrow": "closed", "not known": "kept"}
    assert closed["gaps_closed_km2"].sum() == pytest.approx(0.0225) and faults(closed.geometry.to_numpy()).none
    assert len(module.holes(closed.geometry.to_numpy())) == 1


def test_a_vintage_without_units_has_no_gap_to_close() -> None:
    rows = drawn(hole(150))
    gaps = boundary_gap(typed(BOUNDARY, *rows), typed(DERIVED_BOUNDARY))
    assert closed_gaps(typed(BOUNDARY, *rows).head(0), gaps)["gaps_closed_km2"].tolist() == []


def test_growth_is_measured_as_a_share_of_the_ground_before() -> None:
    table = pd.DataFrame({"level": ["sigungu"], "region_id": ["a"], "area_km2": [105.0], "gaps_closed_km2": [5.0]})
    assert ground_won(table)["won_share"].tolist() == [0.05]


def test_other_vintages_are_overlaid_with_wide_gaps_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """An overlay of every slit with every unit of every vintage would take longer than cleaning does."""
    asked: list[int] = []
    overlay = module.overlay
    monkeypatch.setattr(module, "overlay", lambda gaps, polygons: (asked.append(len(gaps)), overlay(gaps, polygons))[1])
    many = shapely.union_all([hole(100), hole(100, 2.0), hole(900, 1.5)])
    found(drawn(many), *others(None, 3))
    assert sum(asked) == 3


def test_numbers_of_gaps_follow_their_size() -> None:
    rows = found(drawn(shapely.union_all([hole(100), hole(180, 2.0)])))
    assert rows["gap"].tolist() == [1, 2] and rows["area_m2"].tolist() == pytest.approx([32_400, 10_000])


def test_vintages_are_judged_one_after_the_other_since_they_share_shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    threads = []
    judge = module.gaps_of

    def noted(*arguments: Any) -> gpd.GeoDataFrame:
        threads.append(threading.current_thread())
        return judge(*arguments)

    monkeypatch.setattr(module, "gaps_of", noted)
    found(drawn(), drawn(day=dt.date(2020, 12, 31)))
    assert threads == [threading.main_thread()] * 2
