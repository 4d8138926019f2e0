"""The README and the pages can be done as printed: every block is run and its output compared, or is excused with a reason."""

from __future__ import annotations

import csv
import io
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

import docs.commands
from assets.lake.session import load_spatial
from docs.pages import ROOT, Block, blocks, commands, pages, plain, python, rebalance, same, standing_in
from expectations.registry import all_contracts
from tests.conftest import DATA, Built

BLOCKS = [block for path in pages() for block in blocks(path)]
README, KOREAN = ROOT / "README.md", ROOT / "README.ko.md"
# Programs that a test does not start, and why. Paths in such a line are looked at all the same.
NOT_STARTED = {
    "make": "installs, or serves until it is stopped; what `make run` prints is the shared build's, other targets are looked up",
    "qgis": "opens a window; the project in the file is tested in QGIS where that is installed",
    "xdg-open": "opens a browser; the page is tested in one",
    "duckdb": "DuckDB's own command line is not among the test tools",
}
NOT_RUN = {"r": "R is not among the test tools; the paths in it are looked at"}
# Blocks that other tests run, by page and first line; a page alone stands for all of its blocks.
ELSEWHERE = {
    ("docs/commands.md", ""): "tests/docs/test_commands.py::test_page_is_not_stale",
    ("docs/own-files.md", "[publisher.address]"): "tests/docs/test_own_files.py::test_folder_is_made_read_and_built_as_printed",
    ("docs/own-files.md", "import shutil"): "tests/docs/test_own_files.py::test_folder_is_made_read_and_built_as_printed",
    ("docs/own-files.md", "rebalance sources --sources example"): "tests/docs/test_own_files.py::"
    "test_folder_is_made_read_and_built_as_printed",
    ("docs/own-files.md", "rebalance init mine"): "tests/docs/test_own_files.py::test_catalogue_that_was_written_is_built",
    ("docs/own-files.md", "written mine"): "tests/docs/test_own_files.py::test_files_of_a_folder_are_recognised_as_printed",
    ("docs/own-files.md", "error"): "tests/docs/test_own_files.py::test_message_is_as_printed",
    ("docs/scenario-files.md", "name: hub-in-naju"): "tests/docs/test_scenario_files.py::test_example_is_a_scenario",
    ("docs/scenario-files.md", "error mine.yaml"): "tests/docs/test_scenario_files.py::test_message_is_as_printed",
    ("docs/new-table.md", ""): "tests/docs/test_new_table.py::test_example_reads_the_spreadsheet_that_it_is_about",
    ("docs/files-for-r-and-excel.md", "rebalance diff"): "tests/docs/test_difference.py::test_difference_is_as_printed",
    ("docs/files-for-r-and-excel.md", "core.population"): "tests/docs/test_difference.py::test_difference_is_as_printed",
    ("README.md", "build/releases/"): "tests/docs/test_pages.py::test_release_is_as_drawn",
    ("README.ko.md", "build/releases/"): "tests/docs/test_pages.py::test_release_is_as_drawn",
    ("docs/release.md", "build/releases/"): "tests/docs/test_pages.py::test_release_is_as_drawn",
}


@pytest.fixture
def built(embedded: Built) -> Built:
    """The build whose figures the pages print."""
    return embedded


def elsewhere(block: Block) -> str | None:
    """The test that runs this block, when it is not run here."""
    for (page, head), test in ELSEWHERE.items():
        if block.page == page and block.head.startswith(head):
            return test
    return None


HERE = [block for block in BLOCKS if block.language in ("sh", "python", "sql") and not elsewhere(block)]


def residents_2022(folder: Path) -> None:
    """`residents-2022.csv`: code, name and residents of December 2022 from the ministry's wide table."""
    (path,) = (DATA / "tables/mois_age").glob("*.csv")
    head, *rows = csv.reader(io.StringIO(path.read_bytes().decode("cp949")))
    people = head.index("2022년_거주자_총인구수")
    with (folder / "residents-2022.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("code", "name", "people"))
        for row in rows:
            name, code = re.fullmatch(r"(.*?)\s*\((\d{10})\)", row[0]).groups()  # type: ignore[union-attr]
            if code.endswith("00000") and row[people] not in ("", "0"):
                out.writerow((code, " ".join(name.split()), row[people].replace(",", "")))


def municipalities_2018(folder: Path) -> None:
    """The re-published boundaries that the page asks the day of."""
    shutil.copy(DATA / "boundaries/kostat_2018/skorea-municipalities-2018-topo.json", folder)


# Files of publishers' that a command is about; its test skips where they do not lie beside the repository.
FILES: dict[str, Callable[[Path], None]] = {
    "residents-2022.csv": residents_2022,
    "skorea-municipalities-2018-topo.json": municipalities_2018,
}


@pytest.mark.parametrize("block", HERE, ids=str)
def test_block_does_what_the_page_says(block: Block, built: Built, tmp_path: Path) -> None:
    for name, write in FILES.items():
        if name in block.text:
            if not DATA.is_dir():
                pytest.skip(f"no publisher files at {DATA}")
            write(tmp_path)
    with standing_in(tmp_path, built.home.root):
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


def targets() -> set[str]:
    """The targets of the Makefile that people call."""
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("block", [block for block in BLOCKS if block not in HERE], ids=str)
def test_block_that_is_not_run_here_is_run_elsewhere_or_excused(block: Block) -> None:
    test = elsewhere(block)
    assert test or block.language in NOT_RUN, f"{block} ({block.language or 'no language'}): no test runs {block.head!r}"
    if test:
        path, name = test.split("::")
        assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8")


def test_every_entry_of_the_list_is_of_a_block() -> None:
    unused = [key for key in ELSEWHERE if not any(b.page == key[0] and b.head.startswith(key[1]) for b in BLOCKS)]
    assert not unused


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.language in NOT_RUN], ids=str)
def test_files_that_a_block_names_are_there(block: Block, built: Built, tmp_path: Path) -> None:
    named = re.findall(r'"(build/[^"]+)"', block.text)
    with standing_in(tmp_path, built.home.root):
        assert named and all(Path(name).exists() for name in named)


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_commands_within_sentences_are_known(path: Path) -> None:
    program = docs.commands.program()
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for code in re.findall(r"`((?:rebalance|make) [^`]+)`", text):
        first, name, *rest = shlex.split(code.replace("\\|", " "), comments=True)
        if first == "make":
            assert name in targets(), code
        elif not name.startswith("-"):
            assert name in program, code
            options = {option for parameter in program[name].params for option in parameter.opts}
            assert {word for word in rest if word.startswith("--")} <= options, code


@pytest.mark.parametrize("page", ["README.md", "README.ko.md", "docs/release.md"])
def test_release_is_as_drawn(page: str, built: Built) -> None:
    (tree,) = (block.text for block in BLOCKS if block.page == page and block.head == "build/releases/")
    names = re.findall(r"^    [├└]── (\S+)", tree, re.MULTILINE)
    names += re.findall(r" and (\S+):", tree)
    assert len(names) >= 11 and not [name for name in names if not (built.release / name).exists()]
    assert set(re.findall(r"[├└]── (?:current -> )?(\d{4}\S+?)/?\n", tree)) != set()


def test_every_table_of_results_is_on_the_page_of_the_release() -> None:
    page = (ROOT / "docs/release.md").read_text(encoding="utf-8")
    marts = {f"mart.{contract.name}" for contract in all_contracts().values() if contract.schema == "mart"}
    assert set(re.findall(r"`(mart\.\w+)`", page)) == marts


def test_readme_is_short() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) < 200
    assert len(KOREAN.read_text(encoding="utf-8").splitlines()) < 200


def test_korean_readme_has_the_same_commands_outputs_and_links() -> None:
    ours, theirs = ([(b.language, b.text, b.output and b.output.text) for b in blocks(path)] for path in (README, KOREAN))
    assert ours == theirs
    linked = [set(re.findall(r"\]\(([^)]+)\)", path.read_text(encoding="utf-8"))) for path in (README, KOREAN)]
    assert linked[0] - {"README.ko.md"} == linked[1] - {"README.md"}


@pytest.mark.parametrize(("path", "heading"), [(README, "## Three numbers"), (KOREAN, "## 세 숫자")], ids=["en", "ko"])
def test_three_numbers_are_those_that_the_build_prints(path: Path, heading: str) -> None:
    told = path.read_text(encoding="utf-8").split(heading)[1].split("\n## ")[0]
    (printed,) = (b.output.text for b in blocks(path) if b.output and b.text.startswith("make run"))
    numbers = set(re.findall(r"\d[\d,.]*\d", told))
    assert len(numbers) >= 7
    dates = {"31", "12"}
    assert {number for number in numbers - dates if number not in printed} == set()
