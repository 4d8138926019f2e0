"""Eup-myeon-dong: shapes and residents of one vintage, and nothing of another."""

from __future__ import annotations

import datetime as dt

import geopandas as gpd
import shapely

from assets.layers.regions import emd
from expectations.contracts.boundaries import BOUNDARY
from expectations.contracts.decline import EMD_EXTINCTION_RISK
from expectations.contracts.emd import EMD_POPULATION
from expectations.contracts.map_layers import EMD
from expectations.contracts.units import REGION
from tests.frames import result, typed

OLD, NEW = dt.date(2011, 12, 31), dt.date(2017, 12, 31)
SHAPES = [
    {
        "level": "emd",
        "scheme": "kostat",
        "vintage": day,
        "code": code,
        "name_ko": name,
        "area_km2": 2.0,
        "geometry": shapely.box(0, 0, 1, 1),
    }
    for day, code, name in ((OLD, "1101053", "옛동"), (NEW, "1101053", "사직동"), (NEW, "1101054", "삼청동"))
]
REGIONS = [
    {"region_id": "s", "unit_id": "seoul", "level": "sido", "name_ko": "서울특별시", "mois_code": "11", "valid_from": OLD},
    {
        "region_id": "j", "unit_id": "seoul-jongno-gu", "level": "sigungu", "name_ko": "종로구", "mois_code": "11110",
        "kostat7_code": "11010", "sido_unit_id": "seoul", "valid_from": OLD,
    },
]  # fmt: skip


def people(day: dt.date, *bands: tuple[str, int | None, int]) -> list[dict[str, object]]:
    return [
        {
            "kostat_code": "1101053",
            "reference_date": day,
            "age_band": band,
            "age_from": age,
            "population": count,
            "source_row": row,
        }
        for row, (band, age, count) in enumerate(bands, start=1)
    ]


def made(*population: dict[str, object], risk: tuple[dict[str, object], ...] = ()) -> gpd.GeoDataFrame:
    figures = typed(EMD_POPULATION, *population), typed(EMD_EXTINCTION_RISK, *risk)
    return result(EMD, emd(typed(BOUNDARY, *SHAPES), *figures, typed(REGION, *REGIONS)))


def test_residents_of_the_vintage_are_joined_by_code() -> None:
    table = made(*people(NEW, ("ALL", None, 100), ("20_24", 20, 20), ("40_44", 40, 50), ("65_69", 65, 20), ("100_", 100, 10)))
    row = table.set_index("kostat_code").loc["1101053"]
    assert (row["population"], row["residents_20_39"], row["residents_65_over"]) == (100, 20, 30)
    assert (row["share_65_over"], row["density"]) == (30.0, 50.0)
    assert (row["sigungu_ko"], row["sido_ko"], row["reference_date"]) == ("종로구", "서울특별시", NEW)


def test_residents_of_another_day_are_not_mixed_in_and_missing_ones_stay_missing() -> None:
    table = made(*people(dt.date(2020, 12, 31), ("ALL", None, 100)))
    assert table["name_ko"].tolist() == ["사직동", "삼청동"]
    assert table["population"].isna().all() and table["share_65_over"].isna().all() and table["reference_date"].isna().all()


def test_input_without_eup_myeon_dong_makes_an_empty_table() -> None:
    empty = emd(typed(BOUNDARY), typed(EMD_POPULATION), typed(EMD_EXTINCTION_RISK), typed(REGION, *REGIONS))
    assert result(EMD, empty).empty


def test_index_of_the_same_day_is_joined_by_the_file_that_prints_both_codes() -> None:
    risk = tuple(
        {"emd_code": "1111053000", "reference_date": day, "population": count, "women_20_39": 1, "population_65_over": 4}
        | {"risk_index": 0.25, "risk_class": "entering_risk", "at_risk": True}
        for day, count in ((OLD, 90), (NEW, 110))
    )
    codes = [row | {"mois_code": "1111053000"} for row in people(NEW, ("ALL", None, 100))]
    row = made(*codes, risk=risk).set_index("kostat_code").loc["1101053"]
    assert (row["emd_code"], row["registered"], row["population"], row["risk_index"]) == ("1111053000", 110, 100, 0.25)


def test_code_that_stands_for_two_units_has_no_index() -> None:
    risk = ({"emd_code": "1111053000", "reference_date": NEW, "risk_index": 0.25},)
    codes = [row | {"mois_code": "1111053000"} for row in people(NEW, ("ALL", None, 100))]
    both = [*codes, *(row | {"kostat_code": "1101054", "source_row": 9} for row in codes)]
    assert made(*both, risk=risk)["risk_index"].isna().all()
