"""Yearly economic totals of sido, income and local finance."""

from __future__ import annotations

from dataclasses import replace

from domain.history import GROUP_FROM
from domain.product import AMOUNT_LABELS, PRINTED_AMOUNTS
from expectations.columns import INTERPOLATED, REFERENCE_DATE, SOURCE_FILE, SOURCE_ROW, UNIT_ID, YEAR
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.raw_boundaries import VINTAGE
from expectations.contracts.sido_population import MEGAREGION
from expectations.contracts.vital import IS_PROVISIONAL, SIDO_NAME
from expectations.formula import in_words
from expectations.references import to_unit
from expectations.rules.copied_period import copied_period
from expectations.rules.economy import (
    amounts_stay_among_the_printed,
    income_names,
    nation_is_the_average,
    people_behind_the_product,
)
from expectations.rules.history import local_governments_only
from expectations.rules.population import figures_have_every_sido
from expectations.rules.whole_periods import whole_periods
from expectations.templates import between, near_zero, one_of

FIGURES = ("grdp", "employed", "jobs", "establishments")
FIGURE = Column(
    "figure", "VARCHAR", "수치", "Figure", allowed=FIGURES,
    caveat=(
        "grdp: gross regional domestic product at current market prices; employed: persons at work by residence, yearly mean of the "
        "labour force survey; jobs: workers of all establishments by place of work; establishments: of any size"
    ),
)  # fmt: skip
VALUE = Column(
    "value", "BIGINT", "값", "Value", unit="million KRW (grdp), persons (employed, jobs), establishments", minimum=0, measure="extensive",
)  # fmt: skip

SIDO_FIGURE_REPORTED = TableContract(
    name="sido_figure_reported",
    schema="core",
    ko="시도 경제 총량 (보고 기준)",
    en="Economic totals of sido as reported",
    description=(
        "A year stands at its 31 December. A sido that the publisher does not print yet is inside the one it came from: Ulsan "
        "in Gyeongnam, Sejong in Chungnam."
    ),
    grain="a figure, sido and year",
    columns=(
        FIGURE,
        UNIT_ID,
        replace(
            VINTAGE, name="source_vintage", ko="경계 기준일", en="Day whose borders these are",
            caveat="the last day before the oldest living sido that is not printed, else the reference date",
        ),
        REFERENCE_DATE,
        VALUE,
        MEGAREGION,
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("figure", "unit_id", "reference_date"),
    references=to_unit(),
    source="raw.kosis_grdp, raw.kosis_labour_force, raw.kosis_establishments",
    min_rows=0,
    rules=(
        Rule(
            name="figures_have_every_sido",
            measure=figures_have_every_sido,
            key=("figure", "reference_date"),
            expect=(
                near_zero("unexplained", why="a sido that lived on the borders of the figure has none"),
            ),
        ),
    ),
)  # fmt: skip


GROUP_ID = Column(
    "group_id", "VARCHAR", "구분 불가 묶음", "Units that the figure does not tell apart", pattern=r"^[a-z-]+(?:\+[a-z-]+)*$",
    formula=in_words(f"sido that shared at least {GROUP_FROM:.0%} of one reported sido's people; else the unit itself"),
    caveat="sum by group for what is known; the value of a single unit of a group is an estimate by people, which a product does not follow",
)  # fmt: skip

SIDO_FIGURE = TableContract(
    name="sido_figure",
    schema="core",
    ko="시도 경제 총량",
    en="Economic totals of sido",
    description="The sido of the reference vintage from 1995, where the region history begins; sums equal those of the reported table.",
    grain="a figure, sido and year",
    columns=(FIGURE, UNIT_ID, REFERENCE_DATE, VALUE, GROUP_ID, INTERPOLATED),
    key=("figure", "unit_id", "reference_date"),
    references=to_unit(),
    source="core.sido_figure_reported by core.crosswalk",
    min_rows=0,
)  # fmt: skip


KOSIS_SIDO_INCOME = TableContract(
    name="kosis_sido_income",
    schema="raw",
    ko="시도별 1인당 지역내총생산, 지역총소득, 개인소득, 민간소비",
    en="Product, income and consumption per head by sido",
    description="KOSIS download of the regional accounts at current prices, in long form.",
    grain="an item, a sido or the nation and year",
    columns=(
        Column(
            "item", "VARCHAR", "항목", "Item as printed", allowed=PRINTED_AMOUNTS,
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
        whole_periods("kosis_sido_income", period=("year",), unit=("region_name",)),
        Rule(
            name="names_are_sido",
            measure=income_names,
            key=("region_name", "source_row"),
            expect=(one_of("verdict", "known"),),
        ),
    ),
)  # fmt: skip


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
        *(_amount(*amount) for amount in AMOUNT_LABELS),
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
                near_zero("difference", 0.003, why="weighted with registered people the sido give the nation's amount within 0.1 %"),
            ),
        ),
        Rule(
            name="people_behind_the_product",
            measure=people_behind_the_product,
            key=("region_name", "year"),
            expect=(
                between("against_registered", 0.92, 1.06, why="product over product per head is a number of people; 0.94 (Jeonnam 2014) to 1.04 (Chungnam 2023) of those registered"),
            ),
        ),
        Rule(
            name="amounts_stay_among_the_printed",
            measure=amounts_stay_among_the_printed,
            key=("reference_date",),
            expect=tuple(
                near_zero(column)
                for column in ("below_least", "above_most", "missing_years")
            ),
        ),
    ),
)  # fmt: skip


LOCAL_FINANCE = TableContract(
    name="local_finance",
    schema="raw",
    ko="재정자립도(최종)",
    en="Fiscal independence, final budget",
    description="Share of own revenue in the general account, under the definition before and after the reform of 2014.",
    grain="a local government and fiscal year",
    columns=(
        Column("region_code", "VARCHAR", "자치단체 코드", "MOIS code", pattern=r"^[0-9]{5}$", caveat="of 2024 throughout; a unit that is new or changed sido begins with its present code"),
        YEAR,
        Column(
            "fiscal_independence_before_reform", "DOUBLE", "재정자립도(개편 전)", "Fiscal independence, definition before 2014", unit="percent", nullable=True,
            minimum=0, maximum=100, measure="intensive", source="fi.pre",
            caveat="counts carried-over surplus and the like as own revenue; the only one that reaches from 2010 to now without a break",
        ),
        Column(
            "fiscal_independence_after_reform", "DOUBLE", "재정자립도(개편 후)", "Fiscal independence, definition since 2014", unit="percent", nullable=True,
            minimum=0, maximum=100, measure="intensive", source="fi.post",
            caveat="some 7 points lower than the old one; joining the two makes a fall in 2014 that did not happen; empty before 2014",
        ),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("region_code", "year"),
    source="Ministry of the Interior and Safety (행정안전부), 지방재정365, 재정자립도(최종); collected by a third party",
    min_rows=0,
    expectations=(
        Expect(
            "expect_column_pair_values_a_to_be_greater_than_b",
            {"column_A": "fiscal_independence_before_reform", "column_B": "fiscal_independence_after_reform",
             "or_equal": True, "ignore_row_if": "either_value_is_missing"},
            why="the reform took revenue out of the numerator and put none in",
        ),
    ),
    rules=(
        copied_period(
            "local_finance", period=("year",), unit=("region_code",),
            figures=("fiscal_independence_before_reform", "fiscal_independence_after_reform"),
        ),
        whole_periods("local_finance", period=("year",), unit=("region_code",)),
        Rule(
            name="local_governments_only",
            measure=local_governments_only,
            key=("region_code",),
            expect=(one_of("verdict", "known"),),
        ),
    ),
)  # fmt: skip
