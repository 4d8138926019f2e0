"""The version of code changes with every module that it imports, and with no other."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assets.lake import code_version as module
from assets.lake.code_version import code_version

FILES = {
    "__init__.py": "",
    "table.py": "from house.rooms import wall\nimport house.door\n\ndef made():\n    from house.late import light\n",
    "door.py": "COLOUR = 'red'\n",
    "late.py": "from house.rooms.cellar import *\n",
    "unrelated.py": "NOISE = 1\n",
    "rooms/__init__.py": "",
    "rooms/wall.py": "import json\n",
    "rooms/cellar.py": "DEPTH = 2\n",
    "rooms/attic.py": "HEIGHT = 3\n",
}


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], str]]:
    """A package of our own; call it with a file and its new text to get the version of `house.table`."""
    for name, text in FILES.items():
        (tmp_path / "house" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "house" / name).write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(module, "FIRST_PARTY", ("house",))

    def forget() -> None:
        for cached in vars(module).values():
            if hasattr(cached, "cache_clear"):
                cached.cache_clear()
        for name in [name for name in sys.modules if name.split(".")[0] == "house"]:
            del sys.modules[name]

    def version(name: str = "table.py", text: str | None = None) -> str:
        if text is not None:
            (tmp_path / "house" / name).write_text(text, encoding="utf-8")
        forget()
        return code_version("house.table")

    yield version
    forget()


@pytest.mark.parametrize(
    "name", ["table.py", "door.py", "late.py", "rooms/wall.py", "rooms/cellar.py"],
)  # fmt: skip
def test_a_change_in_what_is_imported_at_any_depth_changes_the_version(house: Callable[..., str], name: str) -> None:
    before = house()
    assert house(name, FILES[name] + "CHANGED = True\n") != before


@pytest.mark.parametrize("name", ["unrelated.py", "rooms/attic.py"])
def test_a_change_in_what_is_not_imported_changes_nothing(house: Callable[..., str], name: str) -> None:
    before = house()
    assert house(name, FILES[name] + "CHANGED = True\n") == before


def test_same_code_has_the_same_version(house: Callable[..., str]) -> None:
    assert house() == house()


def test_module_that_begins_to_be_imported_counts_from_then_on(house: Callable[..., str]) -> None:
    with_attic = house("table.py", FILES["table.py"] + "import house.rooms.attic\n")
    assert house("rooms/attic.py", "HEIGHT = 4\n") != with_attic


def test_parent_package_of_an_imported_module_counts(house: Callable[..., str]) -> None:
    """Importing `house.rooms.wall` runs `house/rooms/__init__.py` too."""
    before = house()
    assert house("rooms/__init__.py", "HEATING = True\n") != before


def test_new_version_of_a_library_changes_the_version(house: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    before = house()
    monkeypatch.setattr("importlib.metadata.version", lambda library: "99" if library == "shapely" else "1")
    assert house() != before


def test_version_of_an_asset_covers_its_contract_and_its_rules() -> None:
    closure = module._closure("assets.geography.boundary")
    assert {"expectations.contracts.boundaries", "expectations.rules.coverage", "assets.geography.coverage"} <= closure
    assert not {name for name in closure if name.startswith(("assets.indicators", "assets.release", "pipelines"))}
