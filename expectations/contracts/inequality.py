"""Inequality between regions, and the capital region beside those of other OECD countries."""

from __future__ import annotations

from dataclasses import replace

from expectations.columns import FACT_SOURCE, LEVEL, NOTE, POPULATION, REFERENCE_DATE, SOURCE_FILE, SOURCE_ROW, YEAR
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.formula import Formula, in_words
from expectations.references import to_country
from expectations.rules.concentration import gdp_per_head_agrees, parts_add_up
from expectations.rules.copied_period import copied_period
from expectations.templates import between, near_zero

PER_UNIT = {
    "grdp_per_head": "GRDP at current prices over registered population, both of 31 December's year; million KRW; weighted with people",
    "jobs_per_head": "workers of establishments over registered population; weighted with people",
    "fiscal_independence_before_reform": "own revenue in the general account, definition before 2014; percent; each local government counts once",
    "fiscal_independence_after_reform": "the same, definition since 2014; percent; each local government counts once",
}
FIGURE = Column(
    "figure", "VARCHAR", "수치", "Figure compared", allowed=tuple(PER_UNIT), caveat="; ".join(f"{k}: {v}" for k, v in PER_UNIT.items())
)  # fmt: skip
UNIT_LEVEL = replace(LEVEL, name="unit_level", ko="비교 단위", en="Units compared", allowed=("sido", "sigungu"))
UNITS = Column(
    "units",
    "BIGINT",
    "단위 수",
    "Units compared",
    unit="units",
    minimum=2,
    caveat="16 sido before Sejong can be told from Chungnam, then 17",
)


def _measure(name: str, ko: str, en: str, formula: str | Formula, maximum: float | None = None, caveat: str = "") -> Column:
    return Column(
        name, "DOUBLE", ko, en, unit="ratio", nullable=True, minimum=-1e-12, maximum=maximum, measure="intensive", formula=formula, caveat=caveat
    )  # fmt: skip


REGIONAL_INEQUALITY = TableContract(
    name="regional_inequality",
    schema="mart",
    ko="지역 간 불평등",
    en="Inequality between regions",
    description=(
        "Between regions, never between people: everybody counts with the mean of where they are registered. Product arises "
        "where people work, so that commuting makes Seoul, Ulsan and Chungnam look richer than their people are."
    ),
    grain="a figure, kind of unit and date",
    columns=(
        FIGURE,
        UNIT_LEVEL,
        REFERENCE_DATE,
        UNITS,
        Column("missing_units", "BIGINT", "누락 단위", "Units without a figure", unit="units", minimum=0, caveat="left out"),
        Column("mean", "DOUBLE", "평균", "Weighted mean", unit="as the figure", minimum=0, measure="intensive"),
        _measure("theil", "타일 지수", "Theil T", in_words("sum(s ln(s / p)), s share of the total, p share of the weight")),
        _measure("theil_between", "권역 간 타일 지수", "Theil T between 5+3 groups", in_words("Theil T of the groups' means")),
        _measure("theil_within", "권역 내 타일 지수", "Theil T within 5+3 groups", in_words("sum over groups of s_g T_g")),
        _measure("between_share", "권역 간 비중", "Part of Theil T between 5+3 groups", "theil_between / theil", 1 + 1e-9),
        _measure("gini", "지니계수", "Gini, weighted", in_words("sum over pairs(p q |x - y|) / (2 mean)"), 1, "no correction for small numbers"),
        _measure("williamson", "윌리엄슨 계수", "Williamson's weighted coefficient of variation", in_words("sqrt(sum(p (x - mean)^2)) / mean")),
        _measure("variation", "변동계수", "Coefficient of variation, units alike", in_words("sqrt(mean((x - m)^2)) / m")),
        _measure("log_deviation", "로그 표준편차", "Standard deviation of logarithms, units alike (sigma)", in_words("sd(ln x), over n")),
        _measure(
            "top_to_bottom", "상위 20%/하위 20% 배율", "Richest fifth over poorest fifth", in_words("mean of the richest 20 % of the weight / of the poorest 20 %"),
            caveat="the last unit counts in part, so that exactly a fifth is taken",
        ),
    ),
    key=("figure", "unit_level", "reference_date"),
    source="core.sido_figure, core.sido_population, raw.local_finance",
    citation="Theil (1967), Economics and Information Theory; Williamson (1965), Regional inequality and the process of national development; OECD, Regions at a Glance (top 20 % over bottom 20 %)",
    min_rows=0,
    expectations=(
        Expect(
            "expect_column_pair_values_a_to_be_greater_than_b", {"column_A": "theil", "column_B": "theil_between", "or_equal": True,
            "ignore_row_if": "either_value_is_missing"}, why="the index within groups is never below 0",
        ),
    ),
    rules=(
        Rule(
            name="parts_add_up",
            measure=parts_add_up,
            key=("figure", "unit_level", "reference_date"),
            expect=(near_zero("difference", 1e-9),),
        ),
    ),
)  # fmt: skip


def _number(
    name: str, ko: str, en: str, unit: str, formula: str | Formula, caveat: str = "", maximum: float | None = None
) -> Column:
    return Column(
        name, "DOUBLE", ko, en, unit=unit, nullable=True, maximum=maximum, measure="intensive", formula=formula, caveat=caveat
    )


_YEARS = "(year(last_date) - year(first_date))"
_SPEED = f"CASE WHEN 1 + beta * {_YEARS} > 0 THEN -ln(1 + beta * {_YEARS}) / {_YEARS} END"

CONVERGENCE = TableContract(
    name="convergence",
    schema="mart",
    ko="지역 수렴",
    en="Convergence of regions",
    description=(
        "Unconditional beta: growth regressed on the logarithm of the level at the start, units alike, on the units that both ends "
        "tell apart. Current prices: inflation common to all is in the constant. Periods are the whole series and every ten years."
    ),
    grain="a figure, kind of unit and period",
    columns=(
        FIGURE,
        UNIT_LEVEL,
        replace(REFERENCE_DATE, name="first_date", ko="시작 기준일", en="Start of the period", caveat=""),
        replace(REFERENCE_DATE, name="last_date", ko="마지막 기준일", en="End of the period", caveat=""),
        replace(UNITS, minimum=3, caveat="n of the regression"),
        _number("beta", "베타", "Slope (beta)", "log points per year", in_words("slope of ln(y1 / y0) / years on ln(y0)"), "below 0: the poor grew faster"),
        Column("beta_error", "DOUBLE", "베타 표준오차", "Standard error of the slope", unit="log points per year", nullable=True, minimum=0, formula=in_words("ordinary least squares, n - 2")),
        Column("intercept", "DOUBLE", "절편", "Constant", unit="log points per year", nullable=True),
        _number("r2", "결정계수", "R squared", "ratio", in_words("1 - residual / total sum of squares"), maximum=1 + 1e-9),
        _number("speed", "수렴 속도", "Speed of convergence", "per year", _SPEED, "empty where 1 + beta years is not above 0"),
        _number("sigma_first", "시작 로그 표준편차", "Standard deviation of logarithms at the start", "log points", in_words("sd(ln y0), over n")),
        _number("sigma_last", "마지막 로그 표준편차", "Standard deviation of logarithms at the end", "log points", in_words("sd(ln y1), over n")),
        Column("sigma_convergence", "BOOLEAN", "시그마 수렴", "The spread fell", nullable=True, formula="sigma_last < sigma_first"),
    ),
    key=("figure", "unit_level", "first_date", "last_date"),
    source="as mart.regional_inequality",
    citation="Barro and Sala-i-Martin (1992), Convergence, Journal of Political Economy 100(2)",
    min_rows=0,
    expectations=(
        Expect("expect_column_pair_values_a_to_be_greater_than_b", {"column_A": "last_date", "column_B": "first_date"}),
    ),
)  # fmt: skip


OECD_TL2 = TableContract(
    name="oecd_tl2",
    schema="raw",
    ko="OECD 광역지역(TL2) 인구와 GDP",
    en="OECD large regions (TL2): population and GDP",
    description="From 2000 on, gaps filled by the compiler without a mark; countries with a single large region are not in it.",
    grain="a large region and year",
    columns=(
        Column("region_id", "VARCHAR", "지역 식별자", "OECD region identifier", pattern=r"^[A-Z0-9]{2,6}$", source="REG_ID", caveat="the only key: names are empty or repeat"),
        Column("country", "VARCHAR", "국가", "ISO 3166-1 alpha-3 code", pattern=r"^[A-Z]{3}$", source="iso3"),
        Column("region_name", "VARCHAR", "지역 이름", "Name as printed (한글 이름 없음)", nullable=True, source="reg_name"),
        YEAR,
        Column(
            "gdp", "BIGINT", "지역내총생산", "Regional GDP", unit="million US dollars", minimum=0, measure="extensive", source="GDP",
            caveat="the file states no unit; Korea's sum of 2,145,380 in 2020 fits constant prices and purchasing power parities of 2015",
        ),
        POPULATION,
        Column("gdp_per_head", "DOUBLE", "1인당 지역내총생산", "GDP per head as printed", unit="US dollars per person", minimum=0, measure="intensive", source="GDP_PC"),
        Column(
            "known_fault", "VARCHAR", "알려진 결함", "Known fault of the row", nullable=True, allowed=("country_incomplete", "repeats_another_region"),
            caveat="Belgium lacks Flanders, so shares of Belgium are wrong; BE100 is Brussels a second time",
        ),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("region_id", "year"),
    references=to_country(),
    source="OECD Regional Database, large regions (TL2); compiled and gaps filled by a third party",
    min_rows=0,
    rules=(
        copied_period("oecd_tl2", period=("year",), unit=("region_id",), figures=("population", "gdp")),
        Rule(
            name="gdp_per_head_agrees",
            measure=gdp_per_head_agrees,
            key=("region_id", "year"),
            expect=(
                between("ratio", 0.9, 1.1, why="GDP over population is the printed GDP per head; a filled gap may be some percent off"),
            ),
        ),
    ),
)  # fmt: skip


COUNTRY = OECD_TL2.column("country")
TL2_REGION = replace(OECD_TL2.column("region_id"), source="")

OECD_CAPITAL_REGION = TableContract(
    name="oecd_capital_region",
    schema="core",
    ko="수도가 있는 OECD 광역지역",
    en="OECD large regions with the capital",
    description="Countries of raw.oecd_tl2 only.",
    grain="a country",
    columns=(
        replace(COUNTRY, source=""),
        TL2_REGION,
        Column("region_en", "VARCHAR", "지역 영문 이름", "Name of the region"),
        Column(
            "capital_en", "VARCHAR", "수도", "Capital", caveat="Amsterdam for the Netherlands, whose government sits in The Hague"
        ),
        FACT_SOURCE,
        NOTE,
    ),
    key=("country",),
    source="assets/reference/tables/oecd_capital_region.csv",
)


MEASURE = Column("measure", "VARCHAR", "측정 대상", "Share of what", allowed=("population", "gdp"))
WHICH = Column(
    "which", "VARCHAR", "어느 지역", "Which region", allowed=("capital", "largest"),
    caveat="capital: the large region with the capital, be it small (Canberra, Washington); largest: the one with most of the measure",
)  # fmt: skip
SHARE = Column("share", "DOUBLE", "비중", "Share of the country", unit="ratio", minimum=0, maximum=1, measure="intensive")
RANK = Column("rank", "BIGINT", "순위", "Rank, 1 is the largest share", unit="rank", minimum=1)
COUNTRIES = Column(
    "countries", "BIGINT", "국가 수", "Countries compared (n)", unit="countries", minimum=1,
    caveat="those with more than one large region and a complete set in the file: Belgium and members not in it are left out",
)  # fmt: skip

OECD_COMPARISON = TableContract(
    name="oecd_comparison",
    schema="mart",
    ko="OECD 국가별 집중도 비교",
    en="Concentration in OECD countries",
    description=(
        "Shares of one large region (TL2). Such regions are cut differently: Korea's capital region is the whole Sudogwon, London is "
        "Greater London alone. Ranks under other cuts are in mart.oecd_rank."
    ),
    grain="a country, year, measure and kind of region",
    columns=(
        replace(COUNTRY, source=""),
        YEAR,
        MEASURE,
        WHICH,
        TL2_REGION,
        Column("regions", "BIGINT", "광역지역 수", "Large regions of the country", unit="regions", minimum=2),
        SHARE,
        RANK,
        COUNTRIES,
    ),
    key=("country", "year", "measure", "which"),
    references=to_country(),
    source="raw.oecd_tl2, core.oecd_capital_region",
    min_rows=0,
)  # fmt: skip


OECD_RANK = TableContract(
    name="oecd_rank",
    schema="mart",
    ko="정의별 한국의 OECD 순위",
    en="Korea's rank in the OECD by definition",
    description="The rank depends on what is called the capital region, on which region of the others it is held against, and on who is counted.",
    grain="a year, measure and definition",
    columns=(
        YEAR,
        MEASURE,
        replace(WHICH, en="Which region of the other countries"),
        Column(
            "korea_region", "VARCHAR", "한국의 지역", "What stands for Korea", allowed=("sudogwon", "seoul_gyeonggi", "seoul"),
            caveat="sudogwon: KR01 of the OECD's file; the others from registered population and GRDP at current prices, on today's sido",
        ),
        Column("at_least_regions", "INTEGER", "최소 광역지역 수", "Countries with at least so many large regions", unit="regions", minimum=2),
        replace(SHARE, en="Korea's share", ko="한국의 비중"),
        replace(RANK, en="Korea's rank, 1 is the largest share"),
        COUNTRIES,
        Column("above", "VARCHAR", "상위 국가", "Countries above Korea, largest first", nullable=True, pattern=r"^[A-Z]{3}(?:, [A-Z]{3})*$"),
    ),
    key=("year", "measure", "which", "korea_region", "at_least_regions"),
    source="mart.oecd_comparison, core.sido_population, core.sido_figure",
    min_rows=0,
    expectations=(
        Expect("expect_column_pair_values_a_to_be_greater_than_b", {"column_A": "countries", "column_B": "rank", "or_equal": True}),
    ),
)  # fmt: skip
