"""Which layers the GeoPackage has: from which table each comes, and what it is drawn by.

A table of the mart with a geometry that is not listed here is a layer all the same, drawn in one colour. How a layer looks
is `styles.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np

from assets.lake.lake import Lake
from assets.release.attribution import Attribution, Said, dated, newest
from assets.release.style.palette import NO_DATA, MapClass
from assets.release.style.themes import CATEGORIES, Theme, category_theme, number_theme
from expectations.contract import TableContract
from expectations.fault import together

SIMPLE = "_simple"


@dataclass(frozen=True)
class Layer:
    """One layer: its name, the table that it holds, and how it is drawn.

    Attributes
    ----------
    drawn_by
        Column whose classes colour it; "" for one colour.
    classed_as
        Indicator and level whose figures of all dates give the limits of classes, as in the atlas; else, or where these hide
        what the layer shows, the layer's own.
    label
        Column of the text written on the map; "" for none.
    span
        Columns of the first and last day for QGIS' temporal controller; a later first day is drawn on top.
    width_by
        Column that line widths grow with, as its square root.
    simple_level
        Level of core.simple_boundary whose shapes replace the table's own; "" for the table's own.
    shows
        Indicator whose publishers are named, where that is no indicator of `classed_as`; "" for all that the table is made from.
    of_places
        True where the shapes are of use without figures: the layer stays, in one colour.
    """

    name: str
    table: str
    drawn_by: str = ""
    classed_as: tuple[str, str] = ("", "")
    label: str = ""
    span: tuple[str, str] | None = None
    width_by: str = ""
    simple_level: str = ""
    shows: str = ""
    of_places: bool = False


SHOWN = ("shown_from", "shown_to")
# From the top of the map downwards.
LAYERS = (
    Layer("innovation_city", "innovation_city_place", label="city_ko"),
    Layer(
        "youth_flow", "youth_flow", "youth_net_rate", ("youth_migration.net_rate_20_34", "sigungu"), width_by="moves_to_capital"
    ),
    Layer("migration_flow_sido", "migration_flow_sido", "moves"),
    Layer("migration_flow_sigungu", "migration_flow_sigungu", "moves"),
    Layer("crisis_area", "crisis_area", "scheme", span=("designated_from", "designated_until")),
    Layer("decline_area", "legal_decline_area"),
    Layer("sigungu", "sigungu", "risk_class", of_places=True),
    Layer("sido", "sido", "risk_class", label="name_ko", of_places=True),
    Layer("megaregion", "megaregion", "risk_class", label="name_ko", of_places=True),
    Layer("emd", "emd", "risk_class", of_places=True),
    Layer("extinction_risk", "extinction_risk_map", "risk_class", span=SHOWN),
    Layer("rust_belt", "rust_belt", "state"),
    Layer("clusters", "clusters", "cluster", shows="extinction_risk.risk_index"),
    Layer("extinction_comparison", "extinction_comparison", "risk_class"),
    Layer("work_and_family", "work_and_family", "total_fertility_rate", ("fertility_rate.total_fertility_rate", "sigungu")),
    Layer(
        "megaregion_profile",
        "megaregion_profile",
        "concentration__population_quotient",
        ("concentration.population_quotient", "megaregion"),
        label="name_ko",
    ),
    Layer("boundary_history", "boundary_history", "change", span=SHOWN, of_places=True),
)
# Classes that say of a place that nothing is known of it.
UNKNOWN = {"unknown", "not_known", NO_DATA.value}
# Layers that have a companion of simplified shapes.
WITH_COMPANION = ("sigungu", "sido", "megaregion", "emd")


@dataclass(frozen=True)
class Drawn:
    """A layer with its rows, and the theme that colours it; `theme` is None for one colour."""

    layer: Layer
    contract: TableContract
    rows: gpd.GeoDataFrame
    theme: Theme | None

    @property
    def tells_something(self) -> bool:
        """False when its figures are missing or all of one class: no map is made of such a layer."""
        if not self.layer.drawn_by:
            return True
        return self.theme is not None and self.rows[self.theme.column].nunique() > 1

    @property
    def has_figures(self) -> bool:
        """False when there is nothing that its colours could tell, nor any other figure: such a layer is left out."""
        if not self.layer.drawn_by or self.layer.of_places:
            return True
        if self.layer.drawn_by in CATEGORIES:
            return bool((~self.rows[self.layer.drawn_by].dropna().isin(UNKNOWN)).any())
        return bool(self.rows[[c.name for c in self.contract.columns if c.measure]].notna().any(axis=None))

    @property
    def has_gaps(self) -> bool:
        """True when some row has no figure and is drawn as `no data`."""
        return self.theme is not None and bool(self.rows[self.theme.column].isna().any())

    @property
    def classes(self) -> tuple[MapClass, ...]:
        """The legend from top to bottom, `no data` last where it occurs; empty for one colour.

        Numbers fall from high to low: QGIS' ranges include both ends and the first that fits is taken, so that a limit
        goes to the class above it only in this order.
        """
        if self.theme is None:
            return ()
        classes = self.theme.classes if self.theme.categorical else tuple(reversed(self.theme.classes))
        return (*classes, NO_DATA) if self.has_gaps else classes

    @property
    def title(self) -> str:
        """For the layer tree: table, and the newest date where it has one."""
        simple = " (단순화 simplified)" if self.layer.simple_level else ""
        return f"{self.contract.ko} {self.contract.en}{simple}"

    @property
    def heading(self) -> tuple[str, ...]:
        """Over the legend, a line each: what the colours mean, of when, the unit, and of which dates the classes are."""
        if self.theme is None:
            return self.contract.ko, self.contract.en
        unit = (f"[{self.theme.unit.both}]",) if self.theme.unit and not self.theme.categorical else ()
        day = "" if self.layer.span else newest(self.rows, self.contract, self.layer.drawn_by)
        classed = " ".join(filter(None, self.theme.classed(day)))
        return f"{self.theme.ko}{f', {day}' if day else ''}", self.theme.en, *unit, *([classed] if classed else [])

    @property
    def date(self) -> str:
        """Newest reference date of the rows, "" where the layer has none."""
        days = self.rows["reference_date"].dropna() if "reference_date" in self.rows.columns else ()
        return str(max(days)) if len(days) else ""

    def figures_of(self, whose: Attribution) -> Said:
        """Whose figures its colours are, with their date."""
        indicator = self.layer.shows or self.layer.classed_as[0]
        tables = whose.tables_of(indicator) if indicator else [self.layer.table]
        return dated(whose.data(tables), newest(self.rows, self.contract, self.layer.drawn_by))

    def borders_of(self, whose: Attribution) -> Said:
        """Whose borders its shapes are, with their days."""
        if "vintage" not in self.contract.column_names:
            return whose.borders
        return whose.borders_of(set(self.rows["vintage"]), "emd" if self.layer.table == "emd" else "")


def drawn_layers(contracts: Iterable[TableContract], lake: Lake) -> list[Drawn]:
    """Every layer that has rows and figures, in the order of `LAYERS`, unlisted tables after them, companions last."""
    found = []
    with together() as part:
        for layer, contract in layers_of(contracts):
            with part(f"layer {layer.name}"):
                drawn = _drawn(layer, contract, lake)
                found += [drawn] if len(drawn.rows) and drawn.has_figures else []
    simple = lake.geoframe("simple_boundary") if lake.entry("simple_boundary") else None
    with_companion = [d for d in found if simple is not None and d.layer.name in WITH_COMPANION]
    return [*found, *(companion(drawn, simple) for drawn in with_companion)]


def layers_of(contracts: Iterable[TableContract]) -> list[tuple[Layer, TableContract]]:
    """Every layer that the contracts have a table for: the listed ones in their order, then one for each other map table."""
    maps = {contract.name: contract for contract in contracts if contract.geometry and contract.schema == "mart"}
    listed = [layer for layer in LAYERS if layer.table in maps]
    others = [Layer(name, name) for name in maps if name not in {layer.table for layer in listed}]
    return [(layer, maps[layer.table]) for layer in (*listed, *others)]


def companion(drawn: Drawn, simple_boundary: gpd.GeoDataFrame) -> Drawn:
    """The same rows and style with the shapes of core.simple_boundary."""
    level = drawn.layer.name
    shapes = simple_boundary[simple_boundary["level"] == level].set_index("region_id").geometry
    (key,) = drawn.contract.key
    rows = drawn.rows.assign(geometry=gpd.GeoSeries(shapes.reindex(drawn.rows[key]).to_numpy(), drawn.rows.index, drawn.rows.crs))
    layer = replace(drawn.layer, name=f"{level}{SIMPLE}", simple_level=level)
    return replace(drawn, layer=layer, rows=rows)


def _drawn(layer: Layer, contract: TableContract, lake: Lake) -> Drawn:
    rows = lake.geoframe(layer.table)
    if not layer.drawn_by or not len(rows):
        return Drawn(layer, contract, rows, None)
    if rows[layer.drawn_by].isna().all():
        return Drawn(layer, contract, rows, None)
    theme = theme_of(layer, contract, rows, lake)
    return Drawn(layer, contract, rows, theme if theme.classes else None)


def theme_of(layer: Layer, contract: TableContract, rows: gpd.GeoDataFrame, lake: Lake) -> Theme:
    """The theme of a layer that is drawn by a column; of numbers without any figure it has no class."""
    column = contract.column(layer.drawn_by)
    if layer.drawn_by in CATEGORIES:
        return category_theme(column)
    # Of flows most are small, and the few large ones are what a map of them shows.
    few = layer.span is not None or column.measure == "extensive"
    shown = None if few else rows[layer.drawn_by].to_numpy(float)
    return number_theme(column, _figures(layer, rows, lake), shown)


def _figures(layer: Layer, rows: gpd.GeoDataFrame, lake: Lake) -> np.ndarray:
    """What the limits of classes come from unless they hide what the layer shows: the figures of all dates, as in the atlas."""
    indicator, level = layer.classed_as
    if indicator and lake.entry("indicator_value"):
        table = lake.frame("indicator_value")
        values = table.loc[(table["indicator"] == indicator) & (table["level"] == level), "value"]
        if len(values):
            return np.asarray(values, dtype=float)
    figures: np.ndarray = rows[layer.drawn_by].to_numpy(float)
    return figures
