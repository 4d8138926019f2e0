"""Prices of apartments: index and level as published, by region, and the gap to the capital."""

from __future__ import annotations

from dataclasses import replace

from domain.prices import PRICE_KINDS, REDRAWN_FROM
from expectations.columns import (
    INTERPOLATED,
    LEVEL,
    MISSING_UNITS,
    PRINTED_NAME,
    REGION_ID,
    SOURCE_FILE,
    SOURCE_ROW,
)
from expectations.contract import Column, Rule, TableContract
from expectations.formula import Formula, in_words
from expectations.references import to_region
from expectations.rules.copied_period import copied_period
from expectations.rules.price_level import between_its_parts, most_regions_arrive, price_names, samples_of_a_year
from expectations.rules.whole_periods import whole_periods
from expectations.templates import between, near_zero, one_of, series

_SIGUNGU = "names repeat; only the whole path tells which Jung-gu it is"


def _level(number: int) -> Column:
    return Column(
        f"level_{number}",
        "VARCHAR",
        f"분류 {number}",
        f"Region at level {number} as printed",
        caveat="repeats the level above where there is none of its own",
    )


REB_PRICE_INDEX = TableContract(
    name="reb_price_index",
    schema="raw",
    ko="아파트 매매가격지수 (월)",
    en="Apartment price index, monthly",
    description="Wide CSV with three header rows brought to long form; aggregates between the units are marked, not dropped.",
    grain="a printed region and month",
    columns=(
        Column("region_number", "INTEGER", "번호", "Number of the row as printed", minimum=1, source="No"),
        *(_level(number) for number in (1, 2, 3, 4)),
        Column("path", "VARCHAR", "지역 경로", "Levels from the top, each once, joined with /", caveat=_SIGUNGU),
        Column(
            "row_kind", "VARCHAR", "행 종류", "What the row is",
            allowed=("nation", "group_of_sido", "sido", "group_of_sigungu", "sigungu", "city_of_gu", "gu"),
            caveat="city_of_gu is a city whose gu are also rows; groups are the publisher's own",
        ),
        Column("is_aggregate", "BOOLEAN", "집계 여부", "Is a nation or a group of units", formula="row_kind = 'nation' OR starts_with(row_kind, 'group')"),
        Column("month", "DATE", "월", "First day of the month"),
        Column(
            "price_index", "DOUBLE", "매매가격지수", "Price index of apartments sold", unit="index, base month of the file = 100", nullable=True, minimum=1,
            measure="intensive", caveat="empty before the survey covered the region; for many cities and the groups before 2012",
        ),
        Column("change_percent", "DOUBLE", "전기대비 증감률", "Change against the month before", unit="percent", nullable=True, minimum=-50, maximum=50, measure="intensive"),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("source_file", "source_row", "month"),
    source="Korea Real Estate Board (한국부동산원), 전국주택가격동향조사, 아파트 매매가격지수",
    min_rows=0,
    rules=(
        copied_period("reb_price_index", period=("month",), unit=("path",), figures=("price_index",)),
        whole_periods("reb_price_index", period=("month",), unit=("path",)),
    ),
)  # fmt: skip


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
        whole_periods("reb_price_level", period=("month",), unit=("sido_name", "region_name")),
        Rule(
            name="average_lies_between_its_parts",
            measure=between_its_parts,
            key=("price_kind", "sido_name", "region_name", "month"),
            expect=(
                near_zero("outside", why="the average of a sido lies between those of its sigungu, of a city between those of its gu"),
            ),
        ),
        Rule(
            name="names_are_units",
            measure=price_names,
            key=("sido_name", "region_name", "source_row"),
            expect=(one_of("verdict", "known"),),
        ),
    ),
)  # fmt: skip


APARTMENT_PRICE_MONTH = TableContract(
    name="apartment_price_month",
    schema="core",
    ko="아파트 매매가격지수 (월, 지역)",
    en="Apartment price index by region and month",
    description="Rows of the publisher that are a region here: nation, 수도권 and 지방권, sido, sigungu; gu of a city and other groups are left out.",
    grain="a region and month",
    columns=(
        LEVEL,
        REGION_ID,
        REB_PRICE_INDEX.column("month"),
        replace(REB_PRICE_INDEX.column("price_index"), nullable=False, caveat="as published, never summed"),
        replace(INTERPOLATED, caveat="true: handed down from a unit that was divided since"),
    ),
    key=("level", "region_id", "month"),
    references=to_region(),
    source="raw.reb_price_index by core.crosswalk",
    min_rows=0,
)


_WITHIN = "; compare months of one sample_since only"

APARTMENT_PRICE_LEVEL = TableContract(
    name="apartment_price_level",
    schema="core",
    ko="아파트 평균매매·전세가격 (월, 지역)",
    en="Average apartment sale and jeonse prices by region and month",
    description=(
        "Sido, and sigungu as far as surveyed, as published and never averaged: a unit that was merged since has none before. How high prices "
        "are; how they moved is core.apartment_price_month, whose index is chained over the samples."
    ),
    grain="a region and month",
    columns=(
        replace(LEVEL, allowed=("sido", "sigungu")),
        REGION_ID,
        MONTH,
        Column("sale_price", "DOUBLE", "평균매매가격", "Average sale price", unit="thousand KRW", nullable=True, minimum=1, measure="intensive", caveat=AVERAGE + _WITHIN),
        Column("jeonse_price", "DOUBLE", "평균전세가격", "Average jeonse deposit", unit="thousand KRW", nullable=True, minimum=1, measure="intensive", caveat=AVERAGE + _WITHIN),
        Column(
            "jeonse_ratio", "DOUBLE", "전세가율", "Jeonse deposit over sale price", unit="ratio", nullable=True, minimum=0.1, maximum=1.2, measure="intensive",
            formula="jeonse_price / sale_price", caveat="empty where either is; a ratio of averages",
        ),
        Column(
            "sample_since", "DATE", "표본 시작월", "First month of the sample", nullable=True,
            formula=in_words(f"first month of the file, then each in which for a tenth of the regions sale price and index part by {REDRAWN_FROM:.0%} or more"),
            caveat="empty where no index reaches the month; levels of two samples are not comparable",
        ),
        replace(INTERPOLATED, caveat="true: handed down from a unit that was divided since"),
    ),
    key=("level", "region_id", "month"),
    references=to_region(),
    source="raw.reb_price_level, core.apartment_price_month by core.crosswalk",
    citation=REB_PRICE_LEVEL.source,
    min_rows=0,
    rules=(
        Rule(
            name="samples_of_a_year",
            measure=samples_of_a_year,
            key=("year",),
            expect=(
                between("samples_begun", 0, 2, why="a sample holds for months; prices that leave the index all the time are not those of this survey, or of other months"),
            ),
        ),
        Rule(
            name="most_regions_arrive",
            measure=most_regions_arrive,
            key=("month",),
            expect=(
                between("share", 0.9, 1.1, why="units merged since have no level of their own; all others that are printed have a row"),
            ),
        ),
    ),
)  # fmt: skip


INDEX_CAVEAT = "an index tells how prices moved since its base, not how high they are: equal indices are not equal prices"

APARTMENT_PRICE = series(
    "apartment_price",
    ko="아파트 매매가격지수 (연말)",
    en="Apartment prices at year's end",
    description=(
        "Published index of each December, rebased. The capital region and the rest are the publisher's own groups; a 5+3 group has an "
        "index only where it is one sido, since an index is never summed. About 155 sigungu are covered, few of them gun."
    ),
    grain="a region and December",
    columns=(
        Column(
            "price_index", "DOUBLE", "아파트 매매가격지수", "Apartment price index", unit="index, December 2015 = 100", nullable=True, minimum=1,
            measure="intensive", formula=Formula(
                "100 * (SELECT p.price_index FROM core.apartment_price_month AS p WHERE p.level = this.level AND p.region_id = this.region_id "
                "AND p.month = date_trunc('month', this.reference_date)) / (SELECT b.price_index FROM core.apartment_price_month AS b "
                "WHERE b.level = this.level AND b.region_id = this.region_id AND b.month = DATE '2015-12-01')"
            ), caveat=INDEX_CAVEAT + "; empty where there is none for the base",
        ),
        Column(
            "price_change", "DOUBLE", "아파트 매매가격지수의 전년 12월 대비 변화율", "Change of the apartment price index over the December before", unit="percent", nullable=True, minimum=-60, maximum=200,
            measure="intensive", formula=Formula(
                "100 * ((SELECT p.price_index FROM core.apartment_price_month AS p WHERE p.level = this.level AND p.region_id = this.region_id "
                "AND p.month = date_trunc('month', this.reference_date)) / (SELECT b.price_index FROM core.apartment_price_month AS b "
                "WHERE b.level = this.level AND b.region_id = this.region_id "
                "AND b.month = date_trunc('month', this.reference_date) - INTERVAL '1 year') - 1)"
            ),
        ),
        Column(
            "gap_to_seoul", "DOUBLE", "서울과의 아파트 매매가격지수 격차 (2015년 12월 이후)", "Gap in apartment price growth to Seoul since December 2015", unit="percent", nullable=True, measure="intensive",
            formula="100 * (max(price_index) FILTER (region_id = 'seoul') OVER (PARTITION BY year(reference_date)) / price_index - 1)", caveat="above 0: prices in Seoul rose more since December 2015",
        ),
        replace(MISSING_UNITS, maximum=0, caveat="always 0: an index is the publisher's own for the region, summed of no units"),
    ),
    source="core.apartment_price_month",
    citation=REB_PRICE_INDEX.source,
    min_rows=0,
)  # fmt: skip


PRICE_GAP = TableContract(
    name="price_gap",
    schema="mart",
    ko="아파트 가격지수 격차 (월)",
    en="Gap between apartment price indices, monthly",
    description="The capital region against the rest, and Seoul against every other sido, both rebased to the first month that both have.",
    grain="a comparison and month",
    columns=(
        Column("comparison", "VARCHAR", "비교", "Comparison", allowed=("capital_and_rest", "seoul_and_sido")),
        replace(REGION_ID, name="leading_id", ko="기준 지역", en="Region compared", caveat="capital, or the sido seoul"),
        replace(REGION_ID, name="other_id", ko="비교 지역", en="Region it is compared with", caveat="rest, or a sido"),
        REB_PRICE_INDEX.column("month"),
        Column("base_month", "DATE", "기준월", "Month in which both are 100"),
        Column("leading_index", "DOUBLE", "기준 지역 지수", "Index of the region compared", unit="index, base_month = 100", minimum=1, measure="intensive"),
        Column("other_index", "DOUBLE", "비교 지역 지수", "Index of the other region", unit="index, base_month = 100", minimum=1, measure="intensive"),
        Column(
            "gap", "DOUBLE", "아파트 매매가격지수 격차", "Gap between the apartment price indices", unit="percent", measure="intensive", formula="100 * (leading_index / other_index - 1)",
            caveat="0 in base_month by construction; " + INDEX_CAVEAT,
        ),
    ),
    key=("comparison", "other_id", "month"),
    source="core.apartment_price_month",
    citation=REB_PRICE_INDEX.source,
    min_rows=0,
)  # fmt: skip
