"""A publisher's file cut at the end of a line is noticed: by its reader, by what it declares, or by what has to add up."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from assets.lake.lake import Lake
from assets.lake.session import session
from assets.panel.population_unit import population_unit
from assets.reading.catalogue import read_catalogue
from assets.reading.source_file import SourceFile
from assets.reference.units import region, region_event
from domain.errors import SourceError
from expectations.contracts.population import POPULATION_UNIT
from expectations.contracts.registry import all_contracts
from expectations.engine.runner import check
from expectations.engine.suite import rule_inputs
from expectations.rules.population import level_sums
from pipelines.build.materialise import read_files
from pipelines.build.plan import all_declarations
from tests.cut_files import cut
from tests.frames import relation, result
from tests.places import DATA
from tests.real_files import CATALOGUE, real_table

RAW = sorted(name for name, declaration in all_declarations().items() if declaration.role == "source")
# Every level is printed: what is made of them holds the levels against each other.
LEVELS_ADD_UP = ("mois_population", "kosis_dong_population")


@functools.cache
def files() -> tuple[SourceFile, ...]:
    """Of each entry of the catalogue the last file; layers of a data package, which no download cuts, are left out."""
    found = read_catalogue(CATALOGUE, DATA, frozenset(RAW), Path("unused")).files
    return tuple({file.entry: file for file in found if file.path.is_file() and not file.layer}.values())


def notices(whole: SourceFile, part: SourceFile) -> str:
    """What notices that a file is a part of `whole`; "" when nothing does. Seoul's table has blocks that nobody reads."""
    declaration = all_declarations()[whole.dataset]
    contract = declaration.contract
    try:
        made = result(contract, read_files(declaration, [part]))
    except SourceError:
        return "reader"
    others = real_table(contract.name)
    if len(made) == int((others["source_file"] == whole.name).sum()):
        return "nothing that is read was cut"
    if contract.name in LEVELS_ADD_UP:
        return "levels" if level_differences(contract.name, made) else ""
    if contract.geometry or set(rule_inputs(contract)) - {contract.name, "region"}:
        return ""
    stacked = pd.concat([others[others["source_file"] != whole.name], made], ignore_index=True)
    report = check(contract, {contract.name: stacked, "region": region()}, "")
    return "suite" if report.failed("error") else ""


def level_differences(dataset: str, rows: pd.DataFrame) -> int:
    """How many units are not what the units below them make."""
    inputs = {name: relation(all_contracts()[name]) for name in all_declarations()[POPULATION_UNIT.name].inputs}
    facts = {"region": region(), "region_event": region_event()}
    inputs |= {name: arrived(name, table) for name, table in (facts | {dataset: rows}).items()}
    made = result(POPULATION_UNIT, population_unit(**inputs))
    return int((level_sums(made, result(all_contracts()["region"], region()))["unexplained"] != 0).sum())


def arrived(name: str, table: pd.DataFrame) -> duckdb.DuckDBPyRelation:
    """The table as an asset gets it from the lake."""
    return session().from_arrow(Lake(Path()).seal(all_contracts()[name], table, fingerprint="").arrow)


@pytest.mark.parametrize("share", [*(pytest.param(share, marks=pytest.mark.trial) for share in (1 / 3, 2 / 3)), 0.9])
@pytest.mark.parametrize("dataset", RAW)
def test_a_cut_file_is_noticed(publisher_files: Path, dataset: str, share: float, tmp_path: Path) -> None:
    wanted = [file for file in files() if file.dataset == dataset]
    if not wanted:
        pytest.skip(f"no file of {dataset} is below {publisher_files}")
    for file in wanted:
        target = tmp_path / f"{file.entry}{file.path.suffix}"
        cut(file.path, target, share, file.encoding)
        assert notices(file, replace(file, path=target)), file.name


@pytest.mark.parametrize("dataset", LEVELS_ADD_UP)
def test_levels_of_a_whole_file_add_up(publisher_files: Path, dataset: str) -> None:
    whole = [file for file in files() if file.dataset == dataset]
    if not whole:
        pytest.skip(f"no file of {dataset} is below {publisher_files}")
    made = [result(all_contracts()[dataset], read_files(all_declarations()[dataset], [file])) for file in whole]
    assert [level_differences(dataset, rows) for rows in made] == [0] * len(whole)
