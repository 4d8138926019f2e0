"""Masuda's criterion on the publishers' files."""

from __future__ import annotations

import datetime as dt

from tests.conftest import Built


def test_real_units_that_halve(real: Built) -> None:
    table = real.home.lake.frame("masuda")
    newest = table[table["reference_date"] == dt.date(2025, 12, 31)].set_index(["level", "region_id"])
    nation = newest.loc[("nation", "nation")]
    assert (nation["basis"], nation["halving_units"], nation["missing_units"]) == ("controlled", 157, 0)
    assert newest.loc["sigungu"]["halves"].sum() == 157 and nation["halving_units_alone"] == 178
    assert round(nation["projected_ratio"], 3) == 0.541
