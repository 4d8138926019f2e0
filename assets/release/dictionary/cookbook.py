"""Questions that analysts ask, with the SQL that answers them and how to read the answer.

They are in the DuckDB file as `docs.cookbook` and on the page `docs/cookbook.md`. Figures in a reading are of the release
from publishers' files unless it says otherwise; tests run every query on both releases and hold the figures.
"""

from __future__ import annotations

from dataclasses import asdict

from assets.release.dictionary.recipe import Recipe
from assets.release.dictionary.recipes_of_regions import REGIONS
from assets.release.dictionary.recipes_of_results import RESULTS
from assets.release.dictionary.rows import Row


def recipe_rows() -> list[Row]:
    """The recipes, numbered from 1."""
    return [{"number": number} | asdict(recipe) | {"sql": recipe.sql.strip()} for number, recipe in enumerate(RECIPES, start=1)]


RECIPES: tuple[Recipe, ...] = (*REGIONS, *RESULTS)
