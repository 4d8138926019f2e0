"""mart.scenario and mart.scenario_result: the scenarios that are shipped, and what comes of them."""

from __future__ import annotations

import pandas as pd

from assets.lake.asset import asset, reference
from assets.methods.stacked import stacked
from assets.scenarios.ground import ground_of
from assets.scenarios.run import SEED, run_scenario
from assets.scenarios.scenario_file import presets, read_scenario
from assets.scenarios.timing import in_time
from domain.measures import SCENARIO_MEASURES
from expectations.contracts.projection import SCENARIO, SCENARIO_RESULT

# Few enough for a build; `rebalance scenario` draws 1,000.
BUILD_DRAWS = 100


@reference(contract=SCENARIO, facts=tuple(presets().values()))
def scenario() -> pd.DataFrame:
    """Scenarios shipped with the project. One row per file, its text as it stands."""
    rows = []
    for name, path in presets().items():
        read = read_scenario(path)
        text = path.read_text(encoding="utf-8")
        rows.append(
            {
                "scenario": name,
                "title_ko": read.title_ko,
                "title_en": read.title_en,
                "description": read.description,
                "definition": text,
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
) -> pd.DataFrame:
    """Medians and bands of 100 draws. One row per scenario, region, year and measure."""
    ground = ground_of(population, reference_region, region_member, sido_projection)
    if ground is None:
        return pd.DataFrame(columns=list(SCENARIO_RESULT.column_names))
    tables = []
    for name in scenario["scenario"]:
        dated, timing = in_time(read_scenario(presets()[name]), ground.ahead)
        tables.append(run_scenario(ground, dated, draws=BUILD_DRAWS).assign(scenario=name, timing=timing or None))
    table = stacked(tables, SCENARIO_RESULT.column_names)
    unit = table["measure"].map(SCENARIO_MEASURES)
    return table.assign(unit=unit, base_year=ground.course.year, draws=BUILD_DRAWS if ground.errors else 0, seed=SEED)
