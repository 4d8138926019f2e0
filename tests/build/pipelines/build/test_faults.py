"""A fault of the program names its step and the line of code: of tables, suites, views, layers, maps and products.

Files that a reader stumbles over are in `test_boundary_files.py` and `test_bad_tables.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from assets.release import release
from assets.release.atlas import pictures
from assets.release.files.write import write_files
from assets.release.geopackage import layers
from assets.release.warehouse import views
from assets.release.warehouse.tables import write_tables
from expectations.contracts.registry import all_contracts
from expectations.fault import told
from pipelines.build.plan import all_declarations
from pipelines.build.suites import new_report
from tests.conftest import Built
from tests.workshop import Workshop


def stumbling(*_: Any, **__: Any) -> Any:
    raise KeyError("women_20_39")


def faults(call: Callable[[], object]) -> list[str]:
    """What is told of the error that the call raises."""
    with pytest.raises(Exception) as caught:
        call()
    return told(caught.value)


def test_table(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.home.lake.path("extinction_change").unlink()
    monkeypatch.setattr("assets.indicators.extinction.change.region_sums", stumbling)
    answer = workshop.build()
    assert answer.code == 1
    first, advice = answer.message.splitlines()
    assert re.fullmatch(
        r"fault of the program in extinction_change \(assets/indicators/extinction/change\.py:\d+\): KeyError: 'women_20_39'",
        first,
    )
    assert "--verbose" in advice


def test_table_that_cannot_be_written(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.home.lake.path("population_coverage").unlink()
    monkeypatch.setattr("assets.lake.lake.pq.write_table", stumbling)
    answer = workshop.build()
    assert "fault of the program in population_coverage (assets/lake/lake.py:" in answer.message


def test_preview_of_a_table(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.home.lake.path("sido").unlink()
    monkeypatch.setattr("pipelines.dagster.table_assets.risk_map", stumbling)
    answer = workshop.build("--select", "sido")
    assert "fault of the program in sido, its preview (pipelines/dagster/table_assets.py:" in answer.message


@pytest.mark.parametrize(
    ("stumbles", "part"),
    [
        ("expectations.engine.orphans.referred", "the suite of population, its foreign keys (expectations/engine/runner.py:"),
        ("expectations.engine.runner.base_suite", "the suite of population (expectations/engine/runner.py:"),
        ("assets.lake.lake.Lake.frame", "the suite of population (pipelines/build/materialise.py:"),
    ],
)
def test_suite(workshop: Workshop, monkeypatch: pytest.MonkeyPatch, stumbles: str, part: str) -> None:
    (workshop.home.checks / "population.json").unlink()
    monkeypatch.setattr(stumbles, stumbling)
    answer = workshop.build()
    assert answer.code == 1 and answer.message.startswith(f"fault of the program in {part}")


def test_rule_that_great_expectations_stumbles_over(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    from expectations.engine import runner

    declared = next(d for d in all_declarations().values() if d.name == "population_reported")
    rule, run = declared.contract.rules[0].name, runner._run
    monkeypatch.setattr(runner, "_run", lambda *given: stumbling() if given[2] == rule else run(*given))
    (workshop.home.checks / "population_reported.json").unlink()
    (line,) = faults(lambda: new_report(declared, workshop.home))
    assert line.startswith(f" in the suite of population_reported, rule {rule} (expectations/engine/runner.py:")


# --- products


def test_every_broken_view_is_told(monkeypatch: pytest.MonkeyPatch, schematic: Built) -> None:
    broken = tuple(
        replace(view, sql="SELECT women_20_39 FROM core.unit") if view.name in ("regions", "claims") else view
        for view in views.VIEWS
    )
    monkeypatch.setattr(views, "VIEWS", broken)
    connection = duckdb.connect()
    release.write_warehouse.__globals__["load_spatial"](connection)
    write_tables(connection, all_contracts().values(), schematic.home.lake, "")
    connection.execute("BEGIN")
    lines = faults(lambda: views.write_views(connection, all_contracts().values()))
    assert [line.partition(" (")[0] for line in lines] == [" in view main.regions", " in view main.claims"]
    assert all("assets/release/warehouse/views.py:" in line and "BinderException" in line for line in lines)


def test_every_broken_layer_is_told(monkeypatch: pytest.MonkeyPatch, schematic: Built) -> None:
    broken = tuple(
        replace(layer, drawn_by="colour") if layer.name in ("sido", "emd", "sigungu") else layer for layer in layers.LAYERS
    )
    monkeypatch.setattr(layers, "LAYERS", broken)
    lines = faults(lambda: layers.drawn_layers(all_contracts().values(), schematic.home.lake))
    named = [line.partition(" (")[0] for line in lines]
    assert {" in layer sigungu", " in layer sido"} <= set(named)
    assert all("KeyError: 'colour'" in line for line in lines if "layer sido" in line)


def test_layer_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch, schematic: Built, tmp_path: Path) -> None:
    from assets.release.geopackage import write

    monkeypatch.setattr(write, "abstract", lambda drawn, _: stumbling() if drawn.layer.name in ("sido", "clusters") else "")
    lines = faults(lambda: write.write_geopackage(tmp_path / "r.gpkg", all_contracts().values(), schematic.home.lake, ""))
    assert {line.partition(" (")[0] for line in lines} == {" in layer sido", " in layer clusters"}


def test_maps(monkeypatch: pytest.MonkeyPatch, schematic: Built, tmp_path: Path) -> None:
    monkeypatch.setattr(pictures, "indicator_spec", stumbling)
    lines = faults(lambda: release.draw_once("maps", tmp_path, schematic.home.lake, "v"))
    assert len(lines) > 3 and all(line.startswith(" in maps, map ") for line in lines)
    assert any(" map extinction_risk.risk_index (assets/release/atlas/pictures.py:" in line for line in lines)


@pytest.mark.parametrize("level", ["sido", "sigungu"])
def test_map_of_a_level(monkeypatch: pytest.MonkeyPatch, schematic: Built, tmp_path: Path, level: str) -> None:
    monkeypatch.setattr(release, "write_pictures", lambda *_: None)
    monkeypatch.setattr(release, "risk_map", lambda layer, *_, **__: stumbling() if len(layer) > 100 or level == "sido" else b"")
    (line,) = faults(lambda: release.draw_once("maps", tmp_path, schematic.home.lake, "v"))
    assert line.startswith(" in maps, map of sigungu (assets/release/release.py:")


def test_atlas(monkeypatch: pytest.MonkeyPatch, schematic: Built, tmp_path: Path) -> None:
    monkeypatch.setattr("assets.release.atlas.page.parts", stumbling)
    (line,) = faults(lambda: release.draw_once("atlas", tmp_path, schematic.home.lake, "v"))
    assert line.startswith(" in atlas (assets/release/atlas/page.py:")


def test_file_of_a_table(monkeypatch: pytest.MonkeyPatch, schematic: Built, tmp_path: Path) -> None:
    monkeypatch.setattr("assets.release.files.write.write_parquet", stumbling)
    (line,) = faults(
        lambda: write_files(tmp_path, {"unit": all_contracts()["unit"]}, schematic.home.lake, version="v", date="", about="")
    )
    assert line.startswith(" in table core.unit (assets/release/files/write.py:")


def test_release_tells_all_views_and_leaves_the_last_one(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "write_view", lambda _, view, __: stumbling() if view.name in ("regions", "claims") else None)
    monkeypatch.setattr("assets.release.release.release_fingerprint", lambda *_: "f" * 64)
    monkeypatch.setattr("pipelines.dagster.release_asset.release_fingerprint", lambda *_: "f" * 64)
    monkeypatch.setattr("pipelines.dagster.run.release_fingerprint", lambda *_: "e" * 64)
    monkeypatch.setattr(release, "DRAWN", ())
    answer = workshop.build()
    assert answer.code == 1
    first, second, advice = answer.message.splitlines()
    assert first.startswith(
        "fault of the program in release, warehouse.duckdb, view main.regions (assets/release/warehouse/views.py:"
    )
    assert second.startswith("fault of the program in release, warehouse.duckdb, view main.claims (")
    assert "--verbose" in advice
    workshop.assert_untouched()
