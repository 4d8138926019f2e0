"""`rebalance region`: which unit is meant, and what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from rebalance.neighbours import neighbours
from tests.conftest import Built
from tests.unit.pipelines.cli.test_region_card import region


def test_neighbours_come_from_the_release_and_schematic_ones_are_marked(schematic: Built) -> None:
    answer = region("군위", home=schematic.home.root)
    assert "neighbours  경상북도 의성군" in answer.out and "SCHEMATIC" in answer.out
    assert f"release {schematic.release.name}, borders of 2024-02-01" in answer.out


def test_neighbours_are_mutual_and_sorted_by_border(schematic: Built) -> None:
    found = neighbours(schematic.home.root, "gunwi-gun", "sigungu")
    assert found and found.units and [km for _, km in found.units] == sorted((km for _, km in found.units), reverse=True)
    back = neighbours(schematic.home.root, found.units[0][0], "sigungu")
    assert back and dict(back.units or [])["gunwi-gun"] == pytest.approx(found.units[0][1])


def test_sido_have_sido_as_neighbours_and_islands_none(schematic: Built) -> None:
    seoul = neighbours(schematic.home.root, "seoul", "sido")
    assert seoul and "gyeonggi" in dict(seoul.units or [])
    jeju = neighbours(schematic.home.root, "jeju", "sido")
    assert jeju and jeju.units == []
    assert "none: an island" in region("제주도", home=schematic.home.root).out


def test_units_that_the_map_does_not_have_are_said(schematic: Built) -> None:
    assert "not on the map" in region("수원 장안구", home=schematic.home.root).out


def test_without_a_release_the_lake_is_asked(schematic: Built, tmp_path: Path) -> None:
    (tmp_path / "lake").symlink_to(schematic.home.root / "lake")
    assert "(lake schematic, borders of 2024-02-01" in region("군위", home=tmp_path).out
