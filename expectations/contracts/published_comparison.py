"""mart.published_comparison: every published figure beside ours, with the reason where they differ."""

from dataclasses import replace

from expectations.contract import Column, Expect, ForeignKey, Rule, TableContract
from expectations.contracts.published_figure import PUBLISHED_FIGURE
from expectations.rules.published import at_risk_between_published

VERDICTS = ("reproduced", "within_bounds", "explained", "unexplained", "no_source")


def _of_figure(name: str) -> Column:
    return PUBLISHED_FIGURE.column(name)


def _ours(name: str, ko: str, en: str, caveat: str = "") -> Column:
    return Column(name, "DOUBLE", ko, en, unit="as the column unit says", nullable=True, caveat=caveat)


PUBLISHED_COMPARISON = TableContract(
    name="published_comparison",
    schema="mart",
    ko="공표 수치와의 비교",
    en="Published figures beside ours",
    description=(
        "Two figures for one thing differ by date, concept, unit set or missing units. Here each published one stands beside ours "
        "with that reason, or with the source that is lacking."
    ),
    grain="a published figure",
    columns=(
        _of_figure("figure_id"),
        _of_figure("figure"),
        _of_figure("period_to"),
        _of_figure("concept"),
        _of_figure("unit_set"),
        _of_figure("region"),
        _of_figure("unit"),
        replace(_of_figure("value"), name="published_value", ko="공표 값", en="Published value"),
        _ours("our_value", "산출 값", "Our value", "of the nearest date there is"),
        _ours("our_lower", "산출 하한", "Our lower bound", "at the date before, missing units safe; empty where our value is exact"),
        _ours("our_upper", "산출 상한", "Our upper bound", "at the date after, missing units at risk; empty where our value is exact"),
        _ours("difference", "차이", "Our value minus the published one"),
        Column("our_date", "DATE", "산출 기준일", "Date of our value", nullable=True),
        Column("missing_units", "BIGINT", "누락 단위", "Units without figures on our date", unit="units", nullable=True, minimum=0),
        Column("our_table", "VARCHAR", "산출 테이블", "Table of our value", nullable=True, pattern=r"^(?:raw|core|mart)\.[a-z0-9_]+$"),
        Column(
            "verdict", "VARCHAR", "판정", "Verdict", allowed=VERDICTS,
            caveat=(
                "reproduced: equal to the last printed digit; within_bounds: between ours of the dates either side, missing units accounted "
                "for; explained: different, by no more than a known reason accounts for; no_source: nothing here to compute it from"
            ),
        ),
        Column("explanation", "VARCHAR", "설명", "Why they differ, or why there is no value of ours"),
    ),
    key=("figure_id",),
    references=(ForeignKey(("figure_id",), "core.published_figure", ("figure_id",)),),
    source="core.published_figure and the tables named in our_table",
    expectations=(
        Expect(
            "expect_column_values_to_not_be_in_set", {"column": "verdict", "value_set": ["unexplained"]},
            why="a figure of ours differs from the published one and nobody knows why",
        ),
    ),
    rules=(
        Rule(
            name="at_risk_between_published",
            measure=at_risk_between_published,
            key=("reference_date",),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "outside", "min_value": 0, "max_value": 0},
                    why="a December's count lies outside the published ones of the dates either side, even with its missing units",
                ),
            ),
        ),
    ),
)  # fmt: skip
