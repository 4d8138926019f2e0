"""raw.reb_price_level: the Real Estate Board's average apartment sale and jeonse prices by month."""

from dataclasses import replace

from expectations.columns import PRINTED_NAME, SOURCE_FILE, SOURCE_ROW
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.copied_period import copied_period
from expectations.rules.price_level import between_its_parts, price_names

PRICE_KINDS = ("sale", "jeonse")
MONTH = Column("month", "DATE", "월", "First day of the month")
AVERAGE = "an average of the sample, not of what was sold: the sample is redrawn at times, and the average jumps by up to a third with no price changed"

REB_PRICE_LEVEL = TableContract(
    name="reb_price_level",
    schema="raw",
    ko="아파트 평균매매가격·평균전세가격 (월)",
    en="Average apartment sale and jeonse prices, monthly",
    description=(
        "Two spreadsheets brought to long form. Regions that had ended keep their row, with (구) before the name, and end in the month before their "
        "successor begins. Most gun are not surveyed."
    ),
    grain="a kind of price, printed region and month",
    columns=(
        Column("price_kind", "VARCHAR", "가격 종류", "Kind of price", allowed=PRICE_KINDS, caveat="jeonse: the deposit for a lease without rent"),
        replace(PRINTED_NAME, name="sido_name", ko="시도", en="Sido as printed", caveat="short: 서울, 충남"),
        replace(PRINTED_NAME, name="city_name", ko="소속 시", en="City of a gu", nullable=True, pattern="", caveat="empty for all other kinds"),
        replace(PRINTED_NAME, pattern=r"^(?:[(]구[)])?[가-힣]+$", caveat="(구) is the publisher's mark of a region that ended"),
        Column("row_kind", "VARCHAR", "행 종류", "What the row is", allowed=("sido", "sigungu", "city_of_gu", "gu"), caveat="city_of_gu is a city whose gu are also rows"),
        MONTH,
        Column("price", "DOUBLE", "평균가격", "Average price", unit="thousand KRW", nullable=True, minimum=1, measure="intensive", caveat=AVERAGE),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("price_kind", "sido_name", "region_name", "month"),
    source="Korea Real Estate Board (한국부동산원), 전국주택가격동향조사, 평균매매가격·평균전세가격 (R-ONE)",
    min_rows=0,
    rules=(
        copied_period("reb_price_level", period=("month",), unit=("price_kind", "sido_name", "region_name"), figures=("price",)),
        Rule(
            name="average_lies_between_its_parts",
            measure=between_its_parts,
            key=("price_kind", "sido_name", "region_name", "month"),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "outside", "min_value": 0, "max_value": 0},
                    why="the average of a sido lies between those of its sigungu, of a city between those of its gu",
                ),
            ),
        ),
        Rule(
            name="names_are_units",
            measure=price_names,
            key=("sido_name", "region_name", "source_row"),
            expect=(Expect("expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["known"]}),),
        ),
    ),
)  # fmt: skip
