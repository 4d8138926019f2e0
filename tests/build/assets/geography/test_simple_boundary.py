"""Simplified boundaries stay one coverage: no sliver, no unit lost, levels on each other."""

from __future__ import annotations

import shapely

from tests.conftest import Built


def test_embedded_shapes_are_all_there_and_have_the_same_area(schematic: Built) -> None:
    full, simple = (schematic.home.lake.geoframe(name) for name in ("level_boundary", "simple_boundary"))
    for level in ("sigungu", "sido", "megaregion"):
        before, after = (t.loc[t["level"] == level].geometry.to_numpy() for t in (full, simple))
        assert len(before) == len(after) and shapely.coverage_is_valid(after)
        assert abs(shapely.area(after).sum() / shapely.area(before).sum() - 1) < 0.002
