"""Whole scenarios: one path without draws, the same draws for all, bands, differences, the question."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from assets.projection.cohorts import History, at_risk
from assets.projection.engine import Drawn, at_years, course_of, project
from assets.scenarios.run import BLOCK, Ground, run_scenario, usual_of
from assets.scenarios.scenario import past_of
from assets.scenarios.scenario_file import BASELINE, presets, read_scenario
from assets.scenarios.uncertainty import error_model
from domain.ages import AGES
from domain.errors import UsageError
from domain.measures import HELD
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
    assert at(once, "population")["p95"] != at(other, "population")["p95"]


@pytest.mark.parametrize("text", [QUIET, MOVE])
def test_with_draws_the_middle_value_is_the_path_to_the_last_digit(tmp_path: Path, text: str) -> None:
    drawn, path = results(tmp_path, text, draws=30), results(tmp_path, text)
    both = drawn.merge(path, on=["level", "region_id", "year", "measure"])
    both = both[both["measure"] != "at_risk_probability"]
    assert len(both) > 30 and (both["median_x"] == both["median_y"]).all()
    banded = both[both["p05_x"].notna()]
    slack = 1e-9 * banded["median_x"].abs()
    assert (banded["p05_x"] <= banded["median_x"] + slack).all() and (banded["median_x"] <= banded["p95_x"] + slack).all()


def test_draws_without_levers_that_are_handed_over_give_the_same_as_their_own(tmp_path: Path) -> None:
    path = tmp_path / "scenario.yaml"
    path.write_text(MOVE, encoding="utf-8")
    of = ground(leaving())
    alone = run_scenario(of, read_scenario(path), draws=20)
    pd.testing.assert_frame_equal(alone, run_scenario(of, read_scenario(path), draws=20, usual=usual_of(of, draws=20)))


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


HOLD = "reverse: {regions: sigungu:west, from_year: 2025, year: 2029, hold: [youth, youth_share, population_share, risk_index]}\n"


@pytest.mark.parametrize("measure", HELD)
def test_retention_that_holds_a_figure_holds_it_and_a_little_less_does_not(tmp_path: Path, measure: str) -> None:
    table = results(tmp_path, QUIET + HOLD)
    told = {name: at(table, name, "west", 2029) for name in (f"retention_to_hold_{measure}", f"{measure}_wanted")}
    share, wanted = (row["median"] for row in told.values())
    assert {row["level"] for row in told.values()} == {"sigungu"}
    without, most = (at(table, f"{measure}_{end}", "west", 2029)["median"] for end in ("without_retention", "at_full_retention"))
    assert without < most
    if pd.isna(share):
        assert most < wanted
        return
    assert 0 < share <= 1 and without < wanted <= most
    figures = [held_at(tmp_path, measure, part) for part in (share - 0.001, share)]
    assert figures[0] < wanted <= figures[1] + 1e-9


def held_at(tmp_path: Path, measure: str, share: float) -> float:
    """The figure of the west in 2029 when that share stays."""
    kept = f"levers: [{{kind: retain_youth, regions: sigungu:west, from_year: 2025, share: {{value: {share:.6f}, source: x}}}}]\n"
    path = tmp_path / "kept.yaml"
    path.write_text(QUIET.replace("levers: []\n", kept), encoding="utf-8")
    table = run_scenario(ground(leaving()), read_scenario(path), draws=0, years=[2029])
    return float(at(table, measure, "rest", 2029)["median"])


def test_what_is_held_does_not_stop_at_a_ceiling_as_the_count_does(tmp_path: Path) -> None:
    """Every unit is at risk with and without the lever; youth, shares and index still tell them apart."""
    dates = leaving()
    for cells in dates.people.values():
        cells[:, :, 13] += 50_000
    path = tmp_path / "scenario.yaml"
    kept = "levers: [{kind: retain_youth, regions: sigungu:west, from_year: 2025, share: {value: 0.5, source: x}}]\n"
    path.write_text(QUIET.replace("levers: []\n", kept), encoding="utf-8")
    table = run_scenario(ground(dates), read_scenario(path), draws=0)
    assert at(table, "at_risk_share", "nation")["median"] == 1
    assert at(table, "at_risk_units_difference", "nation")["median"] == 0
    for measure in ("youth", "youth_share", "population_share", "risk_index"):
        assert at(table, f"{measure}_difference", "rest")["median"] > 0


def test_question_that_asks_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="reverse: found neither hold nor at_risk"):
        results(tmp_path, QUIET + "reverse: {regions: sigungu:west, from_year: 2025, year: 2029}\n")


def test_history_and_path_meet_in_the_base_year(tmp_path: Path) -> None:
    of = ground(leaving())
    past = past_of(of.course, leaving())
    assert set(past["year"]) == {2015, 2019, 2024}
    base = past[(past["year"] == 2024) & (past["level"] == "nation")].set_index("measure")["value"]
    assert base["population"] == pytest.approx(of.course.base.sum())
    assert base["at_risk_units"] == of.at_risk.sum()


def test_region_whose_unit_had_no_figures_then_has_no_past(tmp_path: Path) -> None:
    dates = leaving()
    dates.people[dates.dates[0]][0] = np.nan
    of = ground(dates)
    past = past_of(of.course, dates)
    first = past[past["year"] == 2015]
    assert set(first["region_id"]) == {"rest"}


def test_titles_name_the_years_of_the_trend() -> None:
    baseline = read_scenario(presets()[BASELINE])
    assert baseline.titled((2015, 2025)).title_ko == "추세 지속 (2015-2025)"
    assert baseline.titled((2014, 2024)).title_en == "The trend of 2014-2024 goes on"
    assert "{" not in baseline.titled(None).title_en + baseline.titled(None).title_ko + baseline.titled(None).description
