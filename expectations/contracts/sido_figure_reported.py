"""core.sido_figure_reported: yearly economic totals of sido as published, each on the borders its publisher used."""

from dataclasses import replace

from expectations.boundary import VINTAGE
from expectations.columns import REFERENCE_DATE, SOURCE_FILE, SOURCE_ROW, UNIT_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.sido_population_reported import MEGAREGION
from expectations.references import to_unit
from expectations.rules.sido_figure import figures_have_every_sido

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
                Expect(
                    "expect_column_values_to_be_between", {"column": "unexplained", "min_value": 0, "max_value": 0},
                    why="a sido that lived on the borders of the figure has none",
                ),
            ),
        ),
    ),
)  # fmt: skip
