"""Imports of a module that is put below another package; everything else keeps its bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.reroot import RerootError, below, rerooted, rooms

ROOMS = ("assets", "expectations", "pipelines")


def moved(text: str) -> str:
    return rerooted(text.encode(), ROOMS, "module.py").decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("from assets.lake.lake import Lake", "from rebalance.assets.lake.lake import Lake"),
        ("from assets import io", "from rebalance.assets import io"),
        ("import assets", "from rebalance import assets"),
        ("import assets.lake as io", "import rebalance.assets.lake as io"),
        ("import assets.lake", "import rebalance.assets.lake; from rebalance import assets"),
        ("from pipelines.x import (\n    a,\n    b,\n)", "from rebalance.pipelines.x import (\n    a,\n    b,\n)"),
        (
            "def f():\n    from expectations.e import E; return E",
            "def f():\n    from rebalance.expectations.e import E; return E",
        ),
        ("x = '가'; import assets; y = '나'", "x = '가'; from rebalance import assets; y = '나'"),
    ],
)
def test_imports_of_rooms_lead_into_the_package(before: str, after: str) -> None:
    assert moved(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "from rebalance.sheets import convert",
        "from . import assets",
        "from .assets import io",
        "import assetstore",
        "from assets_of_others import x",
        '"""from assets.lake import lake"""',
        "# from assets.lake import lake",
        "assets = 1\nassets.io = 2",
        "x = 'assets'",
        "x = 'assets.nothing_there'",
        "x = f'{__package__}.event_log'",
    ],
)
def test_everything_else_is_left_alone(text: str) -> None:
    assert moved(text) == text


def test_the_result_is_read_again_without_a_change() -> None:
    assert moved(moved("import assets\nfrom assets.lake import lake")) == moved("import assets\nfrom assets.lake import lake")


def test_a_text_that_names_a_module_is_refused_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[3])
    with pytest.raises(RerootError, match=r"module.py:2: 'pipelines.dagster.run' is the name of a module"):
        moved("\nx = 'pipelines.dagster.run'")
    with pytest.raises(RerootError, match="one module a statement"):
        moved("import os, assets")


def test_names_of_packages() -> None:
    assert rooms(["rebalance", "assets", "assets.lake", "pipelines"]) == ("assets", "pipelines")
    assert [below(name, ROOMS) for name in ("assets.lake", "rebalance", "*", "")] == [
        "rebalance.assets.lake",
        "rebalance",
        "*",
        "",
    ]


def test_a_module_that_is_looked_up_by_name_is_found_inside_the_package() -> None:
    source = b'import importlib\n\nmain = importlib.import_module("assets.lake").main  # a door\n'
    expected = b'import importlib\n\nmain = importlib.import_module("rebalance.assets.lake").main  # a door\n'
    assert rerooted(source, ("assets",), "door.py") == expected
