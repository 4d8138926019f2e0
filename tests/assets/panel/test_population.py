"""Publishers' figures on the project's units: codes find their unit, a gu's people are counted once, concepts stay apart."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from assets.panel.population import population, population_coverage, population_reported
from expectations.contracts.crosswalk import CROSSWALK
from expectations.contracts.kosis_population import KOSIS_POPULATION
from expectations.contracts.mois_population import MOIS_POPULATION
from expectations.contracts.population import POPULATION_TABLE
from expectations.contracts.population_coverage import POPULATION_COVERAGE
from expectations.contracts.population_reported import POPULATION_REPORTED
from expectations.contracts.reference_region import REFERENCE_REGION
from expectations.contracts.region import REGION
from tests.frames import relation, result, typed

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
    return {
        "region_code": code,
        "vintage": dt.date(2024, 2, 1),
        "reference_date": day,
        "sex": "female",
        "age_from": 20,
        "age_to": 24,
        "population": count,
    } | more


def mois(code: str, count: int | None, kind: str, day: dt.date = D2024, **more: Any) -> dict[str, Any]:
    row = {"region_code": f"{code}00000", "row_kind": kind, "reference_date": day, "sex": "female", "age_band": "20~24세"}
    return row | {"age_from": 20, "age_to": 24, "population": count} | more


def reported(kosis_rows: list[dict[str, Any]] = [], mois_rows: list[dict[str, Any]] = []) -> pd.DataFrame:  # noqa: B006
    table = population_reported(relation(KOSIS_POPULATION, *kosis_rows), relation(MOIS_POPULATION, *mois_rows), eras())
    return result(POPULATION_REPORTED, table)


def people(table: pd.DataFrame) -> dict[str, int]:
    return table.set_index("unit_id")["population"].to_dict()


def test_gu_are_summed_to_their_city_and_the_city_row_is_not_counted_again() -> None:
    rows = [mois("41110", 30, "city_of_gu"), mois("41111", 10, "gu"), mois("41113", 20, "gu")]
    assert people(reported(mois_rows=rows)) == {"suwon": 30}


def test_branch_office_and_sido_rows_are_not_counted() -> None:
    others = [mois("51000", 900, "sido"), mois("42000", 900, "sido_again"), mois("51110", 5, "branch_office")]
    rows = [mois("51110", 30, "sigungu"), *others]
    assert people(reported(mois_rows=rows)) == {"chuncheon": 30}


def test_old_codes_of_mois_find_the_same_unit_as_new_ones() -> None:
    rows = [mois("42110", 7, "sigungu", D2022), mois("51110", 8, "sigungu", D2024)]
    table = reported(mois_rows=rows).sort_values("reference_date")
    assert list(table["unit_id"]) == ["chuncheon", "chuncheon"]
    assert list(table["population"]) == [7, 8]


def test_new_code_before_its_day_finds_no_unit() -> None:
    assert reported(mois_rows=[mois("51110", 7, "sigungu", D2022)]).empty


def test_unit_printed_without_a_figure_is_not_a_zero() -> None:
    assert reported(mois_rows=[mois("51110", None, "sigungu")]).empty


def test_totals_over_sex_or_age_are_not_counted() -> None:
    rows = [
        mois("51110", 30, "sigungu"),
        mois("51110", 60, "sigungu", sex="total"),
        mois("51110", 99, "sigungu", age_band="총인구수", age_from=None, age_to=None),
    ]
    assert people(reported(mois_rows=rows)) == {"chuncheon": 30}


def test_gunwi_moves_to_daegu_without_losing_anyone() -> None:
    """KOSIS prints the code of 2024 in every year; the unit is the same before and after the transfer."""
    table = reported([kosis("27720", 11, D2022), kosis("27720", 10, D2024)])
    assert set(table["unit_id"]) == {"gunwi"}
    assert sorted(table["population"]) == [10, 11]


def test_kosis_gu_rows_find_no_unit_of_the_kosis_set() -> None:
    assert people(reported([kosis("41110", 30), kosis("41111", 10)])) == {"suwon": 30}


def test_concepts_stand_in_separate_rows() -> None:
    table = reported([kosis("51110", 100)], [mois("51110", 90, "sigungu")])
    assert table.set_index("population_concept")["population"].to_dict() == {"registration": 100, "registration_residents": 90}


def test_every_row_knows_its_file_and_row() -> None:
    table = reported([kosis("51110", 100, source_file="a.json", source_row=17)])
    assert list(table[["source_file", "source_row"]].itertuples(index=False, name=None)) == [("a.json", 17)]


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
    coverage = result(POPULATION_COVERAGE, population_coverage(table, ways, typed(REFERENCE_REGION, *regions)))
    known = result(POPULATION_TABLE, population(table, ways))
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
