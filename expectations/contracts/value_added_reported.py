"""core.value_added_reported: product by sigungu and activity as published, and brought to the sido's accounts."""

from expectations.census import ACTIVITIES, GRDP, NET_TAXES, TOTALS, VALUE_ADDED
from expectations.columns import REFERENCE_DATE, UNIT_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.households_reported import SOURCE_VINTAGE
from expectations.references import to_unit
from expectations.rules.value_added import product_goes_with_workers, scaled_to_sido

# Parts of the sido table are printed in whole million KRW; so many may be off when they are summed.
ROUNDING = 10
EXACT = 0.01

ACTIVITY = Column(
    "activity", "VARCHAR", "경제활동", "Activity", allowed=(*ACTIVITIES.values(), *TOTALS.values()),
    caveat=(
        f"sixteen that make {VALUE_ADDED}, which makes {GRDP} with {NET_TAXES}: never sum all rows. culture_and_other holds water and waste, "
        "business_services rental, whatever the printed labels say (Sejong's figures tell)"
    ),
)  # fmt: skip
SCALED = Column(
    "scaled", "DOUBLE", "생산 (시도 계정에 맞춤)", "Product, brought to the sido's accounts", unit="million KRW", nullable=True,
    measure="extensive", formula="published * scale; value_added the sum of its parts, grdp value_added + net_taxes",
    caveat="empty where a unit of the sido lacks or the sido's figure is not known",
)  # fmt: skip
PUBLISHED = Column(
    "published", "DOUBLE", "생산 (공표)", "Product as published", unit="million KRW", nullable=True, measure="extensive",
    caveat="at prices of the year, from accounts of different reference years: not to be compared between sido; an empty activity is none",
)  # fmt: skip
PRICE_BASE = Column(
    "price_base", "VARCHAR", "계정 기준", "Which accounts the published figure follows", nullable=True, allowed=("sido_table", "earlier"),
    caveat=(
        "sido_table: the units of the sido make the figure of raw.kosis_grdp (accounts of reference year 2020) to the rounding, as in Sejong; "
        "earlier: another, older reference year. For 2020 that is 2015: Ulsan's 69,363 thousand million were printed as those of before the "
        "revision of September 2024, and the nation's sum is that of before but for Sejong's part"
    ),
)  # fmt: skip

VALUE_ADDED_REPORTED = TableContract(
    name="value_added_reported",
    schema="core",
    ko="시군구 경제활동별 생산 (보고 기준)",
    en="Product by sigungu and activity as reported",
    description=(
        "Units as they were at the end of the year. Provinces publish their sigungu in accounts of different reference years, of which the later "
        "count research within firms as manufacturing, for one; so each activity is scaled to that of the sido in raw.kosis_grdp. What is between "
        "the units of a sido is the province's; the sido's level is Statistics Korea's."
    ),
    grain="a sigungu, year and activity",
    columns=(
        UNIT_ID,
        Column("sido_unit_id", "VARCHAR", "시도", "Sido of that day"),
        SOURCE_VINTAGE,
        REFERENCE_DATE,
        ACTIVITY,
        PUBLISHED,
        Column("sido_published", "DOUBLE", "시도 공표값", "The sido's figure of the year", unit="million KRW", nullable=True, caveat="raw.kosis_grdp, current prices, borders of the year"),
        Column("scale", "DOUBLE", "맞춤 계수", "Scale factor", unit="ratio", nullable=True, minimum=0, formula="sido_published / sum of published over the sido's units", caveat="of the totals for comparison only; they are sums of scaled parts"),
        SCALED,
        PRICE_BASE,
        Column("missing_units", "BIGINT", "누락 단위", "Units of the sido without figures", unit="units", minimum=0),
    ),
    key=("unit_id", "reference_date", "activity"),
    references=(*to_unit(), *to_unit("sido_unit_id")),
    source="raw.census_figure, raw.kosis_grdp",
    min_rows=0,
    rules=(
        Rule(
            name="scaled_to_sido",
            measure=scaled_to_sido,
            key=("sido_unit_id", "reference_date", "activity"),
            expect=(
                Expect("expect_column_values_to_be_between", {"column": "difference", "min_value": -ROUNDING, "max_value": ROUNDING}, why="the units make the sido"),
                Expect("expect_column_values_to_be_between", {"column": "difference_of_a_part", "min_value": -EXACT, "max_value": EXACT}, why="in each activity exactly"),
            ),
        ),
        Rule(
            name="product_goes_with_workers",
            measure=product_goes_with_workers,
            key=("unit_id", "reference_date"),
            expect=(
                Expect("expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["in place"]}, why="units of a sido stand under each other's name"),
            ),
        ),
    ),
)  # fmt: skip
