"""Every query of the cookbook runs on both releases and answers what its reading says."""

from __future__ import annotations

import pytest

from tests.build.assets.release.dictionary.test_cookbook import (  # noqa: F401  (tests of both releases, collected here once more)
    answer,
    asked,
    shares_of,
    test_135_of_228_are_at_risk_and_the_missing_are_named,
    test_capital_region_passed_one_half_by_1737_persons,
    test_capital_share_of_people_is_50_857_percent_in_2024_and_the_recipe_has_the_newest,
    test_cheongwon_became_part_of_cheongju_in_2014,
    test_code_27720_was_47720_of_gyeongbuk,
    test_older_people_are_found_in_the_dictionary,
    test_point_lies_in_geoje,
    test_population_of_todays_units_goes_back_without_a_jump,
    test_recipe_runs_and_has_an_answer,
    test_weights_of_a_code_of_2010_add_up_to_one,
)
from tests.conftest import Built


@pytest.fixture(scope="module")
def release(real: Built) -> Built:
    return real


def test_capital_shares_of_other_concepts_differ(real: Built) -> None:
    assert shares_of(real, 2023)["grdp"] == 52.327
    assert shares_of(real, 2024)["youth"] == 56.12 and shares_of(real, 2024)["establishments"] < 50


def test_young_people_went_to_the_capital_region(real: Built) -> None:
    both = asked(real, "SELECT region_id, net_20_34 FROM youth_migration_capital_rest WHERE year = 2024")
    assert {row["region_id"]: row["net_20_34"] for row in both}["capital"] == pytest.approx(365_889, abs=2)
    newest = {row["region_ko"]: row["year"] for row in answer(real, "youth")}
    assert len(newest) == 17 and len(set(newest.values())) == 1


def test_shipyard_towns_lead_the_rust_belt_with_their_bands(real: Built) -> None:
    rows = answer(real, "rust-belt")
    assert [row["region_ko"] for row in rows[:3]] == ["통영시", "거제시", "동구"]
    assert [(row["low"], row["high"]) for row in rows[:2]] == [(1, 1), (2, 4)]
