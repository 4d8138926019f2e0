"""Runs as Dagster's UI and schedules start them: failed checks block, and the release looks at the reports itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import dagster as dg
import pytest

from domain.errors import ReleaseError, ValidationError
from expectations.contracts.registry import all_contracts
from expectations.engine.report import CheckReport, Outcome, read_report
from pipelines.build.plan import all_declarations
from pipelines.dagster.table_assets import ERRORS, WARNINGS
from pipelines.definitions import defs
from tests.conftest import Built
from tests.workshop import KOSIS, Workshop


def run(workshop: Workshop, assets: Collection[str], checks: Collection[str]) -> dg.ExecuteInProcessResult:
    """Materialise these assets and run these tables' suites, in this process."""
    job = defs.resolve_job_def("build").get_subset(
        asset_selection={dg.AssetKey(name) for name in assets},
        asset_check_selection={dg.AssetCheckKey(dg.AssetKey(name), check) for name in checks for check in (ERRORS, WARNINGS)},
    )
    config = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    with dg.DagsterInstance.ephemeral() as instance, pytest.MonkeyPatch.context() as environment:
        environment.setenv("REBALANCE_HOME", str(workshop.home.root))
        environment.setenv("REBALANCE_SOURCES", workshop.home.sources)
        return job.execute_in_process(run_config=config, instance=instance, raise_on_error=False)


def materialised(result: dg.ExecuteInProcessResult) -> set[str]:
    return {event.asset_key.to_user_string() for event in result.get_asset_materialization_events() if event.asset_key}


def error_of(result: dg.ExecuteInProcessResult, step: str) -> tuple[str, str]:
    """Class and message of what the step raised."""
    error = result.failure_data_for_node(step).error.cause  # type: ignore[union-attr]
    return error.cls_name, error.message


def unknown_code(records: list[dict[str, str]]) -> list[dict[str, str]]:
    return [r | {"C1": "11999"} if r["C1"] == "11110" else r for r in records]


def test_failing_error_check_blocks_downstream_and_the_release(workshop: Workshop) -> None:
    workshop.recount(unknown_code)
    names = ("kosis_population", "population_unit", "population_reported", "population_coverage", "release")
    result = run(workshop, names, ("population_unit", "population_reported"))
    assert not result.success
    assert materialised(result) == {"kosis_population", "population_unit"}
    checks = {(e.asset_key.to_user_string(), e.check_name): e for e in result.get_asset_check_evaluations()}
    failed = checks["population_unit", ERRORS]
    assert not failed.passed and failed.severity is dg.AssetCheckSeverity.ERROR
    assert "region_code=11999" in (failed.description or "") and KOSIS in (failed.description or "")
    assert ("population_reported", ERRORS) not in checks
    workshop.assert_untouched()


def test_failing_warning_check_blocks_nothing(workshop: Workshop) -> None:
    (workshop.home.checks / "population_coverage.json").unlink()
    result = run(workshop, ("population_coverage", "extinction_risk"), ("population_coverage",))
    assert result.success
    checks = {e.check_name: e for e in result.get_asset_check_evaluations()}
    assert checks[ERRORS].passed
    assert not checks[WARNINGS].passed and checks[WARNINGS].severity is dg.AssetCheckSeverity.WARN
    assert materialised(result) == {"population_coverage", "extinction_risk"}


def test_materialisation_tells_rows_content_and_whether_it_was_reused(workshop: Workshop) -> None:
    workshop.home.lake.path("sido").unlink()
    result = run(workshop, ("sido", "population_coverage"), ())
    events = {
        e.asset_key.to_user_string(): e.materialization.metadata for e in result.get_asset_materialization_events() if e.asset_key
    }
    entry = workshop.home.lake.entry("sido")
    assert entry is not None
    assert events["sido"]["dagster/row_count"].value == 17
    assert events["sido"]["content_sha256"].value == entry.content
    assert (events["sido"]["reused"].value, events["population_coverage"]["reused"].value) == (False, True)
    assert "data:image/png;base64," in events["sido"]["preview"].value


def test_series_is_previewed_as_a_map_of_its_first_rate_and_an_empty_one_is_not(workshop: Workshop) -> None:
    tables = ("extinction_risk", "fertility_rate")
    for name in tables:
        workshop.home.lake.path(name).unlink()
    result = run(workshop, tables, ())
    events = {
        e.asset_key.to_user_string(): e.materialization.metadata for e in result.get_asset_materialization_events() if e.asset_key
    }
    assert "data:image/png;base64," in events["extinction_risk"]["preview"].value
    assert "preview" not in events["fertility_rate"]  # the schematic input has no births


def test_raw_table_tells_its_files(workshop: Workshop) -> None:
    result = run(workshop, ("kosis_population",), ())
    (event,) = result.get_asset_materialization_events()
    assert KOSIS in event.materialization.metadata["raw_files"].value


def spoilt(workshop: Workshop) -> None:
    """A table of the lake changed behind the back of its report; an area that any check would accept."""
    lake = workshop.home.lake
    table = lake.frame("official_area")
    table["area_km2"] += 0.001
    lake.put(lake.seal(all_contracts()["official_area"], table, fingerprint="by hand"))


def test_release_refuses_a_table_whose_report_is_outdated(workshop: Workshop) -> None:
    spoilt(workshop)
    result = run(workshop, ("release",), ())
    assert not result.success
    kind, message = error_of(result, "release")
    assert kind == ReleaseError.__name__
    assert "official_area" in message and "has not been checked as it now stands" in message
    assert workshop.published() == workshop.before


def test_release_refuses_a_table_without_a_report(workshop: Workshop) -> None:
    workshop.recount(lambda records: [r | {"C1_NM": r["C1_NM"] + " "} for r in records[:1]] + records[1:])
    assert workshop.build_tables().code == 0
    (workshop.home.checks / "population.json").unlink()
    result = run(workshop, ("release",), ())
    kind, message = error_of(result, "release")
    assert kind == ReleaseError.__name__ and "population" in message
    assert workshop.published() == workshop.before


def test_release_refuses_a_table_whose_last_report_failed(workshop: Workshop) -> None:
    report = read_report(workshop.home.checks, "population")
    assert report is not None
    failed = Outcome(
        "contract", "column_values_to_be_between", "population", "error", success=False, failing=1, rows=({"unit_id": "seoul"},)
    )
    CheckReport("population", report.fingerprint, (failed,), report.rendered).write(workshop.home.checks)
    result = run(workshop, ("release",), ())
    kind, message = error_of(result, "release")
    assert kind == ValidationError.__name__ and "unit_id=seoul" in message
    assert workshop.published() == workshop.before


def test_release_refuses_a_table_that_is_not_there(workshop: Workshop) -> None:
    workshop.home.lake.path("sido").unlink()
    result = run(workshop, ("release",), ())
    kind, message = error_of(result, "release")
    assert kind == ReleaseError.__name__ and "sido" in message
    assert workshop.published() == workshop.before


def test_release_of_unchanged_tables_is_not_made_again(workshop: Workshop) -> None:
    result = run(workshop, ("release",), ())
    assert result.success
    (event,) = result.get_asset_materialization_events()
    assert event.materialization.metadata["version"].value == workshop.before["current"]
    workshop.assert_untouched()


@pytest.mark.parametrize("product", ["write_warehouse", "write_geopackage", "write_maps", "write_manifest"])
def test_failure_while_a_product_is_written_leaves_the_last_release_whole(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, product: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    for name in ("write_warehouse", "write_geopackage", "write_maps", "build_data_docs"):
        monkeypatch.setattr(f"assets.release.release.{name}", lambda *_: defaultdict(int))
    monkeypatch.setattr(f"assets.release.release.{product}", full)
    monkeypatch.setattr("assets.release.release.release_fingerprint", lambda *_: "f" * 64)
    monkeypatch.setattr("pipelines.dagster.release_asset.release_fingerprint", lambda *_: "f" * 64)
    result = run(workshop, ("release",), ())
    assert not result.success
    assert "No space left on device" in error_of(result, "release")[1]
    workshop.assert_untouched()


def test_every_report_of_the_build_is_of_the_tables_as_they_stand(schematic: Built) -> None:
    from pipelines.dagster.release_asset import sound_reports

    reports = sound_reports(schematic.home)
    assert set(reports) == set(all_declarations())
    assert all(report.passed for report in reports.values())
