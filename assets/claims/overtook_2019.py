"""2019년 수도권 인구가 비수도권을 넘어섰다: the year of the crossing, by who is counted.

Registration, its residents, register census, projection and the OECD's estimates are different counts of people and are never
mixed in one series. Product and jobs crossed in other years; they stand in `capital_half_of_product.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import duckdb

from assets.claims.sentence import Sentence, Variant, claim, december
from domain.groups import CAPITAL_KOSTAT

OVERTOOK = Sentence(
    claim_id="overtook-2019",
    on=dt.date(2019, 12, 31),
    en="In 2019 the population of the capital region overtook that of the rest of the country.",
    ko="2019년 수도권 인구가 비수도권 인구를 넘어섰다.",
    formula="2 * people of Seoul, Incheon and Gyeonggi - people of the nation, first above 0 in 2019 and not below it since",
    formula_ko="2 × (서울·인천·경기 인구) - 전국 인구가 2019년에 처음 0을 넘고 그 뒤로 내려가지 않음",
    note=(
        "The margin is a few thousand persons in fifty million, so that the year depends on who is counted "
        "and on which day. A share "
        "rounded to 50.0 % cannot tell which side is larger."
    ),
    note_ko=(
        "차이가 5천만 명 중 몇천 명이어서, 누구를 어느 날 세는지에 따라 해가 달라진다. 50.0%로 반올림한 비중으로는 어느 "
        "쪽이 큰지 알 수 없다."
    ),
    source="MOIS registration statistics of December 2019",
    source_ko="행정안전부 2019년 12월 주민등록 인구통계",
    published="25,925,799 of 51,849,861 registered persons, a margin of 1,737",
    published_ko="주민등록인구 51,849,861명 중 25,925,799명, 차이 1,737명",
    published_value=1737,
)


@claim(
    OVERTOOK,
    definition="registration",
    en="registered persons at the end of December",
    ko="주민등록인구, 12월 말",
    unit="persons",
    used_by="MOIS",
    used_by_ko="행정안전부",
    author=True,
)
def registration(capital_concentration: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Margins by year; the sentence is judged on the first December of a majority after one without."""
    rows = duckdb.sql("""
        SELECT reference_date, lag(reference_date) OVER years AS before, margin,
               crossover AND min(margin) OVER (
                   ORDER BY reference_date ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) > 0 AS lasting
        FROM capital_concentration
        WINDOW years AS (ORDER BY reference_date)
        ORDER BY reference_date
    """).fetchall()
    newest = max((day for day, *_ in rows), default=None)
    for day, before, margin, lasting in rows:
        holds = _in_2019(before, day) if lasting else None
        yield Variant(day, margin, holds, reproduces=day == OVERTOOK.on, newest=newest if lasting else None)


@claim(
    OVERTOOK,
    definition="oecd_mid_year",
    en="mid-year people in the OECD's file of large regions",
    ko="OECD 광역지역 연앙인구",
    unit="persons",
    needs="raw.oecd_tl2, which this build does not have",
    needs_ko="raw.oecd_tl2 (이 빌드에 없음)",
    used_by="OECD; Statistics Korea 2020-06-29 (its projection crosses in 2020)",
    used_by_ko="OECD; 통계청 2020-06-29 (장래추계는 2020년에 역전)",
)
def oecd_mid_year(crossover: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The year in which the OECD's estimates cross."""
    yield from _between(crossover, "oecd_tl2")


@claim(
    OVERTOOK,
    definition="residents",
    en="registered persons without overseas nationals and unknown abodes",
    ko="주민등록 거주자",
    unit="persons",
    needs="raw.mois_population for December 2018 and 2019 (residents by sigungu of these years)",
    needs_ko="raw.mois_population의 2018년과 2019년 12월 (시군구별 거주자)",
    used_by="MOIS: residents",
    used_by_ko="행정안전부 (거주자)",
)
def residents(emd_population: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Margins on the residents basis in files of eup-myeon-dong that have all sido. Shown: they do not date the crossing."""
    rows = duckdb.sql(
        """
        SELECT reference_date,
               2 * sum(population) FILTER (left(kostat_code, 2) IN $capital_codes) - sum(population) AS margin, count(*)
        FROM emd_population
        WHERE age_band = 'ALL'
        GROUP BY reference_date
        HAVING count(DISTINCT left(kostat_code, 2)) = 17
        ORDER BY reference_date
        """,
        params={"capital_codes": CAPITAL_KOSTAT},
    ).fetchall()
    yield from (
        Variant(
            day,
            margin,
            None,
            n,
            note="a majority by then, or none; no date",
            note_ko="그때 과반인지만 알 수 있고 시점은 알 수 없음",
        )
        for day, margin, n in rows
    )


@claim(
    OVERTOOK,
    definition="register_census",
    en="persons of the register census of 1 November, foreigners who live here included",
    ko="등록센서스 총인구(외국인 포함), 11월 1일",
    unit="persons",
    needs="raw.census_figure with the censuses of 2018 and 2019: the majority came between two that lie further apart",
    needs_ko="raw.census_figure의 2018년과 2019년 총조사: 과반이 된 시점이 더 떨어진 두 조사 사이에 있음",
    used_by="Statistics Korea",
    used_by_ko="통계청",
)
def register_census(crossover: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The censuses between which the majority came; judged where they tell the year."""
    yield from _between(crossover, "census")


@claim(
    OVERTOOK,
    definition="census_koreans",
    en="Koreans of the register census of 1 November",
    ko="등록센서스 내국인, 11월 1일",
    unit="persons",
    needs="raw.census_figure, which this build does not have, or not between the censuses in question",
    needs_ko="raw.census_figure (이 빌드에 없거나 해당 총조사가 없음)",
    used_by="Statistics Korea: Koreans",
    used_by_ko="통계청 (내국인)",
)
def census_koreans(crossover: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The same without foreigners."""
    yield from _between(crossover, "census_koreans")


@claim(
    OVERTOOK,
    definition="census_as_printed",
    en="share in the register census, as printed",
    ko="등록센서스 수도권 비중, 공표값",
    unit="ratio",
    beside=True,
)
def census_as_printed(published_figure: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Shown: 50.0 % is too coarse to tell which side is larger."""
    yield from _printed_shares(published_figure, "register census")


@claim(
    OVERTOOK,
    definition="projection",
    en="population projections",
    ko="장래인구추계",
    unit="ratio",
    needs="raw.population_projection (mid-year people by sido; none is read): no printed figure is of 2019",
    needs_ko="raw.population_projection (시도별 연앙인구; 읽은 자료 없음): 공표 수치 중 2019년 것이 없음",
    used_by="Statistics Korea",
    used_by_ko="통계청",
)
def projection(published_figure: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Shares as printed; the first is of 2020."""
    yield from _printed_shares(published_figure, "projection")


def _between(crossover: duckdb.DuckDBPyRelation, concept: str) -> Iterator[Variant]:
    for before, margin_before, after, margin_after, last in _crossed(crossover, concept):
        yield Variant(before, margin_before, None, note="last without a majority", note_ko="과반이 아닌 마지막 시점")
        yield Variant(
            after, margin_after, _in_2019(before, after), note="first of the lasting majority", note_ko="계속된 과반의 첫 시점",
            newest=last,
        )  # fmt: skip


def _in_2019(before: dt.date, after: dt.date) -> bool | None:
    """Did the majority come in 2019? It came after the one date and by the other: far apart, they do not tell the year."""
    apart = before.year < OVERTOOK.on.year <= after.year and after.year - before.year > 1
    return None if apart else after.year == OVERTOOK.on.year


def _crossed(crossover: duckdb.DuckDBPyRelation, concept: str) -> list[tuple[dt.date, int, dt.date, int, dt.date]]:
    return duckdb.sql(
        "SELECT before_date, margin_before, crossover_date, margin_after, last_date FROM crossover WHERE concept = ? AND"
        " outcome = 'crossed'",
        params=[concept],
    ).fetchall()


def _printed_shares(published_figure: duckdb.DuckDBPyRelation, concept: str) -> Iterator[Variant]:
    rows = duckdb.sql(
        "SELECT period_to, value, source FROM published_figure WHERE figure = 'capital_share' AND concept = ?", params=[concept]
    ).fetchall()
    yield from (
        Variant(december(day.year), share, None, note=f"as printed: {source}", note_ko=f"공표: {source}")
        for day, share, source in rows
    )
