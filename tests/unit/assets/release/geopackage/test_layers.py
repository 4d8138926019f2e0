"""What layers are drawn by: the limits of a figure's classes are those of the atlas, whatever years a layer holds."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import geopandas as gpd

from assets.indicators.gathered.series import SERIES
from assets.lake.lake import Lake
from assets.release.geopackage.layers import LAYERS, Drawn, Layer, theme_of
from assets.release.style.classes import graduated
from assets.release.style.themes import CATEGORIES, number_theme
from domain.crs import CRS
from expectations.contract import TableContract
from expectations.contracts.registry import all_contracts


def test_a_layer_is_classed_as_an_indicator_that_there_is() -> None:
    known = {f"{name}.{column.name}" for name, contract in SERIES.items() for column in contract.series_columns}
    classed = [layer for layer in LAYERS if layer.classed_as[0]]
    assert len(classed) == 3
    assert {layer.classed_as[0] for layer in classed} <= known
    assert all(layer.drawn_by not in CATEGORIES for layer in classed)


def drawn(layer: Layer, contract: TableContract, values: list[float], every: list[float]) -> Drawn:
    table = gpd.GeoDataFrame(
        {layer.drawn_by: values} | {c.name: [dt.date(2024, 12, 31)] * len(values) for c in contract.columns if c.type == "DATE"},
        geometry=gpd.points_from_xy(range(len(values)), range(len(values))), crs=CRS,
    )  # fmt: skip
    return Drawn(layer, contract, table, number_theme(contract.column(layer.drawn_by), every, values))


def test_legend_of_a_layer_says_of_which_dates_its_classes_are() -> None:
    layer = next(layer for layer in LAYERS if layer.name == "work_and_family")
    values = [0.4 + number / 50 for number in range(20)]
    own = drawn(
        layer, all_contracts()[layer.table], values, [*values, *(value + 1 for value in values), *(value + 2 for value in values)]
    )
    assert own.theme is not None and own.theme.spread == "date"
    assert any("값으로 나눈 등급 classes of 2024" in line for line in own.heading)
    whole = drawn(layer, all_contracts()[layer.table], values, values)
    assert any("모든 시점의 값으로 나눈 등급 classes of all dates" in line for line in whole.heading)


def test_flows_keep_natural_breaks_however_few_are_large(tmp_path: Path) -> None:
    layer = next(layer for layer in LAYERS if layer.name == "migration_flow_sido")
    contract = all_contracts()[layer.table]
    moves = [*range(1000, 1040), 50_000, 90_000, 300_000]
    table = gpd.GeoDataFrame({"moves": moves}, geometry=gpd.points_from_xy(moves, moves), crs=CRS)
    theme = theme_of(layer, contract, table, Lake(tmp_path))
    assert theme.spread == "all" and theme.classes == graduated(moves, neutral=0.0)
