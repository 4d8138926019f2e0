"""Scripts of the page as modules: each finds what it imports, none in a circle, and the data are of the shapes that they expect.

How they are written is linted by `make lint-js`; what they do is tested by Node (`tools/atlas/tests`) and in a browser.
"""

from __future__ import annotations

import re
from graphlib import TopologicalSorter

from assets.release.atlas.page import MODULES, PAGE, START

SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in (PAGE / "script").glob("*.js")}
IMPORTED = re.compile(rf'^(?:import .*from |\}} from |import\()"{MODULES}([^"]+)"', re.MULTILINE)


def test_modules_import_by_name_what_is_there_and_nothing_else() -> None:
    assert len(SCRIPTS) > 20
    for name, script in SCRIPTS.items():
        imported = IMPORTED.findall(script)
        assert len(imported) == len(re.findall(r"^import\b", script, re.MULTILINE)), name
        assert set(imported) <= set(SCRIPTS), name


def test_modules_import_in_no_circle_and_each_is_reached_from_the_first() -> None:
    graph = {name: IMPORTED.findall(script) for name, script in SCRIPTS.items()}
    order = list(TopologicalSorter(graph).static_order())
    assert order[-1] == START
    reached, waiting = set[str](), [START]
    while waiting:
        name = waiting.pop()
        waiting += set(graph[name]) - reached
        reached.add(name)
    assert reached == set(SCRIPTS)
