"""The nation by year in broad ages: a year printed without its oldest has no sum, and series are held apart."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assets.panel.national_population import national_population
from expectations.contracts.population_check import KOSIS_NATIONAL_POPULATION, NATIONAL_POPULATION
from expectations.contracts.sido_population import KOSIS_SIDO_POPULATION
from expectations.rules.sums import series_lie_beside_the_register
from tests.frames import relation, result, typed


def year(number: int, *ages: tuple[int, int | None, int], concept: str = "mid_year_registration") -> list[dict[str, Any]]:
    return [
        {
            "sex": sex, "age_from": first, "age_to": last, "year": number, "population": people, "population_concept": concept,
            "is_projection": concept == "projection",
        }
        for sex in ("male", "female")
        for first, last, people in ages
    ]  # fmt: skip


def sums(*rows: dict[str, Any]) -> pd.DataFrame:
    return result(NATIONAL_POPULATION, national_population(relation(KOSIS_NATIONAL_POPULATION, *rows))).set_index("year")


def test_broad_ages_and_sexes_are_summed() -> None:
    row = sums(
        *year(2030, (0, 4, 1), (10, 14, 2), (15, 19, 4), (60, 64, 8), (65, 69, 16), (100, None, 32), concept="projection")
    ).loc[2030]
    assert row[["aged_0_14", "aged_15_64", "aged_65_over", "men", "women", "population"]].tolist() == [6, 24, 96, 63, 63, 126]
    assert row["share_65_over"] == pytest.approx(96 / 126) and row["is_projection"]


def test_year_printed_without_its_oldest_has_no_sum_of_all() -> None:
    row = sums(*year(1995, (0, 4, 1), (60, 64, 8), (75, 79, 16))).loc[1995]
    assert row[["aged_0_14", "aged_15_64"]].tolist() == [2, 16]
    assert row[["population", "men", "women", "aged_65_over", "share_65_over"]].isna().all()


def beside(concept: str, people: int) -> list[float]:
    sheet = typed(
        KOSIS_SIDO_POPULATION,
        *(
            {"region_name": "전국", "sex": "total", "reference_date": dt.date(when, 12, 31), "population": count}
            for when, count in ((2004, 900), (2005, 1100))
        ),
    )
    table = sums(*year(2005, (100, None, people), concept=concept)).reset_index()
    return [float(row) for row in series_lie_beside_the_register(table, sheet)["outside"]]


def test_mid_year_of_the_register_is_the_mean_of_two_decembers_or_a_little_below() -> None:
    assert beside("mid_year_registration", 500) == beside("mid_year_registration", 495) == [0]
    assert beside("mid_year_registration", 502) == pytest.approx([0.0035])  # a projection taken for the register


def test_projection_lies_above_the_register_and_a_census_is_not_compared() -> None:
    assert beside("projection", 502) == [0] and beside("projection", 495) == pytest.approx([0.011])
    assert beside("census", 300) == []
