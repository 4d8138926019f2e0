"""mart.regional_inequality: how unequal regions are, by figure and year."""

from dataclasses import replace

from expectations.columns import LEVEL, REFERENCE_DATE
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.inequality import parts_add_up

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


def _measure(name: str, ko: str, en: str, formula: str, maximum: float | None = None, caveat: str = "") -> Column:
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
        _measure("theil", "타일 지수", "Theil T", "sum(s ln(s / p)), s share of the total, p share of the weight"),
        _measure("theil_between", "권역 간 타일 지수", "Theil T between 5+3 groups", "Theil T of the groups' means"),
        _measure("theil_within", "권역 내 타일 지수", "Theil T within 5+3 groups", "sum over groups of s_g T_g"),
        _measure("between_share", "권역 간 비중", "Part of Theil T between 5+3 groups", "theil_between / theil", 1 + 1e-9),
        _measure("gini", "지니계수", "Gini, weighted", "sum over pairs(p q |x - y|) / (2 mean)", 1, "no correction for small numbers"),
        _measure("williamson", "윌리엄슨 계수", "Williamson's weighted coefficient of variation", "sqrt(sum(p (x - mean)^2)) / mean"),
        _measure("variation", "변동계수", "Coefficient of variation, units alike", "sqrt(mean((x - m)^2)) / m"),
        _measure("log_deviation", "로그 표준편차", "Standard deviation of logarithms, units alike (sigma)", "sd(ln x), over n"),
        _measure(
            "top_to_bottom", "상위 20%/하위 20% 배율", "Richest fifth over poorest fifth", "mean of the richest 20 % of the weight / of the poorest 20 %",
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
            expect=(Expect("expect_column_values_to_be_between", {"column": "difference", "min_value": -1e-9, "max_value": 1e-9}),),
        ),
    ),
)  # fmt: skip
