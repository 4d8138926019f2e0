"""OECD에서 가장 수도권에 집중된 나라: Korea's rank, by what is called the capital region and who it is held against.

Each definition is a measure and a region of Korea; its items say which region of the others is taken and how many large regions a
country has at least. Rows are of the newest year of the OECD's file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import duckdb

from assets.claims.sentence import Sentence, Variant, claim, december

MOST = Sentence(
    claim_id="most-concentrated-oecd",
    on=dt.date(2023, 12, 31),
    en="Of all OECD countries, Korea is the most concentrated in its capital region.",
    ko="한국은 OECD에서 수도권 집중도가 가장 높은 나라다.",
    formula="rank 1 by share of one large region (TL2) in the nation",
    note=(
        "Large regions are cut differently: Korea's is the whole Sudogwon, London is Greater London alone. "
        "Small countries with two or "
        "three regions rank high by their cut, and several members are not in the file."
    ),
    source="Bank of Korea, 2023-11; OECD regional statistics",
    published="first of 26 countries by population",
    published_value=1,
    still=True,
)


@claim(MOST, definition="people_sudogwon", en="people, Seoul with Incheon and Gyeonggi", ko="인구, 수도권 전체", unit="rank")
def people_sudogwon(oecd_rank: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The OECD's own region KR01."""
    yield from _ranks(oecd_rank, "population", "sudogwon", reproduces="capital regions, 2 and more")


@claim(MOST, definition="people_seoul_gyeonggi", en="people, Seoul with Gyeonggi", ko="인구, 서울과 경기", unit="rank")
def people_seoul_gyeonggi(oecd_rank: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Without Incheon."""
    yield from _ranks(oecd_rank, "population", "seoul_gyeonggi")


@claim(MOST, definition="people_seoul", en="people, Seoul alone", ko="인구, 서울", unit="rank")
def people_seoul(oecd_rank: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The capital city."""
    yield from _ranks(oecd_rank, "population", "seoul")


@claim(MOST, definition="product_sudogwon", en="product, Seoul with Incheon and Gyeonggi", ko="GDP, 수도권 전체", unit="rank")
def product_sudogwon(oecd_rank: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Gross domestic product of KR01."""
    yield from _ranks(oecd_rank, "gdp", "sudogwon")


@claim(MOST, definition="product_seoul_gyeonggi", en="product, Seoul with Gyeonggi", ko="GDP, 서울과 경기", unit="rank")
def product_seoul_gyeonggi(oecd_rank: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Without Incheon."""
    yield from _ranks(oecd_rank, "gdp", "seoul_gyeonggi")


@claim(MOST, definition="product_seoul", en="product, Seoul alone", ko="GDP, 서울", unit="rank")
def product_seoul(oecd_rank: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The capital city."""
    yield from _ranks(oecd_rank, "gdp", "seoul")


def _ranks(oecd_rank: duckdb.DuckDBPyRelation, measure: str, region: str, reproduces: str = "") -> Iterator[Variant]:
    rows = duckdb.sql(
        """
        SELECT year, which || ' regions, ' || at_least_regions || ' and more' AS item, rank, countries, share, above
        FROM oecd_rank
        WHERE measure = ? AND korea_region = ?
        QUALIFY year = max(year) OVER ()
        ORDER BY ALL
        """,
        params=[measure, region],
    ).fetchall()
    for year, item, rank, countries, share, above in rows:
        note = f"share {share:.1%}" + (f"; above: {above}" if above else "")
        yield Variant(december(year), rank, rank == 1, countries, item, note, reproduces=item == reproduces)
