"""The KOSIS spreadsheet of fertility: a title above the header, codes that ended with empty cells, gun under two codes."""

from __future__ import annotations

import datetime as dt

import pytest

from assets.reference.units import region
from expectations.rules.vital import kostat_codes_of_the_year, rates_add_up
from tests.real_files import real_table
from tests.unit.assets.sources.test_kosis_fertility import DAY

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_national_lowest_and_highest_rate_of_2024_are_as_published() -> None:
    table = real_table("kosis_fertility")
    last = table[(table["reference_date"] == DAY) & table["total_fertility_rate"].notna()].set_index("region_code")
    rates = last["total_fertility_rate"]
    assert (rates.idxmin(), rates.min()) == ("21010", 0.303)  # Busan Jung-gu
    assert (rates.idxmax(), rates.max()) == ("36640", 1.701)  # Yeonggwang-gun
    assert len(table) == 7246 and len(last) == 264


def test_every_real_figure_is_of_a_unit_of_its_year_and_adds_up() -> None:
    table = real_table("kosis_fertility")
    verdicts = kostat_codes_of_the_year(table, region())
    assert set(verdicts["verdict"]) == {"known", "of a later unit"}
    assert set(verdicts.loc[verdicts["verdict"] == "of a later unit", "region_code"]) == {"33390", "34070"}
    assert rates_add_up(table)["difference"].abs().max() == pytest.approx(0.0935)


def test_gun_have_figures_under_one_code_only() -> None:
    table = real_table("kosis_fertility")
    known = table[table["total_fertility_rate"].notna() & table["region_code"].isin(["36440", "36640"])]
    years = known.groupby("region_code")["reference_date"].agg(["min", "max", "size"])
    assert years.loc["36440"].tolist() == [dt.date(2000, 12, 31), dt.date(2022, 12, 31), 23]
    assert years.loc["36640"].tolist() == [dt.date(2023, 12, 31), DAY, 2]
