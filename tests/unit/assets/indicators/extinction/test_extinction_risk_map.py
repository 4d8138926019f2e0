"""Extinction risk by year for a time slider: every unit in every year, missing ones empty and not left out."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import shapely

from assets.indicators.extinction.map_layer import extinction_risk_map
from expectations.contracts.decline import EXTINCTION_RISK_MAP
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.extinction import EXTINCTION_RISK
from expectations.contracts.reference_boundaries import SIMPLE_BOUNDARY
from tests.frames import result, typed

DAYS = (dt.date(2015, 12, 31), dt.date(2019, 12, 31))


def test_unit_without_a_figure_is_drawn_as_missing_and_the_december_stands_for_its_year() -> None:
    risk = [
        {"level": "sigungu", "region_id": unit, "reference_date": day, "risk_index": value, "risk_class": "caution"}
        for unit, day, value in (("a", DAYS[0], 0.9), ("a", DAYS[1], 0.6), ("b", DAYS[1], 0.7))
    ]
    shapes = [{"level": "sigungu", "region_id": unit, "geometry": shapely.box(0, 0, 1, 1)} for unit in "ab"]
    names = [{"level": "sigungu", "region_id": unit, "name_ko": "가군", "sido_ko": "가도"} for unit in "ab"]
    table = extinction_risk_map(typed(EXTINCTION_RISK, *risk), typed(SIMPLE_BOUNDARY, *shapes), typed(REFERENCE_REGION, *names))
    rows = result(EXTINCTION_RISK_MAP, table).set_index(["region_id", "reference_date"])
    assert rows["risk_index"].tolist()[:2] == [0.9, 0.6] and len(rows) == 4
    gap = rows.loc[("b", DAYS[0])]
    assert pd.isna(gap["risk_index"]) and pd.isna(gap["risk_class"])
    assert (gap["shown_from"], gap["shown_to"]) == (dt.date(2015, 1, 1), dt.date(2015, 12, 31))
