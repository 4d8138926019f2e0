"""The page on a new table is run as printed, and the list of datasets on the page of own files is whole."""

from __future__ import annotations

import re
import sys
import tomllib
import types
from pathlib import Path
from typing import Any

import pytest

from expectations.engine.suite import base_suite
from pipelines.build.plan import all_declarations
from tests.frames import result
from tests.places import ROOT
from tests.publisher_files import declared, write_rows_sheet

DOCS = ROOT / "docs"
EXAMPLE = (DOCS / "new-table.md").read_text(encoding="utf-8")
NUMBERS = {"ten": 10, "eleven": 11, "twelve": 12}


def run(monkeypatch: pytest.MonkeyPatch, name: str, code: str) -> Any:
    """The module `name` with this code."""
    module = types.ModuleType(name)
    monkeypatch.setitem(sys.modules, name, module)
    exec(compile(code, name, "exec"), module.__dict__)
    return module


def test_example_reads_the_spreadsheet_that_it_is_about(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    contract_code, module_code = re.findall(r"```python\n(.*?)```", EXAMPLE, re.DOTALL)
    contract = run(monkeypatch, "expectations.contracts.my_households", contract_code).MY_HOUSEHOLDS
    module = run(monkeypatch, "assets.sources.my_households", module_code)
    rows = [("행정구역(시군구)별", "2023", "2024"), ("전국", 7, 8), ("\u3000\u3000\u3000종로구", "-", 8)]
    table = result(contract, module.my_households(declared(write_rows_sheet(tmp_path / "a.xlsx", rows), "my_households")))
    assert table["households"].astype("Int64").tolist()[:2] == [7, 8] and table["households"].isna().sum() == 1
    assert table[table["is_sigungu"]]["region_name"].unique().tolist() == ["종로구"]
    assert module.my_households.declaration.contract is contract
    (count,) = re.findall(r"runs the (\w+) checks", EXAMPLE)
    assert len(base_suite(contract)) == NUMBERS[count]


def test_entry_of_the_example_names_its_table_and_takes_no_table_that_is_there() -> None:
    (entry,) = tomllib.loads(re.findall(r"```toml\n(.*?)```", EXAMPLE, re.DOTALL)[0])["file"]
    assert entry["dataset"] == "my_households" and entry["dataset"] not in all_declarations()
    assert entry["optional"] and entry["encoding"] == "utf-8"


def test_every_dataset_is_listed_with_its_layout() -> None:
    page = (DOCS / "own-files.md").read_text(encoding="utf-8")
    listed = page.split("These datasets are known:")[1].split("\n\n")[1]
    names = re.findall(r"`(\w+)`", "\n".join(line.split("|")[1] for line in listed.splitlines()))
    sources = {name for name, declaration in all_declarations().items() if declaration.role == "source"}
    assert set(names) - {"dataset"} == sources and len(names) == len(set(names))
