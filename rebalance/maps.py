"""A map of one series of a release, in the classes and colours of the atlas and of QGIS."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import shapely

from assets.release.atlas.pictures import TOLERANCE_M, with_font
from assets.release.font import font_faces
from assets.release.maps import map_spec, picture
from assets.release.style.classes import class_values
from assets.release.style.palette import NO_DATA
from assets.release.style.themes import number_theme
from domain.units_of_measure import UNITS
from expectations.contract import Column


def draw(
    about: Mapping[str, Any], series: pd.Series, figures: pd.DataFrame, shapes: pd.DataFrame, date: str, version: str, width: int
) -> tuple[str, bytes]:
    """SVG and PNG of a day's `figures`, in classes of the whole `series` or its own; `about` is its line of mart.indicator."""
    column = Column(about["column_name"], "DOUBLE", about["name_ko"], about["name_en"], about["unit"] or "")
    theme = number_theme(column, series.to_numpy(dtype="float64"), figures["value"].to_numpy(dtype="float64"))
    known = figures.set_index("region_id")["value"].reindex(shapes["region_id"])
    values = class_values(known.to_numpy(dtype="float64", na_value=float("nan")), theme.classes)
    legend = [*theme.classes, *([NO_DATA] if NO_DATA.value in values else [])]
    outlines = shapely.from_wkb(shapes["shape"].map(bytes).to_numpy())
    ko, en = (f" · {unit.ko}", f" · {unit.en}") if (unit := UNITS.get(column.unit)) else ("", "")
    title = [f"{column.ko}{ko}", f"{column.en}, {date}{en}"]
    credit = " · ".join(filter(None, [str(about["citation"] or ""), f"Rebalance {version}"]))
    spec = map_spec(
        shapely.coverage_simplify(outlines, TOLERANCE_M), values=values, classes=legend, title=title,
        basis=str(shapes["geometry_basis"].iloc[0]), width=width, credit=credit, classed=theme.classed(date),
    )  # fmt: skip
    svg, png = picture(spec)
    legend_of = spec["encoding"]["color"]["legend"] or {}
    written = [*title, credit, spec["title"]["subtitle"], legend_of.get("title") or "", legend_of.get("labelExpr", "")]
    return with_font(svg, font_faces("".join(written), (400,))), png
