"""What the project shows: each layer of the file under a name and a look of its own, with borders above and land below.

How entries become QGIS' document is in `project.py`, how they are laid out on paper in `layout.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from assets.release.geopackage import symbols
from assets.release.geopackage.layers import Drawn
from assets.release.geopackage.maps import BORDERS, LAND, grouped
from assets.release.geopackage.styles import labels, single, style_parts

LAND_COLOUR, BORDER_COLOUR = "#f2f0eb", "#333333"


@dataclass(frozen=True)
class Entry:
    """One layer of the project: a layer of the file under an identifier, a name and a look of its own."""

    identifier: str
    name: str
    drawn: Drawn
    parts: Sequence[Element]

    @property
    def key(self) -> str:
        """In the project's document; QGIS replaces keys of ten characters and fewer."""
        return f"rebalance_{self.identifier}"

    def source(self, file_name: str) -> str:
        """Of the data, from the file's own folder."""
        return f"./{file_name}|layername={self.drawn.layer.name}"


def project_entries(layers: Sequence[Drawn]) -> list[Entry]:
    """Borders, then the layers of the file in the order of the tree, then land."""
    by_name = {drawn.layer.name: drawn for drawn in layers}
    named = [by_name[name] for _, names in grouped(by_name) for name in names]
    entries = [Entry(drawn.layer.name, drawn.title, drawn, style_parts(drawn)) for drawn in named]
    if "sido" in by_name:
        look = [single(symbols.outline("0", BORDER_COLOUR, 0.35)), labels("name_ko", said=True)]
        lines = by_name.get("sido_simple", by_name["sido"])
        entries.insert(0, Entry(BORDERS, "시도 경계 Sido borders", lines, look))
    if "megaregion" in by_name:
        ground = by_name.get("megaregion_simple", by_name["megaregion"])
        entries.append(Entry(LAND, "바탕 Land", ground, [single(symbols.fill("0", LAND_COLOUR, outline="#bbbbbb"))]))
    return entries
