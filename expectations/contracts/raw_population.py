"""Registered population by age as each publisher prints it."""

from __future__ import annotations

from dataclasses import replace

from domain.ages import OLDEST
from expectations.columns import POPULATION, REFERENCE_DATE, SEX, SOURCE_FILE, SOURCE_ROW, optional
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.age_groups import GROUP_FROM, GROUP_TO, raw_age_table
from expectations.contracts.raw_boundaries import VINTAGE
from expectations.rules.copied_period import copied_period
from expectations.rules.sums import (
    codes_of_the_day,
    collected_ages_add_up,
    copies_agree,
    everybody_has_a_sido,
    kosis_ages_add_up,
    kosis_dong_ages_add_up,
    kosis_sexes_add_up,
    mois_ages_add_up,
)
from expectations.rules.whole_periods import whole_periods
from expectations.templates import near_zero, one_of

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
        # Groups of ages that lack are a warning below.
        whole_periods("kosis_population", period=("reference_date",), unit=("region_code",), uneven="warning"),
        Rule(
            name="ages_add_up",
            measure=kosis_ages_add_up,
            key=("region_code", "reference_date", "sex"),
            expect=(
                near_zero("difference", why="age groups do not make the printed total of all ages"),
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
                near_zero("difference", why="men and women of an age group do not make the printed total of both"),
                near_zero("all_ages", why="men and women of all ages do not make the printed total of both, which nothing here uses", severity="warning"),
            ),
        ),
    ),
)  # fmt: skip


KOSIS_COLLECTED_POPULATION = raw_age_table(
    "kosis_collected_population",
    ko="주민등록인구 (성·5세별, 제3자 정리)",
    en="Registered population by sex and 5-year age, as collected",
    description="One JSON document a month, keyed by code: no layout of the publisher's. Cities beside their gu, two empty branch offices.",
    source="Ministry of the Interior and Safety (행정안전부), 주민등록인구현황, by KOSIS; collected by a third party",
    code_source="regions",
    ages_add_up=collected_ages_add_up,
)


KOSIS_DONG_POPULATION = raw_age_table(
    "kosis_dong_population",
    ko="읍면동별 5세별 주민등록인구",
    en="Registered population by eup-myeon-dong and 5-year age",
    description=(
        "KOSIS downloads of DT_1B04005, a December each: 1995-1997 down to sigungu, 1998 with eup-myeon-dong. The codes are not of the "
        "day (Jeju 50, Masan 48160), and branch offices of a province stand beside the gun that they were apart from."
    ),
    source="Ministry of the Interior and Safety (행정안전부), 주민등록인구현황, by KOSIS DT_1B04005",
    code_source="C행정구역(동읍면)별, d_num",
    ages_add_up=kosis_dong_ages_add_up,
)


MOIS_POPULATION = raw_age_table(
    "mois_population",
    ko="연령별 인구현황",
    en="Population by age",
    description=(
        "Every printed unit from the nation down to eup-myeon-dong, yearly or monthly, all registered persons (계) or residents "
        "(거주자). Cities beside their gu, branch offices and abolished codes are kept as printed; single years of age are summed to "
        "five."
    ),
    source="Ministry of the Interior and Safety (행정안전부), 연령별 인구현황 (jumin.mois.go.kr)",
    code_source="행정구역, 행정기관코드",
    ages_add_up=mois_ages_add_up,
)


MOIS_SINGLE_AGE = TableContract(
    name="mois_single_age",
    schema="raw",
    ko="연령별 인구현황 (1세별)",
    en="Population by single year of age",
    description=(
        "Wide CSV brought to long form, months and year's ends; totals were held against the ages and left out. Nation, sido, cities with gu "
        "and gu stand beside each other: never sum all of them."
    ),
    grain="a printed unit, day, concept, sex and year of age",
    columns=(
        Column("region_code", "VARCHAR", "행정구역코드", "10-digit MOIS code", pattern=r"^[0-9]{10}$", source="행정구역", caveat="of the day; 0000000000 is the nation"),
        Column("region_name", "VARCHAR", "행정구역명", "Name as printed", pattern=r"^[가-힣][가-힣0-9 ·.]*$", source="행정구역"),
        replace(REFERENCE_DATE, caveat="last day of the month"),
        Column(
            "population_concept", "VARCHAR", "인구 개념", "Population concept", allowed=("registration", "registration_residents"),
            caveat="registration (계): all registered people; registration_residents (거주자): without those of unknown address and nationals abroad",
        ),
        SEX,
        Column("age", "INTEGER", "나이", "Age", unit="years", minimum=0, maximum=OLDEST, caveat=f"{OLDEST} is {OLDEST} and over"),
        POPULATION,
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("source_file", "source_row", "reference_date", "population_concept", "sex", "age"),
    source="Ministry of the Interior and Safety (행정안전부), 연령별 인구현황 (jumin.mois.go.kr)",
    min_rows=0,
    rules=(
        copied_period(
            "mois_single_age", period=("reference_date",), unit=("region_code", "population_concept", "sex", "age"),
            figures=("population",),
        ),
        Rule(
            name="everybody_has_a_sido",
            measure=everybody_has_a_sido,
            key=("source_file", "reference_date", "population_concept", "sex", "age"),
            expect=(near_zero("sido_minus_nation"),),
        ),
        Rule(
            name="codes_of_the_day",
            measure=codes_of_the_day,
            key=("region_code", "reference_date"),
            expect=(one_of("verdict", "known", "nobody there"),),
        ),
        Rule(
            name="copies_agree",
            measure=copies_agree,
            key=("region_code", "reference_date", "population_concept"),
            expect=(near_zero("most_apart"),),
        ),
    ),
)  # fmt: skip
