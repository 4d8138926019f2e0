"""Building one table and running one suite, the same way under every executor."""

from __future__ import annotations

import datetime as dt
from typing import Any

import geopandas as gpd
import pandas as pd

from assets.lake.asset import Declaration
from assets.lake.lake import Lake, Sealed, Table
from assets.lake.settings import Settings
from assets.reading.catalogue import Catalogue
from assets.reading.source_file import SourceFile
from domain.crs import CRS
from expectations.contract import TableContract
from expectations.contracts.registry import all_contracts
from expectations.engine.report import CheckReport
from expectations.engine.runner import check
from expectations.engine.suite import rule_inputs
from expectations.extent import extent_of
from expectations.fault import doing


def build(
    declaration: Declaration, inputs: dict[str, Any], lake: Lake, catalogue: Catalogue, settings: Settings, mark: str
) -> Sealed:
    """The asset's table, cast to its contract and ready to be put in the lake under fingerprint `mark`."""
    provenance: tuple[dict[str, Any], ...] = ()
    if declaration.role == "source":
        files = catalogue.of(declaration.name)
        table, provenance = read_files(declaration, files), records(files, lake.entry(declaration.name))
    elif declaration.role == "collector":
        entries = [entry for name in declaration.after if (entry := lake.entry(name))]
        table = declaration.function([record for entry in entries for record in entry.provenance])
    else:
        declaration.require_inputs(inputs)
        chosen = {declaration.setting: settings} if declaration.setting else {}
        table = declaration.function(**inputs, **chosen)
    return lake.seal(declaration.contract, table, fingerprint=mark, provenance=provenance)


def read_files(declaration: Declaration, files: list[SourceFile]) -> Table:
    """Rows of all declared files of a dataset, stacked; an empty table when the profile has none."""
    parts = [_read(declaration, file) for file in files]
    if not parts:
        return empty(declaration.contract)
    stacked = pd.concat(parts, ignore_index=True)
    return (
        gpd.GeoDataFrame(stacked, geometry=declaration.contract.geometry, crs=CRS) if declaration.contract.geometry else stacked
    )


def _read(declaration: Declaration, file: SourceFile) -> Any:
    """The rows of one file, which are as many as the catalogue says."""
    table = declaration.function(file)
    _require_whole(table, file)
    return table


def _require_whole(table: pd.DataFrame, file: SourceFile) -> None:
    """SourceError when the file holds less than the catalogue says that it holds."""
    if not file.at_least:
        return
    extent = extent_of(table)
    found = {"rows": extent.rows, "units": extent.units, "periods": len(extent.periods)}
    if less := [name for name, least in file.at_least.items() if found[name] < least]:
        raise file.error(
            " and ".join(f"{found[name]:,} {name}" for name in less),
            f"at least {' and '.join(f'{file.at_least[name]:,}' for name in less)}, as the catalogue declares",
            remedy="Is it whole? Get it again; where its publisher prints less now, mend `at_least` in the catalogue.",
        )


def empty(contract: TableContract) -> Table:
    """A table with the contract's columns and no rows."""
    frame = pd.DataFrame({c.name: pd.Series([], dtype="object") for c in contract.columns})
    return gpd.GeoDataFrame(frame, geometry=contract.geometry, crs=CRS) if contract.geometry else frame


def records(files: list[SourceFile], before: Any) -> tuple[dict[str, Any], ...]:
    """Provenance of the files; content that was read before keeps its first time."""
    now = dt.datetime.now(dt.UTC)
    known = {(r["file"], r["sha256"]): r["read_at"] for r in (before.provenance if before else ())}
    fresh = [record for file in files for record in file.provenance(now)]
    return tuple(r | {"read_at": known.get((r["file"], r["sha256"]), r["read_at"])} for r in fresh)


def run_suite(declaration: Declaration, lake: Lake, mark: str) -> CheckReport:
    """Check one table of the lake against its contract and rules."""
    contract = declaration.contract
    wanted = rule_inputs(contract) | {contract.name: gpd.GeoDataFrame if contract.geometry else pd.DataFrame}
    with doing(f"the suite of {declaration.name}"):
        tables = {name: lake.geoframe(name) if kind is gpd.GeoDataFrame else lake.frame(name) for name, kind in wanted.items()}
        return check(contract, tables, mark, all_contracts())
