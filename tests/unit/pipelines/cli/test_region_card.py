"""`rebalance region`: which unit is meant, and what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.geography.fact_files import facts
from assets.geography.life import card_of
from assets.sheets.search import find
from domain.errors import UsageError
from tests.command import Answer, rebalance


def region(*arguments: object, home: object = "/nowhere") -> Answer:
    return rebalance("region", *arguments, "--home", home)


@pytest.mark.parametrize(
    ("query", "unit"),
    [
        ("군위", "gunwi-gun"),
        ("군위군", "gunwi-gun"),
        ("Gunwi", "gunwi-gun"),
        ("gunwi-gun", "gunwi-gun"),
        ("47720", "gunwi-gun"),
        ("27720", "gunwi-gun"),
        ("27720.0", "gunwi-gun"),
        ("4772000000", "gunwi-gun"),
        ("47720250", "gunwi-gun"),
        ("37510000", "gunwi-gun"),
        ("3731011", "gunwi-gun"),
        ("대구 중구", "daegu-jung-gu"),
        ("대구광역시  중구", "daegu-jung-gu"),
        ("Jung-gu, Daegu", "daegu-jung-gu"),
        ("Daegu Jung-gu", "daegu-jung-gu"),
        ("인천 남구", "incheon-michuhol-gu"),
        ("미추홀구", "incheon-michuhol-gu"),
        ("강원 고성", "gangwon-goseong-gun"),
        ("Goseong Gangwon", "gangwon-goseong-gun"),
        ("경남 고성군", "gyeongnam-goseong-gun"),
        ("수원 장안구", "suwon-jangan-gu"),
        ("포항 남구", "pohang-nam-gu"),
        ("경북", "gyeongbuk"),
        ("Jeonbuk", "jeonbuk"),
        ("Gangwon State", "gangwon"),
        ("서울", "seoul"),
        ("세종", "sejong"),
        ("36110", "sejong-si"),
        ("창원", "changwon-si"),
        ("경기 광주", "gwangju-si"),
        ("강원자치도", "gangwon"),
        ("전북자치도", "jeonbuk"),
        ("세종시", "sejong"),
        ("제주자치도", "jeju"),
        ("서울시", "seoul"),
        ("서울시 중구", "seoul-jung-gu"),
        ("부산 중구", "busan-jung-gu"),
        ("부산중구", "busan-jung-gu"),
        ("수원시장안구", "suwon-jangan-gu"),
        ("경기 광주시", "gwangju-si"),
        ("경기도 광주시", "gwangju-si"),
        ("전라북도 전주시", "jeonju-si"),
        ("부산직할시", "busan"),
        ("경북 군위군", "gunwi-gun"),
        ("강원도  (4200000000)", "gangwon"),
        ("27,720", "gunwi-gun"),
        ("'47720", "gunwi-gun"),
        ("11110 종로구", "seoul-jongno-gu"),
        ("11110 노원구", "seoul-nowon-gu"),
    ],
)
def test_one_unit_is_found(query: str, unit: str) -> None:
    assert find(query, facts().region) == unit


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("동구", ["gwangju-dong-gu", "busan-dong-gu", "daegu-dong-gu", "incheon-dong-gu", "daejeon-dong-gu", "ulsan-dong-gu"]),
        ("고성군", ["gangwon-goseong-gun", "gyeongnam-goseong-gun"]),
        ("Goseong", ["gangwon-goseong-gun", "gyeongnam-goseong-gun"]),
        ("광주", ["gwangju", "gwangju-si"]),
        ("광주시", ["gwangju", "gwangju-si"]),
        ("26", ["busan", "ulsan"]),
        ("11110", ["seoul-jongno-gu", "seoul-nowon-gu"]),
        ("43111", ["cheongju-sangdang-gu-until-2014", "cheongju-sangdang-gu"]),
    ],
)
def test_several_units_are_asked_back_with_their_sido(query: str, named: list[str]) -> None:
    answer = region(query)
    assert answer.code == 2 and "Which?" in answer.message
    lines = [line for line in answer.message.splitlines() if line.startswith("  [")]
    assert len(lines) >= len(named)
    assert all(any(line.startswith(f"  [{unit}] ") for line in lines) for unit in named)
    assert all(facts().names.korean(unit) in answer.message for unit in named)


@pytest.mark.parametrize(
    ("code", "scheme", "unit"),
    [
        ("26", "mois", "busan"),
        ("26", "kostat", "ulsan"),
        ("11110", "kostat7", "seoul-nowon-gu"),
        ("43111", "mois@2013", "cheongju-sangdang-gu-until-2014"),
        ("43111", "mois@2024", "cheongju-sangdang-gu"),
    ],
)
def test_a_scheme_or_a_day_answers_the_question(code: str, scheme: str, unit: str) -> None:
    assert find(code, facts().region, scheme) == unit


@pytest.mark.parametrize(
    ("query", "scheme", "said"),
    [
        ("없는곳", "", "no unit of that name or code"),
        ("미추", "", "Names that contain it: 미추홀구"),
        ("99999", "", "no unit of that name or code"),
        ("47720", "mois@2024", "no unit of that name or code in mois@2024"),
        ("123", "", "3 digits; codes have 2, 5, 7, 8, 10"),
        ("26", "kosis", "--scheme kosis: mois or kostat"),
        ("군위", "mois", "reads a code"),
    ],
)
def test_what_is_none_is_refused(query: str, scheme: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        find(query, facts().region, scheme)


@pytest.mark.parametrize(
    "query", ["미추", "Gunwii", "강남군", "서울 해운대", "서울 해운대구", "인천 미추", "군위굼", "Haeundai-gu"]
)
def test_names_that_are_suggested_are_found(query: str) -> None:
    with pytest.raises(UsageError) as refused:
        find(query, facts().region)
    told = str(refused.value).rpartition(": ")[2].removesuffix(".")
    assert told.split(", ")
    for name in told.split(", "):
        assert find(name, facts().region)


def test_the_card_of_gunwi_has_both_lives_of_its_code() -> None:
    card = card_of("gunwi-gun", facts())
    assert card.title == "대구광역시 군위군  Gunwi-gun  [gunwi-gun]"
    assert [(era["from"], era["to"], era["name"], era["mois"], era["kostat7"], era["kostat8"]) for era in card.eras] == [
        ("before 1995", "2023-07-01", "경상북도 군위군", "47720", "37310", "37510"),
        ("2023-07-01", "today", "대구광역시 군위군", "27720", "", "22520"),
    ]
    assert {era["5+3"] for era in card.eras} == {"Daegu-Gyeongbuk"}
    assert card.eras[0]["unit sets"] == "finest, KOSIS, KEIS, local government"
    (event,) = card.events
    assert (event.date, event.type, event.checked, event.disputed) == ("2023-07-01", "sido_transfer", True, "")
    assert event.what == "경상북도 군위군 47720 → 대구광역시 군위군 27720" and "SGIS boundary" in event.source


def test_unit_sets_are_those_of_the_era() -> None:
    bucheon = card_of("bucheon-si", facts())
    assert [era["unit sets"].startswith("finest") for era in bucheon.eras] == [False, True, False]
    assert card_of("sejong-si", facts()).eras[0]["unit sets"] == "finest, KOSIS"
    assert card_of("jeju-si", facts()).eras[0]["unit sets"] == "finest, KOSIS, KEIS"


def test_parts_of_an_event_come_with_their_people() -> None:
    lost = [event for event in card_of("gyeongbuk", facts()).events if event.date == "2023-07-01"]
    assert any("대구광역시 27 (a part: 군위군, 23,283 people in 2022)" in event.what for event in lost)
    assert all("a part" in event.what for event in lost)


def test_disputed_and_unverified_facts_are_said() -> None:
    assert "disputed: MOIS lifecycle ends 44730 on 2012-06-30" in region("sejong-si").out
    unchecked = facts().region_event.query("verified == 'false'")["to_unit_id"].dropna().iloc[0]
    assert "not verified; source: " in region(unchecked).out


def test_transfers_of_less_than_a_dong_are_marked_as_negligible() -> None:
    event = facts().region_event[facts().region_event["note"].fillna("").str.startswith("negligible")].iloc[0]
    card = card_of(event["to_unit_id"], facts())
    assert any(e.type.endswith("(negligible)") and e.date == event["date"] for e in card.events)


def test_every_unit_has_a_card() -> None:
    units = facts().region["unit_id"].unique()
    cards = [card_of(unit, facts()) for unit in units]
    assert len(cards) == len(set(units)) > 300
    for card in cards:
        assert card.eras[-1]["to"] == "today" or card.eras[-1]["to"] > card.eras[-1]["from"].replace("before 1995", "")
        assert card.eras[-1]["to"] == "today" or card.events, card.unit_id


def test_units_of_one_name_are_listed() -> None:
    answer = region("대구 중구")
    assert "of the same name" in answer.out and "서울특별시 중구 [seoul-jung-gu]" in answer.out


# --- neighbours


def test_without_a_build_neighbours_are_said_to_be_unknown(tmp_path: Path) -> None:
    for home in (tmp_path, tmp_path / "nowhere"):
        answer = region("군위", home=home)
        assert answer.code == 0 and "not known without a map; `rebalance build` makes one" in answer.out


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("세종시 조치원읍", "none is an eup, myeon or dong. Say 세종특별자치시."),
        ("서울 종로구 청운동", "none is an eup, myeon or dong. Say 종로구."),
        ("1111", "It has 4 digits; codes have 2, 5, 7, 8, 10. Is its last digit cut off?"),
        ("", "'': no name and no code"),
        (" - ", "no name and no code"),
    ],
)
def test_what_is_no_unit_is_told_what_it_may_be(query: str, said: str) -> None:
    answer = rebalance("region", query)
    assert answer.code == 2 and said in answer.message
    if "Say " in said:
        assert rebalance("region", answer.message.partition("Say ")[2].rstrip(".")).code == 0
