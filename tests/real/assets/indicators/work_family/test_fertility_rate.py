"""A region's fertility is births over women of each age, never a sum or a bare average; published rates are reproduced."""

from __future__ import annotations

from tests.conftest import Built
from tests.frames import DAY


def test_real_rates_of_2024_are_the_published_ones(real: Built) -> None:
    figures = real.home.lake.frame("published_figure").set_index("figure_id")["value"]
    table = real.home.lake.frame("fertility_rate")
    of_2024 = table[table["reference_date"] == DAY].set_index(["level", "region_id"])["total_fertility_rate"]
    assert round(of_2024["nation", "nation"], 2) == 0.75 == figures["tfr-2024-nation"]
    assert round(of_2024["sido", "seoul"], 2) == 0.58 == figures["tfr-2024-seoul"]
    assert of_2024["sigungu", "seoul-jongno-gu"] == 0.448


def test_real_births_implied_by_rates_are_near_the_238_thousand_registered(real: Built) -> None:
    table = real.home.lake.frame("fertility_rate")
    row = table[(table["reference_date"] == DAY) & (table["region_id"] == "nation")].iloc[0]
    assert round(row["births_implied"]) == 239_065 and row["missing_units"] == 0
