"""The extinction-risk index of KEIS: by region, as published, counted by unit set, and what moved it."""

from __future__ import annotations

from dataclasses import replace

from domain.risk import AT_RISK_BELOW, AT_RISK_FORMULA, CLASS_FORMULA, CLASS_KO, NEAR_LIMIT, RISK_CLASSES, at_risk_sql
from expectations.columns import (
    INTERPOLATED,
    LEVEL,
    MISSING_UNITS,
    NAME_EN,
    NAME_KO,
    POPULATION,
    REFERENCE_DATE,
    REGION_ID,
    SIDO_KO,
    UNIT_ID,
    optional,
)
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.raw_boundaries import VINTAGE
from expectations.contracts.units import TERM
from expectations.formula import Formula, carried
from expectations.references import to_region, to_term, to_unit
from expectations.rules.extinction import classes_add_up, effects_add_up, movements_explain_counts, spans_add_up
from expectations.rules.jumps import LARGEST, risk_counts_do_not_jump
from expectations.templates import between, near_zero, series

CITATION = "Lee Sang-ho (2016), 한국의 지방소멸에 관한 7가지 분석, Korea Employment Information Service"

RISK_INDEX = Column(
    "risk_index", "DOUBLE", "소멸위험지수", "Extinction-risk index", unit="women per person", nullable=True, minimum=0,
    measure="intensive", formula="women_20_39 / population_65_over", caveat="empty when nobody is 65 or older",
)  # fmt: skip
# Rows whose counts are those of all units; elsewhere a rate is of those that are known, and its counts are empty.
WHOLE = "missing_units = 0"
RISK_INDEX_OF_KNOWN = replace(RISK_INDEX, formula=Formula("women_20_39 / population_65_over", where=WHOLE))
RISK_CLASS = Column(
    "risk_class", "VARCHAR", "소멸위험 등급", "Extinction-risk class of KEIS", nullable=True, allowed=tuple(name for _, name in RISK_CLASSES),
    formula=CLASS_FORMULA,
)  # fmt: skip
WOMEN_20_39 = replace(POPULATION, name="women_20_39", ko="20-39세 여성", en="Women aged 20-39")
POPULATION_65_OVER = replace(POPULATION, name="population_65_over", ko="65세 이상 인구", en="Persons aged 65 and over")
EXTINCTION_RISK = series(
    "extinction_risk",
    ko="지방소멸위험지수",
    en="Extinction risk",
    description="KEIS index by sigungu, sido, 5+3 group and nation. A computed class, not a designation in law.",
    grain="a region and date",
    columns=(
        replace(optional(POPULATION), ko="주민등록인구 (모든 나이)", en="Registered population of all ages"),
        optional(WOMEN_20_39),
        optional(POPULATION_65_OVER),
        replace(RISK_INDEX_OF_KNOWN, rate_of=("women_20_39", "population_65_over")),
        RISK_CLASS,
        Column("at_risk", "BOOLEAN", "소멸위험", "At risk", nullable=True, formula=AT_RISK_FORMULA),
        replace(MISSING_UNITS, en="Sigungu without figures"),
        replace(
            optional(INTERPOLATED), caveat="sigungu only; true: shared out from a divided unit, every age alike, so that halves have the "
            "index of the whole",
        ),
    ),
    source="core.population (registration)",
    citation=CITATION,
    expectations=(
        Expect(
            "expect_column_pair_values_a_to_be_greater_than_b",
            {"column_A": "population", "column_B": "women_20_39", "or_equal": True},
        ),
    ),
    rules=(
        Rule(
            name="no_jump",
            measure=risk_counts_do_not_jump,
            key=("figure", "region_id", "reference_date"),
            expect=(between("unexplained", -LARGEST, LARGEST, why="a count of a sido moves by more than a twentieth in a year and nothing explains it"),),
        ),
    ),
)  # fmt: skip


EXTINCTION_RISK_REPORTED = TableContract(
    name="extinction_risk_reported",
    schema="mart",
    ko="지방소멸위험지수 (당시 행정구역)",
    en="Extinction risk on the units of the day",
    description=(
        "KEIS index of each sigungu on the borders of its day, to hold against what was printed then; mart.extinction_risk has the "
        "series on the reference geography. A computed class, not a designation in law."
    ),
    grain="a sigungu of the day and date",
    columns=(
        UNIT_ID,
        REFERENCE_DATE,
        replace(VINTAGE, name="units_day", ko="행정구역 기준일", en="Day whose units these are", caveat=""),
        replace(NAME_KO, caveat="of the day"),
        replace(SIDO_KO, caveat="of the day"),
        POPULATION,
        WOMEN_20_39,
        POPULATION_65_OVER,
        RISK_INDEX,
        RISK_CLASS,
        Column("at_risk", "BOOLEAN", "소멸위험", "At risk", nullable=True, formula=AT_RISK_FORMULA),
        Column("in_kosis", "BOOLEAN", "KOSIS 단위", "In the KOSIS set of the day"),
        Column("in_keis", "BOOLEAN", "고용정보원 단위", "In the KEIS set of the day"),
        Column("in_local_government", "BOOLEAN", "기초지자체", "Basic local government on the day"),
    ),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="core.population_reported (registration), core.region",
    citation=CITATION,
    min_rows=0,
)  # fmt: skip


def _count(name: str, ko: str, en: str) -> Column:
    return Column(name, "BIGINT", ko, en, unit="units", minimum=0, maximum=300, measure="extensive")


AT_RISK_COUNT = TableContract(
    name="at_risk_count",
    schema="mart",
    ko="소멸위험 시군구 수",
    en="Units at risk",
    description=(
        "Counts on the reference geography, and beside them (then_…) on the units of the day, which is what was printed at the time. A "
        "unit without figures is missing, never counted as safe: the true count lies between at_risk and at_risk + missing_units."
    ),
    grain="a unit set and date",
    columns=(
        Column("unit_set", "VARCHAR", "단위 집합", "Unit set", allowed=("kosis", "keis", "local_government")),
        REFERENCE_DATE,
        replace(VINTAGE, name="units_day", ko="행정구역 기준일", en="Day whose units are counted", caveat="the reference vintage"),
        _count("units", "단위 수", "Units in the set"),
        _count("known_units", "자료 있는 단위", "Units with figures"),
        _count("missing_units", "누락 단위", "Units without figures"),
        _count("interpolated_units", "추정 단위", "Units whose figures are shared out from a divided unit"),
        Column("missing_names", "VARCHAR", "누락 단위 이름", "Names of units without figures", nullable=True),
        replace(
            _count("at_risk", "소멸위험", f"At risk (index below {AT_RISK_BELOW})"),
            caveat="of the units with figures: where any is missing this is the least, and at_risk_at_most the most",
        ),
        replace(_count("at_risk_at_most", "소멸위험 최대", "At risk at most"), formula="at_risk + missing_units", caveat="if all missing units were at risk"),
        *(_count(name, f"{CLASS_KO[name]} 시군구 수", f"Units of class {name}") for _, name in RISK_CLASSES),
        replace(
            optional(VINTAGE), name="then_day", ko="당시 기준일", en="Day whose units are counted in then_…",
            caveat="the day whose codes most of the date's figures have",
        ),
        optional(_count("then_units", "당시 단위 수", "Units of the day in the set")),
        optional(_count("then_missing_units", "당시 누락 단위", "Units of the day without figures")),
        Column("then_missing_names", "VARCHAR", "당시 누락 단위 이름", "Names of units of the day without figures", nullable=True),
        optional(_count("then_at_risk", "당시 소멸위험", "Units of the day at risk")),
        replace(
            optional(_count("then_near_limit", "당시 경계 단위", "Units of the day near the limit")),
            caveat=f"index within {NEAR_LIMIT} of {AT_RISK_BELOW}, which a month or two may move across",
        ),
        optional(_count("then_high_risk", "당시 소멸고위험", "Units of the day of class high_risk")),
    ),
    key=("unit_set", "reference_date"),
    source="mart.extinction_risk, mart.extinction_risk_reported, core.population_coverage",
    citation=CITATION,
    expectations=(
        Expect(
            "expect_column_values_to_be_between", {"column": "missing_units", "min_value": 0, "max_value": 0}, "warning",
            "the count is a lower bound",
        ),
    ),
    rules=(
        Rule(
            name="classes_add_up",
            measure=classes_add_up,
            key=("unit_set", "reference_date"),
            expect=(near_zero("difference"),),
        ),
    ),
)  # fmt: skip


SPAN = Column(
    "span", "VARCHAR", "구간", "Kind of span", allowed=("consecutive", "term", "whole"),
    caveat="consecutive: from one date to the next; term: between the last dates before terms of local government begin, "
    "first and last span cut by the data; whole: first to last date",
)  # fmt: skip
FROM_DATE = replace(REFERENCE_DATE, name="from_date", ko="시작 기준일", en="First date")
TO_DATE = replace(REFERENCE_DATE, name="to_date", ko="종료 기준일", en="Last date")


def _log(name: str, ko: str, en: str, formula: str | Formula, caveat: str = "") -> Column:
    return Column(name, "DOUBLE", ko, en, unit="log points", nullable=True, formula=formula, caveat=caveat)


def _end(column: Column, end: str) -> str | Formula:
    return Formula(f"women_20_39_{end} / population_65_over_{end}", where=WHOLE) if column.formula else ""


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
        *(replace(column, nullable=True, name=f"{column.name}_{end}", ko=f"{column.ko} ({ko})", en=f"{column.en}, {en} date", formula=_end(column, end))
          for column in (WOMEN_20_39, POPULATION_65_OVER, RISK_INDEX) for end, ko, en in (("from", "시작", "first"), ("to", "종료", "last"))),
        _log("log_index_change", "지수의 로그 변화", "Log change of the index", "ln(risk_index_to / risk_index_from)", "empty where a count is 0"),
        _log("youth_loss", "청년 여성 요인", "Effect of women aged 20-39", Formula("ln(women_20_39_to / women_20_39_from)", where=WHOLE), "below 0: fewer young women pull the index down"),
        _log("ageing", "고령화 요인", "Effect of persons aged 65 and over", Formula("-ln(population_65_over_to / population_65_over_from)", where=WHOLE), "below 0: more old persons pull the index down"),
        Column(
            "youth_share", "DOUBLE", "청년 여성 요인 비중", "Share of the effect of women aged 20-39", unit="ratio", nullable=True,
            measure="intensive", formula="youth_loss / log_index_change", caveat="outside 0 to 1 where the effects pull apart",
        ),
        replace(MISSING_UNITS, en="Sigungu left out of the sums", caveat="not known on every date; where not 0, counts are empty and effects are those of the units that are"),
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
            expect=(near_zero("difference", 1e-09),),
        ),
        Rule(
            name="spans_add_up",
            measure=spans_add_up,
            key=("level", "region_id"),
            expect=tuple(
                near_zero(column, 1e-09, why="effects of the parts are those of the whole")
                for column in ("consecutive_minus_whole", "term_minus_whole")
            ),
        ),
    ),
)  # fmt: skip


_AT_RISK = Column("at_risk", "BOOLEAN", "소멸위험", "At risk", nullable=True, formula=AT_RISK_FORMULA, caveat="empty: not known")


def _index_at(day: str) -> Formula:
    where = f"s.level = 'sigungu' AND s.region_id = this.unit_id AND s.reference_date = this.{day}"
    return carried("mart.extinction_risk.risk_index", where)


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
        replace(RISK_INDEX, name="risk_index_from", en="Index at the first date", ko="시작 지수", formula=_index_at("from_date")),
        replace(RISK_INDEX, name="risk_index_to", en="Index at the last date", ko="종료 지수", formula=_index_at("to_date")),
        replace(_AT_RISK, name="at_risk_from", ko="시작 시 소멸위험", en="At risk at the first date", formula=at_risk_sql("risk_index_from")),
        replace(_AT_RISK, name="at_risk_to", ko="종료 시 소멸위험", en="At risk at the last date", formula=at_risk_sql("risk_index_to")),
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
            expect=(near_zero("difference"),),
        ),
    ),
)  # fmt: skip
