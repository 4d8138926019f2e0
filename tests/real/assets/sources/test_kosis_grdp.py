"""Gross regional domestic product: overlapping activities told apart, real and nominal beside each other, sums held."""

from __future__ import annotations

import pytest

from assets.sources.kosis_sido_tables import GRDP
from expectations.rules.economy import activities_add_up, sido_grdp_adds_up
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")

CAPITAL = {"서울특별시", "인천광역시", "경기도"}


def test_capital_share_of_2022_is_528_per_mille_on_the_base_of_2020() -> None:
    """Published as 0.525 on the older base, before the revision to reference year 2020."""
    table = real_table("kosis_grdp")
    grdp = table[(table["activity_name"] == GRDP) & (table["item"] == "명목") & (table["region_name"] != "전국")]
    share = grdp[grdp["region_name"].isin(CAPITAL)].groupby("year")["value"].sum() / grdp.groupby("year")["value"].sum()
    assert share[[2010, 2015, 2022, 2023]].round(4).tolist() == [0.4948, 0.5011, 0.528, 0.5233]


def test_real_figures_add_up_to_the_million_and_volumes_are_in_prices_of_2020() -> None:
    table = real_table("kosis_grdp")
    assert len(table) == 18 * 33 * 3 * 39
    assert activities_add_up(table)["parts_minus_whole"].abs().max() == 0
    assert sido_grdp_adds_up(table)["sido_minus_nation"].abs().max() == 0
    nation = table[(table["region_name"] == "전국") & (table["activity_name"] == GRDP) & (table["year"] == 2020)]
    assert set(nation.loc[nation["item"] != "실질기여도", "value"]) == {2_062_489_906}


def test_sejong_has_no_figures_before_2013_and_energy_supply_may_be_negative() -> None:
    table = real_table("kosis_grdp").query("item == '명목'")
    sejong = table[(table["region_name"] == "세종특별자치시") & table["value"].notna()]
    assert sejong["year"].min() == 2013
    below = table[table["value"] < 0]
    assert set(below["activity_name"]) == {"전기, 가스, 증기 및 공기 조절 공급업"} and set(below["year"]) == {2022}
