"""mart.at_risk_count: units at risk by unit set and date, with known and missing units beside them."""

from dataclasses import replace

from expectations.boundary import VINTAGE
from expectations.columns import REFERENCE_DATE, optional
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.extinction_risk import AT_RISK_BELOW, CITATION, CLASS_KO, RISK_CLASSES
from expectations.rules.extinction import classes_add_up

# How far a month or two moves an index that is near the limit.
NEAR_LIMIT = 0.005


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
        _count("at_risk", "소멸위험", "At risk (index below 0.5)"),
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
            expect=(Expect("expect_column_values_to_be_between", {"column": "difference", "min_value": 0, "max_value": 0}),),
        ),
    ),
)  # fmt: skip
