"""raw.kosis_births: the KOSIS spreadsheet of births and total fertility rate by sido."""

from dataclasses import replace

from expectations.columns import PRINTED_NAME, SOURCE_FILE, SOURCE_ROW, YEAR
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.copied_period import copied_period
from expectations.rules.vital import born_in_every_sido, names_of_births

IS_PROVISIONAL = Column(
    "is_provisional", "BOOLEAN", "잠정치 여부", "Provisional", source="p) behind the period",
    caveat="the publisher will replace the figure",
)  # fmt: skip
SIDO_NAME = replace(
    PRINTED_NAME, en="Sido or nation as printed", caveat="name of the day of the download in all years; 전국 is the nation"
)
BIRTHS = Column(
    "births", "BIGINT", "출생아 수", "Births", unit="births", minimum=0, measure="extensive",
    caveat="rounded to the hundred where provisional",
)  # fmt: skip

KOSIS_BIRTHS = TableContract(
    name="kosis_births",
    schema="raw",
    ko="시도 출생아수, 합계출산율",
    en="Births and total fertility rate by sido",
    description=(
        "KOSIS spreadsheet DT_1B81A23 in long form. The publisher's table has sigungu; what is read here has the nation and sido. "
        "Rates of sigungu are raw.kosis_fertility."
    ),
    grain="a sido or the nation and year",
    columns=(
        SIDO_NAME,
        YEAR,
        replace(BIRTHS, nullable=True, source="출생아수"),
        Column(
            "total_fertility_rate", "DOUBLE", "합계출산율", "Total fertility rate", unit="births per woman", nullable=True, minimum=0, maximum=10,
            measure="intensive", source="합계출산율", caveat="never summed or averaged bare; printed with two decimals where provisional",
        ),
        IS_PROVISIONAL,
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("region_name", "year"),
    source="Statistics Korea (국가데이터처), 인구동향조사, by KOSIS DT_1B81A23",
    min_rows=0,
    rules=(
        copied_period("kosis_births", period=("year",), unit=("region_name",), figures=("births", "total_fertility_rate")),
        Rule(
            name="sido_make_the_nation",
            measure=born_in_every_sido,
            key=("year",),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "unexplained", "min_value": 0, "max_value": 0},
                    why="births of all sido are those of the nation, up to half a hundred a cell where they are rounded",
                ),
                Expect("expect_column_values_to_be_between", {"column": "rate_outside", "min_value": 0, "max_value": 0}, why="the nation's rate lies between those of its sido"),
            ),
        ),
        Rule(
            name="names_are_sido",
            measure=names_of_births,
            key=("region_name", "source_row"),
            expect=(Expect("expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["known"]}),),
        ),
    ),
)  # fmt: skip
