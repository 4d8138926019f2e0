"""Designations in law stand apart from computed classes; only a cross-tabulation has both."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import shapely

from assets.layers.policy_layers import legal_area_by_class, legal_decline_area
from expectations.contracts.decline import EXTINCTION_COMPARISON
from expectations.contracts.events import CROSSWALK, REFERENCE_REGION
from expectations.contracts.extinction import EXTINCTION_RISK
from expectations.contracts.legal_decline import DECLINE_AREA, LEGAL_AREA_BY_CLASS, LEGAL_DECLINE_AREA
from expectations.contracts.reference_boundaries import LEVEL_BOUNDARY
from tests.frames import result, typed

NOTICE = dt.date(2021, 10, 18)
UNITS = ("gunwi", "muan", "halves")
REGIONS = [{"level": "sigungu", "region_id": unit, "name_ko": "가군"} for unit in UNITS]


def test_area_has_its_shape_and_no_class() -> None:
    designated = [{"unit_id": unit, "designated_from": NOTICE} for unit in ("gunwi", "halves")]
    old = dt.date(1995, 1, 1)
    ways: list[dict[str, Any]] = [
        {"from_unit_id": "gunwi", "to_unit_id": "gunwi", "valid_from": old, "weight": 1, "exact": True},
        {"from_unit_id": "halves", "to_unit_id": "halves", "valid_from": old, "weight": 0.5, "exact": False},
        {"from_unit_id": "halves", "to_unit_id": "muan", "valid_from": old, "weight": 0.5, "exact": False},
    ]
    shapes = [
        {"level": "sigungu", "region_id": unit, "area_km2": 1.0, "geometry": shapely.box(n, 0, n + 1, 1)}
        for n, unit in enumerate(UNITS)
    ]
    table = legal_decline_area(
        typed(DECLINE_AREA, *designated),
        typed(CROSSWALK, *({"track": "kosis", "region_id": way["from_unit_id"]} | way for way in ways)),
        typed(LEVEL_BOUNDARY, *shapes),
        typed(REFERENCE_REGION, *REGIONS),
    )  # fmt: skip
    assert result(LEGAL_DECLINE_AREA, table)["unit_id"].tolist() == ["gunwi"]
    assert table.geometry.iloc[0].equals(shapely.box(0, 0, 1, 1))


def test_layer_of_the_law_and_layers_of_computed_measures_share_no_such_column() -> None:
    law = set(LEGAL_DECLINE_AREA.column_names)
    assert not law & {"risk_class", "risk_index", "at_risk", "halves", "lookalike_index"}
    assert not set(EXTINCTION_COMPARISON.column_names) & {"designated", "designated_from", "notice"}


def test_cross_tabulation_counts_every_unit_once_and_unknown_ones_as_unknown() -> None:
    risk = [
        {"level": "sigungu", "region_id": unit, "risk_class": name}
        for unit, name in (("gunwi", "high_risk"), ("muan", "caution"))
    ]
    area = pd.DataFrame({"unit_id": ["gunwi"]})
    table = result(
        LEGAL_AREA_BY_CLASS, legal_area_by_class(area, typed(EXTINCTION_RISK, *risk), typed(REFERENCE_REGION, *REGIONS))
    )
    assert {(row.designated, row.risk_class): row.units for row in table.itertuples()} == {
        (True, "high_risk"): 1, (False, "caution"): 1, (False, "unknown"): 1,
    }  # fmt: skip
