"""raw.kosis_grdp: the KOSIS download of gross regional domestic product by activity since 1985."""

from dataclasses import replace

from expectations.columns import CELL_STATUS, PRINTED_NAME, SOURCE_FILE, SOURCE_ROW, YEAR
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.copied_period import copied_period
from expectations.rules.economy import activities_add_up, sido_grdp_adds_up

# Figures are printed in whole million KRW; a sum of rounded parts may be off by this much.
ROUNDING = 10

KOSIS_GRDP = TableContract(
    name="kosis_grdp",
    schema="raw",
    ko="시도별 경제활동별 지역내총생산",
    en="Gross regional domestic product by sido and activity",
    description="KOSIS download in long form; totals stand beside their parts, and part_of tells them apart.",
    grain="a sido or the nation, activity, price basis and year",
    columns=(
        replace(PRINTED_NAME, caveat="names of today in all years"),
        Column(
            "activity_name", "VARCHAR", "경제활동", "Activity as printed", pattern=r"^[가-힣][가-힣,() ]*$", source="경제활동별",
            caveat="gross product is at market prices, value added and all activities at basic prices",
        ),
        Column(
            "part_of", "VARCHAR", "상위 경제활동", "Activity that this one is a part of", nullable=True,
            caveat="empty for gross product; sum the parts of one activity only, never all rows",
        ),
        Column(
            "item", "VARCHAR", "항목", "Price basis as printed", allowed=("명목", "실질", "실질기여도"),
            caveat=(
                "명목: current prices; 실질: chained volumes in prices of 2020, which do not add up in other years; "
                "실질기여도: contribution to real growth"
            ),
        ),
        Column("unit", "VARCHAR", "단위", "Unit as printed", nullable=True, caveat="empty in the file; it is million KRW"),
        YEAR,
        Column(
            "value", "DOUBLE", "값", "Value", unit="million KRW (명목, 실질); percentage points (실질기여도)", nullable=True,
            caveat="extensive for 명목 only; below zero where an activity bought more than it sold, as energy supply in 2022",
        ),
        replace(CELL_STATUS, allowed=("reported", "missing"), caveat="missing: empty, as before Ulsan and Sejong were sido"),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("region_name", "activity_name", "item", "year"),
    source="Statistics Korea (국가데이터처), 지역소득, by KOSIS",
    min_rows=0,
    rules=(
        copied_period("kosis_grdp", period=("year",), unit=("region_name", "activity_name", "item"), figures=("value",)),
        Rule(
            name="activities_add_up",
            measure=activities_add_up,
            key=("region_name", "activity_name", "year"),
            expect=(Expect("expect_column_values_to_be_between", {"column": "parts_minus_whole", "min_value": -ROUNDING, "max_value": ROUNDING}),),
        ),
        Rule(
            name="sido_add_up",
            measure=sido_grdp_adds_up,
            key=("activity_name", "year"),
            expect=(Expect("expect_column_values_to_be_between", {"column": "sido_minus_nation", "min_value": -ROUNDING, "max_value": ROUNDING}),),
        ),
    ),
)  # fmt: skip
