"""`rebalance verify`: a release is what was published, or each file and table that is not is named."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from assets.release.publish import MANIFEST, SUMS, publish, write_manifest
from tests.command import Answer, rebalance


def writer(rows: int = 3, said: int = 3) -> Callable[[Path], None]:
    """Of a release with one table of `rows` rows, of which the manifest says `said`."""

    def write(folder: Path) -> None:
        parquet = folder / "parquet" / "mart"
        parquet.mkdir(parents=True)
        with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
            connection.execute("CREATE SCHEMA mart")
            connection.execute(f"CREATE TABLE mart.unit AS FROM range({rows})")
            connection.execute("CREATE VIEW main.units AS FROM mart.unit")
            connection.execute(f"COPY mart.unit TO '{parquet / 'unit.parquet'}'")
        (folder / "data_docs").mkdir()
        (folder / "data_docs" / "index.html").write_text("<p>", encoding="utf-8")
        write_manifest(
            folder, {"version": folder.name, "fingerprint": str(said), "tables": [{"table": "mart.unit", "rows": said}]}
        )

    return write


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Two releases, `b` the current one."""
    publish(tmp_path / "releases", "a", writer())
    publish(tmp_path / "releases", "b", writer())
    return tmp_path


def verify(home: Path, *arguments: object) -> Answer:
    return rebalance("verify", *arguments, "--home", home)


@pytest.mark.parametrize("name", ["current", "b", "{home}/releases/b"])
def test_whole_release_is_said_to_be_so_with_what_was_looked_at(home: Path, name: str) -> None:
    answer = verify(home, name.format(home=home))
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("whole      b: 3 files of ") and answer.out.endswith(", 1 tables of 3 rows\n")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


def flipped(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:50] + bytes([data[50] ^ 4]) + data[51:])


@pytest.mark.parametrize("name", ["warehouse.duckdb", "parquet/mart/unit.parquet", MANIFEST, SUMS])
@pytest.mark.parametrize("damage", [cut, flipped, Path.unlink])
def test_damaged_file_is_named_and_ends_with_7(home: Path, name: str, damage: Callable[[Path], None]) -> None:
    damage(home / "releases" / "b" / name)
    answer = verify(home) if name != MANIFEST else verify(home, "--all")
    assert answer.code == 7 and answer.err == ""
    (told,) = (line for line in answer.out.splitlines() if line.startswith("damaged"))
    assert told.startswith("damaged    b: 1 fault, ")
    assert any(name in line for line in answer.out.splitlines() if line.startswith(" "))


def test_all_releases_are_looked_at_when_asked(home: Path) -> None:
    cut(home / "releases" / "a" / "warehouse.duckdb")
    assert verify(home).code == 0
    answer = verify(home, "--all")
    assert answer.code == 7
    assert [line.split()[:2] for line in answer.out.splitlines() if not line.startswith(" ")][:2] == [
        ["damaged", "a:"],
        ["whole", "b:"],
    ]


def test_every_fault_has_a_line(home: Path) -> None:
    folder = home / "releases" / "b"
    cut(folder / "warehouse.duckdb")
    (folder / "data_docs" / "index.html").unlink()
    (folder / "new.csv").touch()
    answer = verify(home)
    size = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"][2]["bytes"]
    assert [line.strip() for line in answer.out.splitlines() if line.startswith("    ")] == [
        "data_docs/index.html: missing",
        "new.csv: not of the release",
        f"warehouse.duckdb: 100 bytes, not {size:,}",
    ]


def test_rows_that_the_manifest_does_not_know_of_are_named(tmp_path: Path) -> None:
    """Every digest is right: it is the program that wrote something else than it says."""
    publish(tmp_path / "releases", "a", writer(rows=3, said=4))
    answer = verify(tmp_path)
    assert answer.code == 7
    assert "warehouse.duckdb: mart.unit has 3 rows, the manifest says 4 rows" in answer.out
    assert "parquet/mart/unit.parquet: 3 rows, the manifest says 4 rows" in answer.out


def test_release_of_an_earlier_program_tells_what_has_no_digest(home: Path) -> None:
    folder = home / "releases" / "b"
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    del manifest["digests"]
    manifest["files"] = [record for record in manifest["files"] if not record["path"].startswith("data_docs")]
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    (folder / SUMS).unlink()
    answer = verify(home)
    assert answer.code == 0
    assert "manifest.json and data_docs have no digests: made by an earlier program" in answer.out


def test_nothing_published_and_an_unknown_name_are_said(home: Path, tmp_path: Path) -> None:
    assert verify(tmp_path / "nowhere").code == 5
    assert verify(tmp_path / "nowhere", "--all").code == 5
    answer = verify(home, "c")
    assert answer.code == 2 and "there are a, b, and current" in answer.message


def zeroed(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def without_its_second_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


def words_instead(path: Path) -> None:
    path.write_text("no database", encoding="utf-8")


ASKED = (
    ("query", "SELECT sum(range) FROM mart.unit"),
    ("claims",),
    ("claim", "capital-half"),
    ("scenario", "trend"),
    ("region", "군위"),
)


@pytest.mark.parametrize("words", ASKED, ids=lambda words: words[0])
@pytest.mark.parametrize("damage", [zeroed, without_its_second_half, folder_instead, words_instead, Path.unlink])
def test_every_command_says_that_the_database_is_damaged(
    tmp_path: Path, damage: Callable[[Path], None], words: tuple[str, ...]
) -> None:
    publish(tmp_path / "releases", "a", writer(rows=60_000, said=60_000))
    damage(tmp_path / "releases" / "a" / "warehouse.duckdb")
    answer = rebalance(*words, "--home", tmp_path)
    assert answer.code in (5, 7) and "fault of the program" not in answer.err
    assert "warehouse.duckdb" in answer.message
    if answer.code == 7:
        assert "releases/a is damaged: found warehouse.duckdb: " in answer.message and "`rebalance build`" in answer.message


def test_flipped_bits_of_the_database_are_never_silent(tmp_path: Path) -> None:
    """DuckDB holds each block against a checksum; what it says of one is told as damage."""
    folder = publish(tmp_path / "releases", "a", writer(rows=60_000, said=60_000))
    path = folder / "warehouse.duckdb"
    whole, dice, wrong = path.read_bytes(), random.Random(15), []
    for _ in range(40):
        at, bit = dice.randrange(len(whole)), dice.randrange(8)
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
        answer = rebalance("query", "SELECT sum(range) AS total FROM mart.unit", "--format", "csv", "--home", tmp_path)
        if (answer.code, answer.out) != (0, "total\r\n1799970000\r\n") and answer.code != 7:
            wrong.append((at, bit, answer))
        assert rebalance("verify", "--home", tmp_path).code == 7
    assert wrong == []
