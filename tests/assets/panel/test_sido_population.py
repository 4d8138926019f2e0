"""The KOSIS sheet on the project's units: any name that a sido ever bore finds it, the nation's row is left out."""

from __future__ import annotations

import datetime as dt

from assets.panel.sido_population import sido_population
from expectations.contracts.kosis_sido_population import KOSIS_SIDO_POPULATION
from expectations.contracts.region import REGION
from expectations.contracts.sido_population import SIDO_POPULATION
from tests.frames import relation, result

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


def panel(*rows: dict[str, object]) -> list[tuple[object, ...]]:
    eras = relation(REGION, *({"megaregion": "gangwon"} | era for era in ERAS))
    table = result(SIDO_POPULATION, sido_population(relation(KOSIS_SIDO_POPULATION, *rows), eras))
    return list(table[["unit_id", "population", "men", "women", "megaregion"]].itertuples(index=False, name=None))


def test_todays_name_finds_the_unit_in_years_before_it_bore_it() -> None:
    assert panel(*sheet("강원특별자치도", 30, 10, 20)) == [("gangwon", 30, 10, 20, "gangwon")]


def test_old_name_finds_the_same_unit() -> None:
    assert panel(*sheet("강원도", 30, 10, 20)) == [("gangwon", 30, 10, 20, "gangwon")]


def test_nation_is_no_sido() -> None:
    assert panel(*sheet("전국", 99, 49, 50), *sheet("강원도", 30, 10, 20)) == [("gangwon", 30, 10, 20, "gangwon")]


def test_year_before_a_sido_existed_has_no_row() -> None:
    assert panel(*sheet("세종특별자치시", None, None, None)) == []
