"""Economic totals of sido: names of any day find their unit; what is not printed is inside the unit it came from."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from assets.panel.sido_figure import sido_figure, sido_figure_reported, told_apart
from expectations.contracts.employment import KOSIS_LABOUR_FORCE
from expectations.contracts.establishments import KOSIS_ESTABLISHMENTS
from expectations.contracts.events import CROSSWALK
from expectations.contracts.sido_figures import SIDO_FIGURE, SIDO_FIGURE_REPORTED
from expectations.contracts.units import REGION
from expectations.contracts.value_added import KOSIS_GRDP
from expectations.rules.population import figures_have_every_sido
from tests.frames import relation, result, typed

BEGIN, SEJONG = dt.date(1994, 12, 31), dt.date(2012, 7, 1)
ERAS = (
    {"region_id": "1", "unit_id": "chungnam", "name_ko": "충청남도", "valid_from": BEGIN, "megaregion": "central"},
    {"region_id": "2", "unit_id": "sejong", "name_ko": "세종특별자치시", "valid_from": SEJONG, "megaregion": "central"},
    {"region_id": "3", "unit_id": "gangwon", "name_ko": "강원도", "valid_from": BEGIN, "valid_to": dt.date(2023, 6, 11)},
    {"region_id": "4", "unit_id": "gangwon", "name_ko": "강원특별자치도", "valid_from": dt.date(2023, 6, 11)},
)
UNITS = [{"level": "sido", "megaregion": "gangwon"} | era for era in ERAS]


def grdp(
    name: str, year: int, value: float | None, activity: str = "지역내총생산(시장가격)", item: str = "명목"
) -> dict[str, object]:
    return {"region_name": name, "activity_name": activity, "item": item, "year": year, "value": value}


def reported(
    *rows: dict[str, object], labour: tuple[dict[str, object], ...] = (), survey: tuple[dict[str, object], ...] = ()
) -> pd.DataFrame:
    return result(
        SIDO_FIGURE_REPORTED,
        sido_figure_reported(
            relation(KOSIS_GRDP, *rows),
            relation(KOSIS_LABOUR_FORCE, *labour),
            relation(KOSIS_ESTABLISHMENTS, *survey),
            relation(REGION, *UNITS),
        ),
    )


def values(table: pd.DataFrame, figure: str) -> dict[tuple[str, int], int]:
    rows = table[table["figure"] == figure]
    return {(unit, day.year): value for unit, day, value in rows[["unit_id", "reference_date", "value"]].itertuples(index=False)}


def test_product_is_the_total_at_current_prices() -> None:
    table = reported(
        grdp("충청남도", 2020, 50.0), grdp("충청남도", 2020, 9.0, "건설업"), grdp("충청남도", 2020, 7.0, item="실질")
    )
    assert values(table, "grdp") == {("chungnam", 2020): 50}


def test_names_of_any_day_find_their_unit_and_the_nation_finds_none() -> None:
    table = reported(grdp("강원도", 2020, 5.0), grdp("강원특별자치도", 2010, 4.0), grdp("전국", 2020, 9.0))
    assert values(table, "grdp") == {("gangwon", 2020): 5, ("gangwon", 2010): 4}


def test_employed_are_persons_and_a_missing_cell_has_no_row() -> None:
    labour = (
        {"region_name": "충청남도", "year": 2020, "employed": 1200},
        {"region_name": "세종특별자치시", "year": 2020, "employed": None},
    )
    assert values(reported(labour=labour), "employed") == {("chungnam", 2020): 1_200_000}


def test_short_names_of_the_survey_find_their_unit() -> None:
    rows = [("충남", "종사자수", 70), ("강원", "종사자수", 30), ("충남", "사업체수", 8), ("전국", "종사자수", 100)]
    survey = tuple({"region_name": n, "industry_code": "0", "item": i, "year": 2024, "value": v} for n, i, v in rows)
    table = reported(survey=survey)
    assert values(table, "jobs") == {("chungnam", 2024): 70, ("gangwon", 2024): 30}
    assert values(table, "establishments") == {("chungnam", 2024): 8}


def test_before_sejong_is_printed_the_borders_are_those_before_sejong() -> None:
    table = reported(
        grdp("충청남도", 2012, 50.0), grdp("강원도", 2012, 5.0),
        grdp("충청남도", 2013, 45.0), grdp("세종특별자치시", 2013, 6.0), grdp("강원도", 2013, 5.0),
    )  # fmt: skip
    days = table.groupby(table["reference_date"].map(lambda day: day.year))["source_vintage"].unique()
    assert list(days[2012]) == [dt.date(2012, 6, 30)] and list(days[2013]) == [dt.date(2013, 12, 31)]
    assert figures_have_every_sido(table, typed(REGION, *UNITS))["unexplained"].tolist() == [0, 0]


def test_a_sido_that_is_forgotten_is_noticed() -> None:
    table = reported(grdp("충청남도", 2013, 45.0), grdp("세종특별자치시", 2013, 6.0))
    assert figures_have_every_sido(table, typed(REGION, *UNITS))["unexplained"].tolist() == [1]


def test_a_sido_that_was_printed_before_is_missed_later() -> None:
    table = reported(
        grdp("충청남도", 2013, 45.0), grdp("세종특별자치시", 2013, 6.0), grdp("강원도", 2013, 5.0),
        grdp("충청남도", 2014, 50.0), grdp("강원도", 2014, 5.0),
    )  # fmt: skip
    assert figures_have_every_sido(table, typed(REGION, *UNITS))["unexplained"].tolist() == [0, 1]


WAYS = [
    {"region_id": "c1", "from_unit_id": "chungnam", "to_unit_id": "chungnam", "weight": 0.96, "exact": False, "valid_to": SEJONG},
    {"region_id": "c1", "from_unit_id": "chungnam", "to_unit_id": "sejong", "weight": 0.04, "exact": False, "valid_to": SEJONG},
    {"region_id": "c2", "from_unit_id": "chungnam", "to_unit_id": "chungnam", "valid_from": SEJONG},
    {"region_id": "s2", "from_unit_id": "sejong", "to_unit_id": "sejong", "valid_from": SEJONG},
    {"region_id": "g1", "from_unit_id": "gangwon", "to_unit_id": "gangwon"},
]


def on_today(*rows: tuple[str, int, int, dt.date]) -> pd.DataFrame:
    figures = [
        {"figure": "grdp", "unit_id": unit, "reference_date": dt.date(year, 12, 31), "value": value, "source_vintage": day}
        for unit, year, value, day in rows
    ]
    ways = typed(CROSSWALK, *({"track": "sido", "valid_from": BEGIN, "weight": 1.0, "exact": True} | way for way in WAYS))
    return result(SIDO_FIGURE, sido_figure(typed(SIDO_FIGURE_REPORTED, *figures), ways))


def test_units_that_one_figure_was_divided_among_are_one_group() -> None:
    before = dt.date(2012, 6, 30)
    table = on_today(("chungnam", 2012, 100, before), ("gangwon", 2012, 30, before)).set_index("unit_id")
    assert table["value"].to_dict() == {"chungnam": 96, "gangwon": 30, "sejong": 4}
    assert table["group_id"].to_dict() == {"chungnam": "chungnam+sejong", "gangwon": "gangwon", "sejong": "chungnam+sejong"}


def test_afterwards_each_stands_alone() -> None:
    day = dt.date(2013, 12, 31)
    table = on_today(("chungnam", 2013, 90, day), ("sejong", 2013, 10, day), ("gangwon", 2013, 30, day))
    assert (table["group_id"] == table["unit_id"]).all() and not table["interpolated"].any()


def test_years_before_the_region_history_stay_in_the_reported_table() -> None:
    assert on_today(("chungnam", 1990, 50, dt.date(1990, 12, 31))).empty
    assert on_today().empty


def test_a_sliver_of_a_unit_makes_no_group() -> None:
    ways = pd.DataFrame(
        [("gyeongbuk", "gyeongbuk", 0.99), ("gyeongbuk", "daegu", 0.01), ("daegu", "daegu", 1.0)],
        columns=["from_unit_id", "to_unit_id", "weight"],
    )
    assert told_apart(ways) == {"gyeongbuk": "gyeongbuk", "daegu": "daegu"}
