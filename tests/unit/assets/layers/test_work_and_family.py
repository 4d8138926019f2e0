"""The layer has every sigungu, the newest figure of each series, and nothing where there is none."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import shapely

from assets.layers.regions import newest, work_and_family
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.prices import APARTMENT_PRICE
from expectations.contracts.reference_boundaries import LEVEL_BOUNDARY
from expectations.contracts.work_family import EMPLOYMENT_RATE, FERTILITY_RATE, WORK_AND_FAMILY
from tests.frames import DAY, result, typed

RATES = [
    {"level": "sigungu", "region_id": "a", "reference_date": DAY, "total_fertility_rate": 0.7},
    {"level": "sigungu", "region_id": "b", "reference_date": dt.date(2023, 12, 31), "total_fertility_rate": 0.9},
    {"level": "nation", "region_id": "nation", "reference_date": dt.date(2025, 12, 31), "total_fertility_rate": 0.8},
]


def test_newest_is_one_date_for_all_sigungu() -> None:
    rows = newest(typed(FERTILITY_RATE, *RATES), "total_fertility_rate", "fertility_date")
    assert rows.to_dict("records") == [{"region_id": "a", "total_fertility_rate": 0.7, "fertility_date": DAY}]


def test_every_sigungu_has_a_row_and_a_series_that_is_left_out_is_empty() -> None:
    units = [{"level": "sigungu", "region_id": unit} for unit in ("a", "b")]
    shapes = [unit | {"geometry": shapely.box(0, 0, 1, 1)} for unit in units]
    table = work_and_family(
        typed(LEVEL_BOUNDARY, *shapes),
        typed(REFERENCE_REGION, *units),
        typed(FERTILITY_RATE, *RATES),
        typed(EMPLOYMENT_RATE),
        typed(APARTMENT_PRICE),
    )
    layer = result(WORK_AND_FAMILY, table).set_index("unit_id")
    assert layer["total_fertility_rate"].to_dict()["a"] == 0.7 and pd.isna(layer.loc["b", "total_fertility_rate"])
    assert layer[["employment_rate_15_29", "employment_date", "gap_to_seoul"]].isna().all().all()
