"""Sources of population held against each other and against the nation."""

from __future__ import annotations

from dataclasses import replace

from domain.population import NATIONAL_CONCEPTS
from expectations.columns import AGE_FROM, AGE_TO, POPULATION, REFERENCE_DATE, SEX, SOURCE_FILE, SOURCE_ROW, UNIT_ID, YEAR
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.age_groups import CONCEPT, GROUP_FROM, GROUP_TO
from expectations.contracts.population import SOURCE
from expectations.extent import ALL
from expectations.formula import in_words
from expectations.references import to_unit
from expectations.rules.copied_period import copied_period
from expectations.rules.sums import cohorts_grow_older, series_lie_beside_the_register
from expectations.rules.whole_periods import whole_periods
from expectations.templates import between, near_zero

OTHER_SOURCE = replace(SOURCE, name="other_source", ko="비교한 표", en="Table that it is compared with")

POPULATION_DIFFERENCE = TableContract(
    name="population_difference",
    schema="core",
    ko="인구 자료 간 차이",
    en="Differences between sources of population",
    description="Every cell (unit of the day, date, concept, sex, age group) that two sources hold and give differently.",
    grain="a unit, date, concept, sex, age group and other source",
    may_lose=ALL,
    columns=(
        UNIT_ID, REFERENCE_DATE, CONCEPT, SEX, GROUP_FROM, GROUP_TO, SOURCE,
        replace(POPULATION, caveat="of the source that serves the series"),
        OTHER_SOURCE,
        replace(POPULATION, name="other_population", ko="비교 인구", en="Population by the other source"),
        replace(
            POPULATION, name="difference", ko="차이", en="Difference", minimum=None, formula="other_population - population"
        ),
    ),
    key=("unit_id", "reference_date", "population_concept", "sex", "age_from", "other_source"),
    references=to_unit(),
    source="raw tables of population, core.population_source",
    min_rows=0,
    when_empty="no cell that two sources hold differs",
)  # fmt: skip


# Beyond this two sources are not of the same figures: another day, another concept, units exchanged.
LARGEST_SHARE = 0.001

POPULATION_AGREEMENT = TableContract(
    name="population_agreement",
    schema="core",
    ko="인구 자료 간 일치",
    en="Agreement between sources of population",
    description="How many cells two sources hold in common on a day, and how many of them they give differently.",
    grain="a date, concept and pair of sources",
    may_lose=ALL,
    columns=(
        REFERENCE_DATE, CONCEPT, SOURCE, OTHER_SOURCE,
        Column("units", "BIGINT", "단위 수", "Units that both have", unit="units", minimum=1),
        Column("cells", "BIGINT", "공통 셀", "Cells that both have", unit="cells", minimum=1),
        Column("cells_differing", "BIGINT", "다른 셀", "Cells that differ", unit="cells", minimum=0),
        Column("persons", "BIGINT", "인구", "Persons by the source that serves", unit="persons", minimum=0),
        Column(
            "persons_differing", "BIGINT", "차이 인구", "Sum of differences, signs left out", unit="persons", minimum=0,
            formula=in_words("sum of abs(difference) in core.population_difference"),
        ),
        Column("share_differing", "DOUBLE", "차이 비율", "Persons differing per person", unit="ratio", minimum=0,
               formula="persons_differing / persons"),
    ),
    key=("reference_date", "population_concept", "source", "other_source"),
    source="core.population_difference",
    min_rows=0,
    expectations=(
        between("share_differing", 0, LARGEST_SHARE, why="two sources of one day disagree by more than one person in a thousand"),
        Expect(
            "expect_column_values_to_be_between", {"column": "cells_differing", "min_value": 0, "max_value": 0}, "warning",
            "two sources of one day disagree; core.population_difference lists the cells",
        ),
    ),
)  # fmt: skip


COMPARISONS = ("code_comparison", "derived_comparison")

DECLARED_DIFFERENCE = TableContract(
    name="declared_difference",
    schema="core",
    ko="확인된 차이",
    en="Differences that have been looked into",
    description="A comparison that finds another difference, or one that nobody has looked into, stops the build.",
    grain="a difference",
    columns=(
        Column("comparison", "VARCHAR", "비교표", "Table that finds it", allowed=COMPARISONS),
        Column("kind", "VARCHAR", "종류", "Kind of difference, as that table names it"),
        Column("place", "VARCHAR", "대상", "Code or unit, as that table names it"),
        Column("since", "DATE", "시작일", "First day on which the reason holds", nullable=True),
        Column("reason", "VARCHAR", "이유", "Reason"),
        Column("source", "VARCHAR", "출처", "Source"),
    ),
    key=("comparison", "kind", "place"),
    source="assets/reference/tables/declared_difference.csv",
)


KOSIS_NATIONAL_POPULATION = TableContract(
    name="kosis_national_population",
    schema="raw",
    ko="성·연령별 전국 인구 (총조사, 주민등록 연앙, 장래추계)",
    en="National population by sex and age: census, register at mid-year, projection",
    description=(
        "Three series on one sheet, which no difference may cross: Koreans counted by each census to 1990 (to 1944 in the whole peninsula, from 1955 "
        "in the South), the mean of two year's ends of the register from 1993, and Statistics Korea's projection on the base of 2020 (of "
        "December 2021). 1993 to 1999 are printed without the oldest: their sums are not the nation."
    ),
    grain="a sex, age group and year",
    columns=(
        SEX,
        AGE_FROM,
        replace(AGE_TO, caveat="empty for the open group: 100 and over, in a census 75, 80 or 85 and over; of 1993-1995 nobody over 79, of 1996-1999 nobody over 84 is printed"),
        replace(YEAR, minimum=1925, caveat="the register is of its middle, the projection of 1 July, a census of its day (in autumn since 1955)"),
        POPULATION,
        Column(
            "population_concept", "VARCHAR", "인구 개념", "Population concept", allowed=NATIONAL_CONCEPTS,
            caveat=(
                "mid_year_registration (주민등록연앙인구) leaves out those of unknown address and nationals abroad from 2010, so that it lies up to 1 % below "
                "the registered population; projection counts residents, foreigners among them"
            ),
        ),
        Column(
            "is_projection", "BOOLEAN", "추계 여부", "Projected", formula="population_concept = 'projection'",
            caveat="the publisher's projection itself begins in 2021; the sheet has the register to 2022",
        ),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("sex", "age_from", "year"),
    source="Statistics Korea (국가데이터처), 인구총조사, 주민등록연앙인구, 장래인구추계 2020-2070, by KOSIS; put together by a third party",
    min_rows=0,
    rules=(
        copied_period("kosis_national_population", period=("year",), unit=("sex", "age_from"), figures=("population",)),
        whole_periods("kosis_national_population", period=("year",), unit=("sex",)),
        Rule(
            name="cohorts_grow_older",
            measure=cohorts_grow_older,
            key=("sex", "age_from", "year"),
            expect=(
                between("survived", 0.85, 1.15, why="who is under 65 is five years older five years later; 0.87 (men of 60 in 1993) to 1.12 (students from abroad)"),
            ),
        ),
    ),
)  # fmt: skip


_LACKING = "empty for 1993 to 1999, which are printed without the oldest"


def _people(name: str, ko: str, en: str, *, lacking: bool = True) -> Column:
    return replace(POPULATION, name=name, ko=ko, en=en, nullable=lacking, caveat=_LACKING if lacking else "")


NATIONAL_POPULATION = TableContract(
    name="national_population",
    schema="core",
    ko="전국 인구 (총조사, 주민등록 연앙, 장래추계)",
    en="National population by year: census, register at mid-year, projection",
    description=(
        "Three series that no difference may cross. The projection is Statistics Korea's own and no input of mart.projection; its first year "
        "lies 0.3 % above the register at mid-year, which lies up to 1 % below registered people."
    ),
    grain="a year",
    columns=(
        *(KOSIS_NATIONAL_POPULATION.column(name) for name in ("year", "population_concept", "is_projection")),
        _people("population", "인구", "Population"),
        _people("men", "남자", "Men"),
        _people("women", "여자", "Women"),
        _people("aged_0_14", "0-14세", "Persons aged 0-14", lacking=False),
        _people("aged_15_64", "15-64세", "Persons aged 15-64", lacking=False),
        _people("aged_65_over", "65세 이상", "Persons aged 65 and over"),
        Column(
            "share_65_over", "DOUBLE", "65세 이상 비율", "Share of persons aged 65 and over", unit="ratio", nullable=True, minimum=0, maximum=1,
            measure="intensive", formula="aged_65_over / population", caveat=_LACKING,
        ),
    ),
    key=("year",),
    source="raw.kosis_national_population",
    citation=KOSIS_NATIONAL_POPULATION.source,
    min_rows=0,
    rules=(
        Rule(
            name="series_lie_beside_the_register",
            measure=series_lie_beside_the_register,
            key=("year",),
            expect=(
                near_zero("outside", why="at mid-year the register lies up to 1 % below the mean of two Decembers, the projection a little above it"),
            ),
        ),
    ),
)  # fmt: skip
