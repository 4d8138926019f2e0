"""mart.extinction_movement: units that entered or left extinction risk between two dates, and those of which nobody can tell."""

from dataclasses import replace

from expectations.columns import NAME_EN, NAME_KO, SIDO_KO, UNIT_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.extinction_change import FROM_DATE, SPAN, TO_DATE
from expectations.contracts.extinction_risk import CITATION, RISK_INDEX
from expectations.references import to_unit
from expectations.rules.extinction import movements_explain_counts

_AT_RISK = Column(
    "at_risk", "BOOLEAN", "소멸위험", "At risk", nullable=True, formula="risk_index < 0.5", caveat="empty: not known"
)

EXTINCTION_MOVEMENT = TableContract(
    name="extinction_movement",
    schema="mart",
    ko="소멸위험 진입·이탈",
    en="Entries into and exits from extinction risk",
    description="Units that crossed 0.5 between two dates; those not known at both dates are listed as unknown, neither entry nor exit.",
    grain="a sigungu that moved or is unknown, and span of dates",
    columns=(
        replace(SPAN, allowed=("consecutive", "whole"), caveat=""),
        FROM_DATE,
        TO_DATE,
        UNIT_ID,
        NAME_KO,
        NAME_EN,
        SIDO_KO,
        Column("in_keis", "BOOLEAN", "고용정보원 단위", "In the KEIS set"),
        Column("movement", "VARCHAR", "이동", "Movement", allowed=("entered", "left", "unknown")),
        replace(RISK_INDEX, name="risk_index_from", en="Index at the first date", ko="시작 지수"),
        replace(RISK_INDEX, name="risk_index_to", en="Index at the last date", ko="종료 지수"),
        replace(_AT_RISK, name="at_risk_from", ko="시작 시 소멸위험", en="At risk at the first date"),
        replace(_AT_RISK, name="at_risk_to", ko="종료 시 소멸위험", en="At risk at the last date"),
    ),
    key=("span", "from_date", "unit_id"),
    references=to_unit(),
    source="mart.extinction_risk, core.population_coverage",
    citation=CITATION,
    min_rows=0,
    rules=(
        Rule(
            name="movements_explain_counts",
            measure=movements_explain_counts,
            key=("span", "from_date"),
            expect=(Expect("expect_column_values_to_be_between", {"column": "difference", "min_value": 0, "max_value": 0}),),
        ),
    ),
)  # fmt: skip
