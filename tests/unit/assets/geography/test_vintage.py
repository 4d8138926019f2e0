"""The vintage detector: scheme and period out of codes alone, and what does not fit."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pandas as pd
import pytest

from assets.geography.fact_files import facts
from assets.geography.vintage import Fit, changes, code_lengths, detect, mixture
from domain.codes import COLUMNS, parse_geography
from domain.codes import codes as codes_of
from domain.history import alive


@pytest.fixture(scope="module")
def region() -> pd.DataFrame:
    return facts().region


def on(spec: str, unit_set: str = "in_finest") -> set[str]:
    """Codes of a unit set in a geography."""
    table = codes_of(facts().region, parse_geography(spec))
    return set(table.loc[table[unit_set], "code"])


def period(fit: Fit) -> tuple[str, str, str]:
    return fit.scheme, str(fit.valid_from), str(fit.valid_to)


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        ("kostat@2011", ("kostat7", "2010-07-01", "2012-01-01")),
        ("kostat@2015", ("kostat7", "2014-07-01", "2016-07-04")),
        ("kostat@2017", ("kostat7", "2016-07-04", "2018-07-01")),
        ("kostat@2020", ("kostat7", "2018-07-01", "2023-06-11")),
        ("kostat@2023-07-01", ("kostat8", "2023-07-01", "2024-01-01")),
        ("mois@2022", ("mois", "2018-07-01", "2023-06-11")),
        ("mois@2024", ("mois", "2024-01-18", "2026-02-01")),
        ("mois@2026-07-01", ("mois", "2026-07-01", "None")),
    ],
)
def test_a_whole_set_is_found_with_the_period_between_two_changes_of_code(
    region: pd.DataFrame, spec: str, found: tuple[str]
) -> None:
    best = detect(on(spec), region)[0]
    assert period(best) == found
    assert (best.mismatches, best.unit_set, best.level) == (0, "finest", "sigungu")


def test_every_day_of_change_is_found_again_from_its_codes(region: pd.DataFrame) -> None:
    """For each day on which an era begins: the codes of that day lead back to a period that contains it."""
    days = sorted(set(region["valid_from"]))[:: max(1, len(set(region["valid_from"])) // 12)]
    for day in days:
        living = alive(region[region["level"] == "sigungu"], pd.Timestamp(day))
        best = detect(living.loc[living["in_finest"], "mois_code"], region, best=1)[0]
        assert best.scheme == "mois" and not best.mismatches
        assert str(best.valid_from) <= day < str(best.valid_to or dt.date.max)


def test_incheon_namgu_ends_the_period_that_a_file_labelled_2018_follows(region: pd.DataFrame) -> None:
    best, _, third = detect(on("kostat@2018-06-30"), region)
    assert "23030" in on("kostat@2018-06-30") and best.valid_to == dt.date(2018, 7, 1)
    assert best.last_day == dt.date(2018, 6, 30)
    assert (third.unknown, third.missing, third.valid_from) == (("23030",), ("23090",), dt.date(2018, 7, 1))


def test_cities_whole_and_cities_with_their_gu_are_told_apart(region: pd.DataFrame) -> None:
    whole = detect(on("mois@2024", "in_kosis"), region)[0]
    assert (whole.unit_set, whole.mismatches, str(whole.valid_from), str(whole.valid_to)) == (
        "kosis",
        0,
        "2024-01-18",
        "2026-07-01",
    )
    both = detect(on("mois@2024", "in_kosis") | on("mois@2024"), region)[0]
    assert both.unit_set == "all"


def test_codes_of_eupmyeondong_are_judged_by_their_sigungu(region: pd.DataFrame) -> None:
    seven = {f"{code}{dong}" for code in on("kostat@2017") for dong in ("11", "12")}
    assert period(detect(seven, region)[0]) == ("kostat7", "2016-07-04", "2018-07-01")
    eight = {f"{code}101" for code in on("mois@2024")}
    assert period(detect(eight, region)[0]) == ("mois", "2024-01-18", "2026-02-01")
    ten = {f"{code}00000" for code in on("mois@2024")}
    assert period(detect(ten, region)[0]) == ("mois", "2024-01-18", "2026-02-01")


def test_a_set_of_sido_is_found_by_which_sido_there_are(region: pd.DataFrame) -> None:
    table = codes_of(region, parse_geography("mois@2024"))
    best = detect(table.loc[table["level"] == "sido", "code"], region)[0]
    assert (best.level, best.unit_set) == ("sido", "sido")
    assert period(best) == ("mois", "2024-01-18", "2026-07-01")


def test_a_file_of_one_sido_lacks_nothing(region: pd.DataFrame) -> None:
    seoul = {code for code in on("mois@2024") if code.startswith("11")}
    best = detect(seoul, region)[0]
    assert len(seoul) == 25 and period(best) == ("mois", "1995-03-01", "None")
    assert (best.mismatches, best.unit_set) == (0, "finest")
    assert best.sentence() == "mois sigungu, 1995-03-01 to today: every code known, none missing"


def test_a_missing_unit_and_an_unknown_code_are_named(region: pd.DataFrame) -> None:
    best = detect(on("mois@2024") - {"27720"} | {"99999"}, region)[0]
    assert (best.unknown, best.missing, best.unit_set) == (("99999",), ("27720",), "")
    assert best.sentence().endswith("unknown 99999; missing 27720")


def test_a_city_without_its_gu_is_covered_and_one_gu_of_four_is_not_enough(region: pd.DataFrame) -> None:
    suwon = {"41111", "41113", "41115", "41117"}
    city = detect(on("mois@2024") - suwon | {"41110"}, region)[0]
    assert not city.mismatches
    partly = detect(on("mois@2024") - {"41113"}, region)[0]
    assert partly.missing == ("41110", "41113")


def test_the_seven_digit_code_book_ends_with_gunwi(region: pd.DataFrame) -> None:
    fits = detect(on("kostat@2020"), region, best=1000)
    assert max(fit.valid_to or dt.date.max for fit in fits if fit.scheme == "kostat7") == dt.date(2023, 7, 1)
    assert min(fit.valid_from for fit in fits if fit.scheme == "kostat8") == dt.date(2022, 1, 1)


def test_periods_of_a_scheme_follow_each_other_without_gap(region: pd.DataFrame) -> None:
    fits = sorted((f for f in detect(on("mois@2024"), region, best=1000) if f.scheme == "mois"), key=lambda f: f.valid_from)
    assert all(a.valid_to == b.valid_from for a, b in pairwise(fits)) and fits[-1].valid_to is None


@pytest.mark.parametrize("codes", [[], ["11110", "종로구"], [""]])
def test_what_is_no_code_is_an_error(region: pd.DataFrame, codes: list[str]) -> None:
    with pytest.raises(ValueError, match="codes are digits"):
        detect(codes, region)


def test_lengths_are_counted() -> None:
    assert code_lengths(["11", "11110", "11140", "1111000000"]) == {2: 1, 5: 2, 10: 1}


# --- mixtures


def test_seven_and_eight_digits_are_two_eras(region: pd.DataFrame) -> None:
    """As in a code table of 2022: gu of cities with 7 digits among sigungu with 8."""
    eight = {f"{code}000" for code in on("kostat@2022", "in_kosis")}
    seven = {f"{code}00" for code in on("kostat@2021") if code.startswith("3101")}
    assert len(seven) == 4
    (main, first), (rest, second) = mixture(eight | seven, region)
    assert (set(main), first.scheme, first.mismatches) == (eight, "kostat8", 0)
    assert (set(rest), second.scheme, second.missing) == (seven, "kostat7", ())


def test_old_codes_in_a_new_list_are_a_part_of_their_own(region: pd.DataFrame) -> None:
    """Gangwon of before June 2023 in a list of 2024."""
    gangwon = {code for code in on("mois@2022") if code.startswith("42")}
    codes = {code for code in on("mois@2024") if not code.startswith("51")} | gangwon
    (main, first), (rest, second) = mixture(codes, region)
    assert (period(first), len(main)) == (("mois", "2024-01-18", "2026-02-01"), 234)
    assert (set(rest), period(second)) == (gangwon, ("mois", "1994-12-31", "2023-06-11"))


def test_codes_of_both_schemes_are_a_mixture(region: pd.DataFrame) -> None:
    busan = {code for code in on("kostat@2020") if code.startswith("21")}
    parts = mixture({code for code in on("mois@2020") if not code.startswith("26")} | busan, region)
    assert [fit.scheme for _, fit in parts] == ["mois", "kostat7"]
    assert set(parts[1][0]) == busan


def test_one_geography_is_no_mixture_and_neither_is_a_typing_error(region: pd.DataFrame) -> None:
    assert len(mixture(on("mois@2024"), region)) == 1
    ((codes, fit),) = mixture(on("mois@2024") | {"99999"}, region)
    assert fit.unknown == ("99999",) and "99999" in codes


def test_changes_of_a_day_are_codes_that_end_and_begin(region: pd.DataFrame) -> None:
    assert changes("mois", "sigungu", dt.date(2023, 7, 1), region) == ({"gunwi-gun"}, {"gunwi-gun"})
    ended, begun = changes("mois", "sigungu", dt.date(2016, 7, 4), region)
    assert ended == {"bucheon-wonmi-gu", "bucheon-sosa-gu", "bucheon-ojeong-gu"} and begun == set()
    assert changes("kostat7", "sigungu", dt.date(2017, 1, 1), region) == (set(), set())
    assert set(COLUMNS) == {"mois", "kostat7", "kostat8"}
