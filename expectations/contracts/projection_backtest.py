"""mart.projection_backtest: errors of the projection in the past, by size of unit."""

from dataclasses import replace

from expectations.columns import REFERENCE_DATE
from expectations.contract import Column, TableContract
from expectations.contracts.projection import CITATION

PROJECTION_BACKTEST = TableContract(
    name="projection_backtest",
    schema="mart",
    ko="장래인구 사후 검증",
    en="Back-test of the projection",
    description="The projection launched five years before a known date, fitted on what was known at the launch only, held against what came. Beside it: the same with the sido's ratios for all units, and no change of anything.",
    grain="a launch, method, measure and size class",
    columns=(
        replace(REFERENCE_DATE, name="launch_date", ko="출발 시점", en="Launch"),
        replace(REFERENCE_DATE, name="target_date", ko="비교 시점", en="Target, five years on"),
        replace(REFERENCE_DATE, name="fit_from", ko="적합 시작", en="First date that the ratios rest on"),
        replace(REFERENCE_DATE, name="fit_to", ko="적합 끝", en="Last date that the ratios rest on", caveat="where it is less than five years after fit_from, ratios are scaled to five years"),
        Column("method", "VARCHAR", "방법", "Method", allowed=("hamilton_perry", "sido_ratios", "unchanged")),
        Column("measure", "VARCHAR", "측정", "Measure", allowed=("population", "children_0_4", "women_20_39", "population_65_over", "at_risk_units")),
        Column("size_class", "VARCHAR", "규모", "Persons of the unit at the launch", allowed=("all", "under_30k", "30k_100k", "100k_300k", "300k_over")),
        Column("units", "BIGINT", "단위 수", "Units tested", unit="units", minimum=1, caveat="units known at the launch and at the target"),
        Column("mape", "DOUBLE", "평균절대백분율오차", "Mean absolute percentage error", unit="percent", nullable=True, minimum=0, measure="intensive", formula="mean of |projected - actual| / actual * 100 over units", caveat="empty for a count of units"),
        Column("malpe", "DOUBLE", "평균백분율오차", "Mean algebraic percentage error", unit="percent", nullable=True, measure="intensive", formula="mean of (projected - actual) / actual * 100 over units", caveat="above 0: too high; empty for a count of units"),
        Column("projected", "DOUBLE", "추계 합계", "Projected, sum of the units", unit="persons or units", minimum=0, measure="extensive"),
        Column("actual", "DOUBLE", "실제 합계", "Actual, sum of the units", unit="persons or units", minimum=0, measure="extensive"),
    ),
    key=("launch_date", "target_date", "method", "measure", "size_class"),
    source="core.population (registration)",
    citation=CITATION,
    min_rows=0,
)  # fmt: skip
