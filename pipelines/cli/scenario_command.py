"""`rebalance scenario`: reads the release, runs the draws behind a progress bar, prints what comes of them.

How figures are laid out is in `scenario_show.py`; the projection is `assets/scenarios`.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from assets.release.opened import open_warehouse, reading
from assets.release.publish import current
from assets.scenarios.ground import ground_of
from assets.scenarios.run import Ground, run_scenario
from assets.scenarios.scenario_file import ALIASES, Scenario, presets, read_scenario
from assets.scenarios.timing import PAST, in_time, told
from domain.errors import ReleaseError, UsageError
from domain.measures import SCENARIO_MEASURES
from pipelines.build.home import Home
from pipelines.cli.console import write_json
from pipelines.cli.query import FORMATS
from pipelines.cli.scenario_show import show_result

COLUMNS = ["scenario", "level", "region_id", "year", "measure", "unit", "median", "p05", "p95", "missing_units"]


@dataclass(frozen=True)
class Basis:
    """What a release gives: the ground of all scenarios, names of regions, and the release's own name."""

    ground: Ground
    regions: pd.DataFrame
    release: str


def show_presets(console: Console) -> None:
    """Names, titles and files of the scenarios that are shipped."""
    table = Table("title", "name", "file", box=None, header_style="bold")
    for name, path in presets().items():
        called = ", ".join([*(alias for alias, known in ALIASES.items() if known == name), name])
        table.add_row(read_scenario(path).titled(None).title_en, called, str(path))
    console.print(table, markup=False)


def run_command(console: Console, errors: Console, file: str, root: Path, *, draws: int, seed: int, form: str) -> None:
    """Run one scenario and print it. UsageError for the file or the format, ReleaseError without a usable release."""
    if form not in FORMATS:
        raise UsageError(f"--format {form}: one of {', '.join(FORMATS)}")
    scenario = read_scenario(_path(file))
    basis = read_basis(root)
    scenario, timing = in_time(scenario.titled(basis.ground.trend), basis.ground.ahead)
    if PAST in timing and form != "table":
        errors.print(f"{scenario.name}: {told(timing)}", markup=False, soft_wrap=True)
    result = _with_progress(errors, basis.ground, scenario, draws, seed)
    result = result.assign(scenario=scenario.name, unit=result["measure"].map(SCENARIO_MEASURES))[COLUMNS]
    if form == "csv":
        result.to_csv(sys.stdout, index=False)
    elif form == "json":
        records = json.loads(result.to_json(orient="records", force_ascii=False))
        write_json(records)
    else:
        drawn = draws if basis.ground.errors else 0
        foot = f"{basis.release}; draws {drawn}, seed {seed}"
        show_result(console, scenario, basis.ground, result, basis.regions, timing, foot)


def read_basis(root: Path) -> Basis:
    """Tables of the current release. ReleaseError when there is none, or it has not what a projection needs."""
    release = current(Home(root).releases)
    connection = open_warehouse(release, spatial=False)
    try:
        with reading(release):
            tables = [
                connection.table(name).df()
                for name in (
                    "core.population", "core.reference_region", "core.region_member", "core.sido_projection",
                    "raw.kosis_national_population",
                )
            ]  # fmt: skip
    except duckdb.Error as error:
        raise ReleaseError(f"{release.name} is of another version of Rebalance; run `rebalance build` ({error})") from error
    finally:
        connection.close()
    ground = ground_of(*tables)
    if ground is None:
        raise ReleaseError(f"{release.name} has no two Decembers three to five years apart with figures by age")
    return Basis(ground, tables[1], release.name)


def _path(file: str) -> Path:
    shipped = presets()
    name = ALIASES.get(file, file)
    if name in shipped:
        return shipped[name]
    if not Path(file).exists():
        raise UsageError(f"{file}: no such file, and no scenario of that name; shipped are {', '.join([*ALIASES, *shipped])}")
    return Path(file)


def _with_progress(errors: Console, ground: Ground, scenario: Scenario, draws: int, seed: int) -> pd.DataFrame:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,}/{task.total:,} draws"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as bar:
        task = bar.add_task(scenario.name, total=max(draws, 1))
        return run_scenario(ground, scenario, draws=draws, seed=seed, progress=lambda done: bar.update(task, completed=done))
