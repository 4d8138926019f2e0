"""Thousands of spoilt catalogues and archives: each ends in an error that names the file, or is read as it would be unspoilt."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from assets.reading.catalogue import read_catalogue
from domain.errors import RebalanceError
from expectations.contracts.registry import all_contracts
from pipelines.build.plan import all_declarations
from tests.publisher_files import kosis_record, sigungu_records, write_kosis_json, write_shapefile
from tests.spoilt import tried
from tests.spoilt_declarations import CATALOGUE, spoilt_archive, spoilt_text

BATCHES, IN_A_BATCH = 8, 125
DATASETS = frozenset(name for name, contract in all_contracts().items() if contract.schema == "raw")
NESTED = {name: declaration.nested for name, declaration in all_declarations().items()}
NAMES = ("rebalance.toml", "sources", "a.zip", "b.json")


@pytest.fixture(scope="module")
def members(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("members")
    write_shapefile(folder / "a.shp", sigungu_records())
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture
def sources(tmp_path: Path, members: dict[str, bytes]) -> Path:
    folder = tmp_path / "sources"
    (folder / "dir").mkdir(parents=True)
    (folder / "loop").symlink_to(folder / "loop")
    write_kosis_json(folder / "b.json", [kosis_record("11110", "종로구", 1)])
    (folder / "rebalance.toml").write_text(CATALOGUE, encoding="utf-8")
    (folder / "a.zip").write_bytes(spoilt_archive(members, random.Random(0))[1])
    return folder


def read(folder: Path) -> str:
    """What was said of the folder, "" when its catalogue was read and every declared file digested."""
    try:
        catalogue = read_catalogue(folder / "rebalance.toml", folder, DATASETS, folder.parent / "unpacked", NESTED)
        catalogue.require()
        for file in catalogue.files:
            file.declaration()
    except RebalanceError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_spoilt_catalogue_is_refused_by_name_or_read(sources: Path, batch: int) -> None:
    first = batch * IN_A_BATCH
    for seed in range(first, first + tried(IN_A_BATCH)):
        fault, data = spoilt_text(CATALOGUE, random.Random(seed))
        (sources / "rebalance.toml").write_bytes(data)
        said = read(sources)
        assert not said or any(name in said for name in NAMES), f"seed {seed}, {fault}: {said}"


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_spoilt_archive_is_refused_by_name_and_leaves_nothing(sources: Path, members: dict[str, bytes], batch: int) -> None:
    first = batch * IN_A_BATCH
    before = {path for path in sources.parent.rglob("*") if "unpacked" not in path.parts}
    for seed in range(first, first + tried(IN_A_BATCH)):
        fault, data = spoilt_archive(members, random.Random(seed))
        (sources / "a.zip").write_bytes(data)
        said = read(sources)
        assert not said or any(name in said for name in NAMES), f"seed {seed}, {fault}: {said}"
        unpacked = sources.parent / "unpacked"
        assert not list(unpacked.glob(".*.tmp")), f"seed {seed}, {fault}"
        assert {path for path in sources.parent.rglob("*") if "unpacked" not in path.parts} == before, f"seed {seed}, {fault}"
        assert not any(path.is_symlink() for path in unpacked.rglob("*")), f"seed {seed}, {fault}"
