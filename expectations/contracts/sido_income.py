"""core.sido_income: product, income and consumption per head by sido on the reference geography."""

from dataclasses import replace

from expectations.columns import INTERPOLATED, REFERENCE_DATE, UNIT_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.kosis_births import IS_PROVISIONAL
from expectations.contracts.kosis_sido_income import KOSIS_SIDO_INCOME
from expectations.references import to_unit
from expectations.rules.income import amounts_stay_among_the_printed, nation_is_the_average, people_behind_the_product

_AMOUNTS = (
    ("product_per_head", "1인당 지역내총생산", "Gross regional domestic product per head"),
    ("income_per_head", "1인당 지역총소득", "Gross regional income per head"),
    ("personal_income_per_head", "1인당 개인소득", "Personal income per head"),
    ("consumption_per_head", "1인당 민간소비", "Private consumption per head"),
)
AMOUNTS = [name for name, _, _ in _AMOUNTS]


def _amount(name: str, item: str, en: str) -> Column:
    return Column(
        name, "DOUBLE", item, en, unit="thousand KRW", nullable=True, minimum=1, measure="intensive", source=item,
        caveat=KOSIS_SIDO_INCOME.column("per_head").caveat,
    )  # fmt: skip


SIDO_INCOME = TableContract(
    name="sido_income",
    schema="core",
    ko="시도 1인당 생산·소득·소비",
    en="Product, income and consumption per head by sido",
    description=(
        "Current prices, as published for the borders of each year's end: Daegu without Gunwi-gun before 2023, Gyeongbuk with it. What is "
        "produced in a sido is not what its people earn."
    ),
    grain="a sido and year",
    columns=(
        UNIT_ID,
        replace(REFERENCE_DATE, caveat="last day of the year of the accounts"),
        *(_amount(*amount) for amount in _AMOUNTS),
        replace(IS_PROVISIONAL, source="p) behind the year"),
        replace(INTERPOLATED, caveat="true: averaged over sido that were merged since, with registered people"),
    ),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="raw.kosis_sido_income by core.crosswalk, core.sido_population_reported",
    min_rows=0,
    rules=(
        Rule(
            name="nation_is_the_average",
            measure=nation_is_the_average,
            key=("item", "year"),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "difference", "min_value": -0.003, "max_value": 0.003},
                    why="weighted with registered people the sido give the nation's amount within 0.1 %",
                ),
            ),
        ),
        Rule(
            name="people_behind_the_product",
            measure=people_behind_the_product,
            key=("region_name", "year"),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "against_registered", "min_value": 0.92, "max_value": 1.06},
                    why="product over product per head is a number of people; 0.94 (Jeonnam 2014) to 1.04 (Chungnam 2023) of those registered",
                ),
            ),
        ),
        Rule(
            name="amounts_stay_among_the_printed",
            measure=amounts_stay_among_the_printed,
            key=("reference_date",),
            expect=tuple(
                Expect("expect_column_values_to_be_between", {"column": column, "min_value": 0, "max_value": 0})
                for column in ("below_least", "above_most", "missing_years")
            ),
        ),
    ),
)  # fmt: skip
