"""Which unit a printed name or code means, on the real history: every style, homonyms, days before and after events."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from assets.geography.fact_files import facts
from domain.errors import HistoryError
from domain.identify import (
    CODE,
    IN_SHORT_SIDO,
    IN_SIDO,
    KOSTAT,
    KOSTAT7,
    KOSTAT8,
    MOIS,
    SHORT_SIDO,
    SIDO,
    SURVEY,
    Style,
    bearers,
    identify,
)

DAY = dt.date
GUNWI_MOVED = DAY(2023, 7, 1)
SEJONG_BEGAN = DAY(2012, 7, 1)
INCHEON_CHANGED = DAY(2026, 7, 1)
BEFORE = dt.timedelta(days=1)


@pytest.fixture(scope="module")
def region() -> pd.DataFrame:
    return facts().region


def unit(region: pd.DataFrame, style: Style, *words: object, on: dt.date | None = None, among: str | None = None) -> str | None:
    found = identify(pd.DataFrame([words], columns=style.printed), region, style, on, among=among).iloc[0]
    assert found is None or isinstance(found, str)
    return found


@pytest.mark.parametrize(
    ("style", "words", "on", "means"),
    [
        (SIDO, ["강원도"], None, "gangwon"),
        (SIDO, ["강원특별자치도"], DAY(1995, 1, 1), "gangwon"),
        (SHORT_SIDO, ["충북"], DAY(2020, 1, 1), "chungbuk"),
        (SHORT_SIDO, ["전북"], DAY(2024, 1, 17), "jeonbuk"),
        (IN_SIDO, ["경기도", "광주시"], DAY(2020, 1, 1), "gwangju-si"),
        (IN_SIDO, ["강원도", "고성군"], DAY(2024, 1, 1), "gangwon-goseong-gun"),
        (IN_SIDO, ["인천직할시", "중구"], DAY(2020, 1, 1), "incheon-jung-gu"),
        (IN_SHORT_SIDO, ["경남", "고성군"], DAY(2020, 1, 1), "gyeongnam-goseong-gun"),
        (SURVEY, ["서울 중구", 1], DAY(2020, 4, 15), "seoul-jung-gu"),
        (SURVEY, ["광주시", 1], DAY(2020, 4, 15), "gwangju-si"),
        (SURVEY, ["광주 동구", 1], DAY(2020, 4, 15), "gwangju-dong-gu"),
        (MOIS, ["26"], None, "busan"),
        (KOSTAT, ["26"], DAY(2020, 1, 1), "ulsan"),
        (KOSTAT7, ["37310"], DAY(2020, 1, 1), "gunwi-gun"),
        (KOSTAT8, ["37510"], DAY(2023, 1, 1), "gunwi-gun"),
        (CODE, ["11"], None, "seoul"),
    ],
)
def test_every_style_of_printing_is_read(
    region: pd.DataFrame, style: Style, words: list[object], on: dt.date | None, means: str
) -> None:
    assert unit(region, style, *words, on=on) == means


# --- homonyms


def test_blocks_of_one_name_follow_the_order_of_kostat_codes(region: pd.DataFrame) -> None:
    on = DAY(2020, 4, 15)
    printed = pd.DataFrame({"region_name": ["고성군"] * 3, "name_number": [2, 1, 3]})
    found = identify(printed, region, SURVEY, on)
    assert found.tolist() == ["gyeongnam-goseong-gun", "gangwon-goseong-gun", None]


def test_gu_of_one_name_are_told_apart_by_their_sido_only(region: pd.DataFrame) -> None:
    on = DAY(2020, 1, 1)
    cities = ["서울특별시", "부산광역시", "대구광역시", "인천광역시", "대전광역시", "울산광역시"]
    found = identify(pd.DataFrame({"sido_name": cities, "region_name": "중구"}), region, IN_SIDO, on)
    assert found.nunique() == len(cities) and unit(region, SURVEY, "중구", 1, on=on) is None


def test_one_name_of_two_units_in_turn_is_that_of_the_day(region: pd.DataFrame) -> None:
    merged = DAY(2014, 7, 1)
    assert unit(region, IN_SIDO, "충청북도", "청주시", on=merged - BEFORE) == "cheongju-si-until-2014"
    assert unit(region, IN_SIDO, "충청북도", "청주시", on=merged) == "cheongju-si"


def test_a_name_that_two_units_bore_is_refused_without_a_day(region: pd.DataFrame) -> None:
    with pytest.raises(HistoryError, match=r"'충청북도 청주시' means 2 units .*: cheongju-si, cheongju-si-until-2014"):
        unit(region, IN_SIDO, "충청북도", "청주시")
    with pytest.raises(HistoryError, match=r"'전남' means 2 units .*: jeonnam, jeonnam-gwangju"):
        unit(region, SHORT_SIDO, "전남")


# --- days before and after events


def test_gunwi_is_found_below_both_its_sido_on_any_day(region: pd.DataFrame) -> None:
    for on in (GUNWI_MOVED - BEFORE, GUNWI_MOVED):
        assert (
            unit(region, IN_SIDO, "경상북도", "군위군", on=on)
            == unit(region, IN_SIDO, "대구광역시", "군위군", on=on)
            == "gunwi-gun"
        )
        assert unit(region, SURVEY, "군위군", 1, on=on) == unit(region, SURVEY, "대구 군위군", 1, on=on) == "gunwi-gun"
    assert unit(region, MOIS, "47720", on=GUNWI_MOVED) == unit(region, MOIS, "27720", on=GUNWI_MOVED - BEFORE) == "gunwi-gun"


@pytest.mark.parametrize("name", ["세종특별자치시", "세종", "세종시"])
def test_sejong_is_a_unit_of_its_own_from_its_first_day(region: pd.DataFrame, name: str) -> None:
    assert unit(region, IN_SIDO, "세종특별자치시", name, on=SEJONG_BEGAN) == "sejong-si"
    assert unit(region, IN_SIDO, "세종특별자치시", name, on=SEJONG_BEGAN - BEFORE) is None
    assert unit(region, SIDO, "세종특별자치시", on=SEJONG_BEGAN) == "sejong"


def test_yeongi_has_no_unit_after_its_end(region: pd.DataFrame) -> None:
    assert unit(region, IN_SIDO, "충청남도", "연기군", on=SEJONG_BEGAN - BEFORE) == "yeongi-gun"
    assert unit(region, IN_SIDO, "충청남도", "연기군", on=SEJONG_BEGAN) is None


def test_gu_of_incheon_end_and_begin_in_2026(region: pd.DataFrame) -> None:
    for name, before, after in (
        ("중구", "incheon-jung-gu", None), ("서구", "incheon-seo-gu", None), ("제물포구", None, "incheon-jemulpo-gu"),
    ):  # fmt: skip
        assert unit(region, IN_SIDO, "인천광역시", name, on=INCHEON_CHANGED - BEFORE) == before
        assert unit(region, IN_SIDO, "인천광역시", name, on=INCHEON_CHANGED) == after


def test_a_renamed_gu_is_found_by_both_names_on_any_day(region: pd.DataFrame) -> None:
    days = pd.Series([DAY(2010, 1, 1), DAY(2020, 1, 1)] * 2)
    printed = pd.DataFrame({"sido_name": "인천광역시", "region_name": ["남구", "남구", "미추홀구", "미추홀구"]})
    assert identify(printed, region, IN_SIDO, days).tolist() == ["incheon-michuhol-gu"] * 4


def test_a_short_name_passes_on_with_the_merger_of_sido(region: pd.DataFrame) -> None:
    assert unit(region, SHORT_SIDO, "전남", on=INCHEON_CHANGED - BEFORE) == "jeonnam"
    assert unit(region, SHORT_SIDO, "전남", on=INCHEON_CHANGED) == "jeonnam-gwangju"
    assert unit(region, SHORT_SIDO, "광주", on=INCHEON_CHANGED) is None
    assert unit(region, IN_SHORT_SIDO, "전남", "동구", on=INCHEON_CHANGED) == "gwangju-dong-gu"


# --- codes


def test_a_code_without_a_scheme_is_refused_with_the_question(region: pd.DataFrame) -> None:
    with pytest.raises(HistoryError, match=r"busan, ulsan\. 26 is 부산광역시 in mois or 울산광역시 in kostat\."):
        unit(region, CODE, "26")
    with pytest.raises(HistoryError, match="31110 is 울산광역시 중구 in mois or 경기도 과천시 in kostat"):
        unit(region, CODE, "31110", on=DAY(2020, 1, 1))


def test_the_same_code_is_another_unit_in_another_book(region: pd.DataFrame) -> None:
    assert unit(region, KOSTAT7, "37310", on=DAY(2020, 1, 1)) == "gunwi-gun"
    assert unit(region, KOSTAT8, "37310", on=DAY(2023, 1, 1)) is None
    assert unit(region, MOIS, "36", on=DAY(2020, 1, 1)) == "sejong"
    assert unit(region, KOSTAT, "36", on=DAY(2020, 1, 1)) == "jeonnam"


def test_statistics_korea_changes_its_book_at_the_end_of_2022(region: pd.DataFrame) -> None:
    both = pd.Series(["32400", "32600"])
    codes = bearers(region[region["unit_id"] == "gangwon-goseong-gun"], KOSTAT)
    assert set(codes["region_code"]) == set(both)
    assert identify(both, region, KOSTAT, DAY(2022, 12, 31)).tolist() == ["gangwon-goseong-gun"] * 2


@pytest.mark.parametrize("code", ["11110", "1111000000", "1111051500"])
def test_a_longer_code_is_of_the_sigungu_that_it_begins_with(region: pd.DataFrame, code: str) -> None:
    assert unit(region, MOIS, code, on=DAY(2020, 1, 1)) == "seoul-jongno-gu"


# --- what is not found


def test_what_means_no_unit_is_empty_or_refused_with_its_name_and_day(region: pd.DataFrame) -> None:
    printed = pd.Series(["서울특별시", "전국", None, "평안남도"], index=[7, 3, 9, 1])
    found = identify(printed, region, SIDO)
    assert found.to_dict() == {7: "seoul", 3: None, 9: None, 1: None}
    with pytest.raises(HistoryError, match="no unit is meant in the style `full name of a sido` by '전국', '', '평안남도'"):
        identify(printed, region, SIDO, missing="refused")
    with pytest.raises(HistoryError, match="'전국' on 2020-01-01"):
        identify(printed[[3]], region, SIDO, DAY(2020, 1, 1), missing="refused")


def test_many_that_mean_no_unit_are_counted(region: pd.DataFrame) -> None:
    with pytest.raises(HistoryError, match="'e' and 2 more"):
        identify(pd.Series(list("abcdefg")), region, SIDO, missing="refused")


def test_nothing_printed_is_no_unit(region: pd.DataFrame) -> None:
    empty = pd.DataFrame(columns=SURVEY.printed)
    assert identify(empty, region, SURVEY, pd.Series(dtype="object")).empty
    assert identify(pd.Series(dtype="object"), region[:0], SIDO).empty


def test_only_units_of_the_set_are_printed_unless_another_is_named(region: pd.DataFrame) -> None:
    words = ("경기도", "장안구")
    assert unit(region, IN_SIDO, *words, on=DAY(2020, 1, 1)) is None
    assert unit(region, IN_SIDO, *words, on=DAY(2020, 1, 1), among="in_finest") == "suwon-jangan-gu"
    assert unit(region, IN_SIDO, *words, among="") == "suwon-jangan-gu"


def test_every_unit_of_a_day_is_found_by_its_own_name(region: pd.DataFrame) -> None:
    for on in (DAY(1995, 6, 1), SEJONG_BEGAN, GUNWI_MOVED, INCHEON_CHANGED):
        begins, ends = pd.to_datetime(region["valid_from"]), pd.to_datetime(region["valid_to"])
        living = region[(begins <= pd.Timestamp(on)) & (ends.isna() | (ends > pd.Timestamp(on)))]
        sido = living[living["level"] == "sido"].set_index("unit_id")["name_ko"]
        units = living[(living["level"] == "sigungu") & living["in_kosis"]]
        printed = pd.DataFrame({"sido_name": units["sido_unit_id"].map(sido), "region_name": units["name_ko"]})
        assert identify(printed, region, IN_SIDO, on, missing="refused").tolist() == units["unit_id"].tolist()
        codes = units.dropna(subset=["mois_code"])
        assert identify(codes["mois_code"], region, MOIS, on).tolist() == codes["unit_id"].tolist()
