"""The nation by year in broad ages: a year printed without its oldest has no sum, and series are held apart."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assets.panel.national_population import national_population
from expectations.contracts.kosis_national_population import KOSIS_NATIONAL_POPULATION
from expectations.contracts.kosis_sido_population import KOSIS_SIDO_POPULATION
from expectations.contracts.national_population import NATIONAL_POPULATION
from expectations.rules.national import mid_year_lies_between_decembers
from tests.frames import relation, result, typed
from tests.real_files import real_table


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


def test_mid_year_is_held_against_the_mean_of_two_decembers() -> None:
    sheet = typed(
        KOSIS_SIDO_POPULATION,
        *(
            {"region_name": "전국", "sex": "total", "reference_date": dt.date(when, 12, 31), "population": people}
            for when, people in ((2004, 90), (2005, 110), (2006, 130))
        ),
    )
    table = sums(*year(2005, (100, None, 49)), *year(2006, (100, None, 61), concept="projection")).reset_index()
    measured = mid_year_lies_between_decembers(table, sheet)
    assert measured.set_index("year")["difference"].to_dict() == {2005: pytest.approx(-0.02)}


def test_real_mid_years_are_of_the_register_and_a_projection_would_be_seen() -> None:
    raw, sheet = real_table("kosis_national_population"), real_table("kosis_sido_population")
    table = sums(*raw.to_dict("records"))
    assert table.loc[1993:1999, "population"].isna().all() and table["population"].notna().sum() == 13 + 23 + 48
    measured = mid_year_lies_between_decembers(table.reset_index(), sheet).set_index("year")["difference"]
    assert measured.index.min() == 2001 and measured.loc[:2009].abs().max() < 3e-7
    assert (measured.loc[2010:].min(), measured.loc[2010:].max()) == pytest.approx((-0.01014, -0.00528), abs=5e-6)
    projected = table.reset_index().assign(population_concept="mid_year_registration")
    assert mid_year_lies_between_decembers(projected, sheet).set_index("year").loc[2023, "difference"] > 0.003
