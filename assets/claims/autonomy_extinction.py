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
    formula="change of the series in the term below 0, for each of the terms from 1995 to 2025",
    formula_ko="1995년부터 2025년까지 각 임기의 수치 변화가 0보다 작음",
    note=(
        "Who says it names no series. A term without two figures stays open. That both went on at the same time does not "
        "say that one brought the other about."
    ),
    note_ko=(
        "말하는 이가 어떤 수치인지 밝히지 않는다. 임기 안에 수치가 두 개 없으면 그 임기는 판정하지 않는다. 같은 시기에 "
        "일어났다고 해서 하나가 다른 하나를 일으켰다고 할 수는 없다."
    ),
    source="said at thirty years of elected local government (1995-2025)",
    source_ko="민선 지방자치 30년(1995-2025년)에 나온 말",
)
# Terms of the thirty years: from July 1995; the eighth began in July 2022.
TERMS = range(1, 9)


@claim(
    AUTONOMY,
    definition="share_of_people",
    en="share of people living outside the capital region",
    ko="비수도권 인구 비중",
    unit="ratio, change in the term",
    used_by="Statistics Korea, which prints the share of the capital region",
    used_by_ko="통계청 (수도권 인구 비중 공표)",
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
    used_by="Ministry of the Interior and Safety: rate of change of people in its index of decline",
    used_by_ko="행정안전부 (인구감소지수의 인구증감률)",
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
    used_by="KEIS, whose word regional extinction is (Lee 2016)",
    used_by_ko="한국고용정보원 (지방소멸지수, 이상호 2016)",
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
        if variant.value is not None:
            yield replace(variant, holds=None, needs="", needs_ko="")


@claim(
    AUTONOMY,
    definition="product_share",
    en="share of the regional product outside the capital region",
    ko="비수도권 지역내총생산 비중",
    unit="ratio, change in the term",
    needs="raw.kosis_grdp, which this build does not have",
    needs_ko="raw.kosis_grdp (이 빌드에 없음)",
)
def product_share(indicator_term: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Gross regional domestic product at current prices, rest of the nation. Nobody calls its fall extinction: it has no say."""
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
        values = f"{start:,.4g}", f"{end:,.4g}"
        if abs(start) >= 1000:
            values = f"{start:,.0f}", f"{end:,.0f}"
        yield Variant(
            last, change, change < 0, item=f"term {term}", item_ko=f"민선 {term}기",
            note=f"{values[0]} at {first} to {values[1]}" + ("" if whole else "; part of the term"),
            note_ko=f"{first} {values[0]}에서 {values[1]}로" + ("" if whole else "; 임기의 일부"),
        )  # fmt: skip
    known = {term for term, *_ in rows}
    for term in TERMS if rows else ():
        if term not in known:
            yield Variant(
                AUTONOMY.on, None, None, item=f"term {term}", item_ko=f"민선 {term}기",
                needs=f"two figures of {indicator} in term {term}", needs_ko=f"민선 {term}기의 {indicator} 수치 두 개",
            )  # fmt: skip
