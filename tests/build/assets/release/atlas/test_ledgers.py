"""Claims, scenarios and outlook of the page: as in the tables, without what is empty."""

from __future__ import annotations

from assets.release.atlas.ledgers import outlook, scenarios
from tests.conftest import Built


def test_outlook_of_gunwi_is_that_of_the_scenario_without_change(schematic: Built) -> None:
    table = schematic.home.lake.frame("scenario_result")
    rows = table[(table["scenario"] == "no-change") & (table["region_id"] == "gunwi-gun") & (table["measure"] == "population")]
    years = outlook(schematic.home.lake)["gunwi-gun"]
    assert [year[0] for year in years] == [2030, 2035, 2045]
    assert [year[1] for year in years] == [round(value) for value in rows.sort_values("year")["median"]]
    assert all(low < median < high and 0 <= chance <= 1 for _, median, low, high, chance in years)


def test_scenarios_bring_the_reverse_question_and_single_sigungu_stay_out(schematic: Built) -> None:
    found = scenarios(schematic.home.lake)
    assert {row[1] for row in found["results"]} == {"nation", "capital_rest", "megaregion"}
    measures = {row[4] for row in found["results"]}
    assert {
        "retention_needed",
        "at_risk_units",
        "retention_to_hold_population_share",
        "youth_difference",
        "risk_index_difference",
    } <= measures
    assert {row[2] for row in found["history"]} == {2015, 2019, 2023, 2024}
    assert "Foreigners" in found["assumed"]["en"] and "외국인" in found["assumed"]["ko"]
    assert len(found["scenarios"]) == len(schematic.home.lake.frame("scenario"))
