"""raw.kosis_sido_population: the KOSIS spreadsheet of registered population by sido and sex since 2000."""

from expectations.columns import REFERENCE_DATE, SOURCE_FILE, SOURCE_ROW
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.copied_period import copied_period
from expectations.rules.sums import sheet_adds_up

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
                Expect("expect_column_values_to_be_between", {"column": "sido_minus_nation", "min_value": 0, "max_value": 0}),
                Expect("expect_column_values_to_be_between", {"column": "sexes_minus_total", "min_value": 0, "max_value": 0}),
            ),
        ),
    ),
)  # fmt: skip
