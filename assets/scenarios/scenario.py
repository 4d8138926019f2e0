"""mart.scenario, mart.scenario_result and mart.scenario_history: the scenarios that are shipped, what comes of them, what was."""

from __future__ import annotations

from dataclasses import replace

import duckdb
import numpy as np
import pandas as pd

from assets.lake.asset import asset
from assets.methods.stacked import stacked
from assets.projection.cohorts import TREND_YEARS, History
from assets.projection.engine import Course
from assets.projection.ground import shared_course
from assets.projection.ratios import trend_of_days
from assets.scenarios.ground import ground_of
from assets.scenarios.measures import measured
from assets.scenarios.run import run_scenario, usual_of
from assets.scenarios.scenario_file import presets, read_scenario
from assets.scenarios.timing import in_time
from domain.ages import AGES
from domain.measures import SCENARIO_MEASURES
from domain.projection import DRAWS, SEED
from expectations.contracts.outlook import SCENARIO_HISTORY
from expectations.contracts.projection import SCENARIO, SCENARIO_RESULT


@asset(contract=SCENARIO, facts=tuple(presets().values()))
def scenario(population: duckdb.DuckDBPyRelation) -> pd.DataFrame:
    """Scenarios shipped with the project. One row per file, its text as it stands, its title with the years of the trend."""
    days = duckdb.sql(
        """
        SELECT reference_date
        FROM population
        WHERE population_concept = 'registration' AND month(reference_date) = 12
        GROUP BY reference_date
        HAVING max(age_from) = ?
        """,
        params=[AGES[-1]],
    ).fetchall()
    trend = trend_of_days([day for (day,) in days])
    rows = []
    for name, path in presets().items():
        read = read_scenario(path).titled(trend)
        rows.append(
            {
                "scenario": name,
                "title_ko": read.title_ko,
                "title_en": read.title_en,
                "description": read.description,
                "description_ko": read.description_ko,
                "definition": path.read_text(encoding="utf-8"),
            }
        )
    return pd.DataFrame(rows)


@asset(contract=SCENARIO_RESULT)
def scenario_result(
    scenario: pd.DataFrame,
    population: pd.DataFrame,
    reference_region: pd.DataFrame,
    region_member: pd.DataFrame,
    sido_projection: pd.DataFrame,
    kosis_national_population: pd.DataFrame,
) -> pd.DataFrame:
    """Paths, and bands of as many draws as `rebalance scenario` makes. One row per scenario, region, year and measure."""
    ground = ground_of(population, reference_region, region_member, sido_projection, kosis_national_population)
    if ground is None:
        return pd.DataFrame(columns=list(SCENARIO_RESULT.column_names))
    usual, tables = usual_of(ground, draws=DRAWS), []
    for name in scenario["scenario"]:
        dated, timing = in_time(read_scenario(presets()[name]), ground.ahead)
        tables.append(run_scenario(ground, dated, draws=DRAWS, usual=usual).assign(scenario=name, timing=timing or None))
    table = stacked(tables, SCENARIO_RESULT.column_names)
    drawn = DRAWS if ground.errors else 0
    unit = table["measure"].map(SCENARIO_MEASURES)
    return table.assign(unit=unit, base_year=ground.course.year, draws=drawn, seed=SEED, basis=ground.course.basis)


@asset(contract=SCENARIO_HISTORY)
def scenario_history(
    population: pd.DataFrame,
    reference_region: pd.DataFrame,
    region_member: pd.DataFrame,
    sido_projection: pd.DataFrame,
    kosis_national_population: pd.DataFrame,
) -> pd.DataFrame:
    """What scenarios measure, as it was. One row per region, year and measure."""
    found = shared_course(population, reference_region, region_member, sido_projection, kosis_national_population)
    if found is None:
        return pd.DataFrame(columns=list(SCENARIO_HISTORY.column_names))
    history, course = found
    return past_of(course, history)


def past_of(course: Course, history: History | None) -> pd.DataFrame:
    """Measures of every region on the Decembers of the ten years before the base year and on its own; none without a history.

    A region of which a unit had no figures then is left out: its sum would not be comparable.
    """
    parts = []
    keys = pd.DataFrame(course.units.regions, columns=["level", "region_id"])
    for day, people in sorted(history.people.items()) if history else ():
        if day.year < course.year - TREND_YEARS:
            continue
        known = ~np.isnan(people[:, 0, 0])
        complete = (course.units.member * (course.known & ~known)).sum(axis=1) == 0
        at_day = replace(course, known=known & course.known)
        of_day = np.where(at_day.known[:, None, None], np.nan_to_num(people), 0.0)
        for measure, values in measured(at_day, of_day[None]).items():
            if not measure.endswith("_unit"):
                part = keys.assign(year=day.year, measure=measure, unit=SCENARIO_MEASURES[measure], value=values[0])
                parts.append(part[complete & ~np.isnan(values[0])])
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(SCENARIO_HISTORY.column_names))
