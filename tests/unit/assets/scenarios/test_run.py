"""Whole scenarios: one path without draws, the same draws for all, bands, differences, the question."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from assets.projection.cohorts import History
from assets.scenarios.backtest import at_risk
from assets.scenarios.engine import Drawn, at_years, course_of, project
from assets.scenarios.run import BLOCK, Ground, run_scenario
from assets.scenarios.scenario_file import read_scenario
from assets.scenarios.uncertainty import error_model
from domain.ages import AGES
from domain.errors import UsageError
from tests.country import history, people

QUIET = "name: quiet\ntitle_en: Quiet\nlevers: []\n"
MOVE = """\
name: move
title_en: Move
levers:
  - kind: relocate_jobs
    jobs: {uniform: [100, 300], source: made up}
    from: sigungu:west
    to: sigungu:east
    year: 2026
    staff_share: {value: 1, source: made up}
    family_share: {value: 0, source: made up}
    household_size: {value: 1, source: made up}
    multiplier: {value: 0, source: made up}
"""
STAY = "reverse: {regions: sigungu:west, from_year: 2025, year: 2029, at_risk: %s}\n"


def leaving() -> History:
    """The west loses two fifths of those who become 25-34, and has many old people; deaths are none."""
    rng = np.random.default_rng(3)
    start = people(dict.fromkeys(AGES[:13], 1000), dict.fromkeys(AGES[:13], 1000) | {65: 3400})
    found = {2015: start}
    for year in (2019, 2024):
        cells = start * rng.uniform(0.97, 1.03, size=start.shape)
        cells[0, :, 5:7] *= 1.4
        cells[1, :, 5:7] *= 0.6
        found[year] = cells
    return history(found)


def ground(dates: History) -> Ground:
    course = course_of(dates, 2045)
    return Ground(course, error_model(dates), at_risk(course.base) & course.known)


def results(tmp_path: Path, text: str, **options: int) -> pd.DataFrame:
    path = tmp_path / "scenario.yaml"
    path.write_text(text, encoding="utf-8")
    return run_scenario(ground(leaving()), read_scenario(path), **({"draws": 0} | options))


def at(table: pd.DataFrame, measure: str, region: str = "nation", year: int = 2030) -> pd.Series:
    rows = table[(table["measure"] == measure) & (table["region_id"] == region) & (table["year"] == year)]
    assert len(rows) == 1
    return rows.iloc[0]


def test_no_change_without_draws_is_the_deterministic_path(tmp_path: Path) -> None:
    table = results(tmp_path, QUIET, draws=0)
    course = ground(leaving()).course
    for year, cells in at_years(project(course, Drawn()), [2030, 2035, 2045]):
        assert at(table, "population", year=year)["median"] == pytest.approx(cells.sum())
        women, old = cells[0, :, 0, 4:8].sum(), cells[0, :, :, 13:].sum()
        assert at(table, "risk_index", year=year)["median"] == pytest.approx(women / old)
        assert at(table, "population", "east", year)["median"] == pytest.approx(cells[0, 0].sum())
    assert table[["p05", "p95"]].isna().all(axis=None)


def test_same_seed_gives_the_same_figures_and_another_does_not(tmp_path: Path) -> None:
    once, again, other = (results(tmp_path, QUIET, draws=20, seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(once, again)
    assert at(once, "population")["median"] != at(other, "population")["median"]


def test_median_lies_within_its_band_near_the_path(tmp_path: Path) -> None:
    row, path = at(results(tmp_path, QUIET, draws=400), "population"), at(results(tmp_path, QUIET), "population")
    assert row["p05"] < row["median"] < row["p95"]
    assert row["median"] == pytest.approx(path["median"], rel=0.02)


def test_more_draws_than_a_block_are_told_as_they_are_done(tmp_path: Path) -> None:
    told: list[int] = []
    path = tmp_path / "scenario.yaml"
    path.write_text(QUIET, encoding="utf-8")
    run_scenario(ground(leaving()), read_scenario(path), draws=BLOCK + 5, progress=told.append)
    assert told == [BLOCK, BLOCK + 5]


def test_what_one_region_gains_by_a_move_the_other_loses(tmp_path: Path) -> None:
    table = results(tmp_path, MOVE, draws=0, seed=1)
    east, west = (at(table, "population_difference", region)["median"] for region in ("capital", "rest"))
    assert 190 < east < 230  # 200 jobs, and the children they have
    assert east + west == pytest.approx(0, abs=15)


def test_differences_are_taken_draw_by_draw(tmp_path: Path) -> None:
    table = results(tmp_path, MOVE, draws=100)
    population, gain = at(table, "population", "capital"), at(table, "population_difference", "capital")
    assert gain["p95"] - gain["p05"] < (population["p95"] - population["p05"]) / 2


def test_levers_do_not_change_what_is_drawn_for_the_rest(tmp_path: Path) -> None:
    nobody = MOVE.replace("uniform: [100, 300]", "uniform: [0, 0.000001]")
    table = results(tmp_path, nobody, draws=50)
    assert at(table, "population")["p95"] == pytest.approx(at(results(tmp_path, QUIET, draws=50), "population")["p95"])


def test_shares_add_up_and_probability_is_a_share_of_draws(tmp_path: Path) -> None:
    table = results(tmp_path, QUIET, draws=50)
    assert at(table, "population_share", "nation")["median"] == pytest.approx(1)
    probability = at(table, "at_risk_probability", "west")["median"]
    assert 0 <= probability <= 1
    assert pd.isna(at(table, "at_risk_probability", "west")["p05"])


def test_unit_without_figures_is_left_out_and_counted(tmp_path: Path) -> None:
    dates = leaving()
    dates.people[dates.dates[-1]][0] = np.nan
    path = tmp_path / "scenario.yaml"
    path.write_text(QUIET, encoding="utf-8")
    table = run_scenario(ground(dates), read_scenario(path), draws=0)
    assert "east" not in set(table["region_id"])
    assert at(table, "population")["missing_units"] == 1
    assert at(table, "population", "rest")["missing_units"] == 0


def test_retention_that_keeps_the_count_is_found_by_bisection(tmp_path: Path) -> None:
    table = results(tmp_path, QUIET + STAY % "0", draws=0)
    assert at(table, "at_risk_units_without_retention", year=2029)["median"] == 1
    share = at(table, "retention_needed", year=2029)["median"]
    assert 0 < share < 1
    assert at(table, "at_risk_units_at_retention", year=2029)["median"] == 0
    kept = "levers: [{kind: retain_youth, regions: sigungu:west, from_year: 2025, share: {value: %s, source: x}}]\n"
    for much, risky in ((share, 0), (share - 0.001, 1)):
        lever = QUIET.replace("levers: []\n", kept % round(much, 6))
        path = tmp_path / "lever.yaml"
        path.write_text(lever, encoding="utf-8")
        row = at(run_scenario(ground(leaving()), read_scenario(path), draws=0, years=[2029]), "at_risk_units", year=2029)
        assert row["median"] == risky


def test_target_out_of_reach_has_no_retention(tmp_path: Path) -> None:
    dates = leaving()
    for cells in dates.people.values():
        cells[1, :, 13] *= 10
    path = tmp_path / "scenario.yaml"
    path.write_text(QUIET + STAY % "0", encoding="utf-8")
    table = run_scenario(ground(dates), read_scenario(path), draws=0)
    assert at(table, "retention_needed", year=2029).isna()["median"]
    assert at(table, "at_risk_units_at_full_retention", year=2029)["median"] > 0


@pytest.mark.parametrize(("key", "year"), [("year: 2029", "year: 2060"), ("from_year: 2025", "from_year: 2024")])
def test_question_about_a_year_that_is_not_ahead_is_refused(tmp_path: Path, key: str, year: str) -> None:
    with pytest.raises(UsageError, match=f"reverse: found {year.replace(': ', ' ')}; expected a year from 2025 to 2045"):
        results(tmp_path, QUIET + STAY.replace(key, year) % "0")


def test_target_that_is_met_anyway_needs_none(tmp_path: Path) -> None:
    table = results(tmp_path, QUIET + STAY % "2")
    assert at(table, "retention_needed", year=2029)["median"] == 0
