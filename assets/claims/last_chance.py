"""앞으로 5년이 마지막 기회: are the next five years the last in which the course can be changed?

A scenario answers it only as far as its assumptions go: does acting now or five years later lead to another end?
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import duckdb

from assets.claims.sentence import Sentence, Variant, claim, december

LAST = Sentence(
    claim_id="last-chance",
    on=dt.date(2030, 12, 31),
    en="The next five years are the last chance for the regions.",
    ko="앞으로 5년이 지방의 마지막 기회다.",
    formula=(
        "the same lever in 2026 and in 2031: only the earlier one keeps the outcome of the rest of the nation"
        " from falling below today's"
    ),
    note=(
        "A statement on the future: at best it holds under the assumptions of a scenario. `Last` cannot be "
        "shown by a run that ends in some year."
    ),
    source="mart.scenario_result, where a build has it",
)
NEEDED = "mart.scenario_result with one lever pulled in 2026 and five years later (two scenarios that differ in nothing else)"


@claim(
    LAST,
    definition="lever_now_or_later",
    en="the same lever now and five years later",
    ko="같은 정책을 지금과 5년 뒤에",
    unit="as the outcome",
    needs=NEEDED,
)
def lever_now_or_later() -> Iterator[Variant]:
    """Until there is such a pair of scenarios nothing is measured."""
    return iter(())


@claim(
    LAST,
    definition="no_change",
    en="scenario without levers: units at risk, and the part of leaving youth that would have to stay",
    ko="변화 없음 시나리오",
    unit="units, or share of youth",
    needs=NEEDED,
)
def no_change(scenario_result: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """What is to be expected, and what it would take from 2026 on. Shown: nothing is said of acting later."""
    rows = duckdb.sql("""
        SELECT year, measure || ', ' || region_id AS item, median, p05, p95
        FROM scenario_result
        WHERE scenario = 'no-change' AND level IN ('nation', 'capital_rest')
          AND measure IN ('at_risk_units', 'retention_needed') AND median IS NOT NULL
        ORDER BY ALL
    """).fetchall()
    for year, item, median, low, high in rows:
        band = "" if low is None else f"{low:,.4g} to {high:,.4g} in nine draws of ten"
        yield Variant(december(year), median, None, item=item, note=band)


@claim(
    LAST,
    definition="masuda_units",
    en="sigungu whose women aged 20-39 halve within 30 years if moves go on",
    ko="20-39세 여성 반감 시군구",
    unit="units",
    needs="the same: what goes on by itself does not tell what a lever changes",
)
def masuda_units(masuda: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """How much is under way from each date. Shown."""
    rows = duckdb.sql("""
        SELECT reference_date, halving_units, missing_units FROM masuda WHERE level = 'nation' ORDER BY reference_date
    """).fetchall()
    yield from (Variant(day, units, None, note=f"{missing} units missing" if missing else "") for day, units, missing in rows)
