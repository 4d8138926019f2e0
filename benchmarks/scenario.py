"""Scenarios timed inside one process: ratios and back-test, then 1,000 draws to the last year, with peak memory."""

from __future__ import annotations

import argparse
import datetime as dt
import resource
from pathlib import Path

import numpy as np

from assets.projection.backtest import launches
from assets.projection.cohorts import History, Units
from assets.projection.engine import course_of
from assets.projection.horizon import last_year
from assets.scenarios.run import Ground, run_scenario
from assets.scenarios.scenario_file import presets, read_scenario
from assets.scenarios.uncertainty import error_model
from benchmarks.crosswalk import report
from domain.ages import AGES

UNITS, SIDO = 229, 17


def main() -> None:
    """Print one line a function. People are made up, of as many units, ages and dates as the real ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--draws", type=int, default=1000)
    options = parser.parse_args()
    history = made_up()
    report("back-tests", options.runs, lambda: launches(history))
    ground = Ground(course_of(history, last_year(history.dates[-1].year)), error_model(history), np.zeros(UNITS, dtype=bool))
    for name, path in cases().items():
        size = f"{name}, {options.draws:,} draws, {len(ground.course.steps)} steps"
        scenario = read_scenario(path)
        report(size, options.runs, lambda scenario=scenario: run_scenario(ground, scenario, draws=options.draws), aim_s=10)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3  # kilobytes on Linux
    print(f"peak memory {peak:.0f} MB   aim 1,000 MB")


def cases() -> dict[str, Path]:
    """One scenario without levers, and one with."""
    return {name: presets()[name] for name in ("no-change", "southwest-renewable-hub")}


def made_up() -> History:
    """Ten Decembers of 229 units that shrink a little every year, each in its own way."""
    rng = np.random.default_rng(1)
    sido = np.sort(rng.integers(SIDO, size=UNITS))
    regions = (("capital_rest", "capital"), ("capital_rest", "rest"), ("megaregion", "southwest"), ("nation", "nation"))
    capital = sido < 3
    member = np.stack([capital, ~capital, sido == SIDO - 1, np.ones(UNITS, dtype=bool)]).astype(float)
    ids = tuple(f"unit-{i:03}" for i in range(UNITS))
    units = Units(ids, sido, tuple(f"sido-{i:02}" for i in range(SIDO)), np.ones(UNITS, dtype=bool), regions, member)
    first = rng.lognormal(7, 1, size=(UNITS, 1, 1)) * np.linspace(1, 0.05, len(AGES)) * np.ones((1, 2, 1))
    growth = rng.normal(0.995, 0.01, size=(UNITS, 2, len(AGES)))
    return History(units, {dt.date(2015 + i, 12, 31): np.round(first * growth**i) for i in range(10)})


if __name__ == "__main__":
    main()
