"""The ministry's CSV by single year of age: months and years, both bases, totals as a check, a missing age or sex refused."""

from __future__ import annotations

import datetime as dt

import pytest

from assets.reference.units import region
from expectations.contracts.units import REGION
from expectations.rules.sums import codes_of_the_day, everybody_has_a_sido
from tests.frames import result
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_real_june_2026_is_that_of_seventeen_sido() -> None:
    table = real_table("mois_single_age")
    june = table[table["reference_date"] == dt.date(2026, 6, 30)]
    nation = june[june["region_code"] == "0000000000"]
    assert nation["population"].sum() == 51_091_769 and june["region_code"].nunique() == 18
    assert not everybody_has_a_sido(june)["sido_minus_nation"].any()
    assert set(codes_of_the_day(june, result(REGION, region()))["verdict"]) == {"known"}
