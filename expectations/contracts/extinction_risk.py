"""mart.extinction_risk: women aged 20-39 per person aged 65 and over, with the KEIS class."""

from dataclasses import replace

from expectations.columns import INTERPOLATED, LEVEL, NAME_EN, NAME_KO, POPULATION, REFERENCE_DATE, REGION_ID, SIDO_KO, optional
from expectations.contract import Column, Expect, TableContract
from expectations.references import to_region

# Lower bound of each class; half-open from below, so an index of exactly 0.5 is not at risk.
RISK_CLASSES = ((0.0, "high_risk"), (0.2, "entering_risk"), (0.5, "caution"), (1.0, "normal"), (1.5, "low_risk"))
AT_RISK_BELOW = 0.5
CLASS_KO = {
    "high_risk": "소멸고위험", "entering_risk": "소멸위험진입", "caution": "주의", "normal": "보통", "low_risk": "소멸저위험",
}  # fmt: skip
CITATION = "Lee Sang-ho (2016), 한국의 지방소멸에 관한 7가지 분석, Korea Employment Information Service"

RISK_INDEX = Column(
    "risk_index", "DOUBLE", "소멸위험지수", "Extinction-risk index", unit="women per person", nullable=True, minimum=0,
    measure="intensive", formula="women_20_39 / population_65_over", caveat="empty when nobody is 65 or older",
)  # fmt: skip
RISK_CLASS = Column(
    "risk_class", "VARCHAR", "소멸위험 등급", "KEIS class", nullable=True, allowed=tuple(name for _, name in RISK_CLASSES),
    formula="[0,0.2) high_risk, [0.2,0.5) entering_risk, [0.5,1) caution, [1,1.5) normal, [1.5,) low_risk",
)  # fmt: skip
WOMEN_20_39 = replace(POPULATION, name="women_20_39", ko="20-39세 여성", en="Women aged 20-39")
POPULATION_65_OVER = replace(POPULATION, name="population_65_over", ko="65세 이상 인구", en="Persons aged 65 and over")
EXTINCTION_RISK = TableContract(
    name="extinction_risk",
    schema="mart",
    ko="지방소멸위험지수",
    en="Extinction risk",
    description="KEIS index by sigungu, sido, 5+3 group and nation. A computed class, not a designation in law.",
    grain="a region and date",
    columns=(
        LEVEL,
        REGION_ID,
        NAME_KO,
        NAME_EN,
        optional(SIDO_KO),
        REFERENCE_DATE,
        POPULATION,
        WOMEN_20_39,
        POPULATION_65_OVER,
        RISK_INDEX,
        RISK_CLASS,
        Column("at_risk", "BOOLEAN", "소멸위험", "At risk", nullable=True, formula="risk_index < 0.5"),
        Column(
            "missing_units", "BIGINT", "누락 단위", "Sigungu without figures", unit="units", minimum=0,
            caveat="when not 0, the sums leave those units out",
        ),
        replace(
            optional(INTERPOLATED), caveat="sigungu only; true: shared out from a divided unit, every age alike, so that halves have the "
            "index of the whole",
        ),
    ),
    key=("level", "region_id", "reference_date"),
    references=to_region(),
    series=True,
    source="core.population (registration)",
    citation=CITATION,
    expectations=(
        Expect(
            "expect_column_pair_values_a_to_be_greater_than_b",
            {"column_A": "population", "column_B": "women_20_39", "or_equal": True},
        ),
    ),
)  # fmt: skip
