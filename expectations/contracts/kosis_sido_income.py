"""raw.kosis_sido_income: the KOSIS download of product, income and consumption per head by sido."""

from expectations.columns import SOURCE_FILE, SOURCE_ROW, YEAR
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.kosis_births import IS_PROVISIONAL, SIDO_NAME
from expectations.rules.copied_period import copied_period
from expectations.rules.income import income_names

PRODUCT = "1인당 지역내총생산"
ITEMS = (PRODUCT, "1인당 지역총소득", "1인당 개인소득", "1인당 민간소비")

KOSIS_SIDO_INCOME = TableContract(
    name="kosis_sido_income",
    schema="raw",
    ko="시도별 1인당 지역내총생산, 지역총소득, 개인소득, 민간소비",
    en="Product, income and consumption per head by sido",
    description="KOSIS download of the regional accounts at current prices, in long form.",
    grain="an item, a sido or the nation and year",
    columns=(
        Column(
            "item", "VARCHAR", "항목", "Item as printed", allowed=ITEMS,
            caveat="지역내총생산 is produced in the sido, 지역총소득 (gross regional income) earned by who lives there, 개인소득 what persons may dispose of",
        ),
        SIDO_NAME,
        YEAR,
        Column(
            "per_head", "BIGINT", "1인당 금액", "Per head", unit="thousand KRW", nullable=True, minimum=0, measure="intensive",
            caveat="per person of the publisher's mid-year population, foreigners included; not per registered person",
        ),
        IS_PROVISIONAL,
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("item", "region_name", "year"),
    source="Statistics Korea (국가데이터처), 지역소득, by KOSIS",
    min_rows=0,
    rules=(
        copied_period("kosis_sido_income", period=("year",), unit=("item", "region_name"), figures=("per_head",)),
        Rule(
            name="names_are_sido",
            measure=income_names,
            key=("region_name", "source_row"),
            expect=(Expect("expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["known"]}),),
        ),
    ),
)  # fmt: skip
