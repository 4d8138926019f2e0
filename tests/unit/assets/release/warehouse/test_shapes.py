"""Shapes as text for those without the spatial extension: simplified together, in longitude and latitude."""

from __future__ import annotations

import pandas as pd
import shapely

from assets.release.warehouse.shapes import simplified


def test_neighbours_still_share_their_edge_when_simplified() -> None:
    edge = [(1_000_000 + 3 * (n % 2), 1_900_000 + 100 * n) for n in range(101)]
    left = shapely.Polygon([*edge, (990_000, 1_910_000), (990_000, 1_900_000)])
    right = shapely.Polygon([*edge, (1_010_000, 1_910_000), (1_010_000, 1_900_000)])
    frame = pd.DataFrame({"level": "sigungu", "wkb": [shapely.to_wkb(left), shapely.to_wkb(right)]})
    a, b = shapely.from_geojson(simplified(frame)["geojson"].to_numpy())
    assert len(a.exterior.coords) < 20
    assert shapely.area(shapely.intersection(a, b)) < 1e-9 and shapely.union_all([a, b]).geom_type == "Polygon"


def test_no_regions_give_no_shapes() -> None:
    assert simplified(pd.DataFrame({"level": [], "wkb": []})).columns.tolist() == ["level", "geojson"]
