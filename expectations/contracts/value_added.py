"""Gross regional product and value added by sido and sigungu."""

from __future__ import annotations

from dataclasses import replace

from domain.census import ACTIVITIES as PRINTED_ACTIVITIES
from domain.census import GRDP, NET_TAXES, TOTALS, VALUE_ADDED
from domain.industries import ACTIVITIES, WHOLES
from domain.product import PRODUCT_ROUNDING
from expectations import long_formulas
from expectations.columns import (
    CELL_STATUS,
    INTERPOLATED,
    LEVEL,
    MISSING_UNITS,
    NAME_EN,
    NAME_KO,
    POPULATION,
    PRINTED_NAME,
    REFERENCE_DATE,
    REGION_ID,
    SIDO_KO,
    SOURCE_FILE,
    SOURCE_ROW,
    UNIT_ID,
    YEAR,
)
from expectations.contract import Column, Rule, TableContract
from expectations.contracts.households_businesses import SOURCE_VINTAGE
from expectations.formula import in_words
from expectations.references import to_region, to_unit
from expectations.rules.copied_period import copied_period
from expectations.rules.economy import (
    activities_add_up,
    product_goes_with_workers,
    scaled_to_sido,
    sido_grdp_adds_up,
    volumes_meet_current_prices,
)
from expectations.templates import near_zero, one_of

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
            caveat="명목: current prices; 실질: chained volumes in prices of 2020, which do not add up in other years; 실질기여도: contribution to real growth",
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
            expect=(near_zero("parts_minus_whole", PRODUCT_ROUNDING),),
        ),
        Rule(
            name="sido_add_up",
            measure=sido_grdp_adds_up,
            key=("activity_name", "year"),
            expect=(near_zero("sido_minus_nation", PRODUCT_ROUNDING),),
        ),
    ),
)  # fmt: skip


OWN_BORDERS = Column(
    "own_borders", "BOOLEAN", "현재 경계 여부", "Of the sido alone", nullable=True,
    caveat=(
        "false: the figure holds a sido that was divided off later and is printed apart only since (Gwangju 1987, Daejeon 1989, Ulsan "
        "1998, Sejong 2013); transfers of single gun, as of Gunwi in 2023, are not marked"
    ),
)  # fmt: skip

SIDO_VALUE_ADDED = TableContract(
    name="sido_value_added",
    schema="core",
    ko="시도별 경제활동별 총부가가치",
    en="Gross value added by sido and activity",
    description="Current prices, which add up over activities and sido; activities without parts only, so that the rows of a sido may be summed.",
    grain="a sido, year and activity",
    columns=(
        UNIT_ID,
        REFERENCE_DATE,
        Column("activity", "VARCHAR", "경제활동", "Activity", allowed=tuple(ACTIVITIES.values()), caveat="names of the seven parts of manufacturing begin with it"),
        Column(
            "value_added", "DOUBLE", "총부가가치", "Gross value added", unit="million KRW", measure="extensive",
            caveat="at basic prices of the year; below zero where an activity bought more than it sold",
        ),
        replace(OWN_BORDERS, nullable=False),
        INTERPOLATED,
    ),
    key=("unit_id", "reference_date", "activity"),
    references=to_unit(),
    source="raw.kosis_grdp (명목)",
    min_rows=0,
)  # fmt: skip


# Measured on the printed volumes of manufacturing.
CHAINED = (
    "chained volume, in which prices do not count: volumes of other years than price_year do not add up, that of the nation's manufacturing is "
    "0.7 % (1990) to 4 % (1998) from the sum of its sido, less than 0.6 % since 2010"
)

SIDO_VOLUME = TableContract(
    name="sido_volume",
    schema="core",
    ko="시도별 경제활동별 실질 총부가가치",
    en="Gross value added by sido and activity, chained volumes",
    description=(
        "What was made, without what it cost more or less than before. value_added and manufacturing are printed wholes and stand beside their "
        "parts: never sum the rows of a sido. A share of the sum over several sido is near what their own volume would be."
    ),
    grain="a sido, year and activity",
    columns=(
        UNIT_ID,
        REFERENCE_DATE,
        Column(
            "activity", "VARCHAR", "경제활동", "Activity", allowed=(*ACTIVITIES.values(), *WHOLES.values()),
            caveat="value_added is the whole, manufacturing the whole of the seven whose names begin with it",
        ),
        Column("volume", "DOUBLE", "실질 총부가가치", "Gross value added, chained volume", unit="million KRW", caveat=CHAINED + "; below zero where an activity bought more than it sold"),
        Column("price_year", "INTEGER", "기준 연도", "Year in whose prices volumes are", unit="year", nullable=True, minimum=1985, maximum=2100, formula=in_words("the year in which volumes are the amounts at current prices")),
        replace(OWN_BORDERS, nullable=False),
        INTERPOLATED,
    ),
    key=("unit_id", "reference_date", "activity"),
    references=to_unit(),
    source="raw.kosis_grdp (실질)",
    min_rows=0,
    rules=(
        Rule(
            name="volumes_meet_current_prices", measure=volumes_meet_current_prices, key=("unit_id", "activity"),
            expect=(near_zero("difference", PRODUCT_ROUNDING, why="in the year of their prices volumes are amounts"),),
        ),
    ),
)  # fmt: skip


EXACT = 0.01

ACTIVITY = Column(
    "activity", "VARCHAR", "경제활동", "Activity", allowed=(*PRINTED_ACTIVITIES.values(), *TOTALS.values()),
    caveat=(
        f"sixteen that make {VALUE_ADDED}, which makes {GRDP} with {NET_TAXES}: never sum all rows. culture_and_other holds water and waste, "
        "business_services rental, whatever the printed labels say (Sejong's figures tell)"
    ),
)  # fmt: skip
SCALED = Column(
    "scaled", "DOUBLE", "생산 (시도 계정에 맞춤)", "Product, brought to the sido's accounts", unit="million KRW", nullable=True,
    measure="extensive", formula=long_formulas.SCALED,
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
        Column("scale", "DOUBLE", "맞춤 계수", "Scale factor", unit="ratio", nullable=True, minimum=0, formula=long_formulas.SCALE, caveat="of the totals for comparison only; they are sums of scaled parts"),
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
                near_zero("difference", PRODUCT_ROUNDING, why="the units make the sido"),
                near_zero("difference_of_a_part", EXACT, why="in each activity exactly"),
            ),
        ),
        Rule(
            name="product_goes_with_workers",
            measure=product_goes_with_workers,
            key=("unit_id", "reference_date"),
            expect=(
                one_of("verdict", "in place", why="units of a sido stand under each other's name"),
            ),
        ),
    ),
)  # fmt: skip


SIGUNGU_VALUE_ADDED = TableContract(
    name="sigungu_value_added",
    schema="core",
    ko="시군구 경제활동별 생산",
    en="Product by sigungu and activity",
    description=(
        "Every fifth year since 2010, of which Incheon, Daejeon, Ulsan, Sejong and Gyeongnam were not published in the first. A sido that was "
        "divided off later has none before: production does not live where people live."
    ),
    grain="a sigungu, year and activity",
    columns=(
        UNIT_ID,
        REFERENCE_DATE,
        ACTIVITY,
        PUBLISHED,
        replace(SCALED, formula=in_words("as in core.value_added_reported, summed over the units that met in it")),
        PRICE_BASE,
        INTERPOLATED,
        Column("missing_sources", "BIGINT", "누락 원단위", "Units of the day without a figure", unit="units", minimum=0, caveat="above 0 the figures are empty: a part is not the whole"),
    ),
    key=("unit_id", "reference_date", "activity"),
    references=to_unit(),
    source="core.value_added_reported",
    min_rows=0,
)  # fmt: skip


SIGUNGU_PRODUCT = TableContract(
    name="sigungu_product",
    schema="mart",
    ko="시군구 지역내총생산",
    en="Gross regional domestic product of sigungu",
    description="Every fifth year, brought to the sido's accounts, with the persons registered on the same day within the same borders.",
    grain="a sigungu and year",
    columns=(
        replace(LEVEL, allowed=("sigungu",)),
        REGION_ID,
        NAME_KO,
        NAME_EN,
        SIDO_KO,
        REFERENCE_DATE,
        Column("grdp", "DOUBLE", "시군구 지역내총생산", "Gross regional domestic product of the sigungu", unit="million KRW", minimum=0, measure="extensive", caveat="current prices; the units of a sido make its product of raw.kosis_grdp"),
        replace(POPULATION, nullable=True, measure="", caveat="registered; empty where the day is not known"),
        Column(
            "grdp_per_head", "DOUBLE", "주민등록인구 1인당 지역내총생산", "Gross regional domestic product per registered person", unit="million KRW per person", nullable=True, minimum=0, measure="intensive",
            formula="grdp / population",
            caveat="what is made here by whoever works here, over those who live here: no income. Statistics Korea divides by projected persons of the middle of the year",
        ),
        replace(MISSING_UNITS, maximum=0, caveat="always 0: each sigungu for itself; what was shared out of a divided unit has no row"),
    ),
    key=("level", "region_id", "reference_date"),
    references=to_region(),
    series=True,
    source="core.sigungu_value_added, core.population",
    min_rows=0,
)  # fmt: skip
