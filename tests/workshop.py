"""Homes with source files of their own, which a test may spoil: published in already, or not touched by a build yet."""

from __future__ import annotations

import contextlib
import hashlib
import json
import tomllib
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import dagster as dg
import geopandas as gpd
import pandas as pd
import pyogrio
import pytest

from assets.sources.embedded.write import SCHEMATIC_CATALOGUE
from pipelines.build.home import Home
from pipelines.build.plan import all_declarations, states
from tests.command import Answer, rebalance
from tests.publisher_files import write_catalogue, write_shapefile

BOUNDARY = "TL_SCCO_SIG.shp"
KOSIS = "DT_1B04005N_2024.json"
MOIS_CSV = "연령별인구현황.csv"
SHEET = "행정구역_시군구_별__성별_인구수.xlsx"


@dataclass
class Workshop:
    """Home and source folder of one test; the release that is published there was built from these files."""

    home: Home
    folder: Path
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        document = tomllib.loads(SCHEMATIC_CATALOGUE.read_text(encoding="utf-8"))
        self.publishers = document["publisher"]
        self.entries = {entry["dataset"]: entry for entry in document["file"]}
        self.declare("mois_boundary")
        self.before = self.published()

    def declare(self, dataset: str, /, **changes: Any) -> None:
        """Change what the folder's catalogue says of one dataset."""
        self.entries[dataset] = self.entries[dataset] | changes
        write_catalogue(self.folder, self.entries.values(), self.publishers)

    def redraw(self, change: Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame], encoding: str = "CP949") -> None:
        """Write the boundary shapefile anew, records changed."""
        records = pyogrio.read_dataframe(self.folder / BOUNDARY, encoding="CP949")
        write_shapefile(self.folder / BOUNDARY, change(records), encoding)

    def recount(self, change: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> None:
        """Write the KOSIS answer of 2024 anew, records changed."""
        path = self.folder / KOSIS
        records = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps(change(records), ensure_ascii=False), encoding="utf-8")

    def retype(self, name: str, change: Callable[[str], str], encoding: str = "cp949") -> None:
        """Write a text file anew, its text changed, CRLF kept."""
        path = self.folder / name
        path.write_bytes(change(path.read_bytes().decode(encoding)).encode(encoding))

    def build(self, *arguments: str) -> Answer:
        """`rebalance build` on this folder."""
        return rebalance("build", "--home", self.home.root, "--sources", self.folder, *arguments)

    def build_tables(self) -> Answer:
        """Build and check every table without publishing, which costs seconds."""
        return self.build(*(word for name in all_declarations() for word in ("--select", name)))

    def stale(self) -> dict[str, str]:
        """Tables that would be built now, with the reason."""
        return {
            name: s.reason for name, s in states(self.home.lake, self.home.catalogue(), self.home.settings).items() if s.stale
        }

    def published(self) -> dict[str, str]:
        """Digest of every published file, and where `current` points."""
        files = (p for p in self.home.releases.rglob("*") if p.is_file() and "current" not in p.parts)
        digests = {str(p.relative_to(self.home.releases)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
        return digests | {"current": str((self.home.releases / "current").readlink())}

    def assert_untouched(self) -> None:
        """The last release is as it was, and nothing half-written lies anywhere."""
        assert self.published() == self.before
        assert not [path for path in self.home.root.rglob("*") if path.suffix == ".tmp" or path.name.startswith(".20")]
        assert all(self.home.lake.entry(name) for name in all_declarations())


@dataclass
class Desk:
    """A folder of sources and a home that no build has touched."""

    folder: Path
    root: Path

    def build(self, *select: str) -> Answer:
        words = [word for table in select for word in ("--select", table)]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Dagster's own
            return rebalance("build", "--sources", self.folder, "--home", self.root, *words)

    def table(self, name: str) -> pd.DataFrame:
        return Home(self.root, str(self.folder)).lake.frame(name)


def stay_in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds for as long as `monkeypatch` lasts: without a worker, which would import Great Expectations anew for each.

    Runs are kept in memory, not in the home's SQLite files. The shared builds and one test in `test_cli.py` do without both.
    """
    monkeypatch.setattr("pipelines.dagster.run.suite_worker", contextlib.nullcontext)
    monkeypatch.setattr("pipelines.dagster.run._instance", lambda _: dg.DagsterInstance.ephemeral())
