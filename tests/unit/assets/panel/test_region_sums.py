"""Sums over regions: what lacks a figure is counted beside the sum, and a region without any has no row."""

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


def sums(*figures: tuple[str, float | None], **options: Any) -> dict[str, tuple[float, int]]:
    table = pd.DataFrame([{"unit_id": unit, "reference_date": DAY, "jobs": count} for unit, count in figures])
    found = region_sums(table, MEMBERS, counts=["jobs"], **options)
    return {
        region: (count, missing)
        for region, count, missing in found[["region_id", "jobs", "missing_units"]].itertuples(index=False)
    }


def test_parts_are_summed_at_every_level() -> None:
    assert sums(("a", 1), ("b", 2), ("c", 4)) == {"nation": (7, 0), "x": (3, 0), "y": (4, 0)}


def test_unit_without_a_row_and_unit_without_a_figure_are_both_missing() -> None:
    assert sums(("a", 1), ("c", None)) == {"nation": (1, 2), "x": (1, 1)}


def test_only_expected_units_are_missed() -> None:
    assert sums(("a", 1), expected={"a", "b"}) == {"nation": (1, 1), "x": (1, 1)}


def test_figures_by_sido_are_summed_of_sido() -> None:
    assert sums(("x", 5), member_level="sido") == {"nation": (5, 0)}


def test_dates_and_groups_are_kept_apart() -> None:
    table = pd.DataFrame({"unit_id": ["a", "a"], "year": [1, 2], "sex": ["m", "f"], "jobs": [1, 2]})
    found = region_sums(table, MEMBERS, counts=["jobs"], by=("year", "sex"))
    assert found.loc[found["level"] == "nation", ["year", "sex", "jobs"]].to_numpy().tolist() == [[1, "m", 1], [2, "f", 2]]


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
