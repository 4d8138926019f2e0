"""The schematic project as a document: unzipped, it names only layers of its own file, and opens on a map."""

from __future__ import annotations

from assets.release.geopackage.maps import grouped, possible_maps


def test_map_needs_all_its_subjects_and_layers_without_a_heading_stand_last() -> None:
    assert [m.en for m in possible_maps({"sigungu", "crisis_area"})] == ["Extinction risk"]
    assert grouped(["sigungu", "mine"]) == [("소멸위험 Extinction risk", ["sigungu"]), ("그 밖의 레이어 Other layers", ["mine"])]
