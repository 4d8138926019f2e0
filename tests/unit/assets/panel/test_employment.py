"""Names without codes become units of the day of the survey; rates are computed again from counts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assets.indicators.work_family.rates import employment_rate
from assets.panel.employment import employment, units_by_name
from assets.reference.units import region
from expectations.contracts.employment import EMPLOYMENT, KOSIS_EMPLOYMENT_AGE
from expectations.contracts.events import CROSSWALK, REFERENCE_REGION
from expectations.contracts.units import REGION
from expectations.contracts.work_family import EMPLOYMENT_RATE
from tests.frames import result, typed
from tests.regions import members

OLD = dt.date(1995, 1, 1)


def names(year: int) -> dict[tuple[str, int], str]:
    table = units_by_name(result(REGION, region()), dt.date(year, 4, 15))
    return dict(zip(zip(table["region_name"], table["name_number"], strict=True), table["unit_id"], strict=True))


def test_two_counties_of_one_name_are_told_apart_by_their_order() -> None:
    found = names(2020)
    assert found["고성군", 1] == "gangwon-goseong-gun" and found["고성군", 2] == "gyeongnam-goseong-gun"
    assert names(2024)["고성군", 1] == "gangwon-goseong-gun"


def test_gu_of_cities_of_sido_rank_bear_the_city_and_gunwi_both_names_it_had() -> None:
    found = names(2024)
    assert found["서울 중구", 1] != found["부산 중구", 1] and ("중구", 1) not in found
    assert found["대구 군위군", 1] == found["군위군", 1] == "gunwi-gun"
    assert found["광주시", 1] == "gwangju-si"


def test_a_name_counts_only_while_its_unit_lives() -> None:
    assert ("청원군", 1) in names(2014) and ("청원군", 1) not in names(2015)
    assert ("연기군", 1) not in names(2013)


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


def regions(units: int, *known: int) -> pd.DataFrame:
    """mart.employment_rate of a nation of so many units, of which some are known: 1 of 2 thousand at work."""
    shape = [
        {"level": "nation", "region_id": "nation"},
        *({"level": "sigungu", "region_id": f"u{n}", "sido_unit_id": "x", "megaregion": "capital"} for n in range(units)),
    ]
    rows = [
        {"unit_id": f"u{n}", "age_group": "15_29", "employed": 1.0, "population_implied": 2.0, "employment_rate": 50.0}
        for n in known
    ]
    return result(EMPLOYMENT_RATE, employment_rate(typed(EMPLOYMENT, *rows), members(shape), typed(REFERENCE_REGION, *shape)))


def test_region_of_which_one_in_twenty_is_missing_has_a_rate_and_of_which_more_has_none() -> None:
    nation = regions(20, *range(19)).set_index("region_id").loc["nation"]
    assert (nation["employment_rate_15_29"], nation["employed_15_29"], nation["missing_units"]) == (50, 19, 1)
    assert pd.isna(nation["employment_rate_15_over"])
    assert "nation" not in set(regions(19, *range(18))["region_id"])
    assert len(regions(2)) == 0
