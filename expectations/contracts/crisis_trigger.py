"""mart.crisis_trigger: the one condition of a crisis designation for which there are monthly figures, by unit and month."""

from dataclasses import replace

from expectations.columns import NAME_KO, SIDO_KO, UNIT_ID
from expectations.contract import Column, TableContract
from expectations.contracts.crisis_condition import CONDITION
from expectations.references import to_unit

CRISIS_TRIGGER = TableContract(
    name="crisis_trigger",
    schema="mart",
    ko="위기지역 지정 요건 점검",
    en="Early warning by conditions of crisis designations",
    description=(
        "Apartment prices only: the other conditions are not checkable (core.crisis_condition says which series they take). One condition "
        "met is no crisis: the law asks for all of them together."
    ),
    grain="a condition, unit and month",
    columns=(
        CONDITION,
        replace(UNIT_ID, caveat="sigungu, and gu of cities where the publisher has them"),
        NAME_KO,
        SIDO_KO,
        Column("month", "DATE", "월", "Month", caveat="its first day; the last of the months averaged"),
        Column("mean_now", "DOUBLE", "최근 평균", "Mean of the newest months", unit="index", minimum=0, measure="intensive"),
        Column("mean_before", "DOUBLE", "비교 시점 평균", "Mean of the same months before", unit="index", minimum=0, measure="intensive"),
        Column("change", "DOUBLE", "변화율", "Change", unit="ratio", minimum=-1, measure="intensive", formula="mean_now / mean_before - 1"),
        Column("met", "BOOLEAN", "충족 여부", "Condition met", formula="change <= threshold of core.crisis_condition"),
    ),
    key=("condition", "unit_id", "month"),
    references=to_unit(),
    source="raw.reb_price_index, core.crisis_condition",
    min_rows=0,
)  # fmt: skip
