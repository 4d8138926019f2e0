"""raw.local_finance: fiscal independence of basic local governments."""

from expectations.columns import SOURCE_FILE, SOURCE_ROW, YEAR
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.codes import local_governments_only
from expectations.rules.copied_period import copied_period

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
        Rule(
            name="local_governments_only",
            measure=local_governments_only,
            key=("region_code",),
            expect=(Expect("expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["known"]}),),
        ),
    ),
)  # fmt: skip
