"""The README and the pages can be done as printed: every block is run and its output compared, or is excused with a reason."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from expectations.engine.spatial import load_spatial
from tests.conftest import Built
from tests.unit.docs.test_pages import BLOCKS, HERE, NOT_RUN, files_of, targets
from tools.pages.blocks import Block, commands, plain, python, rebalance, same, standing_in

# Programs that a test does not start, and why. Paths in such a line are looked at all the same.
NOT_STARTED = {
    "make": "installs, or serves until it is stopped; what `make run` prints is the shared build's, other targets are looked up",
    "qgis": "opens a window; the project in the file is tested in QGIS where that is installed",
    "xdg-open": "opens a browser; the page is tested in one",
    "duckdb": "DuckDB's own command line is not among the test tools",
}


@pytest.fixture
def built(embedded: Built) -> Built:
    """The build whose figures the pages print."""
    return embedded


@pytest.mark.parametrize("block", [block for block in HERE if not files_of(block)], ids=str)
def test_block_does_what_the_page_says(block: Block, built: Built, tmp_path: Path) -> None:
    assert_does_what_the_page_says(block, built, tmp_path)


def assert_does_what_the_page_says(block: Block, built: Built, folder: Path) -> None:
    """Run it in that folder, beside the release, and compare what it prints."""
    with standing_in(folder, built.home.root):
        found = did(block, built)
    if block.output is not None:
        told = f"{block.output}: `make outputs` writes it anew\n{plain(found, built.home.root)}"
        assert same(block.output.text, found, built.home.root), told


def did(block: Block, built: Built) -> str:
    """What the block printed, run in the present folder; every command of it must succeed."""
    if block.language == "python":
        return python(block.text, str(block))
    if block.language == "sql":
        return str(asked(block.text))
    printed = ""
    for words in commands(block.text):
        if words[0] == "rebalance":
            code, text = rebalance(words[1:])
            assert code == 0, (words, text)
            assert "\n0 rows from " not in text, words
            printed += text
        else:
            assert words[0] in NOT_STARTED, f"{block}: nothing runs `{words[0]}`"
            assert_there(words)
            printed += built.answer.out if words == ["make", "run"] else ""
    return printed


def asked(sql: str) -> list[tuple[object, ...]]:
    """Rows that a statement on the release gives; one that attaches the release itself begins with an empty database."""
    attaches = sql.startswith("ATTACH")
    with duckdb.connect() if attaches else duckdb.connect("build/releases/current/warehouse.duckdb", read_only=True) as db:
        load_spatial(db)
        rows = db.execute(sql).fetchall()
    assert rows
    return rows


def assert_there(words: list[str]) -> None:
    """Targets of make and files of the release that a line names are there."""
    if words[0] == "make":
        assert set(words[1:]) <= targets()
    assert all(Path(word).exists() for word in words if word.startswith("build/"))


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.language in NOT_RUN], ids=str)
def test_files_that_a_block_names_are_there(block: Block, built: Built, tmp_path: Path) -> None:
    named = re.findall(r'"(build/[^"]+)"', block.text)
    with standing_in(tmp_path, built.home.root):
        assert named and all(Path(name).exists() for name in named)


@pytest.mark.parametrize("page", ["README.md", "README.ko.md", "docs/release.md"])
def test_release_is_as_drawn(page: str, built: Built) -> None:
    (tree,) = (block.text for block in BLOCKS if block.page == page and block.head == "build/releases/")
    names = re.findall(r"^    [├└]── (\S+)", tree, re.MULTILINE)
    names += re.findall(r" and (\S+):", tree)
    assert len(names) >= 11 and not [name for name in names if not (built.release / name).exists()]
    assert set(re.findall(r"[├└]── (?:current -> )?(\d{4}\S+?)/?\n", tree)) != set()
