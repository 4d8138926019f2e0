"""The four tables of the room, from the schematic build and from too few dates."""

from __future__ import annotations

import pytest

from assets.scenarios.scenario import BUILD_DRAWS
from assets.scenarios.scenario_file import presets
from expectations.rules.projection import base_year_is_the_population
from tests.conftest import Built


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
