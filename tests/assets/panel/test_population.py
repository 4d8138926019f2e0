"""Publishers' figures on the project's units: codes find their unit, a gu's people are counted once, concepts stay apart."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assets.panel.population import population, population_coverage
from expectations.contracts.kosis_population import KOSIS_POPULATION
from expectations.contracts.mois_population import MOIS_POPULATION
from expectations.contracts.population import POPULATION_TABLE
from expectations.contracts.population_coverage import POPULATION_COVERAGE
from expectations.contracts.reference_region import REFERENCE_REGION
from expectations.contracts.region import REGION
from tests.frames import relation, result

D2022, D2024 = dt.date(2022, 12, 31), dt.date(2024, 12, 31)
ERAS: tuple[dict[str, Any], ...] = (
    {"unit_id": "suwon", "mois_code": "41110", "in_kosis": True, "parent_unit_id": "gyeonggi"},
    {"unit_id": "suwon-jangan", "mois_code": "41111", "parent_unit_id": "suwon"},
    {"unit_id": "suwon-gwonseon", "mois_code": "41113", "parent_unit_id": "suwon"},
    {"unit_id": "gunwi", "mois_code": "47720", "in_kosis": True, "parent_unit_id": "gyeongbuk", "valid_to": dt.date(2023, 7, 1)},
    {"unit_id": "gunwi", "mois_code": "27720", "in_kosis": True, "parent_unit_id": "daegu", "valid_from": dt.date(2023, 7, 1)},
    {
        "unit_id": "chuncheon",
        "mois_code": "42110",
        "in_kosis": True,
        "parent_unit_id": "gangwon",
        "valid_to": dt.date(2023, 6, 11),
    },
    {
        "unit_id": "chuncheon",
        "mois_code": "51110",
        "in_kosis": True,
        "parent_unit_id": "gangwon",
        "valid_from": dt.date(2023, 6, 11),
    },
)


def eras() -> Any:
    begins = {"level": "sigungu", "valid_from": dt.date(1995, 1, 1)}
    return relation(REGION, *({"region_id": str(n)} | begins | era for n, era in enumerate(ERAS)))


def kosis(code: str, count: int, day: dt.date = D2024, **more: Any) -> dict[str, Any]:
    return {"region_code": code, "reference_date": day, "sex": "female", "age_from": 20, "age_to": 24, "population": count} | more


def mois(code: str, count: int | None, kind: str, day: dt.date = D2024, **more: Any) -> dict[str, Any]:
    row = {"region_code": f"{code}00000", "row_kind": kind, "reference_date": day, "sex": "female", "age_band": "20~24세"}
    return row | {"age_from": 20, "age_to": 24, "population": count} | more


def panel(kosis_rows: list[dict[str, Any]] = [], mois_rows: list[dict[str, Any]] = []) -> pd.DataFrame:  # noqa: B006
    table = population(relation(KOSIS_POPULATION, *kosis_rows), relation(MOIS_POPULATION, *mois_rows), eras())
    return result(POPULATION_TABLE, table)


def people(table: pd.DataFrame) -> dict[str, int]:
    return table.set_index("unit_id")["population"].to_dict()


def test_gu_are_summed_to_their_city_and_the_city_row_is_not_counted_again() -> None:
    rows = [mois("41110", 30, "city_of_gu"), mois("41111", 10, "gu"), mois("41113", 20, "gu")]
    assert people(panel(mois_rows=rows)) == {"suwon": 30}


def test_branch_office_and_sido_rows_are_not_counted() -> None:
    others = [mois("51000", 900, "sido"), mois("42000", 900, "sido_again"), mois("51110", 5, "branch_office")]
    rows = [mois("51110", 30, "sigungu"), *others]
    assert people(panel(mois_rows=rows)) == {"chuncheon": 30}


def test_old_codes_of_mois_find_the_same_unit_as_new_ones() -> None:
    rows = [mois("42110", 7, "sigungu", D2022), mois("51110", 8, "sigungu", D2024)]
    table = panel(mois_rows=rows).sort_values("reference_date")
    assert list(table["unit_id"]) == ["chuncheon", "chuncheon"]
    assert list(table["population"]) == [7, 8]


def test_new_code_before_its_day_finds_no_unit() -> None:
    assert panel(mois_rows=[mois("51110", 7, "sigungu", D2022)]).empty


def test_unit_printed_without_a_figure_is_not_a_zero() -> None:
    assert panel(mois_rows=[mois("51110", None, "sigungu")]).empty


def test_totals_over_sex_or_age_are_not_counted() -> None:
    rows = [
        mois("51110", 30, "sigungu"),
        mois("51110", 60, "sigungu", sex="total"),
        mois("51110", 99, "sigungu", age_band="총인구수", age_from=None, age_to=None),
    ]
    assert people(panel(mois_rows=rows)) == {"chuncheon": 30}


def test_gunwi_moves_to_daegu_without_losing_anyone() -> None:
    """KOSIS prints the code of 2024 in every year; the unit is the same before and after the transfer."""
    table = panel([kosis("27720", 11, D2022), kosis("27720", 10, D2024)])
    assert set(table["unit_id"]) == {"gunwi"}
    assert sorted(table["population"]) == [10, 11]


def test_kosis_gu_rows_find_no_unit_of_the_kosis_set() -> None:
    assert people(panel([kosis("41110", 30), kosis("41111", 10)])) == {"suwon": 30}


def test_concepts_stand_in_separate_rows() -> None:
    table = panel([kosis("51110", 100)], [mois("51110", 90, "sigungu")])
    assert table.set_index("population_concept")["population"].to_dict() == {"registration": 100, "registration_residents": 90}


def test_every_row_knows_its_file_and_row() -> None:
    table = panel([kosis("51110", 100, source_file="a.json", source_row=17)])
    assert list(table[["source_file", "source_row"]].itertuples(index=False, name=None)) == [("a.json", 17)]


@pytest.mark.parametrize("known", [True, False])
def test_expected_unit_without_a_row_is_missing_not_zero(known: bool) -> None:
    rows = [{"unit_id": "suwon", "reference_date": D2024, "population": 1}]
    rows += [{"unit_id": "gunwi", "reference_date": D2024, "population": 1}] * known
    regions = [
        {"level": "sigungu", "region_id": "suwon", "sido_ko": "경기도", "in_keis": True, "in_local_government": True},
        {"level": "sigungu", "region_id": "gunwi", "sido_ko": "대구광역시", "in_keis": True, "in_local_government": True},
        {"level": "sido", "region_id": "gyeonggi"},
    ]
    table = population_coverage(relation(POPULATION_TABLE, *rows), relation(REFERENCE_REGION, *regions))
    assert result(POPULATION_COVERAGE, table).set_index("unit_id")["known"].to_dict() == {"suwon": True, "gunwi": known}
