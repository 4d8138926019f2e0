"""Names as laws, forms, addresses and newspapers write them: which units they mean, now and on a day."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest

from assets.geography.fact_files import facts
from domain.gazetteer import Gazetteer, Reading, korean_forms


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return facts().gazetteer


@pytest.mark.parametrize(
    ("name", "units"),
    [
        ("강원특별자치도", ["gangwon"]),
        ("강원자치도", ["gangwon"]),
        ("강원도", ["gangwon"]),
        ("강원", ["gangwon"]),
        ("전북자치도", ["jeonbuk"]),
        ("전북도", ["jeonbuk"]),
        ("전라북도", ["jeonbuk"]),
        ("경남", ["gyeongnam"]),
        ("제주자치도", ["jeju"]),
        ("서울시", ["seoul"]),
        ("부산직할시", ["busan"]),
        ("세종시", ["sejong", "sejong-si"]),
        ("세종자치시", ["sejong", "sejong-si"]),
        ("전남광주통합시", ["jeonnam-gwangju"]),
        ("광주시", ["gwangju", "gwangju-si"]),
        ("서울시 중구", ["seoul-jung-gu"]),
        ("서울중구", ["seoul-jung-gu"]),
        ("부산 중구", ["busan-jung-gu"]),
        ("부산  중  구", ["busan-jung-gu"]),
        ("중구(부산)", ["busan-jung-gu"]),
        ("부산-중구", ["busan-jung-gu"]),
        ("부산광역시>중구", ["busan-jung-gu"]),
        ("수원시장안구", ["suwon-jangan-gu"]),
        ("경기도수원시장안구", ["suwon-jangan-gu"]),
        ("경기도 수원시 장안구", ["suwon-jangan-gu"]),
        ("수원특례시", ["suwon-si"]),
        ("경기 광주시", ["gwangju-si"]),
        ("경기광주시", ["gwangju-si"]),
        ("부산 중구 (26110)", ["busan-jung-gu"]),
        ("강원특별도 고성군", ["gangwon-goseong-gun"]),
        ("해운대", ["busan-haeundae-gu"]),
        ("세종시 세종시", ["sejong", "sejong-si"]),
        ("경북 군위군", ["gunwi-gun"]),
        ("대구 군위군", ["gunwi-gun"]),
        ("인천 남구", ["incheon-michuhol-gu"]),
        ("경남 마산시", ["masan-si-until-1995", "masan-si"]),
        ("Jung-gu, Daegu", ["daegu-jung-gu"]),
        ("Seoul City", ["seoul"]),
        ("jeonnam", ["jeonnam"]),
        ("서울 중구(中區)", ["seoul-jung-gu"]),
        ("서울 종로구 (鍾 路 區)", ["seoul-jongno-gu"]),
        ("서울ㆍ중구", ["seoul-jung-gu"]),
        ("서울:중구", ["seoul-jung-gu"]),
        ("서울 - 중구", ["seoul-jung-gu"]),
        ("\ufeff부산 중\u200b구", ["busan-jung-gu"]),
        ("대한민국 서울특별시 중구", ["seoul-jung-gu"]),
        ("서 울", ["seoul"]),
        ("전 라 남 도", ["jeonnam"]),
        ("서 울 중 구", ["seoul-jung-gu"]),
        ("강남 구", ["seoul-gangnam-gu"]),
        ("서울 강남 구", ["seoul-gangnam-gu"]),
        ("부산 진구", ["busan-busanjin-gu"]),
        ("Jongno District, Seoul", ["seoul-jongno-gu"]),
        ("Gunwi County", ["gunwi-gun"]),
        ("North Jeolla", ["jeonbuk"]),
        ("South Gyeongsang Province", ["gyeongnam"]),
        ("Pusan", ["busan"]),
        ("Kyŏnggi-do", ["gyeonggi"]),
        ("Ch'ungch'ŏngnam-do", ["chungnam"]),
        ("Gwangju City", ["gwangju", "gwangju-si"]),
        ("서울特別市 中區", []),
        ("서울 中區", []),
        ("전남 광주", []),
        ("서울 해운대구", []),
        ("중", []),
        ("없는군", []),
        ("", []),
    ],
)
def test_units_of_a_written_name(gazetteer: Gazetteer, name: str, units: list[str]) -> None:
    assert gazetteer.ever(name) == units


def test_letters_taken_apart_by_a_macintosh_are_the_same_letters(gazetteer: Gazetteer) -> None:
    assert gazetteer.ever(unicodedata.normalize("NFD", "대구 군위군")) == ["gunwi-gun"]


def test_every_name_with_its_sido_is_found_however_it_is_joined(gazetteer: Gazetteer) -> None:
    region = facts().region
    eras = region[region["level"] == "sigungu"].drop_duplicates(["unit_id", "name_ko"])
    for unit in eras["unit_id"]:
        full = facts().names.korean(unit)
        assert unit in gazetteer.ever(full), full
        assert unit in gazetteer.ever(full.replace(" ", "")), full


@pytest.mark.parametrize(
    ("name", "day", "reading"),
    [
        ("창원시", dt.date(2005, 1, 1), Reading(("changwon-si-until-2010",))),
        ("창원시", dt.date(2015, 1, 1), Reading(("changwon-si",))),
        ("인천 남구", dt.date(2017, 1, 1), Reading(("incheon-michuhol-gu",))),
        ("인천 남구", dt.date(2022, 1, 1), Reading(("incheon-michuhol-gu",), former=True)),
        ("인천 미추홀구", dt.date(2015, 1, 1), Reading(("incheon-michuhol-gu",), former=True)),
        ("경북 군위군", dt.date(2024, 1, 1), Reading(("gunwi-gun",), former=True)),
        ("강원자치도 춘천시", dt.date(2010, 1, 1), Reading(("chuncheon-si",))),
        ("청원군", dt.date(2020, 1, 1), Reading((), former=True)),
    ],
)
def test_a_name_means_who_bears_it_on_the_day_else_who_bore_it_and_lives(
    gazetteer: Gazetteer, name: str, day: dt.date, reading: Reading
) -> None:
    assert gazetteer.on(name, day) == reading


def test_forms_of_a_name() -> None:
    assert {"충청북도", "충북", "충북도", "충북특별자치도"} <= set(korean_forms("충청북도"))
    assert {"강원특별자치도", "강원", "강원도", "강원자치도"} <= set(korean_forms("강원특별자치도"))
    assert korean_forms("수원시") == ["수원시", "수원", "수원특례시"] and korean_forms("중구") == ["중구"]
