"""Names without codes become units of the day of the survey; rates of merged units are computed again from counts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assets.panel.employment import employment
from assets.reference.units import region
from domain.identify import SURVEY, identify
from expectations.contracts.employment import EMPLOYMENT, KOSIS_EMPLOYMENT_AGE
from expectations.contracts.events import CROSSWALK
from expectations.contracts.units import REGION
from tests.frames import result, typed

OLD = dt.date(1995, 1, 1)


def unit(name: str, year: int, number: int = 1) -> str | None:
    printed = pd.DataFrame({"region_name": [name], "name_number": [number]})
    found = identify(printed, result(REGION, region()), SURVEY, dt.date(year, 4, 15)).iloc[0]
    assert found is None or isinstance(found, str)
    return found


def test_two_counties_of_one_name_are_told_apart_by_their_order() -> None:
    assert unit("고성군", 2020) == "gangwon-goseong-gun" and unit("고성군", 2020, 2) == "gyeongnam-goseong-gun"
    assert unit("고성군", 2024) == "gangwon-goseong-gun"


def test_gu_of_cities_of_sido_rank_bear_the_city_and_gunwi_both_names_it_had() -> None:
    assert (
        unit("서울 중구", 2024) == "seoul-jung-gu" and unit("부산 중구", 2024) == "busan-jung-gu" and unit("중구", 2024) is None
    )
    assert unit("대구 군위군", 2024) == unit("군위군", 2024) == "gunwi-gun"
    assert unit("광주시", 2024) == "gwangju-si"


def test_a_name_counts_only_while_its_unit_lives() -> None:
    assert unit("청원군", 2014) == "cheongwon-gun" and unit("청원군", 2015) is None
    assert unit("연기군", 2013) is None


# --- counts and rates

ERAS: tuple[dict[str, Any], ...] = tuple(
    {"unit_id": unit, "name_ko": name, "kostat7_code": code, "valid_from": OLD, "sido_unit_id": "x"}
    for unit, name, code in (("a", "가군", "31010"), ("b", "나군", "31020"))
)


def surveyed(*rows: tuple[str, float | None, float | None], into: str | None = None) -> pd.DataFrame:
    """core.employment of names, thousand employed and rates; `into` merges both units."""
    printed = [
        {"region_name": name, "name_number": 1, "age_group": "15 - 29세", "age_from": 15, "year": 2024, "half": 2}
        | {"employed": employed, "employment_rate": rate}
        for name, employed, rate in rows
    ]
    eras = [{"level": "sigungu", "in_kosis": True, "region_id": era["unit_id"], **era} for era in ERAS]
    ways = [
        {
            "track": "kosis",
            "region_id": u,
            "from_unit_id": u,
            "to_unit_id": into or u,
            "weight": 1,
            "exact": True,
            "valid_from": OLD,
        }
        for u in ("a", "b")
    ]
    return result(EMPLOYMENT, employment(typed(KOSIS_EMPLOYMENT_AGE, *printed), typed(REGION, *eras), typed(CROSSWALK, *ways)))


def test_rate_of_one_unit_is_the_published_one_and_its_date_the_end_of_the_half_year() -> None:
    (row,) = surveyed(("가군", 3.4, 42.5)).to_dict("records")
    assert row["reference_date"] == dt.date(2024, 12, 31) and row["age_group"] == "15_29"
    assert row["employment_rate"] == pytest.approx(42.5) and row["population_implied"] == pytest.approx(8.0)


def test_rate_of_merged_units_is_of_summed_counts() -> None:
    (row,) = surveyed(("가군", 4.0, 40.0), ("나군", 18.0, 60.0), into="ab").to_dict("records")
    # 10 and 30 thousand people, 22 of them at work: 55 percent, where the mean of the rates is 50.
    assert row["employment_rate"] == pytest.approx(55.0)


def test_merged_unit_with_a_part_unknown_is_unknown() -> None:
    assert len(surveyed(("가군", 4.0, 40.0), into="ab")) == 0


def test_empty_cell_is_no_figure_and_no_file_no_table() -> None:
    assert surveyed(("가군", None, None), ("나군", 1.0, 50.0))["unit_id"].tolist() == ["b"]
    assert len(surveyed()) == 0
