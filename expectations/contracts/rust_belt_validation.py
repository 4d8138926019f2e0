"""mart.rust_belt_validation: does the score tell designated crisis regions from the rest?"""

from expectations.contract import Column, Expect, TableContract
from expectations.contracts.rust_belt import INDICATORS

LABELS = {
    "crisis": ("industrial_crisis", "employment_crisis"),
    "preemptive": ("industrial_crisis_preemptive", "employment_crisis_preemptive"),
    "any": ("industrial_crisis", "employment_crisis", "industrial_crisis_preemptive", "employment_crisis_preemptive"),
}
UNIT_SETS = ("hubs", "hubs_rest", "all")

RUST_BELT_VALIDATION = TableContract(
    name="rust_belt_validation",
    schema="mart",
    ko="러스트벨트 점수의 검증",
    en="Validation of the rust-belt score",
    description=(
        "Area under the ROC curve with official designations as labels, which the score does not use. Designations of 2018 fall into the years of the "
        "figures, and money followed them: this is agreement, not a forecast. With so few designated units the interval counts, not the value."
    ),
    grain="a label, set of units and predictor",
    columns=(
        Column("label", "VARCHAR", "지정", "Designation", allowed=tuple(LABELS), caveat="crisis: industrial or employment crisis; preemptive: the two preemptive schemes"),
        Column("units", "VARCHAR", "대상", "Set of units", allowed=UNIT_SETS, caveat="hubs; hubs outside of the capital region, where all designated units lie; all"),
        Column("predictor", "VARCHAR", "예측 변수", "Predictor", allowed=("score", "score_group", *(indicator.name for indicator in INDICATORS)), caveat="score_group is on the scale of each group and compared within hubs_rest only"),
        Column("auc", "DOUBLE", "ROC 곡선 아래 면적", "Area under the ROC curve", unit="ratio", nullable=True, minimum=0, maximum=1, measure="intensive", caveat="empty without a positive or a negative; 0.5 is chance"),
        Column("auc_low", "DOUBLE", "95% 구간 하한", "Lower end of the 95 % interval", unit="ratio", nullable=True, minimum=0, maximum=1, measure="intensive", formula="Newcombe (2006), method 5"),
        Column("auc_high", "DOUBLE", "95% 구간 상한", "Upper end of the 95 % interval", unit="ratio", nullable=True, minimum=0, maximum=1, measure="intensive", formula="Newcombe (2006), method 5"),
        Column("positives", "INTEGER", "지정 단위", "Designated units with a figure", unit="units", minimum=0, measure="extensive"),
        Column("n", "INTEGER", "단위 수", "Units with a figure", unit="units", minimum=0, measure="extensive"),
        Column("unknown_positives", "INTEGER", "값 없는 지정 단위", "Designated units without a figure or outside of the set", unit="units", minimum=0, measure="extensive"),
        Column("left_out", "INTEGER", "제외 단위", "Units left out", unit="units", minimum=0, measure="extensive", caveat="cities of which one gu is designated (Changwon, for Jinhae-gu): neither designated nor not"),
    ),
    key=("label", "units", "predictor"),
    source="mart.rust_belt, core.crisis_designation",
    citation="Hanley & McNeil (1982), Radiology 143; Newcombe (2006), Statistics in Medicine 25",
    expectations=(
        Expect("expect_column_pair_values_a_to_be_greater_than_b", {"column_A": "auc", "column_B": "auc_low", "or_equal": True, "ignore_row_if": "either_value_is_missing"}),
        Expect("expect_column_pair_values_a_to_be_greater_than_b", {"column_A": "auc_high", "column_B": "auc", "or_equal": True, "ignore_row_if": "either_value_is_missing"}),
    ),
)  # fmt: skip
