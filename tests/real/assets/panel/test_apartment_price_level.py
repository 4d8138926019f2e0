"""Average prices find the unit of their month, a merged unit has none, and a new sample is told from a moved price."""

from __future__ import annotations

from typing import Any


def test_real_samples_begin_in_seven_months(real: Any) -> None:
    table = real.home.lake.frame("apartment_price_level")
    assert sorted(f"{month:%Y-%m}" for month in table["sample_since"].dropna().unique()) == [
        *("2012-01", "2014-01", "2015-07", "2016-09", "2017-12", "2019-01", "2020-01", "2021-07")
    ]
    assert table["sample_since"].notna().all() and 0.4 < table["jeonse_ratio"].min() < table["jeonse_ratio"].max() < 0.9
