"""mart.extinction_change: how much of a change of the extinction-risk index is loss of the young, how much ageing."""

from dataclasses import replace

from expectations.columns import LEVEL, NAME_EN, NAME_KO, REFERENCE_DATE, REGION_ID, SIDO_KO, optional
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.extinction_risk import CITATION, POPULATION_65_OVER, RISK_INDEX, WOMEN_20_39
from expectations.contracts.local_government_term import TERM
from expectations.references import to_region, to_term
from expectations.rules.extinction import effects_add_up, spans_add_up

_EXACT = {"min_value": -1e-9, "max_value": 1e-9}
SPAN = Column(
    "span", "VARCHAR", "구간", "Kind of span", allowed=("consecutive", "term", "whole"),
    caveat="consecutive: from one date to the next; term: between the last dates before terms of local government begin, "
    "first and last span cut by the data; whole: first to last date",
)  # fmt: skip
FROM_DATE = replace(REFERENCE_DATE, name="from_date", ko="시작 기준일", en="First date")
TO_DATE = replace(REFERENCE_DATE, name="to_date", ko="종료 기준일", en="Last date")


def _log(name: str, ko: str, en: str, formula: str, caveat: str = "") -> Column:
    return Column(name, "DOUBLE", ko, en, unit="log points", nullable=True, formula=formula, caveat=caveat)


EXTINCTION_CHANGE = TableContract(
    name="extinction_change",
    schema="mart",
    ko="소멸위험지수 변화의 분해",
    en="Change of the extinction-risk index, taken apart",
    description=(
        "ln I = ln F - ln P65, so that a change of the index is exactly the sum of an effect of women aged 20-39 and one of "
        "persons aged 65 and over. Above sigungu only units known on every date are summed, the same ones throughout."
    ),
    grain="a region and span of dates",
    columns=(
        LEVEL,
        REGION_ID,
        NAME_KO,
        NAME_EN,
        optional(SIDO_KO),
        SPAN,
        replace(TERM, nullable=True, caveat="spans of kind term only"),
        FROM_DATE,
        TO_DATE,
        *(replace(column, name=f"{column.name}_{end}", ko=f"{column.ko} ({ko})", en=f"{column.en}, {en} date")
          for column in (WOMEN_20_39, POPULATION_65_OVER, RISK_INDEX) for end, ko, en in (("from", "시작", "first"), ("to", "종료", "last"))),
        _log("log_index_change", "지수의 로그 변화", "Log change of the index", "ln(risk_index_to / risk_index_from)", "empty where a count is 0"),
        _log("youth_loss", "청년 여성 요인", "Effect of women aged 20-39", "ln(women_20_39_to / women_20_39_from)", "below 0: fewer young women pull the index down"),
        _log("ageing", "고령화 요인", "Effect of persons aged 65 and over", "-ln(population_65_over_to / population_65_over_from)", "below 0: more old persons pull the index down"),
        Column(
            "youth_share", "DOUBLE", "청년 여성 요인 비중", "Share of the effect of women aged 20-39", unit="ratio", nullable=True,
            measure="intensive", formula="youth_loss / log_index_change", caveat="outside 0 to 1 where the effects pull apart",
        ),
        Column("missing_units", "BIGINT", "누락 단위", "Sigungu left out of the sums", unit="units", minimum=0, caveat="not known on every date"),
    ),
    key=("level", "region_id", "span", "from_date"),
    references=(*to_region(), *to_term()),
    source="mart.extinction_risk, core.local_government_term",
    citation=CITATION,
    min_rows=0,
    expectations=(Expect("expect_column_pair_values_a_to_be_greater_than_b", {"column_A": "to_date", "column_B": "from_date"}),),
    rules=(
        Rule(
            name="effects_add_up",
            measure=effects_add_up,
            key=("level", "region_id", "span", "from_date"),
            expect=(Expect("expect_column_values_to_be_between", {"column": "difference", **_EXACT}),),
        ),
        Rule(
            name="spans_add_up",
            measure=spans_add_up,
            key=("level", "region_id"),
            expect=tuple(
                Expect("expect_column_values_to_be_between", {"column": column, **_EXACT}, why="effects of the parts are those of the whole")
                for column in ("consecutive_minus_whole", "term_minus_whole")
            ),
        ),
    ),
)  # fmt: skip
