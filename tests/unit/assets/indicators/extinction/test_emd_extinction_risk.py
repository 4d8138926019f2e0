"""The index of eup-myeon-dong: women of 20-39 per person of 65 and over, with the names of the day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from assets.indicators.extinction.emd_risk import emd_extinction_risk
from domain.ages import AGE_NAMES
from expectations.contracts.decline import EMD_EXTINCTION_RISK
from expectations.contracts.emd import EMD_REGISTRATION
from expectations.contracts.units import REGION
from tests.frames import relation, result

DAY, SPLIT = dt.date(2020, 12, 31), dt.date(2023, 7, 1)
SIDO = [{"region_id": u, "unit_id": u, "level": "sido", "name_ko": n} for u, n in (("gb", "경상북도"), ("dg", "대구광역시"))]
GUNWI: list[dict[str, Any]] = [
    {"region_id": "g1", "unit_id": "gunwi", "level": "sigungu", "name_ko": "군위군", "sido_unit_id": "gb", "valid_to": SPLIT},
    {"region_id": "g2", "unit_id": "gunwi", "level": "sigungu", "name_ko": "군위군", "sido_unit_id": "dg", "valid_from": SPLIT},
]


def made(day: dt.date, women: dict[int, int], men: dict[int, int]) -> pd.Series:
    row = {"emd_code": "4772025000", "reference_date": day, "name_ko": "군위읍", "sigungu_unit_id": "gunwi"}
    rows = [
        row | {"sex": sex, "population": sum(ages.values())} | {name: ages.get(int(name[4:]), 0) for name in AGE_NAMES}
        for sex, ages in (("female", women), ("male", men))
    ]
    begins = {"valid_from": dt.date(1994, 12, 31)}
    regions = relation(REGION, *(begins | era for era in (*SIDO, *GUNWI)))
    return result(EMD_EXTINCTION_RISK, emd_extinction_risk(relation(EMD_REGISTRATION, *rows), regions)).iloc[0]


def test_women_of_20_to_39_and_both_sexes_of_65_and_over() -> None:
    row = made(DAY, {15: 9, 20: 1, 35: 2, 40: 9, 65: 5}, {20: 50, 64: 0, 65: 3, 100: 4})
    assert (row["population"], row["women_20_39"], row["population_65_over"]) == (83, 3, 12)
    assert (row["risk_index"], row["risk_class"], row["at_risk"]) == (0.25, "entering_risk", True)


def test_names_are_of_the_day() -> None:
    assert made(DAY, {20: 1}, {65: 1})["sido_ko"] == "경상북도"
    assert made(dt.date(2024, 12, 31), {20: 1}, {65: 1})["sido_ko"] == "대구광역시"


def test_dong_in_which_nobody_is_65_has_no_index() -> None:
    row = made(DAY, {20: 1}, {20: 1})
    assert pd.isna(row["risk_index"]) and pd.isna(row["risk_class"]) and pd.isna(row["at_risk"])
