"""Sums over regions: a count that lacks a part is empty, the sum of what is known stands beside it under its own name."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from assets.panel.region_sums import named, region_sums
from domain.errors import ContractError
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.units import REGION_MEMBER
from tests.frames import DAY, typed

MEMBERS = typed(
    REGION_MEMBER,
    *({"level": "nation", "region_id": "nation", "member_level": "sigungu", "member_id": unit} for unit in ("a", "b", "c")),
    *({"level": "sido", "region_id": sido, "member_level": "sigungu", "member_id": unit} for sido, unit in ("xa", "xb", "yc")),
    {"level": "nation", "region_id": "nation", "member_level": "sido", "member_id": "x"},
)


def sums(*figures: tuple[str, float | None], column: str = "jobs", **options: Any) -> dict[str, tuple[float | None, int]]:
    table = pd.DataFrame([{"unit_id": unit, "reference_date": DAY, "jobs": count} for unit, count in figures])
    found = region_sums(table, MEMBERS, counts=["jobs"], **options)
    return {
        region: (None if pd.isna(count) else count, missing)
        for region, count, missing in found[["region_id", column, "missing_units"]].itertuples(index=False)
    }


def test_parts_are_summed_at_every_level() -> None:
    assert sums(("a", 1), ("b", 2), ("c", 4)) == {"nation": (7, 0), "x": (3, 0), "y": (4, 0)}


def test_unit_without_a_row_and_unit_without_a_figure_are_both_missing_and_empty_the_count() -> None:
    assert sums(("a", 1), ("c", None)) == {"nation": (None, 2), "x": (None, 1)}


def test_what_is_known_of_an_incomplete_count_has_a_name_of_its_own() -> None:
    assert sums(("a", 1), ("c", None), column="known_jobs") == {"nation": (1, 2), "x": (1, 1)}


@pytest.mark.parametrize("order", [("a", "b", "c"), ("c", "a", "b"), ("b", "c", "a")])
def test_order_of_rows_plays_no_part(order: tuple[str, ...]) -> None:
    assert sums(*((unit, 2) for unit in order if unit != "b")) == {"nation": (None, 1), "x": (None, 1), "y": (2, 0)}


def test_two_counts_of_a_rate_are_of_the_same_units_and_each_is_whole_or_empty() -> None:
    table = pd.DataFrame({"unit_id": ["a", "b", "c"], "reference_date": DAY, "births": [None, 3, 5], "women": [10, 20, 30]})
    found = region_sums(table, MEMBERS, counts=["births", "women"]).set_index("region_id")
    assert found.loc["nation", ["women", "known_births", "known_women", "missing_units"]].tolist() == [60, 8, 50, 1]
    assert pd.isna(found.loc["nation", "births"]) and found.loc["y", "births"] == 5


def test_unit_that_stands_within_another_by_definition_is_not_missing() -> None:
    apart = pd.DataFrame({"unit_id": ["b"], "reference_date": [DAY]})
    assert sums(("a", 1), ("c", 4), absent=apart) == {"nation": (5, 0), "x": (1, 0), "y": (4, 0)}
    assert sums(("a", 1), ("b", 2), absent=apart) == {"nation": (None, 1), "x": (3, 0)}


def test_only_expected_units_are_missed() -> None:
    assert sums(("a", 1), expected={"a", "b"}) == {"nation": (None, 1), "x": (None, 1)}


def test_figures_by_sido_are_summed_of_sido() -> None:
    assert sums(("x", 5), member_level="sido") == {"nation": (5, 0)}


def test_dates_and_groups_are_kept_apart() -> None:
    table = pd.DataFrame({"unit_id": ["a", "a"], "year": [1, 2], "sex": ["m", "f"], "jobs": [1, 2]})
    found = region_sums(table, MEMBERS, counts=["jobs"], by=("year", "sex"))
    known = found.loc[found["level"] == "nation", ["year", "sex", "known_jobs", "missing_units"]]
    assert known.to_numpy().tolist() == [[1, "m", 1, 2], [2, "f", 2, 2]]


def test_sum_of_a_source_beyond_its_level_is_refused_unless_it_is_called_so() -> None:
    with pytest.raises(ContractError, match="employment does not add up to nation, sido: a sample drawn for each si, gun and gu"):
        sums(("a", 1), of="employment")
    with pytest.raises(ContractError, match="fertility does not add up to nation, sido: rates"):
        sums(("a", 1), of="fertility")
    with pytest.raises(ContractError, match="nothing says how far rust_belt adds up"):
        sums(("a", 1), of="rust_belt")
    named_so = {"nation": (7, 0), "x": (3, 0), "y": (4, 0)}
    assert sums(("a", 1), ("b", 2), ("c", 4), of="employment", beyond=True) == named_so
    assert sums(("a", 1), ("b", 2), ("c", 4), of="population") == named_so


def test_regions_get_their_names_once() -> None:
    regions = typed(REFERENCE_REGION, {"level": "sido", "region_id": "x", "name_ko": "서울특별시", "name_en": "Seoul"})
    table = named(pd.DataFrame({"level": ["sido"], "region_id": ["x"]}), regions)
    assert table[["name_ko", "name_en"]].to_numpy().tolist() == [["서울특별시", "Seoul"]]
    with pytest.raises(pd.errors.MergeError):
        named(table[["level", "region_id"]], pd.concat([regions, regions]))
