"""The page put together: template, style, script, library, font and packed data in one file.

What the data are is `data.py`; how they look is in the files under `page/`.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

from assets.lake.lake import Lake
from assets.release.atlas.data import parts
from assets.release.font import font_faces
from assets.release.style.palette import MEGAREGIONS
from domain.units_of_measure import UNITS
from expectations.registry import all_contracts

PAGE = Path(__file__).parent / "page"
SCRIPTS = ("core.js", "map.js", "region.js", "views.js", "start.js")
# Specifications under `page/` are written for this version of Vega-Lite and the Vega that belongs to it.
LITE_VERSION = "6.4"


def write_atlas(folder: Path, lake: Lake, version: str) -> None:
    """`index.html` in a new folder, for a lake that is whole; equal tables give equal bytes."""
    folder.mkdir()
    (folder / "index.html").write_text(render(parts(lake, all_contracts().values(), version)), encoding="utf-8")


def template_digest() -> str:
    """Digest of the files that the page is made from besides Python: a change of them makes a new release."""
    digest = hashlib.sha256()
    for path in sorted(PAGE.iterdir()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def render(data: dict[str, Any]) -> str:
    """The page with its data, each part packed by itself."""
    packed = {name: _json(part) for name, part in data.items()}
    constants = {
        "WORDS": _json(words()),
        "MAP": _read("map.json"),
        "CHARTS": _read("charts.json"),
        "GROUP_COLOURS": _json(MEGAREGIONS),
    }
    script = "\n".join([*(f"const {name} = {value};" for name, value in constants.items()), *map(_read, SCRIPTS)])
    page = _read("index.html")
    pieces = {
        "style": _read("atlas.css"),
        "parts": "\n".join(_part(name, text) for name, text in packed.items()),
        "vega": _vega(),
        "script": script,
        "fonts": font_faces("".join([page, script, *packed.values()])),
    }
    for name, text in pieces.items():
        page = page.replace("{{" + name + "}}", text)
    return page


def words() -> dict[str, Any]:
    """The page's own words, and the units of all figures that it may show as `unit:persons`: Korean, English."""
    own: dict[str, Any] = json.loads(_read("words.json"))
    return own | {f"unit:{unit.en}": [unit.ko, unit.en] for unit in UNITS.values()}


def _read(name: str) -> str:
    return (PAGE / name).read_text(encoding="utf-8")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _part(name: str, text: str) -> str:
    packed = base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()
    return f'<script type="text/plain" id="part-{name}">{packed}</script>'


def _vega() -> str:
    """Vega-Embed with Vega and Vega-Lite, as the renderer's package carries them; nothing is fetched."""
    import vl_convert  # noqa: PLC0415

    bundle: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", vl_version=LITE_VERSION)
    return bundle.replace("</script", "<\\/script")
