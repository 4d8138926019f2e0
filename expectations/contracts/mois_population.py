"""raw.mois_population: the wide CSV of jumin.mois.go.kr, population by sex and 5-year age."""

from expectations.columns import REFERENCE_DATE, SOURCE_FILE, SOURCE_ROW
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.copied_period import copied_period
from expectations.rules.sums import mois_parts_equal_sido

MOIS_POPULATION = TableContract(
    name="mois_population",
    schema="raw",
    ko="연령별 인구현황 (거주자)",
    en="Population by age, residents basis",
    description="Wide CSV brought to long form; city totals and branch offices marked, not dropped.",
    grain="a printed unit, year, sex and age group",
    columns=(
        Column("region_code", "VARCHAR", "행정구역코드", "10-digit MOIS code", pattern=r"^[0-9]{10}$", source="행정구역"),
        Column("region_name", "VARCHAR", "행정구역명", "Name as printed", pattern=r"^[가-힣0-9 ]+$", source="행정구역"),
        Column(
            "row_kind", "VARCHAR", "행 종류", "What the row is",
            allowed=("sido", "sigungu", "gu", "city_of_gu", "branch_office", "sido_again"),
            caveat="city_of_gu repeats the sum of its gu; adding both counts people twice",
        ),
        REFERENCE_DATE,
        Column("sex", "VARCHAR", "성별", "Sex", allowed=("total", "male", "female")),
        Column("age_band", "VARCHAR", "연령구간", "Age group as printed", source="column header"),
        Column("age_from", "INTEGER", "나이 시작", "Youngest age", unit="years", nullable=True, caveat="empty for a total"),
        Column("age_to", "INTEGER", "나이 끝", "Oldest age", unit="years", nullable=True),
        Column(
            "population", "BIGINT", "인구", "Population", unit="persons", nullable=True, minimum=0, measure="extensive",
            caveat="empty where the unit did not exist in that year",
        ),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("source_file", "source_row", "reference_date", "sex", "age_band"),
    source="Ministry of the Interior and Safety (행정안전부), 연령별 인구현황 (jumin.mois.go.kr)",
    min_rows=0,
    rules=(
        copied_period(
            "mois_population", period=("reference_date",), unit=("region_code", "sex", "age_band"),
            figures=("population",),
        ),
        Rule(
            name="parts_equal_sido",
            measure=mois_parts_equal_sido,
            key=("sido_code", "reference_date"),
            expect=(Expect("expect_column_values_to_be_between", {"column": "difference", "min_value": 0, "max_value": 0}),),
        ),
    ),
)  # fmt: skip
