"""Parts and wholes of printed tables, by hand: each measurement gives the difference that stands there, with its sign."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from expectations.contracts.age_groups import AGE_NAMES
from expectations.contracts.employment import KOSIS_EMPLOYMENT_AGE, KOSIS_EMPLOYMENT_INDUSTRY
from expectations.contracts.moves import KOSIS_SIGUNGU_MOVES, SIGUNGU_MOVES_REPORTED
from expectations.contracts.population import POPULATION_TABLE
from expectations.contracts.projection import PROJECTION
from expectations.contracts.raw_population import KOSIS_POPULATION, MOIS_POPULATION
from expectations.contracts.rust_belt import RUST_BELT
from expectations.contracts.sido_figures import KOSIS_SIDO_INCOME, SIDO_INCOME
from expectations.contracts.sido_population import KOSIS_SIDO_POPULATION
from expectations.contracts.units import REGION
from expectations.contracts.value_added import KOSIS_GRDP
from expectations.rules.boundaries import ground_won
from expectations.rules.economy import (
    NOMINAL,
    PRODUCT,
    PRODUCT_PER_HEAD,
    activities_add_up,
    amounts_stay_among_the_printed,
    nation_is_the_average,
    people_behind_the_product,
    sido_grdp_adds_up,
)
from expectations.rules.employment import (
    DISJOINT_AGES,
    ages_add_up,
    industries_add_up,
    names_by_age,
)
from expectations.rules.industry import states_follow
from expectations.rules.names import move_total
from expectations.rules.projection import base_year_is_the_population
from expectations.rules.sums import (
    kosis_ages_add_up,
    kosis_sexes_add_up,
    mois_ages_add_up,
    sheet_adds_up,
)
from tests.frames import typed

D2022, D2023, D2024 = (dt.date(year, 12, 31) for year in (2022, 2023, 2024))
SIDO: tuple[dict[str, Any], ...] = (
    {"unit_id": "seoul", "level": "sido", "name_ko": "서울특별시"},
    {"unit_id": "sejong", "level": "sido", "name_ko": "세종특별자치시"},
    {"unit_id": "gangwon", "level": "sido", "name_ko": "강원도"},
    {"unit_id": "seoul-jung-gu", "level": "sigungu", "name_ko": "중구", "sido_unit_id": "seoul", "in_kosis": True},
    {"unit_id": "gangwon-goseong-gun", "level": "sigungu", "name_ko": "고성군", "sido_unit_id": "gangwon", "in_kosis": True},
    {"unit_id": "gyeongnam-goseong-gun", "level": "sigungu", "name_ko": "고성군", "sido_unit_id": "gyeongnam", "in_kosis": True},
    {"unit_id": "suwon-jangan-gu", "level": "sigungu", "name_ko": "장안구", "sido_unit_id": "gyeonggi", "in_kosis": False},
)


def region() -> pd.DataFrame:
    return typed(REGION, *({"region_id": str(n), "valid_from": dt.date(2000, 12, 31)} | row for n, row in enumerate(SIDO)))


# --- people


def test_sheet_of_sido_is_held_against_its_nation_and_men_and_women_against_all() -> None:
    cells = (
        ("전국", D2024, (10, 6, 4)), ("서울특별시", D2024, (7, 4, 3)), ("강원도", D2024, (4, 2, 2)),
        ("전국", D2023, (9, 3, 5)), ("서울특별시", D2023, (9, 3, 5)),
    )  # fmt: skip
    rows = [
        {"region_name": name, "reference_date": day, "sex": sex, "population": count}
        for name, day, counts in cells
        for sex, count in zip(("total", "male", "female"), counts, strict=True)
    ]
    found = sheet_adds_up(typed(KOSIS_SIDO_POPULATION, *rows)).set_index("reference_date")
    assert found["sido_minus_nation"].to_dict() == {D2024: 1, D2023: 0}
    assert found["sexes_minus_total"].to_dict() == {D2024: 0, D2023: -1}


def printed(sex: str, total: int | None, *ages: int, **more: Any) -> dict[str, Any]:
    groups = dict.fromkeys(AGE_NAMES, 0) | dict(zip(AGE_NAMES, ages, strict=False))
    return {"sex": sex, "population": total, "region_code": "1100000000", "reference_date": D2024} | groups | more


def test_ages_and_sexes_that_miss_the_printed_total_are_counted_whatever_their_sign() -> None:
    rows = (printed("total", 10, 6, 5), printed("male", 4, 3, 1), printed("female", 9, 3, 4))
    (row,) = mois_ages_add_up(typed(MOIS_POPULATION, *rows)).to_dict("records")
    # The total misses its ages by 1 and its sexes by 3: four; women miss their ages by 2.
    assert (row["sex"], row["difference"]) == ("total", 4)


def test_worst_row_of_a_unit_is_told_and_units_are_told_apart() -> None:
    rows = (
        printed("total", 10, 5, 5), printed("male", 4, 4), printed("female", 6, 2, 1),
        printed("total", 10, 10, region_code="2600000000"),
    )  # fmt: skip
    found = mois_ages_add_up(typed(MOIS_POPULATION, *rows)).set_index("region_code")
    assert found.loc["1100000000", ["sex", "difference"]].tolist() == ["female", 3]
    assert found.loc["2600000000", "difference"] == 0  # without men and women the total is held against its ages alone


def test_unit_that_was_not_there_is_not_judged() -> None:
    assert mois_ages_add_up(typed(MOIS_POPULATION, printed("total", None, 5))).empty


def cell(sex: str, first: int | None, last: int | None, people: int, **more: Any) -> dict[str, Any]:
    band = "계" if first is None else f"{first}-{last}"
    standard = {"region_code": "11", "reference_date": D2024, "sex": sex, "age_band": band, "source_row": 1}
    return standard | {"age_from": first, "age_to": last, "population": people} | more


def test_groups_are_held_against_the_printed_total_where_they_reach_from_0_to_the_open_end() -> None:
    whole = (cell("male", None, None, 9), cell("male", 0, 4, 4), cell("male", 5, 9, 3), cell("male", 10, None, 1))
    (row,) = kosis_ages_add_up(typed(KOSIS_POPULATION, *whole)).to_dict("records")
    assert (row["difference"], row["complete"], row["source_row"]) == (-1, True, 1)


@pytest.mark.parametrize("lacking", [1, 2, 3], ids=["from 0", "in the middle", "the open end"])
def test_groups_that_lack_one_are_not_judged(lacking: int) -> None:
    whole = [cell("male", None, None, 9), cell("male", 0, 4, 4), cell("male", 5, 9, 3), cell("male", 10, None, 1)]
    (row,) = kosis_ages_add_up(typed(KOSIS_POPULATION, *whole[:lacking], *whole[lacking + 1 :])).to_dict("records")
    assert (row["difference"], row["complete"]) == (0, False)


def test_groups_without_a_printed_total_have_no_difference() -> None:
    rows = (cell("male", 0, 4, 4), cell("male", 5, None, 3))
    (row,) = kosis_ages_add_up(typed(KOSIS_POPULATION, *rows)).to_dict("records")
    assert (row["difference"], row["complete"]) == (0, True)


def test_men_and_women_are_held_against_all_by_age_and_over_all_ages_apart() -> None:
    counts = {(None, None): (10, 6, 5), (0, 4): (4, 2, 1), (5, 9): (6, 3, 3)}
    rows = [
        cell(sex, first, last, people)
        for (first, last), of in counts.items()
        for sex, people in zip(("total", "male", "female"), of, strict=True)
    ]
    alone = cell("male", 10, 14, 7)
    found = kosis_sexes_add_up(typed(KOSIS_POPULATION, *rows, alone)).set_index("age_band")
    assert found[["difference", "all_ages"]].T.to_dict("list") == {"계": [0, 1], "0-4": [-1, 0], "5-9": [0, 0]}
    assert kosis_sexes_add_up(typed(KOSIS_POPULATION, alone)).empty


# --- product and income


def test_parts_of_an_activity_are_held_against_it_at_current_prices_only() -> None:
    cells = (
        ("명목", "총부가가치", None, 10.0), ("명목", "제조업", "총부가가치", 6.0), ("명목", "농업", "총부가가치", 5.0),
        ("실질", "총부가가치", None, 10.0), ("실질", "제조업", "총부가가치", 99.0), ("명목", "광업", "총부가가치", None),
    )  # fmt: skip
    rows = [
        {"region_name": "서울특별시", "year": 2020, "item": item, "activity_name": name, "part_of": whole, "value": value}
        for item, name, whole, value in cells
    ]
    assert activities_add_up(typed(KOSIS_GRDP, *rows))["parts_minus_whole"].tolist() == [1]


def grdp(name: str, value: float | None, year: int = 2020, item: str = NOMINAL, activity: str = PRODUCT) -> dict[str, Any]:
    return {"region_name": name, "year": year, "item": item, "activity_name": activity, "value": value}


def test_product_of_sido_is_held_against_the_nation_of_its_year() -> None:
    rows = (
        grdp("전국", 10), grdp("서울특별시", 7), grdp("강원도", 4), grdp("전국", 99, item="실질"),
        grdp("전국", 5, year=2021), grdp("서울특별시", 5, year=2021), grdp("강원도", 5, year=2022),
    )  # fmt: skip
    assert sido_grdp_adds_up(typed(KOSIS_GRDP, *rows)).set_index("year")["sido_minus_nation"].to_dict() == {2020: 1, 2021: 0}


def registered(name: str, day: dt.date, people: int, sex: str = "total") -> dict[str, Any]:
    return {"region_name": name, "reference_date": day, "population": people, "sex": sex}


PEOPLE = (
    registered("서울특별시", D2022, 200), registered("서울특별시", D2023, 400), registered("서울특별시", D2023, 9999, "male"),
    registered("강원도", D2022, 90), registered("강원도", D2023, 110), registered("서울특별시", D2024, 600),
)  # fmt: skip


def per_head(name: str, amount: int | None, year: int = 2023, item: str = PRODUCT_PER_HEAD) -> dict[str, Any]:
    return {"region_name": name, "year": year, "item": item, "per_head": amount}


def test_mean_of_sido_by_people_in_the_middle_of_the_year_is_held_against_the_nation() -> None:
    # 300 people of Seoul at 40 and 100 of Gangwon at 20 make 35 a head; 2024 lacks people of Gangwon.
    rows = (per_head("전국", 70), per_head("서울특별시", 40), per_head("강원도", 20))
    later = [row | {"year": 2024} for row in rows]
    found = nation_is_the_average(typed(KOSIS_SIDO_INCOME, *rows, *later), typed(KOSIS_SIDO_POPULATION, *PEOPLE), region())
    assert found["year"].tolist() == [2023] and found["difference"].tolist() == pytest.approx([-0.5])


def test_people_that_product_and_product_per_head_imply_are_held_against_those_registered() -> None:
    income = (per_head("서울특별시", 40), per_head("강원도", 20), per_head("강원도", 7, item="1인당 개인소득"))
    # 24 million won over 40 thousand a head are 600 people, twice those of Seoul; 1 over 20 are 50, half those of Gangwon.
    product = (grdp("서울특별시", 24, 2023), grdp("강원도", 1, 2023), grdp("강원도", 99, 2023, "실질"))
    found = people_behind_the_product(
        typed(KOSIS_SIDO_INCOME, *income), typed(KOSIS_GRDP, *product), typed(KOSIS_SIDO_POPULATION, *PEOPLE), region()
    )
    assert dict(zip(found["region_name"], found["against_registered"], strict=True)) == {"서울특별시": 2, "강원도": 0.5}


def test_amounts_on_the_reference_stay_between_those_printed() -> None:
    amounts = ((2023, 20), (2023, 40), (2022, 20), (2022, 40), (2021, 30), (1999, 5))
    rows = [per_head("서울특별시", amount, year) | {"source_row": n} for n, (year, amount) in enumerate(amounts)]
    rows += [per_head("전국", 1, 2023), per_head("강원도", 1, 2023, "1인당 개인소득"), per_head("강원도", None, 2023)]
    here = [
        {"unit_id": str(n), "reference_date": dt.date(year, 12, 31), "product_per_head": amount}
        for n, (year, amount) in enumerate(((2023, 17), (2023, 45), (2022, 25), (2022, 35)))
    ]
    found = amounts_stay_among_the_printed(typed(SIDO_INCOME, *here), typed(KOSIS_SIDO_INCOME, *rows), region())
    assert found.set_index("reference_date").T.to_dict("list") == {
        dt.date(2021, 12, 31): [0, 0, 1], D2022: [0, 0, 0], D2023: [3, 5, 0],
    }  # fmt: skip


# --- surveys


def worked(name: str, employed: float | None, number: int = 1, **more: Any) -> dict[str, Any]:
    return {"region_name": name, "name_number": number, "year": 2024, "half": 1, "employed": employed} | more


def test_four_age_groups_are_held_against_all_ages_and_three_are_not() -> None:
    groups = dict(zip(DISJOINT_AGES, (1.0, 2.0, 3.0, 4.5), strict=True))
    rows = [worked("고성군", value, age_group=age) for age, value in (groups | {"계": 10.0, "15 - 64세": 99.0}).items()]
    lacking = [worked("고성군", value, number=2, age_group=age) for age, value in [*list(groups.items())[:3], ("계", 10.0)]]
    found = ages_add_up(typed(KOSIS_EMPLOYMENT_AGE, *rows, *lacking))
    assert found[["name_number", "parts_minus_whole"]].values.tolist() == [[1, 0.5]]


def test_industries_that_are_printed_are_held_against_all() -> None:
    cells = (("계", 10.0), ("제조업", 7.0), ("농업", 2.0), ("건설업", None))
    rows = [worked("고성군", value, industry_name=name) for name, value in cells]
    assert industries_add_up(typed(KOSIS_EMPLOYMENT_INDUSTRY, *rows))["parts_minus_whole"].tolist() == [-1]


def test_survey_prints_a_name_as_often_as_there_are_units_of_it() -> None:
    rows = [
        *(worked("고성군", 1.0, number, age_group="계") for number in (1, 2, 3)),
        worked("서울 중구", 1.0, age_group="계"), worked("중구", 1.0, age_group="계"), worked("장안구", 1.0, age_group="계"),
    ]  # fmt: skip
    found = names_by_age(typed(KOSIS_EMPLOYMENT_AGE, *rows), region())
    assert dict(zip(zip(found["region_name"], found["name_number"], strict=True), found["verdict"], strict=True)) == {
        ("고성군", 1): "known", ("고성군", 2): "known", ("고성군", 3): "more rows than units",
        ("서울 중구", 1): "known", ("중구", 1): "unknown name", ("장안구", 1): "unknown name",
    }  # fmt: skip


# --- moves, ground, states


def test_moves_of_units_are_held_against_those_of_sido_and_net_moves_cancel() -> None:
    units = [
        {"unit_id": unit, "reference_date": D2024, "moves_in": into, "moves_out": out}
        for unit, into, out in (("a", 5, 7), ("b", 6, 3))
    ]
    sheet = [
        {"sido_name": name, "region_name": name, "row_kind": kind, "year": year, "moves_in": into, "moves_out": out}
        for name, kind, year, into, out in (
            ("서울특별시", "sido", 2024, 10, 8), ("강원도", "sido", 2024, 2, 1), ("전국", "nation", 2024, 99, 99),
            ("서울특별시", "sido", 1999, 50, 50),
        )
    ]  # fmt: skip
    (row,) = move_total(typed(SIGUNGU_MOVES_REPORTED, *units), typed(KOSIS_SIGUNGU_MOVES, *sheet), region()).to_dict("records")
    assert (row["reference_date"], row["in_difference"], row["out_difference"], row["net_moves"]) == (D2024, -1, 1, 1)


def test_base_year_of_a_projection_is_held_against_the_newest_registered_people() -> None:
    ahead = [
        {"unit_id": unit, "year": year, "base_year": 2024, "age_from": age, "population": people}
        for unit, year, age, people in (("a", 2024, 0, 5), ("a", 2024, 5, 6), ("a", 2025, 0, 99), ("b", 2024, 0, 3))
    ]
    registered_people = [
        {"unit_id": unit, "reference_date": day, "population_concept": concept, "age_from": age, "population": people}
        for unit, day, concept, age, people in (
            ("a", D2024, "registration", 0, 5), ("a", D2024, "registration", 5, 5), ("b", D2024, "registration", 0, 3),
            ("a", D2023, "registration", 0, 50), ("a", D2024, "mid_year", 0, 70),
        )
    ]  # fmt: skip
    table = base_year_is_the_population(typed(PROJECTION, *ahead), typed(POPULATION_TABLE, *registered_people))
    assert dict(zip(table["unit_id"], table["difference"], strict=True)) == {"a": 1, "b": 0}
    assert base_year_is_the_population(typed(PROJECTION), typed(POPULATION_TABLE, *registered_people)).empty


def test_gaps_that_were_closed_are_a_share_of_the_ground_before() -> None:
    table = pd.DataFrame({"level": ["sigungu"], "region_id": ["a"], "area_km2": [110.0], "gaps_closed_km2": [10.0]})
    assert ground_won(table)["won_share"].tolist() == [0.1]


@pytest.mark.parametrize(
    ("hub", "state", "loss", "verdict"),
    [
        (True, "eroded", 0.2, "follows"),
        (True, "unknown", None, "follows"),
        (False, "no_hub", None, "follows"),
        (None, "not_known", None, "follows"),
        (None, "eroded", 0.2, "hub and state differ in what is known"),
        (True, "not_known", None, "hub and state differ in what is known"),
        (False, "intact", 0.0, "state of a unit that was no hub"),
        (True, "no_hub", None, "state of a unit that was no hub"),
        (True, "hollowed", None, "state without a loss of jobs"),
        (True, "unknown", 0.3, "loss of jobs without a state"),
    ],
)
def test_state_goes_with_hub_and_loss(hub: bool | None, state: str, loss: float | None, verdict: str) -> None:
    row = {"region_id": "a", "hub": hub, "state": state, "jobs_loss": loss}
    assert states_follow(typed(RUST_BELT, row))["verdict"].tolist() == [verdict]


@pytest.mark.parametrize(
    ("first", "peak", "follows"), [(1999, 1999, False), (1999, 2000, True), (2000, None, True), (1999, None, False)]
)
def test_state_is_of_a_unit_with_two_thousand_workers_at_first_or_at_the_peak(
    first: int, peak: int | None, follows: bool
) -> None:
    row = {"region_id": "a", "hub": True, "state": "eroded", "jobs_loss": 0.2, "jobs_first": first, "jobs_peak": peak}
    assert (states_follow(typed(RUST_BELT, row))["verdict"].iloc[0] == "follows") == follows
