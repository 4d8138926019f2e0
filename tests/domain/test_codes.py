"""Codes with scheme and day: what is written, what a bare code means, what is refused."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from assets.geography.fact_files import facts
from domain.codes import (
    Geography,
    ask,
    codes,
    is_below_sigungu,
    meanings,
    parse_geography,
    short_code,
    unit_of,
    units_meant,
)  # fmt: skip
from domain.errors import HistoryError, UsageError


@pytest.fixture(scope="module")
def region() -> pd.DataFrame:
    return facts().region


@pytest.mark.parametrize(
    ("spec", "scheme", "day"),
    [
        ("mois@2015", "mois", dt.date(2015, 12, 31)),
        ("mois@2024-02", "mois", dt.date(2024, 2, 29)),
        (" kostat@2023-07-01 ", "kostat", dt.date(2023, 7, 1)),
        ("kostat7@2022", "kostat7", dt.date(2022, 12, 31)),
    ],
)
def test_year_and_month_mean_their_last_day(spec: str, scheme: str, day: dt.date) -> None:
    assert parse_geography(spec) == Geography(scheme, day)


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ("2015", "write scheme@date"),
        ("mois", "write scheme@date"),
        ("kosis@2015", "schemes are mois and kostat"),
        ("mois@2015-13", "no month 13"),
        ("mois@2015-00", "write scheme@date|no month"),
        ("mois@2023-02-29", "no day 29 in 2023-02"),
        ("mois@2023-02-00", "no day 0"),
        ("mois@0000", "no year 0"),
        ("mois@15", "write scheme@date"),
    ],
)
def test_a_geography_of_another_form_is_refused(spec: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        parse_geography(spec)


def test_kostat_is_the_code_book_of_its_day() -> None:
    assert parse_geography("kostat@2021").column == "kostat7_code"
    assert parse_geography("kostat@2022").column == "kostat8_code"
    assert parse_geography("kostat7@2022").column == "kostat7_code"
    assert str(parse_geography("mois@2024-02")) == "mois@2024-02-29"


def test_one_code_is_two_units_before_and_after_cheongju_grew(region: pd.DataFrame) -> None:
    assert unit_of(region, parse_geography("mois@2013"))["43111"] == "cheongju-sangdang-gu-until-2014"
    assert unit_of(region, parse_geography("mois@2014-07-01"))["43111"] == "cheongju-sangdang-gu"


def test_gunwi_has_another_code_from_the_day_it_belongs_to_daegu(region: pd.DataFrame) -> None:
    before, after = (unit_of(region, parse_geography(f"mois@2023-{day}")) for day in ("06-30", "07-01"))
    assert before["47720"] == after["27720"] == "gunwi-gun"
    assert "27720" not in before and "47720" not in after


def test_gun_are_200_higher_in_the_eight_digit_code_book(region: pd.DataFrame) -> None:
    old, new = (codes(region, parse_geography(f"kostat@{year}")).set_index("unit_id")["code"] for year in (2021, 2022))
    assert (old["gijang-gun"], new["gijang-gun"]) == ("21310", "21510")


def test_a_code_that_two_units_bear_at_once_is_a_fault_of_the_history(region: pd.DataFrame) -> None:
    doubled = region.assign(mois_code=region["mois_code"].replace({"11140": "11110"}))
    with pytest.raises(HistoryError, match="11110 is borne by seoul-jongno-gu, seoul-jung-gu"):
        unit_of(doubled, parse_geography("mois@2024"))


@pytest.mark.parametrize(
    ("code", "short", "below"),
    [
        ("26", "26", False),
        ("11110", "11110", False),
        ("1100000000", "11", False),
        ("1111000000", "11110", False),
        ("1111051500", "11110", True),
        ("2131000", "21310", False),
        ("1101053", "11010", True),
        ("22510000", "22510", False),
        ("11110101", "11110", True),
        ("11000", "11", False),
        ("1111", "1111", False),
        ("111101", "111101", False),
    ],
)
def test_longer_codes_begin_with_their_sigungu_or_sido(code: str, short: str, below: bool) -> None:
    assert (short_code(code), is_below_sigungu(code)) == (short, below)


def test_26_is_busan_or_ulsan(region: pd.DataFrame) -> None:
    assert ask(region, "26") == "26 is 부산광역시 in mois or 울산광역시 in kostat."
    assert units_meant(region, "26") == ["busan", "ulsan"]


def test_the_question_says_until_when_a_code_was_borne(region: pd.DataFrame) -> None:
    assert ask(region, "47720") == "47720 is 경상북도 군위군 until 2023-07-01 in mois."
    assert ask(region, "99999") == "99999 is no code of any scheme."


def test_the_number_of_digits_leaves_only_some_schemes(region: pd.DataFrame) -> None:
    assert {meaning.scheme for meaning in meanings(region, "11110")} == {"mois", "kostat7", "kostat8"}
    assert {meaning.scheme for meaning in meanings(region, "1111000000")} == {"mois"}
    assert {meaning.scheme for meaning in meanings(region, "1111053")} == {"kostat7"}
    assert meanings(region, "111") == []


def test_eras_of_one_code_are_joined_and_named_as_they_last_were(region: pd.DataFrame) -> None:
    (nam,) = [meaning for meaning in meanings(region, "28170") if meaning.scheme == "mois"]
    assert (nam.unit_id, nam.name, nam.since, nam.until) == (
        "incheon-michuhol-gu", "인천광역시 남구", dt.date(1995, 1, 1), dt.date(2018, 7, 1),
    )  # fmt: skip


def test_no_sigungu_has_a_code_that_sido_filled_up_with_zeros_would_have(region: pd.DataFrame) -> None:
    sigungu = region[region["level"] == "sigungu"]
    given = pd.concat([sigungu[column].dropna() for column in ("mois_code", "kostat7_code", "kostat8_code")])
    assert len(given) > 1000 and not given.str.endswith("000").any()
