"""What the dry check calls of products: the warehouse with views and recipes, layers and maps, whatever reads a table by name."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from assets.lake.lake import Lake
from assets.release.atlas.data import part_makers
from assets.release.attribution import Attribution
from assets.release.dictionary.cookbook import RECIPES
from assets.release.files.datapackage import table_schema
from assets.release.files.tiles import LEVELS as TILED
from assets.release.files.tiles import selected
from assets.release.files.write import with_simple_shapes
from assets.release.geopackage.layers import LAYERS, WITH_COMPANION, Drawn, Layer, companion, drawn_layers, layers_of, theme_of
from assets.release.geopackage.maps import GROUPS, MAPS
from assets.release.geopackage.metadata import layer_metadata
from assets.release.geopackage.project import project
from assets.release.geopackage.sld import sld
from assets.release.geopackage.styles import qml
from assets.release.headline import FIRST_QUERY, headlines
from assets.release.release import carried_geometry, newest_date, reference_geometry, write_maps
from assets.release.warehouse.documentation import write_documentation
from assets.release.warehouse.shapes import write_shapes
from assets.release.warehouse.tables import parents_first
from assets.release.warehouse.view import View
from assets.release.warehouse.views import VIEWS, write_view
from domain.errors import ContractError
from expectations.contract import SCHEMAS, TableContract
from expectations.engine.ddl import create_table
from pipelines.build.dry_tables import Call, Contracts, named
from rebalance import neighbours


def of_warehouse(contracts: Contracts, lake: Lake, warehouse: duckdb.DuckDBPyConnection) -> Iterator[Call]:
    """Tables, views and documentation in an empty database, then every query that is asked of a release."""
    for schema in SCHEMAS:
        warehouse.execute(f"CREATE SCHEMA {schema}")
    for contract in parents_first(contracts.values()):
        statement, *_ = create_table(contract)
        yield Call("table", f"{contract.schema}.{contract.name}", functools.partial(warehouse.execute, statement))
    yield Call("reader", "region_shapes", functools.partial(write_shapes, warehouse, contracts.values(), ""))
    for view in VIEWS:
        yield Call("view", view.name, functools.partial(_view, view, contracts, warehouse))
    rows = {f"{contract.schema}.{contract.name}": 0 for contract in contracts.values()}
    whole = [view for view in VIEWS if view.possible(contracts)]
    yield Call("reader", "documentation", lambda: write_documentation(warehouse, contracts.values(), rows, whole, lake, {}))
    for recipe in RECIPES:
        yield Call("recipe", recipe.title, functools.partial(warehouse.execute, recipe.sql))
    yield Call("recipe", "example of the summary", functools.partial(warehouse.execute, FIRST_QUERY))
    warehouse.execute("SET search_path = 'core,main'")
    for name in ("BORDERS", "ABOUT", "VINTAGE"):
        sql = getattr(neighbours, name)
        asked = {key: "" for key in ("level", "unit") if f"${key}" in sql}
        yield Call("reader", f"neighbours of a region, {name}", functools.partial(warehouse.execute, sql, asked))


def _view(view: View, contracts: Contracts, warehouse: duckdb.DuckDBPyConnection) -> None:
    named((f"{contract.schema}.{contract.name}" for contract in contracts.values()), view.tables, "it is made of the table")
    write_view(warehouse, view, contracts)
    found = [column for column, *_ in warehouse.execute(f"SELECT * FROM main.{view.name}").description or ()]  # noqa: S608
    if found != list(view.columns):
        raise ContractError(f"has the columns {', '.join(found)}, and explains {', '.join(view.columns) or 'none'}")


def of_geopackage(contracts: Contracts, lake: Lake) -> Iterator[Call]:
    """Layers with their styles and metadata, the project, and what maps and headings name."""
    whose = Attribution(lake)
    drawn: list[Drawn] = []
    for layer in LAYERS:
        if layer.table not in contracts:
            yield Call("layer", layer.name, functools.partial(named, contracts, [layer.table], "it is of the table"))
    for layer, contract in layers_of(contracts.values()):
        yield Call("layer", layer.name, functools.partial(_layer, layer, contract, contracts, lake, whose, drawn))
    yield Call("reader", "drawn_layers", lambda: drawn_layers(contracts.values(), lake))
    yield Call("reader", "project", lambda: project(drawn, "", "", whose))
    names = {layer.name for layer, _ in layers_of(contracts.values())} | {f"{name}_simple" for name in WITH_COMPANION}
    for made in MAPS:
        yield Call("map", made.en, functools.partial(named, names, made.subjects, "it shows the layer"))
    for heading, members in GROUPS:
        yield Call("map", heading, functools.partial(named, names, members, "under it is the layer"))


def _layer(
    layer: Layer, contract: TableContract, contracts: Contracts, lake: Lake, whose: Attribution, drawn: list[Drawn]
) -> None:
    """Draw the layer, with a theme as if it had figures; `drawn` gets it, and its companion."""
    columns = [layer.drawn_by, layer.label, layer.width_by, *(layer.span or ())]
    named(contract.column_names, filter(None, columns), "it is drawn by the column")
    series = {f"{table.name}.{column.name}" for table in contracts.values() for column in table.series_columns}
    named(series, filter(None, (layer.classed_as[0], layer.shows)), "its classes are of the series")
    rows = lake.geoframe(layer.table)
    theme = theme_of(layer, contract, rows, lake) if layer.drawn_by else None
    own = Drawn(layer, contract, rows, theme)
    if layer.name in WITH_COMPANION:
        drawn.append(companion(own, lake.geoframe("simple_boundary")))
    drawn.append(own)
    _ = own.tells_something, own.has_figures, qml(own), sld(own), layer_metadata(own, "", whose)


def of_release(contracts: Contracts, lake: Lake, folder: Path) -> Iterator[Call]:
    """What the other products read of the lake."""
    readers: dict[str, Callable[[], object]] = {
        "newest_date": lambda: newest_date(lake),
        "reference_geometry": lambda: reference_geometry(lake),
        "carried_geometry": lambda: carried_geometry(lake, "2000-01-01"),
        "headlines": lambda: headlines(lake),
        "attribution": lambda: Attribution(lake).line(contracts),
        "maps": lambda: write_maps(folder / "maps", lake, ""),
        "data package": lambda: [table_schema(contract, contract.column_names) for contract in contracts.values()],
    }
    readers |= {f"tiles of {level}": functools.partial(_tiles, level, lake) for level in TILED}
    readers |= {f"atlas, {part}": make for part, make in part_makers(lake, contracts.values(), "").items()}
    for name, read in readers.items():
        yield Call("reader", name, read)


def _tiles(level: str, lake: Lake) -> None:
    selected(with_simple_shapes(lake.geoframe(level), level, lake))
