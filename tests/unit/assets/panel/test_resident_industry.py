"""Residents in mining and manufacturing: names of the survey told apart, halves of a year averaged."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from assets.panel.employment import resident_industry
from domain.identify import SURVEY, identify
from expectations.contracts.employment import KOSIS_EMPLOYMENT_INDUSTRY, RESIDENT_INDUSTRY
from expectations.contracts.events import CROSSWALK
from expectations.contracts.units import REGION
from tests.frames import result, typed

BEGIN = dt.date(1995, 1, 1)
SIDO = {"ulsan": "울산광역시", "gangwon": "강원특별자치도", "gyeongnam": "경상남도"}
UNITS = (
    ("ulsan-dong-gu", "동구", "31170", "31170", "ulsan"),
    ("gyeongnam-goseong-gun", "고성군", "48820", "38540", "gyeongnam"),
    ("gangwon-goseong-gun", "고성군", "51820", "32600", "gangwon"),
    ("geoje-si", "거제시", "48310", "38090", "gyeongnam"),
)


def regions() -> pd.DataFrame:
    sido = [{"region_id": unit, "unit_id": unit, "name_ko": name, "level": "sido"} for unit, name in SIDO.items()]
    sigungu = [
        {
            "region_id": unit,
            "unit_id": unit,
            "name_ko": name,
            "mois_code": mois,
            "kostat8_code": kostat,
            "sido_unit_id": above,
            "level": "sigungu",
            "in_kosis": True,
        }
        for unit, name, mois, kostat, above in UNITS
    ]
    return typed(REGION, *({"valid_from": BEGIN} | row for row in [*sido, *sigungu]))


def ways() -> pd.DataFrame:
    rows = [
        {"track": "kosis", "from_unit_id": unit, "to_unit_id": unit, "weight": 1.0, "exact": True, "valid_from": BEGIN}
        for unit, *_ in UNITS
    ]
    return typed(CROSSWALK, *rows)


def test_units_of_one_name_follow_the_order_of_statistics_koreas_codes() -> None:
    printed = pd.DataFrame({"region_name": ["고성군", "고성군", "울산 동구"], "name_number": [1, 2, 1]})
    units = identify(printed, regions(), SURVEY, BEGIN)
    assert units.tolist() == ["gangwon-goseong-gun", "gyeongnam-goseong-gun", "ulsan-dong-gu"]


def test_residents_are_the_mean_of_the_halves() -> None:
    def row(half: int, sections: str | None, employed: int, name: str = "울산 동구") -> dict[str, Any]:
        return {
            "region_name": name,
            "name_number": 1,
            "industry_name": str(sections),
            "ksic_sections": sections,
            "year": 2024,
            "half": half,
            "employed": employed,
        }

    rows = [row(1, None, 78), row(2, None, 80), row(1, "B,C", 32), row(2, "B,C", 33), row(1, "F", 5), row(1, None, 9, "가평군")]
    table = result(RESIDENT_INDUSTRY, resident_industry(typed(KOSIS_EMPLOYMENT_INDUSTRY, *rows), regions(), ways()))
    assert table[["unit_id", "employed", "in_manufacturing"]].to_numpy().tolist() == [["ulsan-dong-gu", 79.0, 32.5]]


def test_no_survey_gives_an_empty_table() -> None:
    table = resident_industry(typed(KOSIS_EMPLOYMENT_INDUSTRY), regions(), ways())
    assert result(RESIDENT_INDUSTRY, table).empty
