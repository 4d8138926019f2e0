"""지방자치 30년은 지방소멸 30년: what fell in each term of local government since 1995.

Each definition is a series, each item a term. What fell during a term did not fall because of it: no comparison with a country
without local government is made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import duckdb

from assets.claims.sentence import Sentence, Variant, claim

AUTONOMY = Sentence(
    claim_id="autonomy-extinction",
    on=dt.date(2025, 6, 30),
    en="Thirty years of local autonomy were thirty years of regional extinction.",
    ko="지방자치 30년은 지방소멸 30년이었다.",
    formula="change of the series in the term below 0, for each term with two figures",
    note=(
        "Terms before the first figure are not covered. That both went on at the same time does not say that one brought the "
        "other about."
    ),
    source="said at thirty years of elected local government (1995-2025)",
)


@claim(
    AUTONOMY,
    definition="share_of_people",
    en="share of people living outside the capital region",
    ko="비수도권 인구 비중",
    unit="ratio, change in the term",
)
def share_of_people(indicator_term: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Registered persons, rest of the nation."""
    yield from _terms(indicator_term, "concentration.population_share", "capital_rest", "rest")


@claim(
    AUTONOMY,
    definition="number_of_people",
    en="number of people living outside the capital region",
    ko="비수도권 인구",
    unit="persons, change in the term",
)
def number_of_people(indicator_term: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Registered persons, rest of the nation."""
    yield from _terms(indicator_term, "concentration.population", "capital_rest", "rest")


@claim(
    AUTONOMY,
    definition="extinction_index_rest",
    en="extinction-risk index outside the capital region",
    ko="비수도권 소멸위험지수",
    unit="ratio, change in the term",
)
def extinction_index_rest(indicator_term: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Women aged 20-39 per person aged 65 and over."""
    yield from _terms(indicator_term, "extinction_risk.risk_index", "capital_rest", "rest")


@claim(
    AUTONOMY,
    definition="extinction_index_capital",
    en="the same index inside the capital region",
    ko="수도권 소멸위험지수",
    unit="ratio, change in the term",
    beside=True,
)
def extinction_index_capital(indicator_term: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The index falls by ageing everywhere; this is its fall where nobody speaks of extinction. Shown."""
    for variant in _terms(indicator_term, "extinction_risk.risk_index", "capital_rest", "capital"):
        yield replace(variant, holds=None)


@claim(
    AUTONOMY,
    definition="product_share",
    en="share of the regional product outside the capital region",
    ko="비수도권 지역내총생산 비중",
    unit="ratio, change in the term",
    needs="raw.kosis_grdp, which this build does not have",
)
def product_share(indicator_term: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Gross regional domestic product at current prices, rest of the nation."""
    yield from _terms(indicator_term, "concentration.grdp_share", "capital_rest", "rest")


def _terms(indicator_term: duckdb.DuckDBPyRelation, indicator: str, level: str, region: str) -> Iterator[Variant]:
    rows = duckdb.sql(
        """
        SELECT term, first_date, last_date, first_value, last_value, change, whole_term
        FROM indicator_term
        WHERE indicator = ? AND level = ? AND region_id = ? AND comparable
        ORDER BY term
        """,
        params=[indicator, level, region],
    ).fetchall()
    for term, first, last, start, end, change, whole in rows:
        note = f"{start:,.4g} at {first} to {end:,.4g}" if abs(start) < 1000 else f"{start:,.0f} at {first} to {end:,.0f}"
        yield Variant(last, change, change < 0, item=f"term {term}", note=note + ("" if whole else "; part of the term"))
