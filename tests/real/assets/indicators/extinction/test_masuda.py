"""Thirty years ahead by hand: cohorts that stay, shrink and grow; the criterion of one half; what cannot be known."""

from __future__ import annotations

import datetime as dt

from tests.conftest import Built


def test_real_units_that_halve(real: Built) -> None:
    table = real.home.lake.frame("masuda")
    newest = table[table["reference_date"] == dt.date(2024, 12, 31)].set_index(["level", "region_id"])
    nation = newest.loc[("nation", "nation")]
    assert (nation["halving_units"], nation["missing_units"]) == (183, 0)
    assert newest.loc["sigungu"]["halves"].sum() == 183 and newest.loc["sigungu"]["pace_halves"].sum() == 140
    assert round(nation["projected_ratio"], 3) == 0.439
