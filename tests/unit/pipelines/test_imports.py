"""Heavy libraries are imported when they are needed and not before, and Dagster stays where it belongs."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT

REPORT = "; import json, sys; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"


def imported(code: str, *arguments: str) -> set[str]:
    """Top-level modules that a new Python has after running `code`."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.argv[1:] = {list(arguments)!r}; {code}{REPORT}"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_building_tables_does_not_import_great_expectations(tmp_path: Path) -> None:
    code = (
        "from assets.reference.units import official_area; from assets.lake.lake import Lake; from pathlib import Path;"
        "c = official_area.declaration.contract; lake = Lake(Path(sys.argv[1]));"
        "lake.put(lake.seal(c, official_area(), fingerprint=''))"
    )
    assert "great_expectations" not in imported(code, str(tmp_path))


def test_help_imports_no_heavy_library() -> None:
    modules = imported("from pipelines.cli.app import main; main(['--help'])")
    assert not modules & {"great_expectations", "dagster", "geopandas", "duckdb", "pandas"}


@pytest.mark.parametrize(
    "command", ["region 군위 --home nowhere", "vintage {file} --code-column code", "convert {file} --code-column code {options}"]
)
def test_region_history_needs_no_build_and_none_of_its_libraries(tmp_path: Path, command: str) -> None:
    file = tmp_path / "people.csv"
    file.write_text("code,people\n47720,1\n", encoding="utf-8")
    words = command.format(file=file, options="--from mois@2022 --to mois@2024 --count people").split()
    modules = imported(f"from pipelines.cli.app import main; assert main({words!r}) == 0")
    assert not modules & {"great_expectations", "dagster", "duckdb", "matplotlib"}


def modules_of(*packages: str) -> list[Path]:
    return [path for package in packages for path in sorted((ROOT / package).rglob("*.py"))]


def imports_of(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", modules_of("assets", "expectations"), ids=lambda path: str(path.relative_to(ROOT)))
def test_dagster_stays_in_pipelines_and_the_io_manager(path: Path) -> None:
    assert "dagster" not in imports_of(path) or path.name == "io_manager.py"


@pytest.mark.parametrize(("package", "forbidden"), [("expectations", {"assets", "pipelines"}), ("assets", {"pipelines"})])
def test_imports_point_one_way(package: str, forbidden: set[str]) -> None:
    assert not {str(path) for path in modules_of(package) if imports_of(path) & forbidden}
