"""Publishers' figures on the project's units: what a printed row is, which source serves a cell, where sources disagree."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from assets.panel.emd_registration import emd_registration
from assets.panel.population import (
    candidates,
    population,
    population_agreement,
    population_coverage,
    population_difference,
    population_reported,
)
from assets.panel.population_unit import population_unit
from assets.panel.sido_population import sido_population_reported
from assets.reference.published import population_source
from domain.ages import AGE_NAMES
from expectations.contract import TableContract
from expectations.contracts.emd import EMD_REGISTRATION
from expectations.contracts.events import CROSSWALK, REFERENCE_REGION, REGION_EVENT
from expectations.contracts.population import (
    POPULATION_CARRIED,
    POPULATION_COVERAGE,
    POPULATION_REPORTED,
    POPULATION_SOURCE,
    POPULATION_TABLE,
    POPULATION_UNIT,
)
from expectations.contracts.population_check import POPULATION_AGREEMENT, POPULATION_DIFFERENCE
from expectations.contracts.raw_population import (
    KOSIS_COLLECTED_POPULATION,
    KOSIS_DONG_POPULATION,
    KOSIS_POPULATION,
    MOIS_POPULATION,
)
from expectations.contracts.sido_population import KOSIS_SIDO_POPULATION, SIDO_POPULATION_REPORTED
from expectations.contracts.units import REGION
from expectations.rules.population import level_sums, units_once
from tests.frames import relation, result, typed

D1998, D2022, D2024 = dt.date(1998, 12, 31), dt.date(2022, 12, 31), dt.date(2024, 12, 31)
BORN = dt.date(2003, 8, 30)
ERAS: tuple[dict[str, Any], ...] = (
    {"unit_id": "gyeonggi", "level": "sido", "mois_code": "41", "name_ko": "경기도"},
    {"unit_id": "daegu", "level": "sido", "mois_code": "27", "name_ko": "대구광역시"},
    {"unit_id": "gyeongbuk", "level": "sido", "mois_code": "47", "name_ko": "경상북도"},
    {"unit_id": "gangwon", "level": "sido", "mois_code": "42", "name_ko": "강원도", "valid_to": dt.date(2023, 6, 11)},
    {"unit_id": "gangwon", "level": "sido", "mois_code": "51", "name_ko": "강원특별자치도", "valid_from": dt.date(2023, 6, 11)},
    {"unit_id": "chungbuk", "level": "sido", "mois_code": "43", "name_ko": "충청북도"},
    {"unit_id": "suwon", "mois_code": "41110", "name_ko": "수원시", "in_kosis": True, "parent_unit_id": "gyeonggi"},
    {"unit_id": "suwon-jangan", "mois_code": "41111", "name_ko": "장안구", "in_finest": True, "parent_unit_id": "suwon"},
    {"unit_id": "suwon-gwonseon", "mois_code": "41113", "name_ko": "권선구", "in_finest": True, "parent_unit_id": "suwon"},
    {
        "unit_id": "gunwi", "mois_code": "47720", "name_ko": "군위군", "in_kosis": True, "in_finest": True,
        "parent_unit_id": "gyeongbuk", "valid_to": dt.date(2023, 7, 1),
    },
    {
        "unit_id": "gunwi", "mois_code": "27720", "name_ko": "군위군", "in_kosis": True, "in_finest": True,
        "parent_unit_id": "daegu", "valid_from": dt.date(2023, 7, 1),
    },
    {
        "unit_id": "chuncheon", "mois_code": "42110", "name_ko": "춘천시", "in_kosis": True, "in_finest": True,
        "parent_unit_id": "gangwon", "valid_to": dt.date(2023, 6, 11),
    },
    {
        "unit_id": "chuncheon", "mois_code": "51110", "name_ko": "춘천시", "in_kosis": True, "in_finest": True,
        "parent_unit_id": "gangwon", "valid_from": dt.date(2023, 6, 11),
    },
    {
        "unit_id": "goesan", "mois_code": "43760", "name_ko": "괴산군", "in_kosis": True, "in_finest": True,
        "parent_unit_id": "chungbuk", "valid_to": BORN,
    },
    {
        "unit_id": "goesan", "mois_code": "43760", "name_ko": "괴산군", "in_kosis": True, "in_finest": True,
        "parent_unit_id": "chungbuk", "valid_from": BORN,
    },
    {
        "unit_id": "jeungpyeong", "mois_code": "43745", "name_ko": "증평군", "in_kosis": True, "in_finest": True,
        "parent_unit_id": "chungbuk", "valid_from": BORN,
    },
)  # fmt: skip
EVENTS = (
    {"link_id": "a", "date": BORN, "from_unit_id": "goesan", "to_unit_id": "jeungpyeong"},
    {"link_id": "b", "date": BORN, "from_unit_id": "goesan", "to_unit_id": "goesan"},
)
SIDO_OF = {"suwon": "gyeonggi"}
WIDE = {
    "mois_population": MOIS_POPULATION,
    "kosis_collected_population": KOSIS_COLLECTED_POPULATION,
    "kosis_dong_population": KOSIS_DONG_POPULATION,
}
CONTRACTS: dict[str, TableContract] = WIDE | {
    "kosis_population": KOSIS_POPULATION,
    "kosis_sido_population": KOSIS_SIDO_POPULATION,
    "population_carried": POPULATION_CARRIED,
}


def eras() -> Any:
    rows = []
    for number, era in enumerate(ERAS):
        parent = str(era.get("parent_unit_id", ""))
        sido = era["unit_id"] if era.get("level") == "sido" else SIDO_OF.get(parent, parent)
        rows.append(
            {"region_id": str(number), "level": "sigungu", "valid_from": dt.date(1994, 12, 31), "sido_unit_id": sido} | era
        )
    return relation(REGION, *rows)


def wide(code: str, name: str, men: int, women: int, day: dt.date = D2024, **more: Any) -> list[dict[str, Any]]:
    """A printed unit: total, men and women, all of them aged 20-24; `open_age` 85 leaves later groups empty."""
    oldest = more.get("open_age", 100)
    rows = []
    for sex, people in (("total", men + women), ("male", men), ("female", women)):
        ages = {age: (people if age == "age_20" else 0) if int(age[4:]) <= oldest else None for age in AGE_NAMES}
        row = {"region_code": code, "region_name": name, "reference_date": day, "sex": sex, "population": people, "open_age": 100}
        rows.append(row | ages | {"source_row": int(code[:9])} | more)
    return rows


def kosis(code: str, name: str, men: int, women: int, day: dt.date = D2024, **more: Any) -> list[dict[str, Any]]:
    """The same as a KOSIS answer, whose codes are of February 2024 in every year."""
    row = {"region_code": code, "region_name": name, "reference_date": day, "vintage": dt.date(2024, 2, 1), "source_row": 1}
    return [
        row
        | {"sex": sex, "age_from": age, "age_to": age + 4 if age < 100 else None, "age_band": str(age)}
        | {"population": people if age == 20 else 0}
        | more
        for sex, people in (("male", men), ("female", women))
        for age in range(0, 101, 5)
    ]


def tables(**rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Raw tables and what follows from them, as the assets receive them."""
    given = {name: relation(contract, *rows.get(name, [])) for name, contract in CONTRACTS.items()}
    sheet = given.pop("kosis_sido_population")
    units = population_unit(**given, region=eras(), region_event=relation(REGION_EVENT, *EVENTS))
    known = result(POPULATION_UNIT, units)
    return given | {
        "kosis_sido_population": sheet,
        "population_unit": relation(POPULATION_UNIT, *known.to_dict("records")),
        "population_source": relation(POPULATION_SOURCE, *result(POPULATION_SOURCE, population_source()).to_dict("records")),
        "region": eras(),
    }


def units(**rows: list[dict[str, Any]]) -> pd.DataFrame:
    return tables(**rows)["population_unit"].df()


def reported(**rows: list[dict[str, Any]]) -> pd.DataFrame:
    made = tables(**rows)
    made.pop("kosis_sido_population")
    return result(POPULATION_REPORTED, population_reported(**made))


def people(table: pd.DataFrame) -> dict[str, int]:
    return table.groupby("unit_id")["population"].sum().to_dict()


# --- what a printed row is


def test_rows_are_told_apart_by_code_and_history() -> None:
    table = units(
        mois_population=[
            *wide("0000000000", "전국", 60, 70),
            *wide("4100000000", "경기도", 30, 40),
            *wide("4111000000", "경기도 수원시", 30, 40),
            *wide("4111100000", "경기도 수원시 장안구", 10, 15),
            *wide("4111156000", "경기도 수원시 장안구 파장동", 5, 5),
            *wide("4110500000", "북부출장소", 0, 0),
            *wide("5111000000", "강원특별자치도 춘천시", 30, 30),
            *wide("4299900000", "아무군", 0, 0),
        ]
    )
    assert table.set_index("region_name")["row_kind"].to_dict() == {
        "전국": "nation", "경기도": "sido", "경기도 수원시": "city_of_gu", "경기도 수원시 장안구": "gu",
        "경기도 수원시 장안구 파장동": "emd", "북부출장소": "branch_office", "강원특별자치도 춘천시": "sigungu",
        "아무군": "empty",
    }  # fmt: skip
    assert table.set_index("region_name").loc["경기도 수원시 장안구 파장동", "unit_id"] == "suwon-jangan"


def test_code_of_nobody_with_people_is_unknown() -> None:
    assert units(mois_population=wide("4299900000", "아무군", 1, 1))["row_kind"].tolist() == ["unknown"]


def test_unit_printed_without_a_figure_has_no_row() -> None:
    rows = [row | {"population": None} for row in wide("5111000000", "강원특별자치도 춘천시", 1, 1)]
    assert units(mois_population=rows).empty


def test_codes_are_of_the_declared_day_where_they_fit_it_else_of_the_day_of_the_figures() -> None:
    copy = units(kosis_population=kosis("27720", "군위군", 5, 6, D2022))
    assert copy[["unit_id", "source_vintage"]].astype(str).values.tolist() == [["gunwi", "2024-02-01"]]
    own = units(kosis_population=kosis("47720", "군위군", 5, 6, D2022))
    assert own[["unit_id", "source_vintage"]].astype(str).values.tolist() == [["gunwi", "2022-12-31"]]


def test_name_that_the_unit_of_its_code_never_bore_does_not_fit() -> None:
    rows = [*wide("5111000000", "강원특별자치도 춘천시", 1, 1), *wide("2772000000", "대구광역시 달성군", 1, 1)]
    assert units(mois_population=rows).set_index("region_name")["name_fits"].to_dict() == {
        "강원특별자치도 춘천시": True, "대구광역시 달성군": False,
    }  # fmt: skip


def test_names_find_units_where_codes_are_of_no_day_and_an_office_is_what_it_became() -> None:
    rows = [
        *wide("43", "충청북도", 9, 9, D1998, open_age=85),
        *wide("43760", "괴산군", 5, 5, D1998, open_age=85),
        *wide("43950", "증평출장소", 4, 4, D1998, open_age=85),
    ]
    table = units(kosis_dong_population=rows).set_index("region_name")
    assert table["row_kind"].to_dict() == {"충청북도": "sido", "괴산군": "sigungu", "증평출장소": "office"}
    assert table["unit_id"].to_dict() == {"충청북도": "chungbuk", "괴산군": "goesan", "증평출장소": "jeungpyeong"}
    assert set(table.loc[["괴산군", "증평출장소"], "source_vintage"].astype(str)) == {"2003-08-30"}


def test_names_find_gu_from_their_first_day_and_no_gu_of_another_name() -> None:
    first = dt.date(1994, 12, 31)
    rows = [
        *wide("41", "경기도", 9, 9, first, open_age=85),
        *wide("41110", "수원시", 9, 9, first, open_age=85),
        *wide("41111", "장안구", 5, 5, first, open_age=85),
        *wide("41113", "팔달구", 4, 4, first, open_age=85),
    ]
    table = units(kosis_dong_population=rows).set_index("region_code")
    assert table["row_kind"].to_dict() == {"41": "sido", "41110": "city_of_gu", "41111": "gu", "41113": "unknown"}
    assert table.loc[["41110", "41111"], "unit_id"].tolist() == ["suwon", "suwon-jangan"]


def test_levels_that_do_not_add_up_are_measured() -> None:
    rows = [*wide("4100000000", "경기도", 30, 41), *wide("4111000000", "경기도 수원시", 30, 40)]
    made = tables(mois_population=rows)
    sums = level_sums(made["population_unit"].df(), eras().df()).set_index("level")
    assert sums.loc["sigungu", ["unit_id", "difference", "unexplained"]].tolist() == ["gyeonggi", -1, -1]


def test_known_faults_of_the_publisher_are_no_unexplained_difference_and_one_person_more_is() -> None:
    faults = {
        ("yeongwol-gun", dt.date(2008, 12, 31)): -2216, ("goesan-gun", D1998): 32962,
        ("incheon-michuhol-gu", D1998): 48048, ("incheon-yeonsu-gu", D1998): -48048, ("suwon-jangan-gu", D1998): 0,
    }  # fmt: skip
    row = {"source": "kosis_dong_population", "population_concept": "registration"}
    rows = []
    for number, ((unit, day), fault) in enumerate(faults.items()):
        same = row | {"reference_date": day, "unit_id": unit, "region_code": f"{number}"}
        rows += [same | {"level": "sigungu", "row_kind": "sigungu", "population": 60_000, "region_code": f"{number}00"}]
        rows += [same | {"level": "emd", "row_kind": "emd", "population": 60_001 + fault}]
    sums = level_sums(typed(POPULATION_UNIT, *rows), eras().df()).set_index("unit_id")
    assert sums["difference"].to_dict() == {unit: fault + 1 for (unit, _), fault in faults.items()}
    assert set(sums["unexplained"]) == {1}


def test_gu_are_held_against_their_city() -> None:
    rows = [
        *wide("4111000000", "경기도 수원시", 30, 40),
        *wide("4111100000", "경기도 수원시 장안구", 10, 20),
        *wide("4111300000", "경기도 수원시 권선구", 10, 25),
    ]
    sums = level_sums(tables(mois_population=rows)["population_unit"].df(), eras().df())
    assert sums[["level", "unit_id", "difference"]].values.tolist() == [["gu", "suwon", -5]]


def test_unit_lives_from_its_first_day_to_the_day_before_its_end() -> None:
    day = dt.date(2023, 7, 1)
    rows = [*wide("2772000000", "대구광역시 군위군", 1, 1, day), *wide("4772000000", "경상북도 군위군", 2, 2, day)]
    kinds = units(mois_population=rows).set_index("region_code")["row_kind"].to_dict()
    assert kinds == {"2772000000": "sigungu", "4772000000": "unknown"}
    first = units(mois_population=wide("4111100000", "경기도 수원시 장안구", 1, 1, dt.date(1994, 12, 31)))
    assert first[["row_kind", "unit_id"]].values.tolist() == [["gu", "suwon-jangan"]]


def test_unit_in_two_files_of_one_day_is_counted() -> None:
    rows = wide("5111000000", "강원특별자치도 춘천시", 1, 1)
    made = units(mois_population=[*rows, *(row | {"source_file": "나"} for row in rows)])
    assert units_once(made)["rows"].tolist() == [2]


def test_unit_whose_ages_stand_in_two_pages_of_an_answer_is_one_unit_and_each_figure_knows_its_page() -> None:
    pages = [
        row | {"source_file": "1.json" if number < 30 else "2.json", "source_row": number}
        for number, row in enumerate(kosis("51110", "춘천시", 3, 4))
    ]
    assert units_once(units(kosis_population=pages))["rows"].tolist() == [1]
    table = reported(kosis_population=pages)
    assert people(table) == {"chuncheon": 7} and set(table["source_file"]) == {"1.json", "2.json"}
    assert not reported(kosis_population=pages[:30]).size


def test_unit_under_two_declared_days_is_counted_twice() -> None:
    rows = kosis("51110", "춘천시", 1, 1)
    older = [row | {"source_file": "나", "vintage": dt.date(2023, 12, 31)} for row in rows]
    assert units_once(units(kosis_population=[*rows, *older]))["rows"].tolist() == [2]


def test_sido_in_one_page_is_held_against_its_sigungu_in_another() -> None:
    pages = [*kosis("51", "강원특별자치도", 5, 5), *kosis("51110", "춘천시", 1, 1, source_file="2.json")]
    sums = level_sums(units(kosis_population=pages), eras().df())
    assert dict(zip(sums["level"], sums["difference"], strict=True)) == {"sigungu": -8}


# --- the series


def test_gu_make_their_city_only_where_it_has_no_row_and_none_lacks() -> None:
    city, gu = wide("4111000000", "경기도 수원시", 30, 40), wide("4111100000", "경기도 수원시 장안구", 10, 15)
    other = wide("4111300000", "경기도 수원시 권선구", 20, 26)
    assert people(reported(mois_population=[*city, *gu, *other])) == {"suwon": 70}
    assert people(reported(mois_population=[*gu, *other])) == {"suwon": 71}
    assert reported(mois_population=gu).empty


def test_old_codes_find_the_same_unit_as_new_ones() -> None:
    rows = [*wide("4211000000", "강원도 춘천시", 3, 4, D2022), *wide("5111000000", "강원특별자치도 춘천시", 4, 4)]
    table = reported(mois_population=rows)
    assert set(table["unit_id"]) == {"chuncheon"}
    assert table.groupby("reference_date")["population"].sum().tolist() == [7, 8]


def test_gunwi_moves_to_daegu_without_losing_anyone() -> None:
    """KOSIS prints the code of 2024 in every year; the unit is the same before and after the transfer."""
    table = reported(kosis_population=[*kosis("27720", "군위군", 5, 6, D2022), *kosis("27720", "군위군", 5, 5)])
    assert set(table["unit_id"]) == {"gunwi"}
    assert table.groupby("reference_date")["population"].sum().tolist() == [11, 10]


def test_concepts_stand_in_separate_rows() -> None:
    residents = wide("5111000000", "강원특별자치도 춘천시", 40, 50, population_concept="registration_residents")
    table = reported(mois_population=residents, kosis_population=kosis("51110", "춘천시", 45, 55))
    assert table.groupby("population_concept")["population"].sum().to_dict() == {
        "registration": 100, "registration_residents": 90,
    }  # fmt: skip


def test_unit_whose_ages_do_not_reach_the_open_end_is_left_out() -> None:
    rows = [row for row in kosis("51110", "춘천시", 45, 55) if row["age_from"] < 100]
    assert reported(kosis_population=rows).empty


def test_open_end_at_85_is_kept_as_printed() -> None:
    rows = [*wide("43", "충청북도", 9, 9, D1998, open_age=85), *wide("43760", "괴산군", 5, 5, D1998, open_age=85)]
    table = reported(kosis_dong_population=rows)
    assert table["age_from"].max() == 85 and table.loc[table["age_from"] == 85, "age_to"].isna().all()


def test_source_of_lowest_rank_serves_a_unit_and_the_others_are_compared() -> None:
    both = {
        "mois_population": wide("5111000000", "강원특별자치도 춘천시", 45, 55),
        "kosis_population": [*kosis("51110", "춘천시", 45, 56), *kosis("27720", "군위군", 5, 5)],
    }
    table = reported(**both)
    assert table.groupby("unit_id")["source"].first().to_dict() == {"chuncheon": "mois_population", "gunwi": "kosis_population"}
    made = tables(**both)
    made.pop("kosis_sido_population")
    made["population_reported"] = relation(POPULATION_REPORTED, *table.to_dict("records"))
    different = result(POPULATION_DIFFERENCE, population_difference(**made))
    assert different[["unit_id", "sex", "age_from", "other_source", "difference"]].values.tolist() == [
        ["chuncheon", "female", 20, "kosis_population", 1]
    ]
    agreement = result(POPULATION_AGREEMENT, population_agreement(**made))
    assert agreement[["units", "cells", "cells_differing", "persons", "persons_differing"]].values.tolist() == [
        [1, 42, 1, 100, 1]
    ]
    assert agreement["share_differing"].tolist() == [0.01]


def test_figures_carried_over_complete_a_day_and_make_none() -> None:
    carried = [row for row in wide("47720", "경상북도 군위군", 5, 6, D2022) if row["sex"] != "total"]
    rows = [{k: v for k, v in row.items() if k != "source_row"} | {"read_on": D2024} for row in carried]
    assert reported(population_carried=rows).empty
    table = reported(population_carried=rows, mois_population=wide("4211000000", "강원도 춘천시", 3, 4, D2022))
    assert people(table) == {"chuncheon": 7, "gunwi": 11}


def test_every_row_knows_its_file_and_row() -> None:
    table = reported(kosis_population=kosis("51110", "춘천시", 1, 1, source_file="a.json", source_row=17))
    assert set(table[["source_file", "source_row"]].itertuples(index=False, name=None)) == {("a.json", 17)}


def test_candidates_name_no_source_that_is_not_declared() -> None:
    made = tables(mois_population=wide("5111000000", "강원특별자치도 춘천시", 1, 1, dt.date(2007, 12, 31)))
    made.pop("kosis_sido_population")
    assert candidates(**made).df().empty


# --- sido


def sido(**rows: list[dict[str, Any]]) -> pd.DataFrame:
    made = tables(**rows)
    series = {name: table for name, table in made.items() if name != "kosis_sido_population"}
    table = result(POPULATION_REPORTED, population_reported(**series))
    made["population_reported"] = relation(POPULATION_REPORTED, *table.to_dict("records"))
    made.pop("population_carried")
    return result(SIDO_POPULATION_REPORTED, sido_population_reported(**made)).set_index("unit_id")


def sheet(name: str, men: int, women: int, day: dt.date = D2024) -> list[dict[str, Any]]:
    rows = {"total": men + women, "male": men, "female": women}
    return [{"region_name": name, "reference_date": day, "sex": sex, "population": count} for sex, count in rows.items()]


def test_sido_come_from_the_sheet_before_rows_of_other_files() -> None:
    rows = wide("5100000000", "강원특별자치도", 50, 60)
    table = sido(kosis_sido_population=sheet("강원특별자치도", 51, 61), mois_population=rows)
    assert table.loc["gangwon", ["population", "men", "women", "source"]].tolist() == [112, 51, 61, "kosis_sido_population"]


def test_rows_of_sido_serve_a_day_that_the_sheet_has_not() -> None:
    day = dt.date(2026, 6, 30)
    table = sido(
        kosis_sido_population=sheet("강원특별자치도", 51, 61), mois_population=wide("5100000000", "강원특별자치도", 50, 60, day)
    )
    assert table.groupby("reference_date")["source"].first().astype(str).to_dict() == {
        D2024: "kosis_sido_population", day: "mois_population",
    }  # fmt: skip


def test_sido_without_a_row_are_the_sums_of_their_sigungu_on_days_on_which_none_lacks() -> None:
    printed = {"41110": "수원시", "51110": "춘천시", "27720": "군위군", "43760": "괴산군", "43745": "증평군"}
    rows = {code: kosis(code, name, 1, 2) for code, name in printed.items()}
    table = sido(kosis_population=[row for of_unit in rows.values() for row in of_unit])
    assert sorted(table.index) == ["chungbuk", "daegu", "gangwon", "gyeonggi"]
    assert set(table["source"]) == {"population_reported"}
    assert table.loc["chungbuk", ["men", "women"]].tolist() == [2, 4]
    # One missing unit, and no sido of the day is there: shares of the nation would lack Chungbuk.
    assert sido(kosis_population=[row for code in printed if code != "43745" for row in rows[code]]).empty


# --- eup-myeon-dong


def test_dong_keep_their_own_code_name_and_sigungu_of_the_day() -> None:
    made = tables(
        mois_population=[
            *wide("4111100000", "경기도 수원시 장안구", 5, 5),
            *wide("4111156000", "경기도 수원시 장안구 파장동", 5, 5),
        ]
    )
    names = ("mois_population", "kosis_population", "kosis_collected_population", "population_unit", "population_source")
    table = result(EMD_REGISTRATION, emd_registration(**{name: made[name] for name in names}))
    assert table[["emd_code", "name_ko", "sigungu_unit_id", "sex", "age_20"]].values.tolist() == [
        ["4111156000", "파장동", "suwon-jangan", "female", 5], ["4111156000", "파장동", "suwon-jangan", "male", 5],
    ]  # fmt: skip
    rows = made["population_unit"].df().set_index("region_code")
    assert rows["unit_id"].to_dict() == {"4111100000": "suwon-jangan", "4111156000": "suwon-jangan"}


# --- on the reference geography

JULY = dt.date(2026, 7, 1)
# Jung-gu is divided in July 2026, Dong-gu joins one of its halves; Michuhol stays as it is.
WAYS: tuple[dict[str, Any], ...] = (
    {"region_id": "jung@1", "from_unit_id": "jung", "to_unit_id": "jemulpo", "weight": 0.25, "exact": False, "valid_to": JULY},
    {"region_id": "jung@1", "from_unit_id": "jung", "to_unit_id": "yeongjong", "weight": 0.75, "exact": False, "valid_to": JULY},
    {"region_id": "dong@1", "from_unit_id": "dong", "to_unit_id": "jemulpo", "weight": 1.0, "exact": True, "valid_to": JULY},
    {"region_id": "michuhol@1", "from_unit_id": "michuhol", "to_unit_id": "michuhol", "weight": 1.0, "exact": True},
    {"region_id": "gu@1", "track": "finest", "from_unit_id": "gu", "to_unit_id": "gu", "weight": 1.0, "exact": True},
)
REFERENCE = ("jemulpo", "yeongjong", "michuhol")


def on_reference(**people: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Coverage and population on the units of July 2026, from figures with the codes of 2024."""
    ways = typed(CROSSWALK, *({"track": "kosis", "valid_from": dt.date(1995, 1, 1), "from_name_ko": "구"} | way for way in WAYS))
    row = {
        "source_vintage": dt.date(2024, 2, 1),
        "reference_date": D2024,
        "sex": "female",
        "age_from": 20,
        "source_file": "a.json",
    }
    table = typed(POPULATION_REPORTED, *(row | {"unit_id": unit, "population": count} for unit, count in people.items()))
    regions = [
        {"level": "sigungu", "region_id": u, "sido_ko": "인천", "in_keis": True, "in_local_government": True} for u in REFERENCE
    ]
    regions.append({"level": "sido", "region_id": "incheon"})
    known = result(POPULATION_TABLE, population(table, ways))
    coverage = result(POPULATION_COVERAGE, population_coverage(table, known, ways, typed(REFERENCE_REGION, *regions)))
    return coverage.set_index("unit_id"), known.set_index("unit_id")


def test_divided_unit_is_shared_out_whole_and_flagged() -> None:
    _, known = on_reference(jung=101, dong=40, michuhol=7)
    assert known["population"].to_dict() == {"jemulpo": 65, "yeongjong": 76, "michuhol": 7}
    assert known["interpolated"].to_dict() == {"jemulpo": True, "yeongjong": True, "michuhol": False}


def test_expected_unit_without_a_row_is_missing_not_zero() -> None:
    coverage, known = on_reference(jung=100, dong=40)
    assert coverage["known"].to_dict() == {"jemulpo": True, "yeongjong": True, "michuhol": False}
    assert coverage.loc["michuhol", "missing_sources"] == "구"
    assert "michuhol" not in known.index


def test_part_of_a_unit_is_not_the_unit() -> None:
    """Without Dong-gu's figures Jemulpo is unknown, although a part of Jung-gu lies in it."""
    coverage, known = on_reference(jung=100, michuhol=7)
    assert coverage["known"].to_dict() == {"jemulpo": False, "yeongjong": True, "michuhol": True}
    assert set(known.index) == {"yeongjong", "michuhol"}


def test_coverage_says_which_units_rest_on_an_estimate() -> None:
    coverage, _ = on_reference(jung=100, dong=40, michuhol=7)
    assert coverage["interpolated"].to_dict() == {"jemulpo": True, "yeongjong": True, "michuhol": False}


def test_parts_of_one_unit_from_two_sources_are_one_sum_that_names_both() -> None:
    ways = typed(CROSSWALK, *({"track": "kosis", "valid_from": dt.date(1995, 1, 1), "from_name_ko": "구"} | way for way in WAYS))
    row = {"source_vintage": dt.date(2024, 2, 1), "reference_date": D2024, "sex": "female", "age_from": 20}
    parts = [
        row | {"unit_id": "jung", "population": 100, "source": "mois_population"},
        row | {"unit_id": "dong", "population": 40, "source": "kosis_population"},
    ]
    known = result(POPULATION_TABLE, population(typed(POPULATION_REPORTED, *parts), ways)).set_index("unit_id")
    assert known.loc["jemulpo", ["population", "sources"]].tolist() == [65, "kosis_population+mois_population"]
