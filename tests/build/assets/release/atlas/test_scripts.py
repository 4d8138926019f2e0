"""Scripts of the page as modules: each finds what it imports, none in a circle, and the data are of the shapes that they expect.

How they are written is linted by `make lint-js`; what they do is tested by Node (`tools/atlas/tests`) and in a browser.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

from assets.release.atlas.page import MODULES, PAGE, START
from tests.conftest import Built

ROOT = Path(__file__).parents[5]
CHECKER = ROOT / "tools" / "atlas" / "node_modules" / ".bin" / "tsc"
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in (PAGE / "script").glob("*.js")}


@pytest.fixture(scope="module")
def text(schematic: Built) -> str:
    return (schematic.release / "atlas" / "index.html").read_text(encoding="utf-8")


def test_page_carries_each_module_as_it_was_written_but_for_its_comments(text: str) -> None:
    (found,) = re.findall(r'<script type="importmap">(.*?)</script>', text)
    carried = json.loads(found)["imports"]
    assert set(carried) == {MODULES + name for name in SCRIPTS if name != START}
    for name, address in carried.items():
        head, _, script = address.partition(",")
        lines = [line for line in unquote(script).splitlines() if line]
        written = SCRIPTS[name.removeprefix(MODULES)].splitlines()
        assert head == "data:text/javascript;charset=utf-8" and not re.search(r"[#\n<]", address)
        assert lines == [line for line in written if line in lines and line] and not any(line.startswith("/") for line in lines)
        assert [line for line in written if line.startswith("export")] == [line for line in lines if line.startswith("export")]


def test_data_of_a_page_have_the_shapes_that_scripts_expect(text: str, tmp_path: Path) -> None:
    if not CHECKER.is_file():
        pytest.skip("no type checker: `make lint-js` installs it where there is Node")
    packed = dict(re.findall(r'id="part-(\w+)">([^<]+)<', text))
    parts = {name: json.loads(gzip.decompress(base64.b64decode(part))) for name, part in packed.items()}
    assert mistakes(parts, tmp_path) == ""
    del parts["map"]["indicators"][0]["levels"]["sigungu"]["dates"]
    parts["claims"]["claims"][0]["verdict"] = 1
    found = mistakes(parts, tmp_path)
    assert "'dates' is missing" in found and "Type 'number' is not assignable to type 'string'" in found


def mistakes(parts: object, folder: Path) -> str:
    """What the type checker says of data taken as `Parts`."""
    kind = (PAGE / "script" / "types.js").as_posix()
    (folder / "parts.ts").write_text(
        f'import type {{ Parts }} from "{kind}";\nexport const parts: Parts = {json.dumps(parts, ensure_ascii=False)};\n',
        encoding="utf-8",
    )
    options = {"extends": str(ROOT / "tools" / "atlas" / "tsconfig.json"), "include": ["parts.ts"]}
    (folder / "tsconfig.json").write_text(json.dumps(options), encoding="utf-8")
    checked = subprocess.run([CHECKER, "--project", folder, "--pretty", "false"], capture_output=True, text=True, check=False)
    return checked.stdout + checked.stderr
