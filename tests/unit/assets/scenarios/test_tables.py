"""The four tables of the room, from the schematic build and from too few dates."""

from __future__ import annotations

import pandas as pd

from assets.scenarios.projection import projection
from assets.scenarios.projection_backtest import projection_backtest
from assets.scenarios.scenario import scenario, scenario_result
from assets.scenarios.scenario_file import presets
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.population import POPULATION_TABLE
from expectations.contracts.projection import PROJECTION, PROJECTION_BACKTEST, SCENARIO, SCENARIO_RESULT, SIDO_PROJECTION
from expectations.contracts.units import REGION_MEMBER
from expectations.rules.projection import base_year_is_the_population
from tests.frames import frame, result, typed


def test_scenarios_are_kept_with_their_text() -> None:
    table = result(SCENARIO, scenario()).set_index("scenario")
    assert table.loc["no-change", "definition"] == presets()["no-change"].read_text(encoding="utf-8")
    assert table.loc["no-change", "title_ko"] == "변화 없음"


def test_one_date_gives_empty_tables() -> None:
    row = {"population_concept": "registration", "unit_id": "east", "sex": "male", "age_from": 0, "population": 5}
    population = typed(POPULATION_TABLE, row)
    regions = typed(REFERENCE_REGION, {"level": "sigungu", "region_id": "east", "sido_unit_id": "sunrise", "in_keis": True})
    members, official = frame(REGION_MEMBER), frame(SIDO_PROJECTION)
    assert result(PROJECTION, projection(population, regions, members, official)).empty
    assert result(PROJECTION_BACKTEST, projection_backtest(population, regions, members)).empty
    assert result(SCENARIO_RESULT, scenario_result(scenario(), population, regions, members, official)).empty


def test_unit_that_lost_a_person_in_the_base_year_is_noticed() -> None:
    population = typed(POPULATION_TABLE, {"population_concept": "registration", "unit_id": "east", "population": 5})
    table = pd.DataFrame({"unit_id": ["east"], "year": [2024], "base_year": [2024], "population": [4.0]})
    assert base_year_is_the_population(table, population)["difference"].tolist() == [-1]
