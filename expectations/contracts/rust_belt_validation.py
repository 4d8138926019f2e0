"""mart.rust_belt_validation: does the score tell designated crisis regions from the rest?"""

from expectations.contract import Column, TableContract
from expectations.contracts.rust_belt import INDICATORS

LABELS = {
    "crisis": ("industrial_crisis", "employment_crisis"),
    "preemptive": ("industrial_crisis_preemptive", "employment_crisis_preemptive"),
    "any": ("industrial_crisis", "employment_crisis", "industrial_crisis_preemptive", "employment_crisis_preemptive"),
}

RUST_BELT_VALIDATION = TableContract(
    name="rust_belt_validation",
    schema="mart",
    ko="러스트벨트 점수의 검증",
    en="Validation of the rust-belt score",
    description=(
        "Area under the ROC curve with official designations as labels, which the score does not use. Most designations are of 2018, the "
        "figures of 2016 to 2024: this is agreement, not a forecast, and money followed the designations."
    ),
    grain="a label, set of units and predictor",
    columns=(
        Column("label", "VARCHAR", "지정", "Designation", allowed=tuple(LABELS), caveat="crisis: industrial or employment crisis; preemptive: the two preemptive schemes"),
        Column("units", "VARCHAR", "대상", "Set of units", allowed=("hubs", "all")),
        Column("predictor", "VARCHAR", "예측 변수", "Predictor", allowed=("score", *(indicator.name for indicator in INDICATORS))),
        Column("auc", "DOUBLE", "ROC 곡선 아래 면적", "Area under the ROC curve", unit="ratio", nullable=True, minimum=0, maximum=1, measure="intensive", caveat="empty without a positive or a negative; 0.5 is chance"),
        Column("standard_error", "DOUBLE", "표준오차", "Standard error (Hanley & McNeil 1982)", unit="ratio", nullable=True, minimum=0, measure="intensive"),
        Column("positives", "INTEGER", "지정 단위", "Designated units with a figure", unit="units", minimum=0, measure="extensive"),
        Column("n", "INTEGER", "단위 수", "Units with a figure", unit="units", minimum=0, measure="extensive"),
        Column("unknown_positives", "INTEGER", "값 없는 지정 단위", "Designated units without a figure or outside of the set", unit="units", minimum=0, measure="extensive"),
        Column("left_out", "INTEGER", "제외 단위", "Units left out", unit="units", minimum=0, measure="extensive", caveat="cities of which one gu is designated (Changwon, for Jinhae-gu): neither designated nor not"),
    ),
    key=("label", "units", "predictor"),
    source="mart.rust_belt, core.crisis_designation",
    citation="Hanley & McNeil (1982), Radiology 143",
)  # fmt: skip
