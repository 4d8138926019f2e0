"""Every query of the cookbook runs on both releases and answers what its reading says."""

from __future__ import annotations

import re

import pytest

from assets.release.dictionary.cookbook import RECIPES, Recipe

BY_TITLE = {recipe.title: recipe for recipe in RECIPES}


@pytest.mark.parametrize("recipe", RECIPES, ids=BY_TITLE)
def test_recipe_is_whole_and_written_for_people(recipe: Recipe) -> None:
    assert re.search("[가-힣]", recipe.question_ko) and recipe.question_en.endswith("?") and len(recipe.reading) > 40
    assert re.fullmatch("[a-z0-9-]+", recipe.title)
    assert recipe.spatial == ("ST_" in recipe.sql)
    assert "ORDER BY" in recipe.sql or recipe.title in {"capital-majority", "which-region-is-here"}, "an answer has an order"


def test_titles_are_unique() -> None:
    assert len(BY_TITLE) == len(RECIPES) >= 12
