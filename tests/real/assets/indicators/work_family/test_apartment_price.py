"""Printed paths become regions, the index is rebased and never summed, the gap is of growth and not of prices."""

from __future__ import annotations

import datetime as dt

from tests.conftest import Built


def test_real_capital_region_ran_ahead_by_15_percent_since_2003(real: Built) -> None:
    table = real.home.lake.frame("price_gap")
    row = table[(table["comparison"] == "capital_and_rest") & (table["month"] == dt.date(2025, 4, 1))].iloc[0]
    assert row["base_month"] == dt.date(2003, 11, 1) and round(row["gap"], 2) == 14.97
    year_end = real.home.lake.frame("apartment_price").set_index(["region_id", "reference_date"])
    assert round(year_end.loc[("gyeongnam", dt.date(2024, 12, 31)), "gap_to_seoul"], 1) == 48.1
