"""The README and the pages can be done as printed: every block is run and its output compared, or is excused with a reason."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import tools.pages.commands
from expectations.contracts.registry import all_contracts
from tools.pages.blocks import ROOT, Block, blocks, pages

BLOCKS = [block for path in pages() for block in blocks(path)]
README, KOREAN = ROOT / "README.md", ROOT / "README.ko.md"
NOT_RUN = {"r": "R is not among the test tools; the paths in it are looked at"}
# Blocks that other tests run, by page and first line; a page alone stands for all of its blocks.
ELSEWHERE = {
    ("docs/commands.md", ""): "tests/unit/docs/test_commands.py::test_page_is_not_stale",
    (
        "docs/own-files.md",
        "[publisher.address]",
    ): "tests/build/docs/test_own_files.py::test_folder_is_made_read_and_built_as_printed",
    ("docs/own-files.md", "import shutil"): "tests/build/docs/test_own_files.py::test_folder_is_made_read_and_built_as_printed",
    ("docs/own-files.md", "rebalance sources --sources example"): "tests/build/docs/test_own_files.py::"
    "test_folder_is_made_read_and_built_as_printed",
    ("docs/own-files.md", "rebalance init mine"): "tests/build/docs/test_own_files.py::test_catalogue_that_was_written_is_built",
    ("docs/own-files.md", "written mine"): "tests/unit/docs/test_own_files.py::test_files_of_a_folder_are_recognised_as_printed",
    ("docs/own-files.md", "error"): "tests/build/docs/test_own_files.py::test_message_is_as_printed",
    ("docs/scenario-files.md", "name: hub-in-naju"): "tests/build/docs/test_scenario_files.py::test_example_is_a_scenario",
    ("docs/scenario-files.md", "error mine.yaml"): "tests/build/docs/test_scenario_files.py::test_message_is_as_printed",
    ("docs/python.md", "load_from:"): "tests/build/rebalance/test_wheel.py::test_dagster_loads_it_as_a_code_location_of_its_own",
    ("docs/new-table.md", ""): "tests/unit/docs/test_new_table.py::test_example_reads_the_spreadsheet_that_it_is_about",
    ("docs/files-for-r-and-excel.md", "rebalance diff"): "tests/unit/docs/test_difference.py::test_difference_is_as_printed",
    ("docs/files-for-r-and-excel.md", "core.population"): "tests/unit/docs/test_difference.py::test_difference_is_as_printed",
    ("README.md", "build/releases/"): "tests/build/docs/test_pages.py::test_release_is_as_drawn",
    ("README.ko.md", "build/releases/"): "tests/build/docs/test_pages.py::test_release_is_as_drawn",
    ("docs/release.md", "build/releases/"): "tests/build/docs/test_pages.py::test_release_is_as_drawn",
}


def elsewhere(block: Block) -> str | None:
    """The test that runs this block, when it is not run here."""
    for (page, head), test in ELSEWHERE.items():
        if block.page == page and block.head.startswith(head):
            return test
    return None


HERE = [block for block in BLOCKS if block.language in ("sh", "python", "sql") and not elsewhere(block)]


# Publishers' files that a command is about: such a block is run in `tests/real`.
PUBLISHERS_FILES = ("residents-2022.csv", "skorea-municipalities-2018-topo.json")


def files_of(block: Block) -> list[str]:
    """The publishers' files that a block is about."""
    return [name for name in PUBLISHERS_FILES if name in block.text]


def targets() -> set[str]:
    """The targets of the Makefile that people call."""
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


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


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_commands_within_sentences_are_known(path: Path) -> None:
    program = tools.pages.commands.program()
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for code in re.findall(r"`((?:rebalance|make) [^`]+)`", text):
        first, name, *rest = shlex.split(code.replace("\\|", " "), comments=True)
        if first == "make":
            assert name in targets(), code
        elif not name.startswith("-"):
            assert name in program, code
            options = {option for parameter in program[name].params for option in parameter.opts}
            assert {word for word in rest if word.startswith("--")} <= options, code


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
