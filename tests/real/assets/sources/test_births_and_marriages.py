"""KOSIS sheets of births and marriages: periods and their provisional mark from the head, sido against the nation."""

from __future__ import annotations

import pytest

from assets.reference.units import region
from expectations.rules.vital import born_in_every_sido, married_in_every_sido, names_of_births, names_of_marriages
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_real_births_of_sido_are_those_of_the_nation() -> None:
    table = real_table("kosis_births")
    assert len(table) == 18 * 9 and table.loc[table["is_provisional"], "year"].unique().tolist() == [2023]
    assert table.set_index(["region_name", "year"]).loc[("전국", 2022)][["births", "total_fertility_rate"]].tolist() == [
        249_186,
        0.778,
    ]
    sums = born_in_every_sido(table)
    assert not sums[["unexplained", "rate_outside"]].to_numpy().any()
    assert sums.set_index("year")["sido_minus_nation"].to_dict() == dict.fromkeys(range(2015, 2023), 0) | {2023: 100}
    assert set(names_of_births(table, region())["verdict"]) == {"known"}


def test_real_marriages_of_sido_and_abroad_are_those_of_the_nation() -> None:
    table = real_table("kosis_marriages")
    assert len(table) == 19 * 108 and not married_in_every_sido(table)["parts_minus_nation"].any()
    nation = table[table["region_name"] == "전국"]
    years = nation.groupby([month.year for month in nation["month"]])["marriages"].sum()
    assert (years[2015], years[2019], years[2023]) == (302_828, 239_159, 193_657)
    assert set(names_of_marriages(table, region())["verdict"]) == {"known"}
