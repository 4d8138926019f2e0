"""Figures that two sources have, side by side."""

from __future__ import annotations

from dataclasses import replace

from domain.two_sources import PAIRS
from expectations.columns import LEVEL, NAME_EN, NAME_KO, REFERENCE_DATE, REGION_ID
from expectations.contract import Column, Rule, TableContract
from expectations.extent import ALL
from expectations.references import to_region
from expectations.rules.two_sources import further_apart_than_known
from expectations.templates import near_zero


def _value(name: str, ko: str, en: str, *, nullable: bool = False, formula: str = "") -> Column:
    return Column(name, "DOUBLE", ko, en, unit="as `unit` says", nullable=nullable, formula=formula)


TWO_SOURCES = TableContract(
    name="two_sources",
    schema="mart",
    ko="같은 수치의 두 출처",
    en="Two sources of one figure",
    description=(
        "Every figure that two sources have for one region and day, with how far they lie apart and why. Where a source does not add up to a "
        "region (employment by sigungu), its sum stands here beside the figure that does, and nowhere as that figure."
    ),
    grain="a figure, region and date that both sources have",
    may_lose=ALL,
    columns=(
        Column("figure", "VARCHAR", "수치", "Figure", allowed=tuple(PAIRS)),
        LEVEL,
        REGION_ID,
        NAME_KO,
        NAME_EN,
        replace(REFERENCE_DATE, caveat="of employment the last day of the year, for the mean of both halves and the yearly mean"),
        Column("source", "VARCHAR", "출처", "Source"),
        Column("other_source", "VARCHAR", "다른 출처", "Other source"),
        _value("value", "값", "Value"),
        _value("other_value", "다른 출처의 값", "Value of the other source"),
        _value("difference", "차이", "Difference", formula="value - other_value"),
        Column("relative_difference", "DOUBLE", "상대 차이", "Difference as a share", unit="ratio", nullable=True, formula="value / nullif(other_value, 0) - 1"),
        Column("apart_at_most", "DOUBLE", "알려진 최대 차이", "How far they are known to lie apart", unit="as `unit` says", minimum=0, caveat="a share where is_share"),
        Column("is_share", "BOOLEAN", "비율 기준 여부", "Judged by the share"),
        Column("unit", "VARCHAR", "단위", "Unit of the values"),
        Column("why", "VARCHAR", "차이의 까닭", "What sets them apart"),
    ),
    key=("figure", "level", "region_id", "reference_date"),
    references=to_region(),
    source="mart.employment_rate, mart.fertility_rate, core.employment, core.population, core.sigungu_moves, core.sido_workers_comparison, core.value_added_reported and the tables beside them",
    min_rows=0,
    rules=(
        Rule(
            name="no_further_apart_than_known",
            measure=further_apart_than_known,
            key=("figure", "level", "region_id", "reference_date"),
            expect=(near_zero("excess", why="two sources of one figure lie further apart than is known; domain/two_sources.py says how far"),),
        ),
    ),
)  # fmt: skip
