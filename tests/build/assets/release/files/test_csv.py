"""CSV for spreadsheets: it opens in Excel with Korean intact, runs nothing, and reads back to the same values."""

from __future__ import annotations

import pandas as pd

from assets.release.files.csv import csv_columns
from domain.formulas import GUARDED
from expectations.contracts.registry import all_contracts
from tests.conftest import Built


def test_tables_of_core_and_mart_are_there_and_raw_tables_are_not(schematic: Built) -> None:
    found = {file.name for file in (schematic.release / "csv").iterdir()}
    assert found == {f"{c.schema}.{c.name}.csv" for c in all_contracts().values() if c.schema != "raw"}


def test_every_table_has_all_columns_but_its_shape_and_every_row(schematic: Built) -> None:
    for name, contract in all_contracts().items():
        if contract.schema != "raw":
            file = schematic.release / "csv" / f"{contract.schema}.{name}.csv"
            frame = pd.read_csv(file, dtype=str, keep_default_na=False)
            entry = schematic.home.lake.entry(name)
            assert tuple(frame.columns) == csv_columns(contract) and contract.geometry not in frame.columns
            assert entry is not None and len(frame) == entry.rows, name


def test_figures_of_a_table_read_back_equal(schematic: Built) -> None:
    lake = schematic.home.lake.frame("extinction_risk")
    frame = pd.read_csv(schematic.release / "csv" / "mart.extinction_risk.csv")
    assert frame["risk_index"].equals(lake["risk_index"]) and frame["region_id"].tolist() == lake["region_id"].tolist()


def test_no_text_of_the_release_begins_a_formula(schematic: Built) -> None:
    first = tuple(set(GUARDED) - {"'"})
    for name, contract in all_contracts().items():
        if contract.schema != "raw":
            frame = pd.read_csv(schematic.release / "csv" / f"{contract.schema}.{name}.csv", dtype=str, keep_default_na=False)
            texts = [c.name for c in contract.columns if c.type == "VARCHAR"]
            assert not frame[texts].map(lambda text: text.startswith(first)).to_numpy().any(), name


def test_no_code_of_core_or_mart_begins_with_a_zero_that_excel_would_drop(schematic: Built) -> None:
    for name, contract in all_contracts().items():
        if contract.schema != "raw":
            frame = schematic.home.lake.frame(name)
            for column in contract.columns:
                if column.type == "VARCHAR":
                    assert not frame[column.name].astype("str").str.fullmatch("0[0-9]+").any(), (name, column.name)
