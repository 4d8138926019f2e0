"""Units that nobody has drawn yet: legal dong follow events, and together they are one coverage with the right areas."""

from __future__ import annotations

import datetime as dt
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from assets.geography.composition import changing_days, compose
from assets.geography.coverage import clean
from assets.geography.derived_boundary import derived_boundary
from domain.errors import HistoryError
from expectations.contracts.boundaries import BOUNDARY
from expectations.contracts.derived_boundaries import DERIVED_BOUNDARY
from expectations.contracts.events import EVENT_PIECE, REGION_EVENT
from expectations.contracts.units import REGION
from expectations.rules.boundaries import derived_sets
from tests.frames import result, typed
from tests.publisher_files import ORIGIN, square

BASE, JULY = dt.date(2024, 2, 1), dt.date(2026, 7, 1)
# Jung-gu of two dong is divided; its first dong joins Dong-gu in Jemulpo. Michuhol is renumbered.
ERAS: tuple[dict[str, Any], ...] = (
    {"unit_id": "jung", "mois_code": "28110", "valid_to": JULY},
    {"unit_id": "dong", "mois_code": "28140", "valid_to": JULY},
    {"unit_id": "michuhol", "mois_code": "28177", "valid_to": JULY},
    {"unit_id": "jemulpo", "mois_code": "28125", "valid_from": JULY},
    {"unit_id": "yeongjong", "mois_code": "28155", "valid_from": JULY},
    {"unit_id": "michuhol", "mois_code": "28178", "valid_from": JULY},
)
EVENTS: tuple[dict[str, Any], ...] = (
    {"from_unit_id": "jung", "to_unit_id": "jemulpo", "type": "split", "evidence": "28110101"},
    {"from_unit_id": "jung", "to_unit_id": "yeongjong", "type": "split", "evidence": "28110102;28110103"},
    {"from_unit_id": "dong", "to_unit_id": "jemulpo", "type": "merge", "exact": True},
    {"from_unit_id": "michuhol", "to_unit_id": "michuhol", "type": "recode", "exact": True},
)


def history() -> pd.DataFrame:
    standard = {"level": "sigungu", "in_finest": True, "valid_from": dt.date(1995, 1, 1)}
    return typed(REGION, *({"region_id": str(n)} | standard | era for n, era in enumerate(ERAS)))


def events(*rows: dict[str, Any]) -> pd.DataFrame:
    standard = {"event_id": "2026-07-01-incheon", "date": JULY, "from_mois_code": "28110", "exact": False}
    return typed(REGION_EVENT, *({"link_id": str(n)} | standard | row for n, row in enumerate(rows or EVENTS)))


def dong(**shapes: Any) -> gpd.GeoDataFrame:
    standard = {"scheme": "mois", "vintage": BASE, "level": "legal_dong", "geometry_basis": "published"}
    rows = [standard | {"code": code[1:], "geometry": shape} for code, shape in shapes.items()]
    sigungu = {"scheme": "mois", "vintage": BASE, "level": "sigungu", "code": "28110", "geometry": square(0, 0)}
    return typed(BOUNDARY, *rows, sigungu)


FOUR = {"_28110101": square(0, 0), "_28110102": square(2, 0), "_28140101": square(1, 0), "_28177101": square(0, 1)}


def derived(shapes: dict[str, Any] = FOUR, *rows: dict[str, Any]) -> gpd.GeoDataFrame:
    return derived_boundary(dong(**shapes), history(), events(*rows), typed(EVENT_PIECE)).set_index("unit_id")


def test_parts_of_a_divided_unit_go_where_the_evidence_says() -> None:
    table = derived()
    assert table["parts"].to_dict() == {"jemulpo": 2, "michuhol": 1, "yeongjong": 1}
    assert shapely.equals(table.loc["jemulpo", "geometry"], square(0, 0).union(square(1, 0)))
    assert table["code"].to_dict() == {"jemulpo": "28125", "michuhol": "28178", "yeongjong": "28155"}


def test_events_stand_beside_the_units_that_they_changed_and_no_others() -> None:
    events_of = derived()["events"]
    assert events_of["jemulpo"] == events_of["yeongjong"] == "2026-07-01-incheon"
    assert events_of["michuhol"] is None or pd.isna(events_of["michuhol"])


def test_derived_units_are_marked_and_complete() -> None:
    table = gpd.GeoDataFrame(derived().reset_index(), geometry="geometry")
    assert set(table["geometry_basis"]) == {"derived"}
    kept = result(DERIVED_BOUNDARY, table)
    assert set(kept["base_vintage"]) == {BASE} and set(kept["vintage"]) == {JULY}
    (row,) = derived_sets(table, history()).to_dict("records")
    assert (row["missing_units"], row["extra_units"], row["valid_coverage"]) == (0, 0, True)


def test_unit_that_no_dong_makes_is_missing() -> None:
    table = gpd.GeoDataFrame(derived({k: v for k, v in FOUR.items() if k != "_28110102"}).reset_index(), geometry="geometry")
    assert derived_sets(table, history())["missing_units"].tolist() == [1]


def test_gap_between_dong_is_closed_and_told() -> None:
    x, y = ORIGIN
    pocket = square(0, 0).difference(shapely.box(x + 9_900, y + 2_000, x + 10_000, y + 8_000))
    holed = FOUR | {"_28110101": pocket}
    table = derived(dict(zip(holed, clean(np.array(list(holed.values()))), strict=True)))
    assert table["gaps_closed_km2"].sum() == pytest.approx(0.6, abs=1e-6)
    assert table.geometry.area.sum() / 1e6 == pytest.approx(400.0)


def test_dong_that_no_evidence_names_is_refused() -> None:
    rows = [EVENTS[0], EVENTS[1] | {"evidence": "28110103"}, *EVENTS[2:]]
    with pytest.raises(HistoryError, match="0 of the events that divide jung name its legal dong 28110102"):
        derived(FOUR, *rows)


def test_dong_of_no_sigungu_is_refused() -> None:
    with pytest.raises(HistoryError, match="no sigungu of 2024-02-01 has code 99999"):
        compose(pd.Series(["99999101"]), BASE, JULY, history(), events())


def test_nothing_is_derived_without_legal_dong_or_without_events() -> None:
    boundaries = dong(**FOUR)
    assert derived_boundary(boundaries[boundaries["level"] == "sigungu"], history(), events(), typed(EVENT_PIECE)).empty
    assert derived_boundary(boundaries, history(), events(EVENTS[3]), typed(EVENT_PIECE)).empty


def test_recodes_renames_and_negligible_transfers_change_no_extent() -> None:
    small = EVENTS[0] | {"note": "negligible: below eup-myeon-dong"}
    assert changing_days(events(EVENTS[3], small), BASE) == []
    assert changing_days(events(), BASE) == [JULY]
    assert changing_days(events(), JULY) == []


def test_published_vintage_ends_deriving_only_where_it_is_fit_for_measuring() -> None:
    boundaries = dong(**FOUR)
    later = {"scheme": "mois", "vintage": JULY, "level": "sigungu", "code": "28125", "geometry": square(0, 0)}
    for fit, days in (("maps", {JULY}), ("measuring", set())):
        published = typed(BOUNDARY, later | {"fit_for": fit})
        both = gpd.GeoDataFrame(pd.concat([boundaries, published], ignore_index=True), geometry="geometry", crs=boundaries.crs)
        assert set(derived_boundary(both, history(), events(), typed(EVENT_PIECE))["vintage"]) == days
