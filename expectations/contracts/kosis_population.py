"""raw.kosis_population: KOSIS table DT_1B04005N, registered population by sex and 5-year age."""

from dataclasses import replace

from expectations.age_groups import GROUP_FROM, GROUP_TO
from expectations.boundary import VINTAGE
from expectations.columns import POPULATION, REFERENCE_DATE, SOURCE_FILE, SOURCE_ROW, optional
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.copied_period import copied_period
from expectations.rules.sums import kosis_ages_add_up, kosis_sexes_add_up

_ZERO = {"min_value": 0, "max_value": 0}

KOSIS_POPULATION = TableContract(
    name="kosis_population",
    schema="raw",
    ko="주민등록인구 (시군구·성·5세별)",
    en="Registered population by sigungu, sex and 5-year age",
    description=(
        "Answers of KOSIS OpenAPI to DT_1B04005N, yearly or monthly, as answered: totals of all ages and of both sexes, sido, cities "
        "beside their gu. Ages are read from the label; the publisher's code of ages 0-4 is 5."
    ),
    grain="a printed unit, date, sex and age group",
    columns=(
        Column(
            "region_code", "VARCHAR", "행정구역코드", "MOIS code as published", pattern=r"^(?:[0-9]{2}|[0-9]{5}|[0-9]{10})$",
            source="C1", caveat="cities may stand beside their gu; see core.population_unit",
        ),
        Column("region_name", "VARCHAR", "행정구역명", "Name as published", pattern=r"^[가-힣][가-힣0-9.,·ㆍ() ]*$", source="C1_NM"),
        replace(
            optional(VINTAGE),
            caveat="the day whose codes the file is declared to have in every year, successors already applied; empty: each day's own",
        ),
        REFERENCE_DATE,
        Column("sex", "VARCHAR", "성별", "Sex", allowed=("total", "male", "female"), source="ITM_ID, ITM_NM"),
        Column("age_band", "VARCHAR", "연령구간", "Age group as printed", source="C2_NM", caveat="계 is the total of all ages"),
        replace(optional(GROUP_FROM), caveat="empty for the total of all ages"),
        GROUP_TO,
        POPULATION,
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("region_code", "reference_date", "sex", "age_band"),
    source="Ministry of the Interior and Safety (행정안전부), 주민등록인구현황, by KOSIS DT_1B04005N",
    min_rows=0,
    rules=(
        copied_period(
            "kosis_population",
            period=("reference_date",),
            unit=("region_code", "sex", "age_band"),
            figures=("population",),
        ),
        Rule(
            name="ages_add_up",
            measure=kosis_ages_add_up,
            key=("region_code", "reference_date", "sex"),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "difference"} | _ZERO,
                    why="age groups do not make the printed total of all ages",
                ),
                Expect(
                    "expect_column_values_to_be_in_set", {"column": "complete", "value_set": [True]}, "warning",
                    "age groups lack between 0 and the open end; such a unit counts as missing",
                ),
            ),
        ),
        Rule(
            name="sexes_add_up",
            measure=kosis_sexes_add_up,
            key=("region_code", "reference_date", "age_band"),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "difference"} | _ZERO,
                    why="men and women of an age group do not make the printed total of both",
                ),
                Expect(
                    "expect_column_values_to_be_between", {"column": "all_ages"} | _ZERO, "warning",
                    "men and women of all ages do not make the printed total of both, which nothing here uses",
                ),
            ),
        ),
    ),
)  # fmt: skip
