"""mart.legal_area_by_class: designation in law against the computed class, counted."""

from dataclasses import replace

from expectations.columns import REFERENCE_DATE
from expectations.contract import Column, TableContract
from expectations.contracts.extinction_risk import CITATION, RISK_CLASS

LEGAL_AREA_BY_CLASS = TableContract(
    name="legal_area_by_class",
    schema="mart",
    ko="법정 지정과 소멸위험 등급의 교차표",
    en="Designation in law against extinction-risk class",
    description="How many sigungu are designated (2021) and which class they have on each date. Two different things, laid beside each other and not mixed.",
    grain="a date, designation and class",
    columns=(
        REFERENCE_DATE,
        Column("designated", "BOOLEAN", "인구감소지역 지정", "Designated as population-decline area", caveat="by the notice of October 2021, on dates before it too"),
        replace(RISK_CLASS, nullable=False, allowed=(*RISK_CLASS.allowed, "unknown"), caveat="KEIS class, computed; unknown: no figures on that date"),
        Column("units", "BIGINT", "시군구 수", "Sigungu", unit="units", minimum=1, measure="extensive"),
    ),
    key=("reference_date", "designated", "risk_class"),
    source="mart.legal_decline_area, mart.extinction_risk",
    citation=CITATION,
    min_rows=0,
)  # fmt: skip
