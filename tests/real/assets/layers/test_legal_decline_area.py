"""Designations in law stand apart from computed classes; only a cross-tabulation has both."""

from __future__ import annotations

from tests.conftest import Built
from tests.frames import DAY


def test_real_designated_areas_against_classes(real: Built) -> None:
    assert len(real.home.lake.frame("legal_decline_area")) == 89
    table = real.home.lake.frame("legal_area_by_class")
    now = table[table["reference_date"] == DAY].set_index(["designated", "risk_class"])["units"]
    assert now[True].to_dict() == {"entering_risk": 30, "high_risk": 59}
    assert now[False].to_dict() == {"caution": 86, "entering_risk": 46, "normal": 8}
    assert table.groupby("reference_date")["units"].sum().eq(229).all()
