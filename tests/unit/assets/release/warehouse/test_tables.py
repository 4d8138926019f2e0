"""The published DuckDB file: three schemas, commented, with keys, its geometry usable, and safe to open anywhere."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from assets.lake.lake import Lake
from assets.release.warehouse import write_warehouse
from expectations.contract import Column, ForeignKey, TableContract


def column(name: str, kind: str = "VARCHAR") -> Column:
    return Column(name, kind, "열", "Column")


def test_foreign_keys_are_written_when_parents_come_first(tmp_path: Path) -> None:
    parent = TableContract("parent", "core", "", "", "", "", (column("id"),), ("id",), "")
    child = TableContract(
        "child", "core", "", "", "", "", (column("id"),), ("id",), "", references=(ForeignKey(("id",), "core.parent", ("id",)),)
    )
    lake = Lake(tmp_path / "lake")
    for contract in (parent, child):
        lake.put(lake.seal(contract, pd.DataFrame({"id": ["a"]}), fingerprint=""))
    rows = write_warehouse(tmp_path / "w.duckdb", [child, parent], lake, "")
    assert rows == {"core.parent": 1, "core.child": 1}


def test_row_that_refers_to_nothing_is_refused(tmp_path: Path) -> None:
    parent = TableContract("parent", "core", "", "", "", "", (column("id"),), ("id",), "")
    child = TableContract(
        "child", "core", "", "", "", "", (column("id"),), ("id",), "", references=(ForeignKey(("id",), "core.parent", ("id",)),)
    )
    lake = Lake(tmp_path / "lake")
    lake.put(lake.seal(parent, pd.DataFrame({"id": ["a"]}), fingerprint=""))
    lake.put(lake.seal(child, pd.DataFrame({"id": ["b"]}), fingerprint=""))
    with pytest.raises(duckdb.ConstraintException, match="b"):
        write_warehouse(tmp_path / "w.duckdb", [child, parent], lake, "")


def test_table_that_breaks_its_key_is_refused(tmp_path: Path) -> None:
    contract = TableContract("people", "core", "", "", "", "", (column("id"),), ("id",), "")
    lake = Lake(tmp_path / "lake")
    lake.put(lake.seal(contract, pd.DataFrame({"id": ["a", "a"]}), fingerprint=""))
    with pytest.raises(duckdb.ConstraintException):
        write_warehouse(tmp_path / "w.duckdb", [contract], lake, "")
