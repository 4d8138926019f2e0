"""Classes of the extinction-risk index and the line below which a region is at risk."""

from __future__ import annotations

import duckdb
import pytest

from assets.release.style.palette import RISK
from domain.risk import AT_RISK_BELOW, AT_RISK_FORMULA, CLASS_FORMULA, CLASS_KO, RISK_CLASSES, at_risk_sql, class_sql


@pytest.mark.parametrize(
    ("index", "name", "at_risk"),
    [
        (0.0, "high_risk", True), (0.199, "high_risk", True), (0.2, "entering_risk", True), (0.499, "entering_risk", True),
        (0.5, "caution", False), (1.0, "normal", False), (1.5, "low_risk", False), (None, None, None),
    ],
)  # fmt: skip
def test_classes_begin_with_their_lower_bound(index: float | None, name: str | None, at_risk: bool | None) -> None:
    query = f"SELECT {class_sql('x')}, {at_risk_sql('x')} FROM (SELECT $x::DOUBLE AS x)"
    assert duckdb.sql(query, params={"x": index}).fetchall() == [(name, at_risk)]


def test_the_line_is_where_caution_begins() -> None:
    assert AT_RISK_BELOW == 0.5 and AT_RISK_FORMULA == "risk_index < 0.5"


def test_classes_of_tables_and_on_maps_have_the_same_bounds() -> None:
    assert class_sql("risk_index") == CLASS_FORMULA and "risk_index >= 0.2 THEN 'entering_risk'" in CLASS_FORMULA
    assert [(shown.lower or 0.0, shown.value) for shown in RISK] == list(RISK_CLASSES)
    assert [shown.ko for shown in RISK][:2] == ["소멸고위험 (<0.2)", "소멸위험진입 (0.2–0.5)"] and RISK[
        -1
    ].ko == "소멸저위험 (≥1.5)"
    assert set(CLASS_KO) == {name for _, name in RISK_CLASSES}
