"""What Dagster sees: every table with its group, kinds, owner, schema and checks, one job, one schedule."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest
import yaml

from expectations.engine.suite import rule_inputs
from pipelines.build.home import Home
from pipelines.build.plan import all_declarations
from pipelines.dagster.resources import HomeResource
from pipelines.dagster.table_assets import ERRORS, WARNINGS
from pipelines.definitions import defs
from tests.places import ROOT

GRAPH = defs.resolve_asset_graph()
TABLES = tuple(all_declarations())
STAGES = {"sources", "reference", "geography", "panel", "projection", "layers", "indicators", "claims", "scenarios", "release"}


def specs() -> dict[str, dg.AssetSpec]:
    return {spec.key.to_user_string(): spec for spec in defs.resolve_all_asset_specs()}


def test_definitions_load_and_every_reference_resolves() -> None:
    dg.Definitions.validate_loadable(defs)
    assert set(specs()) == {*TABLES, "release"}


@pytest.mark.parametrize("name", [*TABLES, "release"])
def test_asset_tells_group_kinds_owner_and_description(name: str) -> None:
    spec = specs()[name]
    assert spec.group_name in STAGES
    assert 0 < len(spec.kinds) <= 3
    assert list(spec.owners) == ["team:rebalance"]
    assert spec.description


@pytest.mark.parametrize("name", TABLES)
def test_table_tells_its_columns_name_and_code_version(name: str) -> None:
    spec, contract = specs()[name], all_declarations()[name].contract
    schema = spec.metadata["dagster/column_schema"]
    assert isinstance(schema, dg.TableSchema)
    assert [(c.name, c.type, c.description) for c in schema.columns] == [(c.name, c.type, c.comment) for c in contract.columns]
    assert spec.metadata["dagster/table_name"] == f"{contract.schema}.{name}"
    assert spec.code_version and all_declarations()[name].code_version.startswith(spec.code_version)
    assert contract.ko in (spec.description or "") and contract.en in (spec.description or "")


@pytest.mark.parametrize("name", TABLES)
def test_table_has_a_blocking_and_a_warning_check(name: str) -> None:
    checks = {key.name: GRAPH.get_check_spec(key) for key in GRAPH.get_check_keys_for_assets([dg.AssetKey(name)])}
    assert set(checks) == {ERRORS, WARNINGS}
    assert checks[ERRORS].blocking and not checks[WARNINGS].blocking
    others = {dependency.asset_key.to_user_string() for dependency in checks[ERRORS].additional_deps}
    assert others == set(rule_inputs(all_declarations()[name].contract)) - {name}


@pytest.mark.parametrize("name", TABLES)
def test_edges_are_those_of_the_declarations(name: str) -> None:
    assert {key.to_user_string() for key in GRAPH.get(dg.AssetKey(name)).parent_keys} == set(all_declarations()[name].upstream)


def test_release_waits_for_every_table() -> None:
    assert {key.to_user_string() for key in GRAPH.get(dg.AssetKey("release")).parent_keys} == set(TABLES)


def test_one_job_builds_everything() -> None:
    job = defs.resolve_job_def("build")
    assert {key.to_user_string() for key in job.asset_layer.executable_asset_keys} == {*TABLES, "release"}
    assert len(
        job.asset_layer.asset_check_keys if hasattr(job.asset_layer, "asset_check_keys") else GRAPH.asset_check_keys
    ) == 2 * len(TABLES)


def test_one_schedule_runs_the_job_in_korean_time_and_waits_to_be_switched_on() -> None:
    (schedule,) = defs.schedules or ()
    assert isinstance(schedule, dg.ScheduleDefinition)
    assert (schedule.job_name, schedule.cron_schedule, schedule.execution_timezone) == ("build", "0 6 5 * *", "Asia/Seoul")
    assert schedule.default_status is dg.DefaultScheduleStatus.STOPPED


def test_workspace_and_project_name_the_same_module() -> None:
    import tomllib

    workspace = yaml.safe_load((ROOT / "workspace.yaml").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    module = workspace["load_from"][0]["python_module"]["module_name"]
    assert module == project["tool"]["dg"]["project"]["code_location_target_module"] == "pipelines.definitions"


def test_instance_settings_send_nothing_home() -> None:
    from pipelines.dagster.run import SETTINGS

    settings = yaml.safe_load(SETTINGS.read_text(encoding="utf-8"))
    assert settings["telemetry"] == {"enabled": False}
    assert "concurrency" not in settings, "no asset asks for a pool"


def test_home_is_of_the_environment_whatever_run_configuration_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("REBALANCE_HOME", str(tmp_path / "env"))
    monkeypatch.setenv("REBALANCE_SOURCES", str(tmp_path / "data"))
    assert HomeResource().home() == Home(tmp_path / "env", str(tmp_path / "data"))
    assert not {"root", "sources"} & set(HomeResource.model_fields)
    for key in ("root", "sources"):
        with pytest.raises(dg.DagsterInvalidConfigError, match=f'unexpected config entry "{key}"'):
            dg.validate_run_config(defs.resolve_job_def("build"), {"resources": {"home": {"config": {key: str(tmp_path)}}}})


def test_profiles_of_two_folders_never_share_a_lake(tmp_path: Path) -> None:
    homes = [Home(tmp_path, str(tmp_path / place / "data")) for place in ("a", "b")] + [Home(tmp_path)]
    assert len({home.lake.root for home in homes}) == len({home.checks for home in homes}) == 3
    assert len({home.releases for home in homes}) == 1
    assert Home(tmp_path, str(tmp_path / "한글 자료")).profile.isascii()
