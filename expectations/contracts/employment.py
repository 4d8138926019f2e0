"""core.employment: employed persons by sigungu and age on the reference geography."""

from dataclasses import replace

from expectations.columns import INTERPOLATED, REFERENCE_DATE, UNIT_ID
from expectations.contract import Column, TableContract
from expectations.contracts.kosis_employment_age import KOSIS_EMPLOYMENT_AGE
from expectations.references import to_unit

AGES = {
    "계": "15_over", "15 - 29세": "15_29", "15 - 64세": "15_64", "30 - 49세": "30_49", "50 - 64세": "50_64", "65세이상": "65_over",
}  # fmt: skip
SURVEY_DATE = replace(REFERENCE_DATE, caveat="last day of the half-year; the survey is of April and of October")

EMPLOYMENT = TableContract(
    name="employment",
    schema="core",
    ko="시군구 연령별 취업",
    en="Employment by sigungu and age",
    description=(
        "Employed persons and the population they are a share of, on the units of the reference vintage; residents, not jobs at a place. "
        "Sejong is not in the survey; cities of sido rank begin in 2021."
    ),
    grain="a sigungu, half-year and age group",
    columns=(
        UNIT_ID,
        SURVEY_DATE,
        Column("age_group", "VARCHAR", "연령", "Age group", allowed=tuple(AGES.values()), caveat="15_over and 15_64 overlap the others"),
        replace(KOSIS_EMPLOYMENT_AGE.column("employed"), source=""),
        Column(
            "population_implied", "DOUBLE", "고용률의 분모", "Population of that age", unit="thousand persons", nullable=True, minimum=0,
            measure="extensive", formula="employed / employment_rate", caveat="implied by the two rounded figures, as the publisher's file has none: off by up to 1 in 100 in small units",
        ),
        Column(
            "employment_rate", "DOUBLE", "고용률", "Employment rate", unit="percent", nullable=True, minimum=0, maximum=100, measure="intensive",
            formula="100 * employed / population_implied",
        ),
        INTERPOLATED,
        Column("missing_sources", "BIGINT", "누락된 원단위 수", "Old units without figures", unit="units", minimum=0),
    ),
    key=("unit_id", "reference_date", "age_group"),
    references=to_unit(),
    source="raw.kosis_employment_age by core.crosswalk",
    citation=KOSIS_EMPLOYMENT_AGE.source,
    min_rows=0,
)  # fmt: skip
