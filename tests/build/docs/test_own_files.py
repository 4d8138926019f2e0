"""The page on own files: its folder is made, read and built as printed, and each message is what the change it names gives."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.docs.test_own_files import BLOCKS, BUILD, CATALOGUE, INIT, lay_out_mine
from tests.workshop import stay_in_process
from tools.pages.blocks import Block, commands, python, rebalance, same, standing_in

pytestmark = pytest.mark.builds

(SCRIPT,) = (block.text for block in BLOCKS if block.language == "python")
(COMMANDS,) = (commands(block.text) for block in BLOCKS if "--sources example" in block.text)
MESSAGES = [block for block in BLOCKS if block.language == "text" and block.head.startswith("error")]
# As the page says: these shapes are computed, so the first two files say so.
SCHEMATIC = CATALOGUE.replace("vintage = 2024-02-01", "schematic = true\nvintage = 2024-02-01", 2)


def copied_period(folder: Path) -> None:
    """The figures of 2024 again, as those of 2025."""
    text = (folder / "tables/DT_1B04005N_2024.json").read_text(encoding="utf-8")
    (folder / "tables/DT_1B04005N_2025.json").write_text(text.replace('"PRD_DE": "2024"', '"PRD_DE": "2025"'), encoding="utf-8")


# What is changed in the catalogue, or in the folder, before each message; in the order of the page.
CHANGES: list[tuple[str, str] | Callable[[Path], None]] = [
    ("known_faults = { null_geometry = 1 }\n", ""),
    ('level = "sigungu"', 'level = "sigunguu"'),
    ("vintage = 2024-02-01 ", 'vintage = "2024-02-01" '),
    ('extent = "11"', 'extend = "11"'),
    ('options = { extent = "11" }\n', ""),
    ("2024-02-01", "2020-02-01"),
    copied_period,
]


@pytest.fixture
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    stay_in_process(monkeypatch)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder `example` as the script of the page makes it, with the page's catalogue."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "home").mkdir()
    with standing_in(folder, folder / "home"):
        python(SCRIPT, "make_example.py")
    (folder / "example" / "rebalance.toml").write_text(SCHEMATIC, encoding="utf-8")
    return folder


def test_folder_is_made_read_and_built_as_printed(made: Path) -> None:
    with standing_in(made, made / "home"):
        for _, *words in COMMANDS:
            code, found = rebalance(words)
            assert code == 0, found
    assert "-example-" in (made / "home/releases/current").resolve().name


@pytest.mark.usefixtures("_in_this_process")
def test_catalogue_that_was_written_is_built(tmp_path: Path) -> None:
    lay_out_mine(tmp_path)
    with standing_in(tmp_path, tmp_path / "home"):
        code, found = rebalance(INIT[1:])
        assert code == 0, found
        code, found = rebalance([*BUILD[1:], "--select", "boundary", "--select", "population_reported"])
    assert code == 0, found


@pytest.mark.usefixtures("_in_this_process")
@pytest.mark.parametrize(("block", "change"), list(zip(MESSAGES, CHANGES, strict=True)), ids=[str(b) for b in MESSAGES])
def test_message_is_as_printed(
    made: Path, tmp_path: Path, block: Block, change: tuple[str, str] | Callable[[Path], None]
) -> None:
    shutil.copytree(made / "example", tmp_path / "example")
    (tmp_path / "home").mkdir()
    if isinstance(change, tuple):
        assert change[0] in SCHEMATIC
        text = SCHEMATIC.replace(*change) if change[0] == "2024-02-01" else SCHEMATIC.replace(*change, 1)
        (tmp_path / "example" / "rebalance.toml").write_text(text, encoding="utf-8")
    else:
        change(tmp_path / "example")
    with standing_in(tmp_path, tmp_path / "home"):
        code, found = rebalance(["build", "--sources", "example", "--select", "boundary", "--select", "kosis_population"])
    assert code == (4 if "nothing was published" in block.text else 3), found
    assert same(block.text, found), found
