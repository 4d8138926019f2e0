"""What layers are drawn by: the limits of a figure's classes are those of the atlas, whatever years a layer holds."""

from __future__ import annotations

from assets.indicators.gathered.series import SERIES
from assets.release.geopackage.layers import LAYERS
from assets.release.style.themes import CATEGORIES


def test_a_layer_is_classed_as_an_indicator_that_there_is() -> None:
    known = {f"{name}.{column.name}" for name, contract in SERIES.items() for column in contract.series_columns}
    classed = [layer for layer in LAYERS if layer.classed_as[0]]
    assert len(classed) == 3
    assert {layer.classed_as[0] for layer in classed} <= known
    assert all(layer.drawn_by not in CATEGORIES for layer in classed)
