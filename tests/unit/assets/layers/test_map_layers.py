"""The map layers: newest figures joined to shapes, and 5+3 groups equal to the sums of their sido."""

from __future__ import annotations

import datetime as dt

import geopandas as gpd
import pandas as pd

from assets.layers.regions import layer
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.extinction import EXTINCTION_RISK
from expectations.contracts.reference_boundaries import LEVEL_BOUNDARY
from tests.frames import typed
from tests.publisher_files import square

OLD, NEW = dt.date(2023, 12, 31), dt.date(2024, 12, 31)


def regions() -> pd.DataFrame:
    here = {"sido_unit_id": "daegu", "megaregion": "daegu_gyeongbuk", "sido_ko": "대구광역시"}
    return typed(
        REFERENCE_REGION,
        {"level": "sido", "region_id": "daegu", "name_ko": "대구광역시", "megaregion": "daegu_gyeongbuk"},
        {"level": "sigungu", "region_id": "gunwi", "name_ko": "군위군", "in_keis": True, **here},
        {"level": "sigungu", "region_id": "jung", "name_ko": "중구", "in_keis": True, **here},
        {"level": "sigungu", "region_id": "sejong", "name_ko": "세종", "in_keis": False, **here},
    )


def shapes() -> gpd.GeoDataFrame:
    rows = [
        {"level": "sigungu", "region_id": "gunwi", "area_km2": 100.0, "geometry": square(0, 0)},
        {"level": "sigungu", "region_id": "jung", "area_km2": 100.0, "geometry": square(1, 0)},
        {"level": "sigungu", "region_id": "sejong", "area_km2": 100.0, "geometry": square(2, 0)},
        {"level": "sido", "region_id": "daegu", "area_km2": 200.0, "geometry": square(0, 0).union(square(1, 0))},
    ]
    return typed(LEVEL_BOUNDARY, *rows)


def figures(*, gunwi_known: bool = True) -> pd.DataFrame:
    rows = [
        {"region_id": "jung", "reference_date": NEW, "population": 500, "risk_class": "caution", "at_risk": False},
        {"region_id": "sejong", "reference_date": NEW, "population": 300, "risk_class": "high_risk", "at_risk": True},
        {"region_id": "gunwi", "reference_date": OLD, "population": 999, "risk_class": "high_risk", "at_risk": True},
        {"level": "sido", "region_id": "daegu", "reference_date": NEW, "population": 700, "missing_units": int(not gunwi_known)},
    ]
    if gunwi_known:
        rows.append({"region_id": "gunwi", "reference_date": NEW, "population": 200, "risk_class": "high_risk", "at_risk": True})
    return typed(EXTINCTION_RISK, *({"level": "sigungu"} | row for row in rows))


def test_layer_has_the_newest_figures_and_the_density() -> None:
    table = layer("sigungu", shapes(), regions(), figures()).set_index("region_id")
    assert set(table["reference_date"]) == {NEW}
    assert table.loc["gunwi", "population"] == 200
    assert table.loc["gunwi", "density"] == 2.0


def test_unit_without_figures_stays_on_the_map_without_a_class() -> None:
    table = layer("sigungu", shapes(), regions(), figures(gunwi_known=False)).set_index("region_id")
    assert len(table) == 3
    assert pd.isna(table.loc["gunwi", "population"]) and pd.isna(table.loc["gunwi", "risk_class"])
    assert table["missing_units"].to_dict() == {"gunwi": 1, "jung": 0, "sejong": 0}


def test_units_at_risk_are_counted_on_the_keis_set() -> None:
    daegu = layer("sido", shapes(), regions(), figures()).set_index("region_id").loc["daegu"]
    assert (daegu["at_risk_units"], daegu["keis_units"]) == (1, 2)


def test_number_at_risk_is_empty_where_a_unit_is_not_known() -> None:
    daegu = layer("sido", shapes(), regions(), figures(gunwi_known=False)).set_index("region_id").loc["daegu"]
    assert pd.isna(daegu["at_risk_units"]) and (daegu["keis_units"], daegu["missing_units"]) == (2, 1)
