"""Every query of the cookbook runs on both releases and answers what its reading says."""

from __future__ import annotations

import datetime as dt
from typing import Any

import duckdb
import pytest

from assets.release.dictionary.cookbook import RECIPES, Recipe
from expectations.engine.spatial import load_spatial
from tests.conftest import Built
from tests.unit.assets.release.dictionary.test_cookbook import BY_TITLE

# Answers that are empty on the schematic input, which has population only.
NEEDS_PUBLISHERS = {"flows", "rust-belt"}


def opened(built: Built) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(str(built.release / "warehouse.duckdb"), read_only=True)
    connection.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false")
    return connection


@pytest.fixture(scope="module")
def release(schematic: Built) -> Built:
    return schematic


def answer(built: Built, title: str) -> list[dict[str, Any]]:
    return asked(built, BY_TITLE[title].sql, spatial=BY_TITLE[title].spatial)


def asked(built: Built, sql: str, *, spatial: bool = False) -> list[dict[str, Any]]:
    with opened(built) as connection:
        if spatial:
            load_spatial(connection)
        relation = connection.sql(sql)
        return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]


def shares_of(built: Built, year: int) -> dict[str, float]:
    """Percent by concept of one year, whatever the newest is."""
    rows = asked(built, f"SELECT concept, round(percent, 3) AS percent FROM capital_share WHERE year = {year}")
    return {row["concept"]: row["percent"] for row in rows}


@pytest.mark.parametrize("recipe", RECIPES, ids=BY_TITLE)
def test_recipe_runs_and_has_an_answer(recipe: Recipe, release: Built) -> None:
    rows = answer(release, recipe.title)
    empty = recipe.title in NEEDS_PUBLISHERS and "schematic" in release.release.name
    assert bool(rows) != empty


def test_135_of_228_are_at_risk_and_the_missing_are_named(release: Built) -> None:
    rows = {row["year"]: row for row in answer(release, "at-risk")}
    assert (rows[2024]["units"], rows[2024]["at_risk"], rows[2024]["missing_units"]) == (228, 135, 0)
    schematic = "schematic" in release.release.name
    assert (rows[2019]["at_risk"], rows[2019]["missing_names"]) == ((100, "대구광역시 군위군") if schematic else (101, None))
    assert schematic or (rows[2025]["at_risk"], rows[2025]["missing_units"]) == (147, 0)


def test_capital_share_of_people_is_50_857_percent_in_2024_and_the_recipe_has_the_newest(release: Built) -> None:
    assert shares_of(release, 2024)["population"] == 50.857
    for row in answer(release, "capital-share"):
        newest = asked(release, f"SELECT max(year) AS year FROM capital_share WHERE concept = '{row['concept']}'")
        assert row["year"] == newest[0]["year"]


def test_capital_region_passed_one_half_by_1737_persons(release: Built) -> None:
    (row,) = answer(release, "capital-majority")
    assert (row["reference_date"], row["margin"], row["percent"]) == (dt.date(2019, 12, 31), 1737, 50.002)


def test_population_of_todays_units_goes_back_without_a_jump(release: Built) -> None:
    rows = {(row["region_ko"], row["year"]): row["population"] for row in answer(release, "population-back-in-time")}
    assert rows["청주시", 2015] == 831_912 and rows["군위군", 2023] == 22_988
    assert not any(("군위군", year) in rows for year in range(1999, 2008))
    assert "schematic" in release.release.name or rows["군위군", 2022] == 23_340


def test_code_27720_was_47720_of_gyeongbuk(release: Built) -> None:
    before, today = answer(release, "code-27720")
    assert (before["mois_code"], before["valid_to"]) == ("47720", dt.date(2023, 7, 1))
    assert (today["mois_code"], today["kostat8_code"], today["valid_to"]) == ("27720", "22520", None)


def test_cheongwon_became_part_of_cheongju_in_2014(release: Built) -> None:
    rows = answer(release, "changes-of-a-year")
    assert {row["date"] for row in rows} == {dt.date(2014, 7, 1)}
    assert ("merge", "43710", "청주시") in {(row["type"], row["from_code"], row["to_ko"]) for row in rows}


def test_weights_of_a_code_of_2010_add_up_to_one(release: Built) -> None:
    weights: dict[str, float] = {}
    for row in answer(release, "bring-old-figures"):
        weights[row["from_mois_code"]] = weights.get(row["from_mois_code"], 0) + row["weight"]
    assert len(weights) == 3 and all(weight == pytest.approx(1, abs=1e-9) for weight in weights.values())


def test_all_89_designated_areas_are_at_risk_and_46_others_are_not_designated(schematic: Built) -> None:
    units = {(row["designated"], row["at_risk"]): row["units"] for row in answer(schematic, "decline-and-risk")}
    assert units[True, True] == 89 and units[False, True] == 46 and (True, False) not in units


def test_183_are_at_risk_in_2030_if_nothing_changes(schematic: Built) -> None:
    first, *_, last = answer(schematic, "scenarios")
    assert (first["year"], first["median"]) == (2030, 183) and first["p05"] < 183 < first["p95"]
    assert last["year"] == 2045


def test_point_lies_in_geoje(release: Built) -> None:
    assert [row["name_ko"] for row in answer(release, "which-region-is-here")] == ["거제시"]


def test_older_people_are_found_in_the_dictionary(release: Built) -> None:
    assert ("mart.extinction_risk", "population_65_over", "persons") in {
        (row["table_name"], row["column_name"], row["unit"]) for row in answer(release, "find-a-column")
    }
