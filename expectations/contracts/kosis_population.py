"""raw.kosis_population: KOSIS table DT_1B04005N, registered population by sex and 5-year age."""

from dataclasses import replace

from expectations.boundary import VINTAGE
from expectations.columns import AGE_FROM, AGE_TO, POPULATION, REFERENCE_DATE, SEX, SOURCE_FILE, SOURCE_ROW
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.codes import kosis_units_only
from expectations.rules.copied_period import copied_period

KOSIS_POPULATION = TableContract(
    name="kosis_population",
    schema="raw",
    ko="주민등록인구 (시군구·성·5세별)",
    en="Registered population by sigungu, sex and 5-year age",
    description="KOSIS OpenAPI answers of DT_1B04005N, one December each.",
    grain="a sigungu, sex, age group and December",
    columns=(
        Column("region_code", "VARCHAR", "행정구역코드", "MOIS code as published", pattern=r"^[0-9]{5}$", source="C1"),
        Column("region_name", "VARCHAR", "행정구역명", "Name as published", pattern=r"^[가-힣0-9 ]+$", source="C1_NM"),
        replace(VINTAGE, caveat="the day whose codes the file has in every year: successors are already applied"),
        REFERENCE_DATE,
        SEX,
        AGE_FROM,
        AGE_TO,
        POPULATION,
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("region_code", "reference_date", "sex", "age_from"),
    source="Ministry of the Interior and Safety (행정안전부), 주민등록인구현황, by KOSIS DT_1B04005N",
    min_rows=0,
    rules=(
        copied_period(
            "kosis_population",
            period=("reference_date",),
            unit=("region_code", "sex", "age_from"),
            figures=("population",),
        ),
        Rule(
            name="kosis_units_only",
            measure=kosis_units_only,
            key=("region_code", "reference_date"),
            expect=(Expect("expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["known"]}),),
        ),
    ),
)
