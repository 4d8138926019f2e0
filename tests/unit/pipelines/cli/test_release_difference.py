"""`rebalance diff`: two releases by folder, version or `current`, printed for people, as JSON or Markdown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assets.release.publish import MANIFEST, write_manifest
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


def other_rows_of_one_digest(home: Path) -> tuple[str, str]:
    """Two releases whose manifests have one digest of a table that is not the same."""
    releases = home / "releases"
    for name, people in (("one", 1_500), ("other", 1_200)):
        folder = release(releases / name, (UNIT, [{"region_id": "gunwi-gun", "people": people}]))
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        manifest["tables"][0]["content_sha256"] = "said to be equal"
        (folder / MANIFEST).unlink()
        write_manifest(folder, {key: value for key, value in manifest.items() if key != "files"})
    return "one", "other"


def test_it_is_said_that_only_digests_were_compared(home: Path) -> None:
    names = other_rows_of_one_digest(home)
    answer = diff(home, *names, "--exit-code")
    assert answer.code == 0
    assert "1 equal (1 by digest), 0 changed" in answer.out
    assert "no difference: same tables, same columns, same rows; of 1 table by digest, without reading rows (--data" in answer.out
    assert "; of 1 table by digest" in diff(home, *names, "--format", "md").out
    assert json.loads(diff(home, *names, "--format", "json").out)["tables_by_digest"] == 1


def test_rows_are_compared_when_asked_whatever_the_digests_say(home: Path) -> None:
    answer = diff(home, *other_rows_of_one_digest(home), "--data", "--exit-code")
    assert answer.code == 6
    assert "1,500 → 1,200" in answer.out and "by digest" not in answer.out


def test_equal_rows_that_were_read_are_said_to_be_equal(home: Path) -> None:
    one, _ = other_rows_of_one_digest(home)
    assert diff(home, one, one, "--data").out.endswith("no difference: same tables, same columns, same rows\n")


def test_files_are_checked_before_their_rows_are_compared(home: Path) -> None:
    names = other_rows_of_one_digest(home)
    (path,) = (home / "releases" / "one" / "parquet").rglob("unit.parquet")
    data = path.read_bytes()
    path.write_bytes(data[:20] + bytes([data[20] ^ 1]) + data[21:])
    answer = diff(home, *names, "--data")
    assert answer.code == 7 and "one is damaged: found parquet/mart/unit.parquet: other bytes than published" in answer.message


def test_file_that_cannot_be_read_is_damage_and_no_fault_of_the_program(home: Path) -> None:
    (path,) = (home / "releases" / "2023-12-31-a" / "parquet").rglob("unit.parquet")
    path.write_bytes(b"PAR1 half")
    manifest = home / "releases" / "2023-12-31-a" / MANIFEST
    record = {"path": "parquet/mart/unit.parquet", "bytes": 1, "sha256": ""}
    manifest.write_text(json.dumps(json.loads(manifest.read_text(encoding="utf-8")) | {"files": [record]}), encoding="utf-8")
    answer = diff(home, "2023-12-31-a", "current")
    assert answer.code == 7 and "2023-12-31-a is damaged: found " in answer.message
