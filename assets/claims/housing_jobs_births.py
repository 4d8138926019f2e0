"""집값과 일자리가 결혼과 출산을 늦춘다: what goes together with fewer births. Association only.

Prices, jobs and births share trends and causes that are not in the data; sign and size change with the way of comparing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import duckdb

from assets.claims.sentence import Sentence, Variant, claim, december

HOUSING = Sentence(
    claim_id="housing-jobs-births",
    on=dt.date(2024, 12, 31),
    en="Housing prices and the lack of jobs delay marriage and births.",
    ko="집값과 일자리 문제가 결혼과 출산을 늦춘다.",
    formula=(
        "Pearson's r with total fertility of the same region 0 to 3 years later, at least small (0.1; Cohen 1988): "
        "below 0 for rising prices, "
        "above 0 for employment, of the young (15-29) in sigungu, at 15-64 in sido, which have no rate of the young"
    ),
    note=(
        "Association, not cause, whatever the verdict: a sign is no evidence of delay. Years of one region "
        "are not independent, no test of "
        "significance is made, and price indices tell change, not level."
    ),
    source="mart.lag_association",
    still=True,
)
# Cohen (1988), Statistical Power Analysis: a small correlation.
SMALL = 0.1


@claim(
    HOUSING,
    definition="prices_births",
    en="yearly change of apartment prices and fertility",
    ko="아파트값 변화율과 출산율",
    unit="r",
)
def prices_births(lag_association: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """By level, way of comparing and lag."""
    yield from _signs(lag_association, "apartment_price.price_change", -1)


@claim(
    HOUSING,
    definition="jobs_births",
    en="employment rate (sigungu: 15-29, sido: 15-64) and fertility",
    ko="고용률(시군구 15-29세, 시도 15-64세)과 출산율",
    unit="r",
)
def jobs_births(lag_association: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """By level, way of comparing and lag."""
    yield from _signs(lag_association, "employment_rate.employment_rate_15_29", 1, "sigungu")
    yield from _signs(lag_association, "employment_rate.employment_rate_15_64", 1, "sido")


@claim(
    HOUSING,
    definition="marriages",
    en="prices, jobs and age at marriage",
    ko="집값·일자리와 초혼 연령",
    unit="r",
    needs="raw.kosis_marriage (marriages and age at first marriage by sido and year; none is read)",
)
def marriages() -> Iterator[Variant]:
    """Nothing here counts marriages."""
    return iter(())


def _signs(lag_association: duckdb.DuckDBPyRelation, earlier: str, sign: int, level: str = "") -> Iterator[Variant]:
    rows = duckdb.sql(
        """
        SELECT last_year, level || ', ' || comparison || ', lag ' || lag_years AS item, r, n
        FROM lag_association
        WHERE earlier = $earlier AND later = 'fertility_rate.total_fertility_rate' AND $level IN ('', level)
        ORDER BY level, comparison, lag_years
        """,
        params={"earlier": earlier, "level": level},
    ).fetchall()
    for year, item, r, n in rows:
        yield Variant(december(year), r, r * sign >= SMALL, n, item, "association, not cause")
