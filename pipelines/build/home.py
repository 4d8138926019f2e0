"""Where a build keeps its things: one home folder, a lake and reports per source profile, releases."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from assets.lake.lake import Lake
from assets.lake.settings import Settings
from assets.reading.catalogue import OWN_CATALOGUE, Catalogue, read_catalogue
from assets.sources.embedded.write import CATALOGUE as EMBEDDED_CATALOGUE
from assets.sources.embedded.write import SCHEMATIC_CATALOGUE, embedded_files, schematic_files
from domain.errors import SourceError, UsageError
from expectations.contracts.registry import all_contracts
from pipelines.build.plan import all_declarations

EMBEDDED, SCHEMATIC = "embedded", "schematic"
REAL_CATALOGUE = Path(__file__).parents[2] / "assets" / "sources" / "catalogue.toml"


@dataclass(frozen=True)
class Home:
    """Folders of one build.

    Attributes
    ----------
    root
        `REBALANCE_HOME`, by default `build` in the current folder.
    sources
        Source folder as given, `embedded`, or `schematic`.
    settings
        What the user chose: the reference vintage.
    allow_shrink
        True when a release may hold less than the last one of its profile.
    """

    root: Path
    sources: str = EMBEDDED
    settings: Settings = field(default_factory=Settings)
    allow_shrink: bool = False

    @property
    def fallback(self) -> str:
        """Why `embedded` is built from schematic shapes; "" when it is not, or something else was asked for."""
        return fallback_reason() if self.sources == EMBEDDED else ""

    @property
    def profile(self) -> str:
        """`embedded`, `schematic`, or the source folder's name made safe with a digest of its place."""
        if self.sources in (EMBEDDED, SCHEMATIC):
            return SCHEMATIC if self.fallback else self.sources
        folder = Path(self.sources).resolve()
        name = re.sub(r"[^A-Za-z0-9]+", "-", folder.name).strip("-") or "sources"
        return f"{name}-{_short(str(folder))}"

    @property
    def lake(self) -> Lake:
        """Tables of this profile."""
        return Lake(self.root / "lake" / self.profile)

    @property
    def checks(self) -> Path:
        """Kept check reports of this profile."""
        return self.root / "checks" / self.profile

    @property
    def releases(self) -> Path:
        """Published releases of all profiles, and `current`."""
        return self.root / "releases"

    @property
    def unpacked(self) -> Path:
        """Archives of this profile's sources, unpacked."""
        return self.root / "unpacked" / self.profile

    @property
    def dagster(self) -> Path:
        """DAGSTER_HOME of this build."""
        return self.root / "dagster"

    def catalogue(self) -> Catalogue:
        """The declared source files; those of `embedded` and `schematic` are written first if they are not there.

        Raises UsageError when the source folder does not exist, CatalogueError for a faulty catalogue.
        """
        datasets = frozenset(name for name, contract in all_contracts().items() if contract.schema == "raw")
        nested = {name: declaration.nested for name, declaration in all_declarations().items()}
        scratch = self.unpacked
        if self.profile == EMBEDDED:
            return read_catalogue(EMBEDDED_CATALOGUE, embedded_files(self.root / EMBEDDED), datasets, scratch, nested)
        if self.profile == SCHEMATIC:
            return read_catalogue(SCHEMATIC_CATALOGUE, schematic_files(self.root / SCHEMATIC), datasets, scratch, nested)
        folder = Path(self.sources)
        if not folder.is_dir():
            raise UsageError(f"{folder}: no such folder; --sources wants the folder that holds the publishers' files")
        own = folder / OWN_CATALOGUE
        return read_catalogue(own if own.exists() else REAL_CATALOGUE, folder, datasets, scratch, nested)


@functools.cache
def fallback_reason() -> str:
    """What is wrong with the data package that the embedded shapes lie in; "" when it is as locked."""
    datasets = frozenset(name for name, contract in all_contracts().items() if contract.schema == "raw")
    catalogue = read_catalogue(EMBEDDED_CATALOGUE, Path(), datasets, Path())
    try:
        catalogue.require_packages()
    except SourceError as error:
        return str(error)
    return ""


def home_from_environment() -> Home:
    """Home of a run that no command line started (Dagster's UI, schedules)."""
    root = Path(os.environ.get("REBALANCE_HOME", "build"))
    return Home(
        root.absolute(), os.environ.get("REBALANCE_SOURCES", EMBEDDED), read_settings(os.environ.get("REBALANCE_REFERENCE"))
    )


def read_settings(reference: str | None) -> Settings:
    """Settings as typed. UsageError when `reference` is no date."""
    if not reference:
        return Settings()
    try:
        return Settings(dt.date.fromisoformat(reference))
    except ValueError as error:
        raise UsageError(f"--reference {reference}: write a date, for instance 2020-12-31") from error


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]
