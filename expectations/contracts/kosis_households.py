"""raw.kosis_households: the KOSIS spreadsheet of registered households by sigungu since 2000."""

from dataclasses import replace

from expectations.columns import CELL_STATUS, PRINTED_NAME, REFERENCE_DATE, SOURCE_FILE, SOURCE_ROW
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.copied_period import copied_period
from expectations.rules.households import gu_equal_city, units_equal_sido
from expectations.rules.sigungu_names import household_names

_EXACT = {"min_value": 0, "max_value": 0}

KOSIS_HOUSEHOLDS = TableContract(
    name="kosis_households",
    schema="raw",
    ko="행정구역(시군구)별 주민등록세대수",
    en="Registered households by sigungu",
    description="KOSIS spreadsheet DT_1B040B3 in long form; every printed row is kept and marked with its kind.",
    grain="a printed unit and December",
    columns=(
        Column("sido_name", "VARCHAR", "시도", "Sido that the row stands below", nullable=True, caveat="name of today in all years; empty for the nation"),
        replace(
            PRINTED_NAME,
            caveat="the first of three Ojeong-gu of Bucheon has the figures of Wonmi-gu until 2015; Changwon has a row until 2009 and one since",
        ),
        Column("city_name", "VARCHAR", "소속 시", "City of a gu", nullable=True, caveat="empty for all other kinds"),
        Column(
            "row_kind", "VARCHAR", "행 종류", "What the row is", allowed=("nation", "sido", "sigungu", "gu", "branch_office"),
            caveat="gu are parts of their city's row; branch offices of Jeungpyeong and Gyeryong were counted apart until 2002",
        ),
        REFERENCE_DATE,
        Column("households", "BIGINT", "세대수", "Registered households", unit="households", nullable=True, minimum=0, measure="extensive"),
        replace(CELL_STATUS, allowed=("reported", "not_existing"), caveat="not_existing is printed `-`; never zero"),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("source_file", "source_row", "reference_date"),
    source="Ministry of the Interior and Safety (행정안전부), 주민등록인구현황, by KOSIS DT_1B040B3",
    min_rows=0,
    rules=(
        copied_period(
            "kosis_households", period=("reference_date",), unit=("sido_name", "city_name", "region_name"),
            figures=("households",),
        ),
        Rule(
            name="units_equal_sido",
            measure=units_equal_sido,
            key=("sido_name", "reference_date"),
            expect=(Expect("expect_column_values_to_be_between", {"column": "difference"} | _EXACT),),
        ),
        Rule(
            name="gu_equal_city",
            measure=gu_equal_city,
            key=("sido_name", "city_name", "reference_date"),
            expect=(Expect("expect_column_values_to_be_between", {"column": "difference"} | _EXACT),),
        ),
        Rule(
            name="names_are_units",
            measure=household_names,
            key=("sido_name", "region_name", "source_row"),
            expect=(Expect("expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["known"]}),),
        ),
    ),
)  # fmt: skip
