"""mart.indicator_term: how every indicator changed in each term of local government."""

from dataclasses import replace

from expectations.columns import LEVEL, REFERENCE_DATE, REGION_ID
from expectations.contract import Column, TableContract
from expectations.contracts.indicator import INDICATOR_ID
from expectations.contracts.local_government_term import TERM
from expectations.references import to_indicator, to_region, to_term

INDICATOR_TERM = TableContract(
    name="indicator_term",
    schema="mart",
    ko="임기별 지표 변화",
    en="Change of indicators by term of local government",
    description="From the last figure before a term began to the last within it; where there is none before, from the first within it.",
    grain="an indicator, region and term",
    columns=(
        INDICATOR_ID,
        LEVEL,
        REGION_ID,
        TERM,
        replace(REFERENCE_DATE, name="first_date", ko="시작 기준일", en="Date of the first figure", caveat=""),
        replace(REFERENCE_DATE, name="last_date", ko="마지막 기준일", en="Date of the last figure", caveat=""),
        Column("first_value", "DOUBLE", "시작 값", "First figure", unit="of the indicator"),
        Column("last_value", "DOUBLE", "마지막 값", "Last figure", unit="of the indicator"),
        Column("change", "DOUBLE", "변화", "Change", unit="of the indicator", formula="last_value - first_value"),
        Column("whole_term", "BOOLEAN", "임기 전체", "The figures span the term", caveat="false where the series begins in the term, or the term goes on"),
    ),
    key=("indicator", "level", "region_id", "term"),
    references=(*to_indicator(), *to_region(), *to_term()),
    source="mart.indicator_value, core.local_government_term",
    min_rows=0,
)  # fmt: skip
