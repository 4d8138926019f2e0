"""Thousands of spoilt files: each ends in an error that names it, or in a table that no rule could know to be wrong."""

from __future__ import annotations

import inspect
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest

from assets.lake.asset import Declaration
from assets.reading.source_file import SourceFile
from assets.reference.units import region
from domain.errors import RebalanceError
from expectations.contract import Expect, TableContract
from expectations.contracts.units import REGION
from expectations.engine.runner import judgeable
from expectations.engine.suite import base_suite
from pipelines.build.plan import all_declarations
from tests.frames import result
from tests.publisher_layouts import LAYOUTS
from tests.spoilt import tried
from tests.spoilt_sources import Spoilt, spoil

A_LAYOUT = 140
# Where a told fault may pass: what it changes is read by nobody as what it was.
#
# A unit printed again is kept and marked (`is_repeated`); a list of places, and one of days of codes, may name one twice.
PASS = {("emd_density", "row_again"), ("emd_population", "row_again")}


def read(declaration: Declaration, file: SourceFile) -> pd.DataFrame:
    """What the lake would keep of the file."""
    return result(declaration.contract, declaration.function(file))


@pytest.fixture(scope="module")
def regions() -> pd.DataFrame:
    return result(REGION, region())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_spoilt_file_is_refused_by_name_or_no_rule_could_know(layout: str, tmp_path: Path, regions: pd.DataFrame) -> None:
    (tmp_path / "whole").mkdir()
    file = LAYOUTS[layout](tmp_path / "whole")
    declaration = all_declarations()[file.dataset]
    whole = read(declaration, file)
    held = failures(declaration.contract, whole, regions)
    for seed in range(tried(A_LAYOUT)):
        folder = tmp_path / str(seed)
        folder.mkdir()
        file = LAYOUTS[layout](folder)
        fault = spoil(file, random.Random(f"{layout} {seed}"))
        case = f"{layout}, seed {seed}: {fault}"
        try:
            table = read(declaration, file)
        except RebalanceError as error:
            assert file.path.stem in str(error) and "expected" in str(error), f"{case}: {error}"
            continue
        if not fault.told or table.equals(whole) or passes(declaration, fault):
            continue
        assert failures(declaration.contract, table, regions) - held, f"{case}: nobody noticed"


def passes(declaration: Declaration, fault: Spoilt) -> bool:
    return (declaration.name, fault.what) in PASS


def test_every_reader_has_a_layout(tmp_path: Path) -> None:
    read = {write(tmp_path).dataset for write in LAYOUTS.values()}
    assert read == {name for name, declaration in all_declarations().items() if declaration.role == "source"}


def failures(contract: TableContract, table: pd.DataFrame, regions: pd.DataFrame) -> set[tuple[str, str]]:
    """What the table's own suite finds: its contract and the rules that ask for no other table than the history of regions."""
    tables = {contract.name: _shaped(contract, table), "region": regions}
    found = set(_unmet("contract", [*base_suite(contract), *contract.expectations], table))
    for rule in contract.rules:
        asked = inspect.signature(rule.measure).parameters
        if set(asked) <= set(tables):
            measured = pd.DataFrame(rule.measure(**{name: tables[name] for name in asked}))
            found |= set(_unmet(rule.name, rule.expect, measured))
    return found


def _shaped(contract: TableContract, table: pd.DataFrame) -> pd.DataFrame:
    if not contract.geometry:
        return table
    return gpd.GeoDataFrame(table, geometry=gpd.GeoSeries.from_wkb(table[contract.geometry], crs="EPSG:5179"))


def _unmet(rule: str, expects: Any, table: pd.DataFrame) -> Iterator[tuple[str, str]]:
    for expect in judgeable(expects, table):
        if expect.severity == "error" and not _holds(expect, table):
            yield rule, f"{expect.type} {expect.kwargs.get('column', '')}"


def _holds(expect: Expect, table: pd.DataFrame) -> bool:
    """The expectations that suites of raw tables are made of, as Great Expectations judges them: empty cells are left out."""
    given = expect.kwargs
    cells = table[given["column"]].dropna() if "column" in given else pd.Series(dtype="object")
    low, high = given.get("min_value"), given.get("max_value")
    judged = {
        "column_values_to_be_between": lambda: (low is None or (cells >= low).all()) and (high is None or (cells <= high).all()),
        "column_values_to_be_in_set": lambda: cells.isin(given["value_set"]).all(),
        "column_values_to_match_regex": lambda: cells.astype(str).str.match(given["regex"]).all(),
        "column_values_to_not_be_null": lambda: table[given["column"]].notna().all(),
        "column_values_to_be_unique": lambda: cells.is_unique,
        "compound_columns_to_be_unique": lambda: not table.duplicated(list(given["column_list"])).any(),
        "table_row_count_to_be_between": lambda: len(table) >= (low or 0),
    }
    return bool(judged.get(expect.type.removeprefix("expect_"), lambda: True)())
