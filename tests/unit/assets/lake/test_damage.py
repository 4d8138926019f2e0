"""Whatever is damaged in a file of the lake is noticed before anybody reads it as a table; nothing is silently other data."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from pathlib import Path

import duckdb
import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from assets.lake.io_manager import LakeIOManager
from assets.lake.lake import Lake
from domain.crs import CRS
from domain.errors import DamageError
from expectations.contract import Column, TableContract
from tests.publisher_files import square

SEED = 15
FLIPS = 120  # in each part of each table


def contract(name: str, *columns: Column, geometry: str = "") -> TableContract:
    return TableContract(
        name, "core", name, name, "", "", (Column("code", "VARCHAR", "", ""), *columns), ("code",), "", geometry=geometry
    )


COUNT = Column("count", "BIGINT", "", "", nullable=True)
SHARE = Column("share", "DOUBLE", "", "", nullable=True)
SHAPE = Column("geometry", "GEOMETRY", "", "")
CODES = [f"{code:05}" for code in range(400)]
TABLES: dict[TableContract, pd.DataFrame] = {
    contract("counts", COUNT, SHARE): pd.DataFrame({"code": CODES, "count": range(400), "share": [n / 7 for n in range(400)]}),
    contract("words", Column("note", "VARCHAR", "", "")): pd.DataFrame({"code": CODES, "note": [f"군 {code}" for code in CODES]}),
    contract("shapes", SHAPE, geometry="geometry"): gpd.GeoDataFrame(
        {"code": CODES[:50]}, geometry=[square(n, n) for n in range(50)], crs=CRS
    ),
    contract("empty", COUNT): pd.DataFrame({"code": [], "count": []}),
}


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "lake")


def put(lake: Lake, made: TableContract) -> Path:
    lake.put(lake.seal(made, TABLES[made], fingerprint="f", provenance=({"file": "a.csv", "sha256": "00"},)))
    return lake.path(made.name)


def footer_of(whole: bytes) -> int:
    return len(whole) - 8 - int.from_bytes(whole[-8:-4], "little")


@pytest.mark.parametrize("part", ["data", "footer"])
@pytest.mark.parametrize("made", TABLES, ids=lambda made: made.name)
def test_no_flipped_bit_is_silent(lake: Lake, made: TableContract, part: str) -> None:
    path = put(lake, made)
    whole = path.read_bytes()
    begin = footer_of(whole)
    places = range(begin) if part == "data" else range(begin, len(whole))
    dice = random.Random(f"{SEED} {made.name} {part}")
    silent = []
    for at in dice.choices(places, k=FLIPS):
        bit = dice.randrange(8)
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
        if lake.entry(made.name) is not None or not lake.fault(made.name):
            silent.append((at, bit))
    assert silent == []
    path.write_bytes(whole)
    assert lake.entry(made.name) is not None


def test_every_bit_of_a_small_file_is_covered(lake: Lake) -> None:
    (made,) = (made for made in TABLES if made.name == "empty")
    path = put(lake, made)
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
        assert lake.entry("empty") is None and lake.fault("empty"), f"bit {at % 8} of byte {at}"


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


def link_to_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def other_table(path: Path) -> None:
    pq.write_table(pa.table({"a": [1]}), path)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "emptied": lambda path: path.write_bytes(b""),
    "cut in half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "without its last byte": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "with one byte more": lambda path: path.write_bytes(path.read_bytes() + b"\0"),
    "garbage": lambda path: path.write_bytes(random.Random(SEED).randbytes(5000)),
    "garbage that ends as Parquet does": lambda path: path.write_bytes(random.Random(SEED).randbytes(5000) + b"\x10\0\0\0PAR1"),
    "zeroed in the middle": lambda path: path.write_bytes(path.read_bytes()[:200] + b"\0" * 100 + path.read_bytes()[300:]),
    "a folder": folder_instead,
    "a link to nowhere": link_to_nowhere,
    "of another program": other_table,
}
COUNTS = next(iter(TABLES))


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_damaged_file_counts_as_absent_and_is_told_by_whoever_reads_it(lake: Lake, damage: Callable[[Path], object]) -> None:
    damage(put(lake, COUNTS))
    assert lake.entry("counts") is None and lake.fault("counts")
    for kind in (duckdb.DuckDBPyRelation, pd.DataFrame, gpd.GeoDataFrame):
        with pytest.raises(DamageError, match=r"counts.parquet is damaged: found .*; expected .*`rebalance build`"):
            lake.load("counts", kind)


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_damaged_file_is_set_aside_when_its_table_is_made_again(
    lake: Lake, damage: Callable[[Path], object], caplog: pytest.LogCaptureFixture
) -> None:
    entry = lake.entry("counts") if put(lake, COUNTS) else None
    damage(lake.path("counts"))
    put(lake, COUNTS)
    assert lake.entry("counts") == entry
    (aside,) = (lake.root / "damaged").iterdir()
    assert aside.name.startswith("counts.parquet-")
    assert len(caplog.messages) == 1 and caplog.messages[0].startswith(f"damaged    {lake.path('counts')}: ")


def test_damage_that_keeps_size_and_time_of_the_file_is_noticed(lake: Lake) -> None:
    """As a restored backup, or a tool that keeps times, would."""
    path = put(lake, COUNTS)
    assert lake.entry("counts")
    stat, whole = path.stat(), path.read_bytes()
    path.write_bytes(whole[:100] + bytes([whole[100] ^ 1]) + whole[101:])
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert path.stat().st_mtime_ns == stat.st_mtime_ns and lake.entry("counts") is None


def test_bytes_are_read_once_while_the_file_stands_still_and_again_when_asked(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(lake, COUNTS)
    entry = lake.entry("counts")
    read: list[Path] = []
    monkeypatch.setattr("assets.lake.lake.read_digest", lambda path: read.append(path) or ("one", "other"))
    assert lake.entry("counts") == entry and read == []
    assert lake.entry("counts", anew=True) is None and len(read) == 1


def test_file_of_an_earlier_program_is_made_again_without_a_word(lake: Lake) -> None:
    """It carries no digest, so nobody can say that it is sound; that is no damage."""
    lake.root.mkdir()
    footer = {b"rebalance": json.dumps({"fingerprint": "f", "content": "c", "provenance": []}).encode()}
    pq.write_table(pa.table({"code": ["a"]}).replace_schema_metadata(footer), lake.path("counts"))
    assert lake.entry("counts") is None and lake.fault("counts") == ""


def test_missing_table_is_no_damage(lake: Lake) -> None:
    assert lake.entry("counts") is None and lake.fault("counts") == ""
    with pytest.raises(DamageError, match="no table of this program"):
        lake.frame("counts")


def test_other_programs_read_the_file_as_any_parquet(lake: Lake) -> None:
    path = put(lake, COUNTS)
    assert duckdb.sql(f"SELECT count(*), sum(count) FROM '{path}'").fetchone() == (400, sum(range(400)))
    assert pq.read_table(path).num_rows == 400


def test_equal_tables_made_of_the_same_are_equal_files(lake: Lake, tmp_path: Path) -> None:
    other = Lake(tmp_path / "other")
    for made in TABLES:
        assert put(lake, made).read_bytes() == put(other, made).read_bytes()


def test_shapes_kept_in_memory_are_not_those_of_a_file_that_was_damaged(lake: Lake) -> None:
    (made,) = (made for made in TABLES if made.name == "shapes")
    manager = LakeIOManager(lake.root)
    path = put(lake, made)
    assert shapely.get_num_geometries(manager._shapes("shapes").geometry.to_numpy()).sum() == 50
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DamageError):
        manager._shapes("shapes")
