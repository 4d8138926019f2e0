"""The version of code changes with all that it uses and with nothing else: no word for people, no neighbour, no place on disk."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assets.lake import code_tree as tree_module
from assets.lake import code_version as module
from assets.lake.code_version import code_version

Version = Callable[..., str]
# `house` counts by modules, `words` by names.
FILES = {
    "house/__init__.py": "",
    "house/table.py": (
        '"""A table."""\n'
        "from house.rooms import wall\n"
        "import house.door\n"
        "from words.said import LIMIT, TABLE, TITLE, judged\n"
        "from words import fault\n\n\n"
        "def made(height: int) -> int:\n"
        '    """Its rows."""\n'
        "    from house.late import light\n"
        "    import scipy.stats\n\n"
        "    return (height + LIMIT + 1, judged(height), TITLE.name, TABLE.column_names)  # as in the book\n"
    ),
    "house/door.py": "COLOUR = 'red'\n",
    "house/late.py": "from house.rooms.cellar import *\n",
    "house/unrelated.py": "NOISE = 1\n",
    "house/rooms/__init__.py": "",
    "house/rooms/wall.py": "import json\nfrom importlib import resources\nresources.files('mapclassify')\n",
    "house/rooms/cellar.py": "DEPTH = 2\n",
    "house/rooms/attic.py": "HEIGHT = 3\n",
    "words/__init__.py": "",
    "words/fault.py": "def told():\n    return 'sorry'\n",
    "words/said.py": (
        "from dataclasses import dataclass\n"
        "from expectations.contract import Column, Expect, Rule, TableContract\n"
        "from words.rules import measured\n\n\n"
        "@dataclass(frozen=True)\n"
        "class Title:\n"
        "    name: str\n"
        "    ko: str\n\n\n"
        "LIMIT = 2 + 3\n"
        "OTHER = 7\n"
        "STEP = 10\n"
        "TITLE = Title('t', '제목')\n"
        "TABLE = TableContract(\n"
        "    name='t', schema='mart', ko='표', en='T', description='', grain='a row',\n"
        "    columns=(Column('a', 'BIGINT', '가', 'A', minimum=0), Column('b', 'DOUBLE', '나', 'B', unit='km'),),\n"
        "    key=('a',), source='',\n"
        "    rules=(Rule('r', measured, ('a',), (Expect('expect_column_to_exist', {'column': 'a'}),)),),\n"
        ")\n\n\n"
        "def judged(number):\n"
        '    """True or false."""\n'
        "    return helped(number) > STEP\n\n\n"
        "def helped(number):\n"
        "    return number\n\n\n"
        "def unused():\n"
        "    return OTHER\n"
    ),
    "words/rules.py": "def measured(t):\n    return t\n",
}


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Version]:
    """Two packages of our own; call it with a file and its new text to get the version of `house.table`."""
    write(tmp_path, FILES)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # edits of one second and size would look alike
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(module, "FIRST_PARTY", ("house", "words"))
    monkeypatch.setattr(module, "BY_NAME", ("words",))
    monkeypatch.setattr(module, "SILENT", frozenset({"words.fault"}))

    def version(name: str = "house/table.py", text: str | None = None) -> str:
        if text is not None:
            (tmp_path / name).write_text(text, encoding="utf-8")
        forget()
        return code_version("house.table")

    yield version
    forget()


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def forget() -> None:
    """Everything that a process remembers of code."""
    for cached in (*vars(module).values(), *vars(tree_module).values()):
        if hasattr(cached, "cache_clear"):
            cached.cache_clear()
    for name in [name for name in sys.modules if name.split(".")[0] in ("house", "words", "outer")]:
        del sys.modules[name]


def edited(name: str, before: str, after: str) -> tuple[str, str]:
    assert before in FILES[name]
    return name, FILES[name].replace(before, after)


@pytest.mark.parametrize("name", ["table.py", "door.py", "late.py", "rooms/wall.py", "rooms/cellar.py"])
def test_a_change_in_what_is_imported_at_any_depth_changes_the_version(house: Version, name: str) -> None:
    before = house()
    assert house(f"house/{name}", FILES[f"house/{name}"] + "CHANGED = True\n") != before


@pytest.mark.parametrize("name", ["house/unrelated.py", "house/rooms/attic.py", "words/rules.py", "words/fault.py"])
def test_a_change_in_what_is_not_used_changes_nothing(house: Version, name: str) -> None:
    before = house()
    assert house(name, FILES[name] + "CHANGED = True\n") == before


@pytest.mark.parametrize(
    "edit",
    [
        edited("house/table.py", "# as in the book", "# Lee 2016, p. 12"),
        edited("house/table.py", '"""A table."""', '"""Rows of a table.\n\nIn order.\n"""'),
        edited("house/table.py", '"""Its rows."""', '"""What it is made of."""'),
        edited("house/table.py", "def made(height: int) -> int:", "\n\ndef made(\n    height: float,\n) -> float:"),
        edited("house/door.py", "'red'", '"red"'),
        edited("words/said.py", '"""True or false."""', '"""Whether it is more."""  # than the step'),
        edited("words/said.py", "LIMIT = 2 + 3", "LIMIT = 5"),
    ],
    ids=["comment", "docstring of a module", "docstring", "annotations and lines", "quotes", "of a name", "equal value"],
)
def test_words_and_spelling_change_nothing(house: Version, edit: tuple[str, str]) -> None:
    before = house()
    assert house(*edit) == before


@pytest.mark.parametrize(
    "edit",
    [
        edited("house/table.py", "+ 1", "+ 2"),
        edited("words/said.py", "LIMIT = 2 + 3", "LIMIT = 6"),
        edited("words/said.py", "STEP = 10", "STEP = 11"),
        edited("words/said.py", "> STEP", ">= STEP"),
        edited("words/said.py", "    return number\n", "    return number + 1\n"),
        edited("words/said.py", "Title('t'", "Title('u'"),
    ],
    ids=["code", "constant", "constant of a function", "function", "function of a function", "dataclass"],
)
def test_what_is_used_changes_the_version(house: Version, edit: tuple[str, str]) -> None:
    before = house()
    assert house(*edit) != before


@pytest.mark.parametrize(
    "edit",
    [
        edited("words/said.py", "OTHER = 7", "OTHER = 8"),
        edited("words/said.py", "return OTHER", "return -OTHER"),
        edited("words/said.py", "'제목'", "'표제'"),
        edited("words/said.py", "ko='표', en='T', description=''", "ko='목록', en='A list', description='Rows.'"),
        edited("words/said.py", "'가', 'A', minimum=0", "'하나', 'One', minimum=1, maximum=9, caveat='of all'"),
        edited("words/said.py", "unit='km'", "unit='m', nullable=True"),
        edited("words/rules.py", "return t", "return t + 1"),
        edited("words/said.py", "'expect_column_to_exist'", "'expect_column_values_to_be_unique'"),
    ],
    ids=["neighbour", "function beside", "label", "words of a contract", "range", "unit", "code of a rule", "expectation"],
)
def test_neighbours_labels_and_checks_change_nothing(house: Version, edit: tuple[str, str]) -> None:
    before = house()
    assert house(*edit) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Column('b'", "Column('c'"),
        ("'b', 'DOUBLE'", "'b', 'BIGINT'"),
        ("key=('a',)", "key=('a', 'b')"),
        ("unit='km'", "volatile=True"),
        ("unit='km'),", "unit='km'), Column('c', 'BIGINT', '다', 'C'),"),
        ("'b', 'DOUBLE', '나', 'B', unit='km'", "'b', 'GEOMETRY', '나', 'B'"),
    ],
    ids=["name", "type", "key", "volatile", "added", "geometry type"],
)
def test_shape_of_a_contract_changes_the_version(house: Version, old: str, new: str) -> None:
    before = house()
    assert house(*edited("words/said.py", old, new)) != before


def test_same_code_has_the_same_version(house: Version) -> None:
    assert house() == house()


def test_module_that_begins_to_be_imported_counts_from_then_on(house: Version) -> None:
    with_attic = house("house/table.py", FILES["house/table.py"] + "import house.rooms.attic\n")
    assert house("house/rooms/attic.py", "HEIGHT = 4\n") != with_attic


def test_parent_package_of_an_imported_module_counts(house: Version) -> None:
    """Importing `house.rooms.wall` runs `house/rooms/__init__.py` too."""
    before = house()
    assert house("house/rooms/__init__.py", "HEATING = True\n") != before


def test_import_for_the_type_checker_alone_does_not_count(house: Version) -> None:
    text = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import esda\n    import house.rooms.attic\n"
    with_types = house("house/door.py", text)
    assert "esda" not in module.libraries("house.table")
    assert house("house/rooms/attic.py", "HEIGHT = 4\n") == with_types


def test_relative_import_is_the_same_as_the_full_one(house: Version) -> None:
    full = house("house/late.py", "from house.rooms.cellar import DEPTH\n")
    assert house("house/late.py", "from .rooms.cellar import DEPTH\n") == full


def test_version_does_not_depend_on_where_the_packages_lie(
    house: Version, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = house()
    moved = {
        f"outer/{name}": text.replace("from house", "from outer.house").replace("import house", "import outer.house")
        .replace("from words", "from outer.words")
        for name, text in FILES.items()
    }  # fmt: skip
    write(tmp_path / "elsewhere", moved | {"outer/__init__.py": ""})
    monkeypatch.syspath_prepend(tmp_path / "elsewhere")
    monkeypatch.setattr(module, "ROOT", "outer.")
    forget()
    assert code_version("outer.house.table") == before


# --- libraries


def test_library_counts_wherever_it_is_imported(house: Version) -> None:
    house()
    assert {"scipy", "mapclassify", *module.LIBRARIES} == module.libraries("house.table")


@pytest.mark.parametrize("library", ["shapely", "scipy", "mapclassify"])
def test_new_version_of_a_library_changes_the_version(house: Version, monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    before = house()
    monkeypatch.setattr("importlib.metadata.version", lambda name: "99" if name == library else "1")
    changed = house()
    monkeypatch.setattr("importlib.metadata.version", lambda name: "98" if name == library else "1")
    assert len({before, changed, house()}) == 3


def test_library_that_nothing_imports_changes_nothing(house: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda _: "1")
    before = house()
    monkeypatch.setattr("importlib.metadata.version", lambda name: "99" if name == "esda" else "1")
    assert house() == before


def test_half_a_letter_in_a_constant_has_a_digest_of_its_own() -> None:
    assert len({tree_module.digest([letter]) for letter in ("\ud800", "\udfff", "?")}) == 3
