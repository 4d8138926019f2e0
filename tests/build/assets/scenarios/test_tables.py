"""Tables of projections and scenarios: from the schematic build, and from the default one, which has the official paths."""

from __future__ import annotations

import pytest

from assets.scenarios.scenario_file import presets
from domain.projection import DRAWS
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
        assert nation.loc[year, "median"] == pytest.approx(path[year], rel=1e-12)


def test_path_is_held_to_the_nation_and_to_all_sido_and_no_sido_runs_away(embedded: Built) -> None:
    table = embedded.home.lake.frame("projection")
    assert set(table["basis"]) == {"controlled"}
    compared = embedded.home.lake.frame("projection_comparison")
    nation = compared[compared["level"] == "nation"].set_index("year")
    assert list(nation.index) == [2030, 2035, 2045]
    assert nation["within_band"].all() and nation["register_within_band"].all()
    assert (nation["projected"] / nation["official_on_register"] - 1).abs().max() < 0.01
    sejong = table[table["unit_id"] == "sejong-si"].groupby("year")["population"].sum()
    # Statistics Korea has 0.537 million in 2052; the ratios of before had 1.14 in 2045.
    assert 450_000 < sejong[2045] < 560_000


def test_without_an_official_path_the_regions_are_balanced_among_themselves(schematic: Built) -> None:
    assert set(schematic.home.lake.frame("projection")["basis"]) == {"balanced"}
    assert set(schematic.home.lake.frame("masuda")["basis"]) == {"balanced"}


def test_masuda_reads_the_same_path_as_the_projection(embedded: Built) -> None:
    ahead, projection, masuda = (embedded.home.lake.frame(name) for name in ("cohort_path", "projection", "masuda"))
    newest = ahead[ahead["reference_date"] == ahead["reference_date"].max()]
    nation = newest.query("level == 'nation' and basis == 'controlled'").set_index("year")
    years = projection.groupby("year")["population"].sum()
    assert {2030, 2035, 2040, 2045} <= set(nation.index)
    for year in (2030, 2035, 2040, 2045):
        assert nation.loc[year, "population"] == pytest.approx(years[year])
    said = masuda[masuda["level"] == "nation"].sort_values("reference_date").iloc[-1]
    assert said["basis"] == "controlled"
    assert said["women_20_39_projected"] == pytest.approx(nation.loc[2055, "women_20_39"])


def test_published_figures_of_sido_add_up_to_the_printed_nation(schematic: Built) -> None:
    """51.67 million in 2022 and 46.27 in 2052; seventeen figures rounded to 10,000 may be off by 85,000 together."""
    sums = schematic.home.lake.frame("sido_projection").groupby("year")["population"].agg(["sum", "size"])
    assert sums.loc[[2022, 2052], "size"].tolist() == [17, 17]
    assert abs(sums.loc[2022, "sum"] - 51_670_000) < 85_000 and abs(sums.loc[2052, "sum"] - 46_270_000) < 85_000


def test_projection_was_closer_than_no_change_at_all_in_the_past(schematic: Built) -> None:
    table = schematic.home.lake.frame("projection_backtest")
    whole = table[table["size_class"] == "all"].set_index(["measure", "method"])
    for measure in ("population", "women_20_39", "population_65_over", "children_0_4"):
        assert whole.loc[(measure, "hamilton_perry"), "mape"] < whole.loc[(measure, "unchanged"), "mape"]
    assert whole.loc[("at_risk_units", "hamilton_perry"), "actual"] == 134  # of 226 tested, Gunwi not among them


def test_every_preset_has_results_with_bands_and_the_groups_add_up(schematic: Built) -> None:
    table = schematic.home.lake.frame("scenario_result")
    assert set(table["scenario"]) == set(presets())
    assert set(table["draws"]) == {DRAWS}
    moved = table.query("scenario == 'second-relocation-350' and measure == 'population_difference' and year == 2030")
    sides = moved[moved["level"] == "capital_rest"].set_index("region_id")["median"]
    assert sides["capital"] < 0 < sides["rest"]
    assert sides.sum() == pytest.approx(0, abs=0.02 * sides["rest"])
