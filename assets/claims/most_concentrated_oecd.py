"""OECD에서 가장 수도권에 집중된 나라: Korea's rank, by what is called the capital region and who it is held against.

Each definition is a measure and a region of Korea; its items say which region of the others is taken and how many large regions a
country has at least. Somebody uses two of these combinations, which are judged; the others are shown. Rows are of the newest year
of the OECD's file. A first place among the countries of a file is none among all members.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import duckdb

from assets.claims.sentence import Sentence, Variant, claim, december
from domain.oecd import MEMBERS, members

MOST = Sentence(
    claim_id="most-concentrated-oecd",
    on=dt.date(2023, 12, 31),
    en="Of all OECD countries, Korea is the most concentrated in its capital region.",
    ko="한국은 OECD에서 수도권 집중도가 가장 높은 나라다.",
    formula="rank 1 by share of the capital's large region (TL2) in the nation, among all members",
    formula_ko="수도가 있는 광역지역(TL2)의 전국 비중이 모든 회원국 가운데 1위",
    note=(
        "Said of 26 countries of 2023; the file here ends earlier and lacks several members, which are named: a first "
        "place among those in it is none among all. Iceland's capital region is known to hold more than half of its "
        "people. Large regions are cut differently: Korea's is the whole Sudogwon, London is Greater London alone, and "
        "small countries with two or three regions rank high by their cut."
    ),
    note_ko=(
        "원래는 2023년 26개국에 대한 말이다. 여기 자료는 더 일찍 끝나고 빠진 회원국이 있어(아래에 이름을 적음), 자료에 "
        "있는 나라 가운데 1위라고 해서 전체 1위는 아니다. 아이슬란드는 수도권에 인구의 절반 이상이 사는 것으로 알려져 "
        "있다. 광역지역을 나누는 방식도 나라마다 다르다. 한국은 수도권 전체, 런던은 그레이터런던만이며, 지역이 두세 개뿐인 "
        "작은 나라는 순위가 높게 나온다."
    ),
    source="Bank of Korea, 2023-11; OECD regional statistics",
    source_ko="한국은행 2023-11; OECD 지역통계",
    published="first of 26 countries by population",
    published_ko="인구 기준 26개국 중 1위",
    published_value=1,
    still=True,
)
USED = "capital regions, 2 and more"
WHICH_KO = {"capital": "수도 지역", "largest": "가장 큰 지역"}


@claim(
    MOST,
    definition="people_sudogwon",
    en="people, Seoul with Incheon and Gyeonggi",
    ko="인구, 수도권 전체",
    unit="rank",
    used_by="Bank of Korea 2023-11",
    used_by_ko="한국은행 2023-11",
    author=True,
)
def people_sudogwon(oecd_rank: duckdb.DuckDBPyRelation, oecd_comparison: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The OECD's own region KR01 among the capitals' regions."""
    yield from _ranks(oecd_rank, oecd_comparison, "population", "sudogwon", USED, reproduces=True)


@claim(
    MOST, definition="people_seoul_gyeonggi", en="people, Seoul with Gyeonggi", ko="인구, 서울과 경기", unit="rank", beside=True
)
def people_seoul_gyeonggi(oecd_rank: duckdb.DuckDBPyRelation, oecd_comparison: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Without Incheon. Shown: nobody ranks Korea so."""
    yield from _ranks(oecd_rank, oecd_comparison, "population", "seoul_gyeonggi")


@claim(MOST, definition="people_seoul", en="people, Seoul alone", ko="인구, 서울", unit="rank", beside=True)
def people_seoul(oecd_rank: duckdb.DuckDBPyRelation, oecd_comparison: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The capital city. Shown: nobody ranks Korea so."""
    yield from _ranks(oecd_rank, oecd_comparison, "population", "seoul")


@claim(
    MOST,
    definition="product_sudogwon",
    en="product, Seoul with Incheon and Gyeonggi",
    ko="GDP, 수도권 전체",
    unit="rank",
    beside=True,
)
def product_sudogwon(oecd_rank: duckdb.DuckDBPyRelation, oecd_comparison: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Gross domestic product of KR01. Shown: nobody ranks Korea so."""
    yield from _ranks(oecd_rank, oecd_comparison, "gdp", "sudogwon")


@claim(
    MOST,
    definition="product_seoul_gyeonggi",
    en="product, Seoul with Gyeonggi",
    ko="GDP, 서울과 경기",
    unit="rank",
    used_by="OECD, as printed for 2017 (rank 7)",
    used_by_ko="OECD (2017년 7위로 공표)",
)
def product_seoul_gyeonggi(oecd_rank: duckdb.DuckDBPyRelation, oecd_comparison: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Without Incheon, as in the OECD's figure."""
    yield from _ranks(oecd_rank, oecd_comparison, "gdp", "seoul_gyeonggi", USED)


@claim(MOST, definition="product_seoul", en="product, Seoul alone", ko="GDP, 서울", unit="rank", beside=True)
def product_seoul(oecd_rank: duckdb.DuckDBPyRelation, oecd_comparison: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The capital city. Shown: nobody ranks Korea so."""
    yield from _ranks(oecd_rank, oecd_comparison, "gdp", "seoul")


def _ranks(
    oecd_rank: duckdb.DuckDBPyRelation,
    oecd_comparison: duckdb.DuckDBPyRelation,
    measure: str,
    region: str,
    used: str = "",
    *,
    reproduces: bool = False,
) -> Iterator[Variant]:
    """Ranks of the newest year; `used` is judged, and a first place stays open while members are not in the file."""
    rows = duckdb.sql(
        """
        SELECT year, which, at_least_regions, rank, countries, share, above
        FROM oecd_rank
        WHERE measure = ? AND korea_region = ?
        QUALIFY year = max(year) OVER ()
        ORDER BY ALL
        """,
        params=[measure, region],
    ).fetchall()
    for year, which, least, rank, countries, share, above in rows:
        item = f"{which} regions, {least} and more"
        judged = item == used
        above_ko = members(above.split(", "))[1] if above else ""
        yield Variant(
            december(year), rank, rank == 1 if judged else None, countries, item,
            f"share {share:.1%}" + (f"; above: {above}" if above else ""), reproduces and judged,
            f"{WHICH_KO.get(which, which)}, 지역 {least}개 이상",
            f"비중 {share:.1%}" + (f"; 앞선 나라: {above_ko}" if above else ""),
        )  # fmt: skip
        lacking = _lacking(oecd_comparison, year, measure, which)
        if judged and rank == 1 and lacking:
            en, ko = members(lacking)
            yield Variant(
                MOST.on, None, None, item="all members", item_ko="모든 회원국",
                needs=f"shares of the members that the file does not have, or has faulty, for {year}: {en}",
                needs_ko=f"{year}년 자료에 없거나 오류가 있는 회원국의 비중: {ko}",
            )  # fmt: skip


def _lacking(oecd_comparison: duckdb.DuckDBPyRelation, year: int, measure: str, which: str) -> list[str]:
    """Codes of members that are not among the countries compared."""
    there = duckdb.sql(
        "SELECT DISTINCT country FROM oecd_comparison WHERE year = ? AND measure = ? AND which = ?", params=[year, measure, which]
    ).fetchall()
    return sorted(MEMBERS.keys() - {country for (country,) in there})
