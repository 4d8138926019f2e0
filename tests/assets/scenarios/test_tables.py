"""The four tables of the room, from the schematic build and from too few dates."""

from __future__ import annotations

import pandas as pd
import pytest

from assets.scenarios.projection import projection
from assets.scenarios.projection_backtest import projection_backtest
from assets.scenarios.scenario import BUILD_DRAWS, scenario, scenario_result
from assets.scenarios.scenario_file import presets
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.population import POPULATION_TABLE
from expectations.contracts.projection import PROJECTION, PROJECTION_BACKTEST, SCENARIO, SCENARIO_RESULT, SIDO_PROJECTION
from expectations.contracts.units import REGION_MEMBER
from expectations.rules.projection import base_year_is_the_population
from tests.conftest import Built
from tests.frames import frame, result, typed


def test_projection_has_every_unit_sex_age_and_year_and_begins_with_the_registered(schematic: Built) -> None:
    table, population = (schematic.home.lake.frame(name) for name in ("projection", "population"))
    assert len(table) == 229 * 2 * 21 * 5
    assert sorted(table["year"].unique()) == [2024, 2030, 2035, 2040, 2045]
    assert table.loc[table["year"] == 2024, "population"].sum() == pytest.approx(51_217_221)
    assert (base_year_is_the_population(table, population)["difference"].abs() < 0.01).all()


def test_gunwi_has_the_ratios_of_its_sido_and_says_so(schematic: Built) -> None:
    table = schematic.home.lake.frame("projection")
    borrowed = table[table["ratio_basis"] == "sido_ratios"]
    assert set(borrowed["unit_id"]) == {"gunwi-gun"}
    assert set(borrowed["spans"]) == {0}
    assert set(table.loc[table["unit_id"] == "incheon-michuhol-gu", "ratio_basis"]) == {"own_spans"}


def test_projection_and_the_no_change_scenario_agree(schematic: Built) -> None:
    path = schematic.home.lake.frame("projection").groupby("year")["population"].sum()
    results = schematic.home.lake.frame("scenario_result")
    nation = results.query("scenario == 'no-change' and level == 'nation' and measure == 'population'").set_index("year")
    for year in (2030, 2035, 2045):
        assert nation.loc[year, "p05"] < path[year] < nation.loc[year, "p95"]
        assert nation.loc[year, "median"] == pytest.approx(path[year], rel=0.01)


def test_projection_was_closer_than_no_change_at_all_in_the_past(schematic: Built) -> None:
    table = schematic.home.lake.frame("projection_backtest")
    whole = table[table["size_class"] == "all"].set_index(["measure", "method"])
    for measure in ("population", "women_20_39", "population_65_over", "children_0_4"):
        assert whole.loc[(measure, "hamilton_perry"), "mape"] < whole.loc[(measure, "unchanged"), "mape"]
    assert whole.loc[("at_risk_units", "hamilton_perry"), "actual"] == 134  # of 226 tested, Gunwi not among them


def test_every_preset_has_results_with_bands_and_the_groups_add_up(schematic: Built) -> None:
    table = schematic.home.lake.frame("scenario_result")
    assert set(table["scenario"]) == set(presets())
    assert set(table["draws"]) == {BUILD_DRAWS}
    moved = table.query("scenario == 'second-relocation-350' and measure == 'population_difference' and year == 2030")
    sides = moved[moved["level"] == "capital_rest"].set_index("region_id")["median"]
    assert sides["capital"] < 0 < sides["rest"]
    assert sides.sum() == pytest.approx(0, abs=0.02 * sides["rest"])


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
