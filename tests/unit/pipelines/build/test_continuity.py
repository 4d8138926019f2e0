"""When a build is held against the last release: before it begins, before it publishes, and when only `current` would move."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assets.release import continuity as compared
from domain.errors import ValidationError
from pipelines.build import continuity
from pipelines.build.continuity import before_release, contents_to_publish
from pipelines.build.home import Home
from pipelines.build.plan import all_declarations, made_by
from pipelines.dagster import run
from pipelines.dagster.resources import HomeResource
from tests.publisher_files import write_catalogue

YEARS = ("2023", "2024")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Two files of population, and a release that was made of both."""
    folder = tmp_path / "sources"
    entry = {"dataset": "kosis_population", "path": "*.json", "publisher": "test", "encoding": "utf-8", "optional": True}
    write_catalogue(folder, [entry])
    for year in YEARS:
        (folder / f"{year}.json").write_text(json.dumps([year]), encoding="utf-8")
    made = Home(tmp_path / "home", str(folder))
    released(made, [{"table": "raw.kosis_population", "rows": 2, "covers": {"period": "reference_date"}}])
    return made


def released(home: Home, tables: list[dict[str, Any]]) -> None:
    inputs = [{"dataset": "kosis_population", "file": f"{year}.json", "sha256": year} for year in YEARS]
    said = {"version": "v", "profile": home.profile, "reference_vintage": "", "tables": tables, "inputs": inputs}
    (home.releases / "v").mkdir(parents=True, exist_ok=True)
    (home.releases / "v" / "manifest.json").write_text(json.dumps(said), encoding="utf-8")


def gone(home: Home, year: str) -> None:
    (Path(home.sources) / f"{year}.json").unlink()


@pytest.mark.parametrize("year", YEARS)
def test_a_file_of_a_pattern_that_is_gone_stops_the_build(home: Home, year: str) -> None:
    assert before_release(home) == ""
    gone(home, year)
    with pytest.raises(ValidationError, match=rf"(?s)nothing was built.*kosis_population: its file {year}\.json is gone"):
        before_release(home)


def test_a_further_file_is_no_event(home: Home) -> None:
    (Path(home.sources) / "2025.json").write_text("[]", encoding="utf-8")
    assert before_release(home) == ""


def test_what_is_allowed_is_not_asked_for(home: Home) -> None:
    gone(home, "2024")
    assert before_release(Home(home.root, home.sources, home.settings, allow_shrink=True)) == ""


def test_another_profile_has_nothing_to_compare_with(home: Home, tmp_path: Path) -> None:
    other = tmp_path / "others"
    other.mkdir()
    write_catalogue(other, [])
    assert before_release(Home(home.root, str(other))) == ""


def test_a_release_that_kept_no_figures_is_said_to_be_older(home: Home) -> None:
    released(home, [{"table": "raw.kosis_population", "rows": 2}])
    assert "v, the last release, is of an older version" in before_release(home)


def smaller(*_: Any) -> dict[str, Any]:
    table = {"table": "raw.kosis_population", "rows": 1, "made_by": None}
    return {"profile": "", "reference_vintage": "", "tables": [table], "inputs": []}


def test_nothing_is_handed_to_the_release_that_has_less(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    released(home, [{"table": "raw.kosis_population", "rows": 2}])
    monkeypatch.setattr(continuity, "release_contents", lambda profile, *_: smaller() | {"profile": profile})
    with pytest.raises(ValidationError, match=r"(?s)nothing was published, the last release stays.*2 rows have become 1"):
        contents_to_publish(home)
    assert contents_to_publish(Home(home.root, home.sources, allow_shrink=True))["tables"][0]["rows"] == 1


def test_a_release_that_is_there_already_is_held_to_the_same(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    older = home.releases / "older"
    older.mkdir()
    monkeypatch.setattr(run, "make_plan", lambda *_: run.Plan((), (), release=False))
    monkeypatch.setattr(run, "_published", lambda _: older)
    monkeypatch.setattr(continuity, "release_contents", lambda profile, *_: smaller() | {"profile": profile})
    with pytest.raises(ValidationError, match="the last release stays"):
        run.run_build(home, None, lambda _: lambda _: None)
    assert not (home.releases / "current").exists()


def test_a_run_of_the_ui_takes_the_same_choice(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REBALANCE_HOME", str(home.root))
    monkeypatch.setenv("REBALANCE_SOURCES", home.sources)
    assert HomeResource().home() == home
    assert HomeResource(allow_shrink=True).home() == Home(home.root, home.sources, home.settings, allow_shrink=True)


def test_a_raw_table_is_compared_while_its_columns_are_the_same_and_others_while_their_program_is() -> None:
    assert set(made_by()) == set(all_declarations())
    raw = [name for name, declaration in all_declarations().items() if declaration.contract.schema == "raw"]
    assert len({made_by()[name] for name in raw}) == len(raw)
    assert compared.MADE_BY == "made_by"
