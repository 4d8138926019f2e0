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
        "the same lever in the first year projected and five years later: only the earlier one leaves the share of people outside"
        " the capital region, or the number of units at risk, no worse than today's in the last year projected"
    ),
    note=(
        "A statement on the future: at best it holds under the assumptions of a scenario. Where not even the earlier lever "
        "keeps today's figure, the lever is too weak whenever it is pulled, which speaks against this lever and not for waiting."
    ),
    source="mart.scenario_result",
)
NOW, LATER = "retention-to-halve-at-risk", "retention-five-years-later"


@claim(
    LAST,
    definition="lever_now_or_later",
    en="half of the youth loss outside the capital region stays from the first year projected on, against five years later",
    ko="비수도권 청년 유출의 절반을 전망 첫해부터, 또는 5년 뒤부터 붙잡을 때",
    unit="as the outcome, with the earlier lever",
    needs=f"mart.scenario_result of {NOW} and {LATER}, and today's figures of the same year (this build lacks one of them)",
)
def lever_now_or_later(
    scenario_result: duckdb.DuckDBPyRelation,
    capital_concentration: duckdb.DuckDBPyRelation,
    at_risk_count: duckdb.DuckDBPyRelation,
) -> Iterator[Variant]:
    """Medians of two scenarios that differ only in the year of their lever; the last year is judged, those before are shown."""
    rows = duckdb.sql(
        """
        WITH today AS (
            SELECT year(reference_date) AS base_year, 'population_share' AS measure, 'rest' AS region_id,
                   1 - capital_share AS figure, 1 AS better
            FROM capital_concentration
            UNION ALL
            SELECT year(reference_date), 'at_risk_units', 'nation', at_risk, -1
            FROM at_risk_count
            WHERE unit_set = 'keis'
        ),
        outcome AS (
            SELECT base_year, year, measure, region_id,
                   any_value(median) FILTER (scenario = ?) AS now, any_value(median) FILTER (scenario = ?) AS later
            FROM scenario_result
            GROUP BY ALL
        )
        SELECT o.year, o.measure || ', ' || o.region_id AS item, o.now, o.later, t.figure, t.better,
               o.year = max(o.year) OVER () AS is_last
        FROM outcome AS o
        JOIN today AS t USING (base_year, measure, region_id)
        WHERE o.now IS NOT NULL AND o.later IS NOT NULL
        ORDER BY ALL
        """,
        params=[NOW, LATER],
    ).fetchall()
    for year, item, now, later, figure, better, is_last in rows:
        kept, kept_later = (better * (outcome - figure) >= 0 for outcome in (now, later))
        note = f"five years later {later:,.4g}, today {figure:,.4g}"
        yield Variant(december(year), now, kept and not kept_later if is_last else None, item=item, note=note)


@claim(
    LAST,
    definition="no_change",
    en="scenario without levers: units at risk, and the part of leaving youth that would have to stay",
    ko="변화 없음 시나리오",
    unit="units, or share of youth",
    beside=True,
)
def no_change(scenario_result: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """What is to be expected, and what it would take from the first year on. Shown: nothing is said of acting later."""
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
    beside=True,
)
def masuda_units(masuda: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """How much is under way from each date. Shown."""
    rows = duckdb.sql("""
        SELECT reference_date, halving_units, missing_units FROM masuda WHERE level = 'nation' ORDER BY reference_date
    """).fetchall()
    yield from (Variant(day, units, None, note=f"{missing} units missing" if missing else "") for day, units, missing in rows)
