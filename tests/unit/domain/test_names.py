"""Names on a day, with the units above them as they were called then."""

from __future__ import annotations

import datetime as dt

import pytest

from assets.geography.fact_files import facts


@pytest.mark.parametrize(
    ("unit", "on", "name"),
    [
        ("gunwi-gun", "2020-01-01", "경상북도 군위군"),
        ("gunwi-gun", "2024-01-01", "대구광역시 군위군"),
        ("gangwon-goseong-gun", "2023-06-10", "강원도 고성군"),
        ("gangwon-goseong-gun", "2023-06-11", "강원특별자치도 고성군"),
        ("incheon-michuhol-gu", "2018-06-30", "인천광역시 남구"),
        ("suwon-jangan-gu", "2024-01-01", "경기도 수원시 장안구"),
        ("sejong-si", "2024-01-01", "세종특별자치시"),
        ("busan", "1994-12-31", "부산직할시"),
    ],
)
def test_names_are_those_of_the_day_with_sido_and_city(unit: str, on: str, name: str) -> None:
    assert facts().names.korean(unit, dt.date.fromisoformat(on)) == name


def test_without_a_day_a_living_unit_is_named_as_now_and_a_gone_one_as_it_was_last() -> None:
    names = facts().names
    assert names.korean("gunwi-gun") == "대구광역시 군위군"
    assert names.korean("masan-si") == "경상남도 마산시"
    assert names.korean("gwangju") == "광주광역시"


def test_a_day_outside_a_life_gives_the_nearest_name() -> None:
    names = facts().names
    assert names.korean("bucheon-wonmi-gu", dt.date(2020, 1, 1)) == "경기도 부천시 원미구"
    assert names.korean("incheon-jemulpo-gu", dt.date(2000, 1, 1)) == "인천광역시 제물포구"
    assert names.english("incheon-michuhol-gu", dt.date(2018, 6, 30)) == "Nam-gu"
