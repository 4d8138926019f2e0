"""The page put together: template, style, scripts, library, font and packed data in one file.

What the data are is `data.py`; how they look is in the files under `page/`, what the page does in the modules of `page/script/`.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

from assets.lake.lake import Lake
from assets.release.atlas.data import parts
from assets.release.font import font_faces
from assets.release.style.palette import MEGAREGIONS
from domain.units_of_measure import UNITS
from expectations.contracts.registry import all_contracts

PAGE = Path(__file__).parent / "page"
# The module that stands in the page by itself and asks for the others, and the name they go by, there and in `package.json`.
START = "start.js"
MODULES = "#atlas/"
# Specifications under `page/` are written for this version of Vega-Lite and the Vega that belongs to it.
LITE_VERSION = "6.4"
_COMMENT = re.compile(r"^ *(?:/\*\*.*?\*/|//[^\n]*)\n", re.DOTALL | re.MULTILINE)


def write_atlas(folder: Path, lake: Lake, version: str) -> None:
    """`index.html` in a new folder, for a lake that is whole; equal tables give equal bytes."""
    folder.mkdir()
    (folder / "index.html").write_text(render(parts(lake, all_contracts().values(), version)), encoding="utf-8")


def template_digest() -> str:
    """Digest of the files that the page is made from besides Python: a change of them makes a new release."""
    digest = hashlib.sha256()
    for path in sorted(path for path in PAGE.rglob("*") if path.is_file()):
        digest.update(path.relative_to(PAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def render(data: dict[str, Any]) -> str:
    """The page with its data, each part packed by itself."""
    packed = {name: _json(part) for name, part in {"page": _own(), **data}.items()}
    scripts = {path.name: _script(path) for path in sorted((PAGE / "script").glob("*.js"))}
    page = _read("index.html")
    pieces = {
        "style": _read("atlas.css"),
        "parts": "\n".join(_part(name, text) for name, text in packed.items()),
        "modules": _import_map(scripts),
        "vega": _vega(),
        "start": scripts[START],
        "fonts": font_faces("".join([page, *scripts.values(), *packed.values()])),
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


def _own() -> dict[str, Any]:
    """What the page says and draws with, whatever the release."""
    files = {name: json.loads(_read(f"{name}.json")) for name in ("map", "charts")}
    return files | {"words": words(), "group_colours": MEGAREGIONS}


def _script(path: Path) -> str:
    """A module without the comments that have lines of their own: types and reasons, a quarter of it, which no reader needs."""
    return _COMMENT.sub("", path.read_text(encoding="utf-8"))


def _import_map(scripts: dict[str, str]) -> str:
    """The modules as addresses that hold them: from `file:` a browser loads no module of another file (decision 35)."""
    return _json({"imports": {MODULES + name: _address(script) for name, script in scripts.items() if name != START}})


def _address(script: str) -> str:
    """Legible in the page: escaped is only what ends an address or the element that it stands in."""
    return "data:text/javascript;charset=utf-8," + quote(script, safe=" !\"$&'()*+,/:;=>?@[]^`{|}")


def _part(name: str, text: str) -> str:
    packed = base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()
    return f'<script type="text/plain" id="part-{name}">{packed}</script>'


def _vega() -> str:
    """Vega-Embed with Vega and Vega-Lite, as the renderer's package carries them; nothing is fetched."""
    import vl_convert  # noqa: PLC0415

    bundle: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", vl_version=LITE_VERSION)
    return bundle.replace("</script", "<\\/script")
