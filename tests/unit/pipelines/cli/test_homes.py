"""Commands that only read: they find the project's build from a folder below, and write nothing where there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assets.release.publish import CURRENT, MANIFEST
from tests.command import rebalance

READING = [
    ("status",),
    ("status", "--sources", "schematic"),
    ("sources", "--sources", "schematic"),
    ("sources", "--sources", "schematic", "--how"),
    ("claims",),
    ("claim", "overtook-2019"),
    ("query", "SELECT 1"),
    ("scenario", "no-change"),
    ("region", "군위"),
    ("diff", "previous", "current"),
    ("releases",),
    ("check", "population"),
]


def release(releases: Path, version: str, made: str, profile: str = "schematic") -> None:
    (releases / version).mkdir(parents=True)
    manifest = {"version": version, "created_at": made, "profile": profile, "tables": [{}, {}]}
    (releases / version / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    """Three releases of two profiles below `project/build`; one with a damaged manifest; `current` is the newest."""
    folder = tmp_path / "project" / "build" / "releases"
    release(folder, "2023-a", "2026-01-01T00:00:00")
    release(folder, "2024-other", "2026-02-01T00:00:00", "embedded")
    release(folder, "2024-b", "2026-03-01T00:00:00")
    (folder / "2022-damaged").mkdir()
    (folder / "2022-damaged" / MANIFEST).write_text("{", encoding="utf-8")
    (folder / CURRENT).symlink_to("2024-b")
    return folder


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_nothing_is_written_where_nothing_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REBALANCE_HOME", raising=False)
    answer = rebalance(*command)
    assert answer.code in (0, 2, 5), answer.err
    assert list(tmp_path.iterdir()) == []


def test_the_build_of_the_project_is_found_from_a_folder_below(releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    below = releases.parents[1] / "notebooks" / "drafts"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    monkeypatch.delenv("REBALANCE_HOME", raising=False)
    assert "2024-b" in rebalance("releases").out
    assert list(below.iterdir()) == []
    answer = rebalance("releases", "--home", "elsewhere")
    assert answer.code == 5 and "nothing is published yet" in answer.message, "what is said is not looked for elsewhere"


def test_releases_are_listed_with_current_and_the_one_of_its_profile_before_it(releases: Path) -> None:
    found = json.loads(rebalance("releases", "--format", "json", "--home", releases.parent).out)
    assert [(one["version"], one["said"]) for one in found] == [
        ("2024-b", "current"), ("2024-other", ""), ("2023-a", "previous"), ("2022-damaged", ""),
    ]  # fmt: skip
    table = rebalance("releases", "--home", releases.parent).out.splitlines()
    assert "current" in table[1] and "schematic" in table[1] and table[-1].split()[-2:] == ["manifest", "damaged"]


def test_an_unknown_format_of_the_list_is_wrong_use(releases: Path) -> None:
    answer = rebalance("releases", "--format", "xml", "--home", releases.parent)
    assert answer.code == 2 and "one of table, json" in answer.message


def test_without_an_earlier_release_there_is_no_previous(tmp_path: Path) -> None:
    release(tmp_path / "releases", "2024-b", "2026-03-01T00:00:00")
    (tmp_path / "releases" / CURRENT).symlink_to("2024-b")
    answer = rebalance("diff", "previous", "current", "--home", tmp_path)
    assert answer.code == 5 and "no release of profile schematic was made before the current one, 2024-b" in answer.message
