"""Sido out of several files: any name that one ever bore finds it, which file serves a day; borders of today for every year."""

from __future__ import annotations

import datetime as dt

import pytest

from assets.panel.sido_population import sido_population, sido_population_reported
from domain.errors import ContractError
from expectations.contracts.events import CROSSWALK, REFERENCE_REGION
from expectations.contracts.population import POPULATION_REPORTED, POPULATION_SOURCE, POPULATION_UNIT
from expectations.contracts.raw_population import (
    KOSIS_COLLECTED_POPULATION,
    KOSIS_DONG_POPULATION,
    KOSIS_POPULATION,
    MOIS_POPULATION,
)
from expectations.contracts.sido_population import KOSIS_SIDO_POPULATION, SIDO_POPULATION, SIDO_POPULATION_REPORTED
from expectations.contracts.units import REGION
from tests.frames import relation, result, typed

ERAS = (
    {"region_id": "1", "unit_id": "gangwon", "level": "sido", "name_ko": "강원도", "valid_from": dt.date(1995, 1, 1)},
    {"region_id": "2", "unit_id": "gangwon", "level": "sido", "name_ko": "강원특별자치도", "valid_from": dt.date(2023, 6, 11)},
    {"region_id": "3", "unit_id": "sejong", "level": "sido", "name_ko": "세종특별자치시", "valid_from": dt.date(2012, 7, 1)},
    {"region_id": "4", "unit_id": "gangwon-gun", "level": "sigungu", "name_ko": "강원도"},
)


def sheet(name: str, total: int | None, men: int | None, women: int | None, year: int = 2010) -> list[dict[str, object]]:
    return [
        {"region_name": name, "reference_date": dt.date(year, 12, 31), "sex": sex, "population": count}
        for sex, count in (("total", total), ("male", men), ("female", women))
    ]


def row_of_a_table_by_age(men: int, women: int, year: int = 2010) -> dict[str, tuple[dict[str, object], ...]]:
    """Gangwon's row in a file of the ministry, and what it is."""
    standard = {"source_file": "m.csv", "reference_date": dt.date(year, 12, 31), "population_concept": "registration"}
    where = standard | {"region_code": "4200000000"}
    unit = {"source": "mois_population", "row_kind": "sido", "unit_id": "gangwon", "source_vintage": standard["reference_date"]}
    return {
        "rows": tuple(where | {"sex": sex, "population": n} for sex, n in (("male", men), ("female", women))),
        "units": (where | unit,),
    }


def sigungu(unit: str, men: int, women: int, year: int = 2010) -> list[dict[str, object]]:
    day = dt.date(year, 12, 31)
    return [
        {
            "unit_id": unit, "reference_date": day, "source_vintage": day, "population_concept": "registration", "sex": sex,
            "age_from": 0, "population": n,
        }
        for sex, n in (("male", men), ("female", women))
    ]  # fmt: skip


SOURCES = tuple(
    {"level": "sido", "population_concept": "registration", "rank": rank, "source": source, "first_date": dt.date(2000, 12, 31)}
    for rank, source in enumerate(("kosis_sido_population", "mois_population", "population_reported"), start=1)
)


def reported(
    *on_sheet: dict[str, object],
    rows: tuple[dict[str, object], ...] = (),
    units: tuple[dict[str, object], ...] = (),
    sums: tuple[dict[str, object], ...] = (),
) -> list[tuple[object, ...]]:
    tables = (
        relation(KOSIS_SIDO_POPULATION, *on_sheet),
        relation(MOIS_POPULATION, *rows),
        relation(KOSIS_POPULATION),
        relation(KOSIS_COLLECTED_POPULATION),
        relation(KOSIS_DONG_POPULATION),
        relation(POPULATION_UNIT, *units),
        relation(POPULATION_SOURCE, *SOURCES),
        relation(POPULATION_REPORTED, *sums),
        relation(REGION, *({"megaregion": "gangwon"} | era for era in ERAS)),
    )
    table = result(SIDO_POPULATION_REPORTED, sido_population_reported(*tables))
    columns = ["unit_id", "source_vintage", "population", "men", "women", "megaregion", "source"]
    return list(table[columns].itertuples(index=False, name=None))


GANGWON = ("gangwon", dt.date(2010, 12, 31), 30, 10, 20, "gangwon", "kosis_sido_population")


def test_todays_name_finds_the_unit_in_years_before_it_bore_it() -> None:
    assert reported(*sheet("강원특별자치도", 30, 10, 20)) == [GANGWON]


def test_old_name_finds_the_same_unit() -> None:
    assert reported(*sheet("강원도", 30, 10, 20)) == [GANGWON]


def test_nation_is_no_sido() -> None:
    assert reported(*sheet("전국", 99, 49, 50), *sheet("강원도", 30, 10, 20)) == [GANGWON]


def test_year_before_a_sido_existed_has_no_row() -> None:
    assert reported(*sheet("세종특별자치시", None, None, None)) == []


def test_figure_of_a_year_before_the_unit_is_of_its_first_borders() -> None:
    assert reported(*sheet("세종특별자치시", 9, 4, 5))[0][:2] == ("sejong", dt.date(2012, 7, 1))


def test_sheet_goes_before_a_row_of_a_table_by_age_and_this_before_nothing() -> None:
    assert reported(*sheet("강원도", 30, 10, 20), **row_of_a_table_by_age(11, 21)) == [GANGWON]
    assert reported(**row_of_a_table_by_age(11, 21)) == [(*GANGWON[:2], 32, 11, 21, "gangwon", "mois_population")]


def test_a_day_without_any_row_of_sido_is_summed_up_from_sigungu_unless_one_is_missing() -> None:
    born = {"valid_from": dt.date(1995, 1, 1), "in_kosis": True, "sido_unit_id": "gangwon", "level": "sigungu"}
    both = [{"region_id": unit, "unit_id": unit} | born for unit in ("wonju-si", "chuncheon-si")]
    sums = (*sigungu("wonju-si", 5, 6), *sigungu("chuncheon-si", 7, 8))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{__name__}.ERAS", (*ERAS[:3], *both))
        assert reported(sums=sums) == [(*GANGWON[:2], 26, 12, 14, "gangwon", "population_reported")]
        assert reported(sums=sums[:2]) == []


def test_a_day_on_which_a_sido_cannot_be_summed_up_has_no_rows_at_all() -> None:
    """Else shares of the nation would lack it and be wrong: 52.5 instead of 50.0 % without Gyeongbuk."""
    living = {"valid_from": dt.date(1995, 1, 1), "in_kosis": True, "level": "sigungu"}
    units = [("wonju-si", "gangwon"), ("one", "sejong"), ("two", "sejong")]
    both = [{"region_id": unit, "unit_id": unit, "sido_unit_id": sido} | living for unit, sido in units]
    sums = (*sigungu("wonju-si", 5, 6, 2015), *sigungu("one", 7, 8, 2015), *sigungu("two", 1, 1, 2015))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{__name__}.ERAS", (*ERAS[:3], *both))
        assert {row[-1] for row in reported(sums=sums)} == {"population_reported"} and len(reported(sums=sums)) == 2
        assert reported(sums=sums[:4]) == []


# --- on the reference geography

JULY = dt.date(2023, 7, 1)
TAEGU = (
    {
        "region_id": "gb1",
        "from_unit_id": "gyeongbuk",
        "to_unit_id": "gyeongbuk",
        "weight": 0.75,
        "exact": False,
        "valid_to": JULY,
    },
    {"region_id": "gb1", "from_unit_id": "gyeongbuk", "to_unit_id": "daegu", "weight": 0.25, "exact": False, "valid_to": JULY},
    {"region_id": "d1", "from_unit_id": "daegu", "to_unit_id": "daegu", "weight": 1.0, "exact": True, "valid_to": JULY},
    {
        "region_id": "gb2",
        "from_unit_id": "gyeongbuk",
        "to_unit_id": "gyeongbuk",
        "weight": 1.0,
        "exact": True,
        "valid_from": JULY,
    },
    {"region_id": "d2", "from_unit_id": "daegu", "to_unit_id": "daegu", "weight": 1.0, "exact": True, "valid_from": JULY},
)


def on_today(*figures: tuple[str, dt.date, int]) -> dict[tuple[str, int], tuple[int, bool]]:
    rows = [{"unit_id": unit, "source_vintage": day, "reference_date": day, "population": n} for unit, day, n in figures]
    ways = [{"track": "sido", "valid_from": dt.date(1995, 1, 1)} | way for way in TAEGU]
    regions = [{"level": "sido", "region_id": unit, "megaregion": "daegu_gyeongbuk"} for unit in ("daegu", "gyeongbuk")]
    table = sido_population(typed(SIDO_POPULATION_REPORTED, *rows), typed(CROSSWALK, *ways), typed(REFERENCE_REGION, *regions))
    kept = result(SIDO_POPULATION, table)
    assert set(kept["megaregion"]) == {"daegu_gyeongbuk"}
    return {
        (unit, day.year): (count, bool(flag))
        for unit, day, count, flag in kept[["unit_id", "reference_date", "population", "interpolated"]].itertuples(index=False)
    }


def test_daegu_of_2020_gets_gunwis_share_of_gyeongbuk_and_is_flagged() -> None:
    day = dt.date(2020, 12, 31)
    assert on_today(("gyeongbuk", day, 100), ("daegu", day, 10)) == {
        ("gyeongbuk", 2020): (75, True), ("daegu", 2020): (35, True),
    }  # fmt: skip


def test_after_the_transfer_nothing_is_estimated() -> None:
    day = dt.date(2023, 12, 31)
    assert on_today(("gyeongbuk", day, 100), ("daegu", day, 10)) == {
        ("gyeongbuk", 2023): (100, False), ("daegu", 2023): (10, False),
    }  # fmt: skip


def test_unit_that_did_not_live_then_is_refused() -> None:
    with pytest.raises(ContractError, match="sejong is no unit of the sido set on 2010-12-31"):
        on_today(("sejong", dt.date(2010, 12, 31), 5))
