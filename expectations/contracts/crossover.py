"""mart.crossover: when the capital region passed one half, by measure and concept."""

from dataclasses import replace

from expectations.columns import REFERENCE_DATE
from expectations.contract import Column, Expect, TableContract

CONCEPTS = {
    "registration": "persons registered at the end of December",
    "registration_residents": "registered persons without overseas nationals and unknown abodes",
    "registration_20_34": "registered persons aged 20-34",
    "census": "persons of the register census of 1 November, foreigners who live here included; every fifth year",
    "census_koreans": "Koreans of the register census",
    "oecd_tl2": "the OECD's population of large regions, mid-year estimates of an older base",
    "grdp": "gross regional domestic product at current prices",
    "employed": "persons at work by residence",
    "jobs": "workers of establishments by place of work",
    "establishments": "establishments",
    "oecd_tl2_gdp": "the OECD's GDP of large regions",
}
UNITS = ("persons", "million KRW", "establishments", "million US dollars")


def _day(name: str, ko: str, en: str, caveat: str = "") -> Column:
    return replace(REFERENCE_DATE, name=name, ko=ko, en=en, caveat=caveat, nullable=True)


def _margin(name: str, ko: str, en: str) -> Column:
    return Column(
        name, "BIGINT", ko, en, unit="as the column unit says", nullable=True, formula="2 * capital - nation", caveat="exact"
    )


CROSSOVER = TableContract(
    name="crossover",
    schema="mart",
    ko="수도권 역전 시점",
    en="When the capital region passed one half",
    description="One sentence per concept: they never agree on the year, and none is wrong. The margin in whole units decides, not a rounded share.",
    grain="a concept",
    columns=(
        Column("concept", "VARCHAR", "개념", "Concept", allowed=tuple(CONCEPTS), caveat="; ".join(f"{k}: {v}" for k, v in CONCEPTS.items())),
        Column("unit", "VARCHAR", "단위", "Unit of the margins", allowed=UNITS),
        replace(REFERENCE_DATE, name="first_date", ko="자료 시작일", en="First date of the data", caveat=""),
        replace(REFERENCE_DATE, name="last_date", ko="자료 종료일", en="Last date of the data", caveat=""),
        Column(
            "outcome", "VARCHAR", "결과", "What the data show", allowed=("crossed", "majority throughout", "never a majority", "lost its majority"),
            caveat="crossed: the last crossing, after which the majority lasted to the end of the data",
        ),
        _day("before_date", "역전 전 기준일", "Last date without a majority"),
        _day("crossover_date", "역전 기준일", "First date of the lasting majority", "the crossing lies between the two dates"),
        _margin("margin_before", "역전 전 차이", "Capital region minus the rest before"),
        _margin("margin_after", "역전 후 차이", "Capital region minus the rest after"),
        replace(_margin("margin_last", "최근 차이", "Capital region minus the rest on the last date"), nullable=False),
        Column("share_last", "DOUBLE", "최근 비중", "Share on the last date", unit="ratio", minimum=0, maximum=1),
    ),
    key=("concept",),
    source="core.sido_population_reported, core.population, core.sido_figure_reported, core.sido_census_population, raw.oecd_tl2",
    min_rows=0,
    expectations=(
        Expect("expect_column_values_to_be_between", {"column": "margin_before", "max_value": 0}, why="before is before"),
        Expect("expect_column_values_to_be_between", {"column": "margin_after", "min_value": 1}, why="a majority has at least one more"),
    ),
)  # fmt: skip
