"""What became of shapes: how many are only written otherwise, what area changed, how far edges moved. WKB in EPSG:5179."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from assets.release.difference.model import ShapeChange


def shape_change(pairs: Sequence[tuple[bytes | None, bytes | None]]) -> ShapeChange:
    """Summary of changed shapes, each before and after; None is no shape."""
    old, new = (shapely.from_wkb(np.array(side, dtype=object)) for side in zip(*pairs, strict=True))
    same = shapely.equals_exact(shapely.normalize(old), shapely.normalize(new), tolerance=0.0)
    moved = np.abs(shapely.bounds(new) - shapely.bounds(old))
    return ShapeChange(
        rows=len(pairs),
        same_outline=int(same.sum()),
        area_before_km2=float(np.nansum(shapely.area(old))) / 1e6,
        area_after_km2=float(np.nansum(shapely.area(new))) / 1e6,
        farthest_m=None if np.isnan(moved).all() else float(np.nanmax(moved)),
    )


def in_words(value: Any) -> Any:
    """A shape as its kind and measure; everything else as it is."""
    if not isinstance(value, bytes):
        return value
    shape = shapely.from_wkb(value)
    measure = f"{shape.area / 1e6:,.3f} km2" if shape.area else f"{shape.length / 1e3:,.3f} km"
    return f"{shape.geom_type}, {measure}, {shapely.get_num_coordinates(shape):,} points"
