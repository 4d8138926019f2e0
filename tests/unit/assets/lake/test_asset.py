"""Declaring assets: a function stays a plain function, and the registry finds it once."""

from __future__ import annotations

import sys
import types
from pathlib import Path
from typing import Any

import duckdb
import geopandas as gpd
import pandas as pd
import pytest

from assets.lake.asset import (
    asset,
    collector,
    declarations,
    reference,
    source,
)
from assets.reading.source_file import SourceFile, sha256
from domain.errors import ContractError
from expectations.contract import Column, TableContract


def contract(name: str = "people") -> TableContract:
    return TableContract(name, "core", "", "", "What the contract says.", "", (Column("a", "VARCHAR", "", ""),), ("a",), "")


def test_parameters_name_upstream_and_annotations_say_how_they_arrive() -> None:
    @asset(contract=contract())
    def people(region: duckdb.DuckDBPyRelation, boundary: gpd.GeoDataFrame, population: pd.DataFrame) -> pd.DataFrame:
        """All of them."""
        return population

    declaration = people.declaration  # type: ignore[attr-defined]
    assert declaration.inputs == {"region": duckdb.DuckDBPyRelation, "boundary": gpd.GeoDataFrame, "population": pd.DataFrame}
    assert declaration.upstream == ("region", "boundary", "population")
    assert (declaration.name, declaration.role, declaration.description) == ("people", "table", "All of them.")


def test_declared_function_stays_the_function_it_was() -> None:
    @asset(contract=contract())
    def people(region: pd.DataFrame) -> pd.DataFrame:
        return region.assign(a=1)

    assert people(pd.DataFrame({"b": [1]}))["a"].tolist() == [1]


def test_asset_without_docstring_is_described_by_its_contract() -> None:
    @asset(contract=contract())
    def people() -> pd.DataFrame:
        return pd.DataFrame()

    assert people.declaration.description == "What the contract says."  # type: ignore[attr-defined]


def test_asset_can_wait_for_one_whose_table_it_does_not_load() -> None:
    @asset(contract=contract(), after=("region", "boundary"))
    def people(region: pd.DataFrame) -> pd.DataFrame:
        return region

    assert people.declaration.upstream == ("region", "boundary")  # type: ignore[attr-defined]


def test_what_a_build_cannot_go_on_without_is_asked_of_the_inputs_that_it_names() -> None:
    def require_rows(region: pd.DataFrame) -> None:
        if region.empty:
            raise ContractError("no region is declared")

    @asset(contract=contract(), require=require_rows)
    def people(boundary: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
        return region

    inputs = {"boundary": pd.DataFrame({"a": [1]}), "region": pd.DataFrame({"a": []})}
    with pytest.raises(ContractError, match="no region is declared"):
        people.declaration.require_inputs(inputs)  # type: ignore[attr-defined]
    assert people(**inputs).empty


def test_source_takes_one_source_file() -> None:
    @source(contract=contract())
    def people(file: SourceFile) -> pd.DataFrame:
        return pd.DataFrame()

    assert people.declaration.role == "source"  # type: ignore[attr-defined]
    with pytest.raises(TypeError, match="takes one SourceFile"):

        @source(contract=contract())
        def wrong(path: Path) -> pd.DataFrame:
            return pd.DataFrame()


def test_reference_knows_the_digest_of_its_facts(tmp_path: Path) -> None:
    facts = tmp_path / "facts.csv"
    facts.write_text("a\n1\n", encoding="utf-8")

    @reference(contract=contract(), facts=(facts,))
    def people() -> pd.DataFrame:
        return pd.DataFrame()

    before = people.declaration.fact_digests()  # type: ignore[attr-defined]
    assert before == [sha256(facts)]
    facts.write_text("a\n12\n", encoding="utf-8")
    assert people.declaration.fact_digests() != before  # type: ignore[attr-defined]


def package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, **modules: str) -> types.ModuleType:
    """A package with modules that each declare an asset of the given name."""
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "rooms").mkdir()
    (tmp_path / "rooms" / "__init__.py").write_text("", encoding="utf-8")
    for module, name in modules.items():
        (tmp_path / "rooms" / f"{module}.py").write_text(
            "from assets.lake.asset import collector\nfrom tests.unit.assets.lake.test_asset import contract\n"
            f"made = collector(contract=contract({name!r}), after=())(lambda provenance: None)\n",
            encoding="utf-8",
        )
    for name in [name for name in sys.modules if name.split(".")[0] == "rooms"]:
        monkeypatch.delitem(sys.modules, name)
    import rooms  # type: ignore[import-not-found]

    found: types.ModuleType = rooms
    return found


def test_registry_finds_assets_in_name_order(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert list(declarations(package(monkeypatch, tmp_path, one="zebra", two="ant"))) == ["ant", "zebra"]


def test_registry_refuses_two_assets_of_one_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two assets are named ant"):
        declarations(package(monkeypatch, tmp_path, one="ant", two="ant"))


def test_collector_waits_for_the_tables_whose_provenance_it_collects() -> None:
    @collector(contract=contract(), after=("a", "b"))
    def people(provenance: list[dict[str, Any]]) -> pd.DataFrame:
        return pd.DataFrame(provenance)

    declaration = people.declaration  # type: ignore[attr-defined]
    assert (declaration.role, declaration.upstream, declaration.inputs) == ("collector", ("a", "b"), {})
