"""A map of each indicator at its newest date, as PNG and SVG.

Only rates, shares and indices are drawn: a map of counts shows little but how large a region is.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import pandas as pd
import shapely

from assets.lake.lake import Lake
from assets.release.atlas.shapes import MAP_LEVELS, large_parts
from assets.release.attribution import Attribution
from assets.release.font import font_faces
from assets.release.maps import map_spec, picture
from assets.release.style.classes import class_values
from assets.release.style.palette import NO_DATA
from assets.release.style.themes import number_theme
from domain.units_of_measure import UNITS
from expectations.contract import Column, TableContract
from expectations.contracts.registry import all_contracts
from expectations.fault import doing, together

WIDTH = 520
# In metres: well below a pixel. Islets that would be a dot are left out.
TOLERANCE_M = 1200.0
SMALLEST_KM2 = 4.0

Shapes = dict[str, tuple[tuple[str, ...], tuple[shapely.Geometry, ...], str]]


def write_pictures(folder: Path, lake: Lake, version: str) -> None:
    """`<table>.<column>.png` and `.svg` for each intensive indicator that has figures by region; each says whose they are."""
    specs, whose = {}, Attribution(lake, version)
    with together() as part:
        for contract in all_contracts().values():
            if contract.series and (entry := lake.entry(contract.name)) and entry.rows:
                table = lake.frame(contract.name)
                for column in contract.series_columns:
                    name = f"{contract.name}.{column.name}"
                    with part(f"map {name}"):
                        if column.measure == "intensive" and (spec := indicator_spec(column, table, lake, whose=(whose, name))):
                            specs[name] = spec
    faces = font_faces("".join(map(_text, specs.values())), (400,))
    for name, spec in specs.items():
        with doing(f"map {name}"):
            svg, png = picture(spec, scale=1.0)
        (folder / f"{name}.png").write_bytes(png)
        (folder / f"{name}.svg").write_text(with_font(svg, faces), encoding="utf-8")


def preview(contract: TableContract, table: pd.DataFrame, lake: Lake) -> bytes | None:
    """PNG of the first intensive series of a table that can be drawn; None when there is none, or no shapes yet."""
    for column in contract.series_columns:
        if column.measure == "intensive" and (spec := indicator_spec(column, table, lake, width=300)):
            return picture(spec)[1]
    return None


def indicator_spec(
    column: Column,
    table: pd.DataFrame,
    lake: Lake,
    *,
    width: int = WIDTH,
    whose: tuple[Attribution, str] | None = None,
) -> dict[str, Any] | None:
    """The newest date of a series at its finest level with shapes, in classes of all dates or, where those hide it, its own.

    None without figures or shapes.

    `whose` knows the publishers of the indicator of that name, who then stand under the map.
    """
    entry = lake.entry("level_boundary")
    if entry is None or not entry.rows:
        return None
    shapes = _shapes(lake.root, entry.content)
    known = table.dropna(subset=[column.name])
    level = next((level for level in MAP_LEVELS if level in shapes and (known["level"] == level).any()), None)
    if level is None:
        return None
    rows = known[known["level"] == level]
    date = rows["reference_date"].max()
    newest = rows[rows["reference_date"] == date].set_index("region_id")[column.name]
    regions, geometry, basis = shapes[level]
    theme = number_theme(column, rows[column.name].to_numpy(dtype="float64"), newest.to_numpy(dtype="float64"))
    values = class_values(newest.reindex(regions).to_numpy(dtype="float64", na_value=float("nan")), theme.classes)
    legend = [*theme.classes, *([NO_DATA] if NO_DATA.value in values else [])]
    ko, en = (f" · {unit.ko}", f" · {unit.en}") if (unit := UNITS.get(column.unit)) else ("", "")
    title = [f"{column.ko}{ko}", f"{column.en}, {str(date)[:10]}{en}"]
    credit = whose[0].line(whose[0].tables_of(whose[1]), str(date)[:10]).both if whose else ""
    return map_spec(
        geometry, values=values, classes=legend, title=title, basis=basis, width=width, credit=credit,
        classed=theme.classed(str(date)[:10]),
    )  # fmt: skip


def with_font(svg: str, faces: str) -> str:
    """The SVG with the letters that it needs: it looks the same on a machine without Korean fonts."""
    end = svg.index(">", svg.index("<svg")) + 1
    return f"{svg[:end]}<defs><style>{faces}</style></defs>{svg[end:]}"


def _text(spec: dict[str, Any]) -> str:
    legend = spec["encoding"]["color"]["legend"] or {}
    written = [line for layer in spec["layer"] for line in layer["mark"].get("text", ())]
    return "".join(
        [*spec["title"]["text"], spec["title"]["subtitle"], legend.get("title") or "", legend.get("labelExpr", ""), *written]
    )


@functools.lru_cache(maxsize=2)
def _shapes(root: Path, content: str) -> Shapes:
    """Regions, coarse shapes and their basis by level; `content` stands for the state of the table."""
    del content
    boundaries = Lake(root).geoframe("level_boundary")
    found: Shapes = {}
    for level in MAP_LEVELS:
        rows = boundaries[boundaries["level"] == level].sort_values("region_id")
        if len(rows):
            simple = shapely.coverage_simplify(rows.geometry.to_numpy(), TOLERANCE_M)
            coarse = tuple(_without_islets(shape) for shape in simple)
            found[level] = (tuple(rows["region_id"]), coarse, str(rows["geometry_basis"].iloc[0]))
    return found


def _without_islets(shape: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(shapely.multipolygons(large_parts(shape, SMALLEST_KM2)), lambda points: points.round(-1))
