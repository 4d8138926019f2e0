"""mart.projection: the no-change path by sigungu, sex and age."""

from dataclasses import replace

from expectations.columns import AGE_FROM, AGE_TO, SEX, UNIT_ID, YEAR
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.references import to_unit
from expectations.rules.projection import base_year_is_the_population

CITATION = (
    "Hamilton and Perry (1962), A short method for projecting population by age from one decennial census to another, Social Forces 41; "
    "Smith, Tayman and Swanson (2013), A Practitioner's Guide to State and Local Population Projections; "
    "Baker, Swanson, Tayman and Tedrow (2017), Cohort Change Ratios and their Applications"
)
BASE_YEAR = replace(YEAR, name="base_year", ko="기준 연도", en="Base year", caveat="December of the newest registered population")
SPANS = Column(
    "spans", "INTEGER", "관측 구간 수", "Spans with figures of the unit at both ends", unit="spans", minimum=0, maximum=100,
    caveat="spans of five years overlap when dates are yearly; 0: the unit has no figures that far back",
)  # fmt: skip

PROJECTION = TableContract(
    name="projection",
    schema="mart",
    ko="시군구 성·연령별 장래인구 (추세 지속)",
    en="Projected population by sigungu, sex and age, no change",
    description="Hamilton-Perry: registered persons of the base year, carried on in steps of five years by each unit's own cohort change ratios. A path, not a forecast of policy; its errors in the past are in mart.projection_backtest.",
    grain="a sigungu, year, sex and age group",
    columns=(
        UNIT_ID,
        replace(YEAR, caveat="December; years between two steps lie on the straight line between them"),
        SEX,
        AGE_FROM,
        AGE_TO,
        Column("population", "DOUBLE", "장래인구", "Projected persons", unit="persons", minimum=0, measure="extensive",
               formula="P(age, t) * change(age + 5), change = sum of P(age + 5, t + 5) / sum of P(age, t) over the spans, held within 1 / 1.25 and 1.25 times the sido's ratio and drawn to it by cohort / (cohort + 100); ages 0-4: women 15-49 * child-woman ratio of the base year",
               caveat="an expected number, not rounded; population concept: projection from registered persons"),
        BASE_YEAR,
        SPANS,
        Column("ratio_basis", "VARCHAR", "비율 근거", "Whose ratios", allowed=("own_spans", "sido_ratios"),
               caveat="sido_ratios: the unit has no figures at both ends of any span (Gunwi), so its sido's ratios stand"),
    ),
    key=("unit_id", "year", "sex", "age_from"),
    references=to_unit(),
    source="core.population (registration), core.sido_projection",
    citation=CITATION,
    min_rows=0,
    rules=(
        Rule(
            name="base_year_is_the_population",
            measure=base_year_is_the_population,
            key=("unit_id",),
            expect=(Expect("expect_column_values_to_be_between", {"column": "difference", "min_value": -0.01, "max_value": 0.01}),),
        ),
    ),
)  # fmt: skip
