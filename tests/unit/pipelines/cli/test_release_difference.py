"""`rebalance diff`: two releases by folder, version or `current`, printed for people, as JSON or Markdown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import Answer, rebalance
from tests.releases import NUMBER, release, table

UNIT = table(NUMBER)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with two releases that differ in one value, the newer one current."""
    releases = tmp_path / "releases"
    releases.mkdir()
    for name, people in (("2023-12-31-a", 1_500), ("2024-12-31-b", 1_200)):
        release(releases / name, (UNIT, [{"region_id": "gunwi-gun", "people": people}]))
    (releases / "current").symlink_to("2024-12-31-b")
    return tmp_path


def diff(home: Path, *arguments: object) -> Answer:
    return rebalance("diff", *arguments, "--home", home)


def test_difference_is_printed_with_key_before_and_after(home: Path) -> None:
    answer = diff(home, "2023-12-31-a", "current")
    assert answer.code == 0 and answer.err == ""
    assert "2023-12-31-a → 2024-12-31-b" in answer.out
    assert "people  1 row; most -300 at gunwi-gun: 1,500 → 1,200" in answer.out


def test_release_is_found_by_its_folder_too(home: Path) -> None:
    answer = diff(home, home / "releases" / "2023-12-31-a", home / "releases" / "2024-12-31-b")
    assert answer.code == 0 and "1,500 → 1,200" in answer.out


def test_exit_code_tells_a_difference_only_when_asked(home: Path) -> None:
    assert diff(home, "2023-12-31-a", "current").code == 0
    assert diff(home, "2023-12-31-a", "current", "--exit-code").code == 6
    assert diff(home, "current", "2024-12-31-b", "--exit-code").code == 0


def test_json_has_the_whole_difference(home: Path) -> None:
    found = json.loads(diff(home, "2023-12-31-a", "current", "--format", "json").out)
    assert found["differs"] and found["tables"][0]["first_changes"] == [
        {"key": ["gunwi-gun"], "column": "people", "before": 1500, "after": 1200}
    ]


def test_markdown_is_a_page_with_a_table(home: Path) -> None:
    lines = diff(home, "2023-12-31-a", "current", "--format", "md").out.splitlines()
    assert lines[0] == "# 2023-12-31-a → 2024-12-31-b" and "| gunwi-gun | people | 1,500 → 1,200 |" in lines


def test_unknown_release_is_refused_with_those_that_are_there(home: Path) -> None:
    answer = diff(home, "2022-12-31-x", "current")
    assert answer.code == 2 and answer.out == ""
    assert "no release 2022-12-31-x" in answer.message and "2023-12-31-a, 2024-12-31-b, and current" in answer.message


def test_current_without_a_release_says_to_build_one(tmp_path: Path) -> None:
    answer = diff(tmp_path, "current", "current")
    assert answer.code == 5 and "rebalance build" in answer.message


def test_unknown_table_and_format_are_refused(home: Path) -> None:
    assert "is it mart.unit?" in diff(home, "current", "current", "--table", "unita").message
    assert "one of table, md, json" in diff(home, "current", "current", "--format", "xml").message
