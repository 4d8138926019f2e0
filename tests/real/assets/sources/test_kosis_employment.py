"""The regional employment survey by age and by industry: names without codes, marks of error, two header rows."""

from __future__ import annotations

import pytest

from assets.reference.units import region
from expectations.rules.employment import ages_add_up, industries_add_up, names_by_age, names_by_industry
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")

# --- real files


def test_real_figures_by_age_are_as_printed() -> None:
    table = real_table("kosis_employment_age").set_index(["region_name", "name_number", "age_group", "year", "half"])
    jongno = table.loc[("서울 종로구", 1, "계", 2024, 2)]
    assert (jongno["employed"], jongno["employment_rate"]) == (72.9, 53.8)
    gunwi = table.loc[("대구 군위군", 1, "15 - 29세", 2024, 2)]
    assert (gunwi["employed"], gunwi["employment_rate"], gunwi["employed_rse"]) == (0.5, 46.8, "*")
    everyone = table.xs("계", level="age_group").groupby(["year", "half"])["employed"].sum()
    assert everyone[(2024, 2)].round(1) == 27_805.2


def test_real_figures_by_age_add_up_and_are_of_known_units() -> None:
    table = real_table("kosis_employment_age")
    assert ages_add_up(table)["parts_minus_whole"].abs().max() == pytest.approx(0.2)
    verdicts = names_by_age(table, region())
    assert len(verdicts) == 231 and set(verdicts["verdict"]) == {"known"}


def test_gu_of_cities_of_sido_rank_begin_in_2021() -> None:
    table = real_table("kosis_employment_age").query("age_group == '계' and employed.notna()")
    first = table[table["region_name"].str.contains(" ")].groupby("region_name")["year"].min()
    assert first.drop("대구 군위군").unique().tolist() == [2021] and first["대구 군위군"] == 2013


def test_real_figures_by_industry_are_as_printed_and_add_up() -> None:
    table = real_table("kosis_employment_industry")
    jongno = table[(table["region_name"] == "서울 종로구") & (table["half"] == 2)].set_index("industry_name")
    assert jongno.loc["계", "employed"] == 73 and jongno.loc["광·제조업(B,C)", "employed"] == 6
    assert len(table) == 228 * 7 * 2 and (table["status"] == "not_existing").sum() == 38
    assert industries_add_up(table)["parts_minus_whole"].abs().max() == 2
    verdicts = names_by_industry(table, region())
    assert len(verdicts) == 228 and set(verdicts["verdict"]) == {"known"}
