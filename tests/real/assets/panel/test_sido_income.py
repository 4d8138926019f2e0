"""Amounts per head are carried over or averaged with people, never summed, and held against product and people."""

from __future__ import annotations

import pytest

from assets.reference.units import region
from expectations.contracts.units import REGION
from expectations.rules.economy import nation_is_the_average, people_behind_the_product
from tests.frames import result
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_real_amounts_agree_with_the_nation_the_product_and_the_people() -> None:
    income, people, eras = real_table("kosis_sido_income"), real_table("kosis_sido_population"), result(REGION, region())
    average = nation_is_the_average(income, people, eras)
    assert len(average) == 40 and average["difference"].abs().max() < 0.0004
    implied = people_behind_the_product(income, real_table("kosis_grdp"), people, eras)
    assert len(implied) == 170
    ratio = implied.set_index(["region_name", "year"])["against_registered"]
    assert (ratio.idxmin(), ratio.idxmax()) == (("전라남도", 2014), ("충청남도", 2023))
    assert (ratio.min(), ratio.max()) == pytest.approx((0.940, 1.037), abs=5e-4)
