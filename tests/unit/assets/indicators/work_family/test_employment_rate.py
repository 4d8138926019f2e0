"""Two surveys that do not add up to each other: each level has the one that is drawn for it, and what is a sum says so."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assets.indicators.work_family.rates import employment_rate
from domain.adding_up import SUM_OF_SIGUNGU_SURVEY
from expectations.contracts.employment import EMPLOYMENT, KOSIS_LABOUR_FORCE, LABOUR_FORCE
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.units import REGION
from expectations.contracts.work_family import EMPLOYMENT_RATE
from expectations.rules.employment import rates_are_of_their_survey, weighted_rate_of_the_nation
from tests.frames import result, typed
from tests.regions import members

SPRING, AUTUMN = dt.date(2024, 6, 30), dt.date(2024, 12, 31)
# Two sido of the capital region with a sigungu each, one of the rest with two.
SIDO = {"seoul": "capital", "incheon": "capital", "chungnam": "central", "sejong": "central"}
SIGUNGU = {"s": "seoul", "i": "incheon", "c": "chungnam", "j": "sejong"}
SHAPE = [
    {"level": "nation", "region_id": "nation"},
    *({"level": "megaregion", "region_id": group} for group in ("capital", "central")),
    *({"level": "sido", "region_id": unit, "sido_unit_id": unit, "megaregion": group} for unit, group in SIDO.items()),
    *({"level": "sigungu", "region_id": unit, "sido_unit_id": sido, "megaregion": SIDO[sido]} for unit, sido in SIGUNGU.items()),
]


def surveyed(day: dt.date, rates: dict[str, float], age: str = "15_over") -> list[dict[str, Any]]:
    """Ten thousand people in each sigungu."""
    return [
        {"unit_id": unit, "reference_date": day, "age_group": age, "employed": rate / 10, "population_implied": 10.0}
        | {"employment_rate": rate}
        for unit, rate in rates.items()
    ]


def official(
    region_id: str, persons: int, employed: int, rate: float, narrow: float | None = None, **more: Any
) -> dict[str, Any]:
    level = "nation" if region_id == "nation" else "sido"
    figures = {"population_15_over": persons, "employed": employed, "employment_rate": rate, "employment_rate_15_64": narrow}
    return {"level": level, "region_id": region_id, "reference_date": AUTUMN, "printed_rows": 1} | figures | more


FORCE = (
    official("nation", 1000, 628, 62.7, 69.5),
    official("seoul", 400, 240, 60.1, 66.0), official("incheon", 100, 70, 70.2, 76.0),
    official("chungnam", 400, 260, 65.3, 70.0), official("sejong", 100, 58, 58.4, 64.0),
)  # fmt: skip
SURVEY = [
    *surveyed(SPRING, {"s": 50, "i": 60, "c": 64, "j": 56}), *surveyed(AUTUMN, {"s": 54, "i": 64, "c": 66, "j": 58}),
    *surveyed(AUTUMN, {"s": 40, "i": 44, "c": 36, "j": 38}, "15_29"),
]  # fmt: skip


def rates(survey: list[dict[str, Any]], *force: dict[str, Any]) -> pd.DataFrame:
    table = employment_rate(
        typed(EMPLOYMENT, *survey), typed(LABOUR_FORCE, *force), members(SHAPE), typed(REFERENCE_REGION, *SHAPE)
    )
    return result(EMPLOYMENT_RATE, table)


def at(table: pd.DataFrame, level: str, region_id: str, day: dt.date = AUTUMN) -> pd.Series:
    found = table[(table["level"] == level) & (table["region_id"] == region_id) & (table["reference_date"] == day)]
    assert len(found) == 1
    return found.iloc[0]


def test_each_level_has_the_survey_that_is_drawn_for_it() -> None:
    table = rates(SURVEY, *FORCE)
    column = "employment_rate_15_over"
    assert (at(table, "sigungu", "s")[column], at(table, "sigungu", "s")["basis"]) == (54, "sigungu_survey")
    assert (at(table, "sido", "seoul")[column], at(table, "sido", "seoul")["basis"]) == (60.1, "labour_force")
    assert (at(table, "nation", "nation")[column], at(table, "nation", "nation")["employed_15_over"]) == (62.7, 628)
    capital = at(table, "megaregion", "capital")
    assert (capital[column], capital["employed_15_over"], capital["basis"]) == (100 * 310 / 500, 310, "labour_force_sums")


def test_group_of_15_to_64_is_weighted_with_persons_and_no_mean_of_rates() -> None:
    assert at(rates(SURVEY, *FORCE), "megaregion", "capital")["employment_rate_15_64"] == pytest.approx(68.0)


def test_sums_of_the_sigungu_survey_are_never_the_rate_of_all_ages() -> None:
    table = rates(SURVEY)
    above = table[table["level"] != "sigungu"]
    assert above[["employment_rate_15_over", "employment_rate_15_64", "employed_15_over", "basis"]].isna().all(axis=None)
    assert at(table, "nation", "nation")["employment_rate_15_29"] == pytest.approx(39.5)


def test_other_ages_above_sigungu_are_named_sums_of_the_sigungu_survey() -> None:
    for column in EMPLOYMENT_RATE.columns:
        if column.name.startswith("employ") and column.name.split("_", 1)[1].removeprefix("rate_") not in ("15_over", "15_64"):
            assert SUM_OF_SIGUNGU_SURVEY[0] in column.ko and SUM_OF_SIGUNGU_SURVEY[1] in column.en


def test_gap_is_the_mean_of_both_halves_less_the_yearly_mean() -> None:
    table = rates(SURVEY, *FORCE)
    assert at(table, "sido", "seoul")["survey_gap_15_over"] == pytest.approx(52 - 60.1)
    assert at(table, "nation", "nation")["survey_gap_15_over"] == pytest.approx((230 + 242) / 8 - 62.7)
    assert table.loc[table["reference_date"] == SPRING, "survey_gap_15_over"].isna().all()
    assert pd.isna(at(table, "sigungu", "s")["survey_gap_15_over"])


def test_gap_of_a_year_with_one_half_is_not_told() -> None:
    assert rates(surveyed(AUTUMN, {"s": 54}), *FORCE)["survey_gap_15_over"].isna().all()


def test_group_without_one_of_its_sido_has_no_figure_and_the_nation_keeps_the_printed_one() -> None:
    table = rates([], *(row for row in FORCE if row["region_id"] != "incheon"))
    assert ("megaregion", "capital") not in set(zip(table["level"], table["region_id"], strict=True))
    assert at(table, "megaregion", "central")["employed_15_over"] == 318
    assert at(table, "nation", "nation")["employment_rate_15_over"] == 62.7


def test_group_with_a_sido_without_15_to_64_has_all_ages_only() -> None:
    row = at(rates([], *FORCE[:2], official("incheon", 100, 70, 70.2)), "megaregion", "capital")
    assert row["employment_rate_15_over"] == 62 and pd.isna(row["employment_rate_15_64"])


def test_nation_that_is_not_printed_is_the_sum_of_all_sido() -> None:
    row = at(rates([], *FORCE[1:]), "nation", "nation")
    assert (row["employed_15_over"], row["employment_rate_15_over"], row["basis"]) == (628, 62.8, "labour_force_sums")


def test_sido_within_another_of_its_group_is_not_missing_and_is_in_no_sum_twice() -> None:
    table = rates([], *FORCE[:3], official("chungnam", 500, 318, 63.6, 68.8, holds="sejong"))
    central = at(table, "megaregion", "central")
    assert (central["employment_rate_15_over"], central["employed_15_over"]) == (63.6, 318)
    assert "sejong" not in set(table["region_id"])
    # Its rate is of both and says so; its employed would fall when the other is printed apart.
    chungnam = at(table, "sido", "chungnam")
    assert (chungnam["holds"], chungnam["employment_rate_15_over"]) == ("sejong", 63.6) and pd.isna(chungnam["employed_15_over"])


def test_group_that_has_a_sido_without_the_one_that_holds_it_has_no_figure() -> None:
    table = rates([], FORCE[1], official("chungnam", 500, 330, 66.0, holds="incheon"), FORCE[4])
    groups = set(zip(table["level"], table["region_id"], strict=True))
    assert ("megaregion", "central") not in groups and ("nation", "nation") in groups


def test_sum_of_persons_that_lacks_a_sigungu_is_empty_and_its_rate_is_flagged() -> None:
    shape = [
        {"level": "nation", "region_id": "nation"},
        *({"level": "sigungu", "region_id": f"u{n}", "sido_unit_id": "x", "megaregion": "capital"} for n in range(20)),
    ]

    def nation(known: int) -> pd.DataFrame:
        rows = surveyed(AUTUMN, {f"u{n}": 50.0 for n in range(known)}, "15_29")
        parts = typed(EMPLOYMENT, *rows), typed(LABOUR_FORCE), members(shape), typed(REFERENCE_REGION, *shape)
        return result(EMPLOYMENT_RATE, employment_rate(*parts)).query("level == 'nation'")

    assert nation(20)[["employment_rate_15_29", "employed_15_29", "missing_units"]].to_numpy().tolist() == [[50, 100, 0]]
    row = nation(19).iloc[0]
    assert (row["employment_rate_15_29"], row["missing_units"]) == (50, 1) and pd.isna(row["employed_15_29"])
    assert nation(18).empty


def test_without_any_file_there_is_no_row() -> None:
    assert rates([]).empty and len(rates([], *FORCE[:1])) == 1


# --- rules

ERAS = [
    {
        "level": "sido",
        "region_id": unit,
        "unit_id": unit,
        "sido_unit_id": unit,
        "valid_from": dt.date(1995, 1, 1),
        "name_ko": name,
    }
    for unit, name in (("seoul", "서울특별시"), ("incheon", "인천광역시"), ("chungnam", "충청남도"), ("sejong", "세종특별자치시"))
]
SHEET = [
    {"region_name": name, "year": 2024, "employment_rate": rate, "employment_rate_15_64": narrow}
    for name, rate, narrow in (
        ("계", 62.7, 69.5), ("서울특별시", 60.1, 66.0), ("인천광역시", 70.2, 76.0), ("충청남도", 65.3, 70.0),
        ("세종특별자치시", 58.4, 64.0),
    )
]  # fmt: skip


def verdicts(table: pd.DataFrame) -> dict[tuple[str, str], str]:
    found = rates_are_of_their_survey(table, typed(KOSIS_LABOUR_FORCE, *SHEET), members(SHAPE), typed(REGION, *ERAS))
    return {(row["level"], row["region_id"]): row["verdict"] for _, row in found.iterrows()}


def test_rates_that_are_those_printed_are_known_as_such() -> None:
    assert set(verdicts(rates(SURVEY, *FORCE)).values()) == {"as published"}
    assert verdicts(rates([])) == {}


@pytest.mark.parametrize(
    ("key", "column", "value", "verdict"),
    [
        (("nation", "nation"), "employment_rate_15_over", 61.4, "employment_rate_15_over is not the printed one"),
        (("sido", "seoul"), "employment_rate_15_64", 60.0, "employment_rate_15_64 is not the printed one"),
        (("megaregion", "capital"), "employment_rate_15_over", 59.0, "employment_rate_15_over lies outside those of its sido"),
        (("megaregion", "capital"), "basis", "sigungu_survey", "of the sigungu survey"),
        (("sido", "seoul"), "reference_date", SPRING, "a yearly mean on another day than the year's last"),
    ],
)
def test_rate_of_the_other_survey_is_found(key: tuple[str, str], column: str, value: Any, verdict: str) -> None:
    table = rates(SURVEY, *FORCE)
    here = (table["level"] == key[0]) & (table["region_id"] == key[1]) & (table["reference_date"] == AUTUMN)
    table.loc[here, column] = value
    assert verdicts(table)[key] == verdict


def test_sido_weighted_with_their_persons_are_held_against_the_nation_where_all_are_there() -> None:
    weighted = (400 * 66 + 100 * 76 + 400 * 70 + 100 * 64) / 1000
    found = weighted_rate_of_the_nation(typed(LABOUR_FORCE, *FORCE))
    assert found["difference"].tolist() == [pytest.approx(weighted - 69.5)]
    assert weighted_rate_of_the_nation(typed(LABOUR_FORCE, *FORCE[:4])).empty
    assert weighted_rate_of_the_nation(typed(LABOUR_FORCE)).empty
