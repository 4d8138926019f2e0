"""mart.convergence: do poor regions grow faster than rich ones, by figure and period?"""

from dataclasses import replace

from expectations.columns import REFERENCE_DATE
from expectations.contract import Column, Expect, TableContract
from expectations.contracts.regional_inequality import FIGURE, UNIT_LEVEL, UNITS


def _number(name: str, ko: str, en: str, unit: str, formula: str, caveat: str = "", maximum: float | None = None) -> Column:
    return Column(
        name, "DOUBLE", ko, en, unit=unit, nullable=True, maximum=maximum, measure="intensive", formula=formula, caveat=caveat
    )


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
        _number("beta", "베타", "Slope (beta)", "log points per year", "slope of ln(y1 / y0) / years on ln(y0)", "below 0: the poor grew faster"),
        Column("beta_error", "DOUBLE", "베타 표준오차", "Standard error of the slope", unit="log points per year", nullable=True, minimum=0, formula="ordinary least squares, n - 2"),
        Column("intercept", "DOUBLE", "절편", "Constant", unit="log points per year", nullable=True),
        _number("r2", "결정계수", "R squared", "ratio", "1 - residual / total sum of squares", maximum=1 + 1e-9),
        _number("speed", "수렴 속도", "Speed of convergence", "per year", "-ln(1 + beta years) / years", "empty where 1 + beta years is not above 0"),
        _number("sigma_first", "시작 로그 표준편차", "Standard deviation of logarithms at the start", "log points", "sd(ln y0), over n"),
        _number("sigma_last", "마지막 로그 표준편차", "Standard deviation of logarithms at the end", "log points", "sd(ln y1), over n"),
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
