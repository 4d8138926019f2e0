"""Extinction risk by year for a time slider: every unit in every year, missing ones empty and not left out."""

from __future__ import annotations

import datetime as dt

from tests.conftest import Built


def test_embedded_years_have_every_sigungu(schematic: Built) -> None:
    table = schematic.home.lake.frame("extinction_risk_map")
    assert table.groupby("reference_date").size().to_dict() == {dt.date(y, 12, 31): 229 for y in (2015, 2019, 2023, 2024)}
    missing = table[table["risk_class"].isna()].groupby("reference_date").size()
    assert missing.to_dict() == {dt.date(2015, 12, 31): 2, dt.date(2019, 12, 31): 1}
