"""The house as it is drawn: the page is fresh, rooms form no ring, import what their README allows, and files stay short."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.places import ROOT
from tools import architecture
from tools.architecture import CircleError, Room, floors, house, page, picture, shown_arrows, table

HOUSE = house()
# Two screens and a half of contracts; a longer file is two subjects, or tells one at too great length.
LONGEST = 300


def test_page_and_picture_are_as_the_imports_are() -> None:
    text = architecture.PAGE.read_text(encoding="utf-8")
    assert page(text, HOUSE) == text, "run make architecture"
    assert architecture.PICTURE.read_text(encoding="utf-8") == picture(HOUSE), "run make architecture"


@pytest.mark.parametrize("name", HOUSE)
def test_a_room_says_in_two_lines_what_belongs_there_and_imports_only_what_it_says(name: str) -> None:
    room = HOUSE[name]
    assert len(room.readme) == 2 and room.readme[1].startswith("Not here: ")
    assert room.may_import <= set(HOUSE) | {"assets"}, "a room that does not exist"
    assert room.imports - {"assets"} <= room.may_import


@pytest.mark.parametrize("name", sorted({path.parent for top in architecture.PACKAGES for path in (ROOT / top).rglob("*.py")}))
def test_every_folder_of_modules_has_its_lines(name: Path) -> None:
    inner = {"embedded", "presets", "page", "atlas", "dictionary", "difference", "files", "geopackage", "style", "warehouse"}
    assert name.name in inner or len((name / "README.md").read_text(encoding="utf-8").splitlines()) == 2


def test_no_file_is_longer_than_two_screens() -> None:
    sources = [path for top in architecture.PACKAGES for path in (ROOT / top).rglob("*.py")]
    lines = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in sources}
    assert {path: count for path, count in lines.items() if count > LONGEST} == {}


def test_files_that_comments_name_are_there() -> None:
    """A module that was moved or merged leaves such words behind."""
    sources = [path for top in (*architecture.PACKAGES, "tools") for path in (ROOT / top).rglob("*.py")]
    known = [f"/{path.relative_to(ROOT).as_posix()}" for path in sources]
    named = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in sources
        for name in re.findall(r"`((?:[a-z_]+/)*[a-z_0-9]+\.py)`", path.read_text(encoding="utf-8"))
    }
    tests = {name for _, name in named if (ROOT / name).is_file()}
    lost = {(path, name) for path, name in named if name not in tests and not any(k.endswith(f"/{name}") for k in known)}
    assert named and lost == set()


def room(name: str, *imports: str) -> tuple[str, Room]:
    return name, Room(name, ("", "Not here: x. May import: ground, first/wing."), 1, 100, frozenset(imports))


def test_a_room_stands_above_all_that_it_imports() -> None:
    rooms = dict([room("top", "ground", "middle"), room("middle", "ground"), room("ground")])
    assert floors(rooms) == {"top": 3, "middle": 2, "ground": 1}
    assert shown_arrows(rooms) == [("top", "middle"), ("middle", "ground")]
    assert [line.split(" | ")[1] for line in table(rooms).splitlines()[2:]] == [
        "[`top/`](../top)", "[`middle/`](../middle)", "[`ground/`](../ground)",
    ]  # fmt: skip


def test_rooms_in_a_ring_are_named() -> None:
    rooms = dict([room("a", "b"), room("b", "c"), room("c", "a")])
    with pytest.raises(CircleError, match="a -> b -> c -> a"):
        floors(rooms)


def test_what_a_room_may_import_is_read_from_its_second_line() -> None:
    assert room("top")[1].may_import == {"ground", "first/wing"}


def test_imports_are_those_of_modules_and_not_of_the_package_above(tmp_path: Path) -> None:
    for path, text in {
        "domain/words.py": "import json\n",
        "assets/__init__.py": "",
        "assets/panel/people.py": "def f() -> None:\n    from domain import words\n",
        "assets/release/file.py": "from assets.panel.people import f\nfrom assets.release import other\n",
        "assets/release/other.py": "",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    found = house(tmp_path)
    assert {name: set(room.imports) for name, room in found.items()} == {
        "assets/panel": {"domain"}, "assets/release": {"assets/panel"}, "domain": set(),
    }  # fmt: skip


def test_a_page_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="has lost the marks"):
        page("no mark", HOUSE)
