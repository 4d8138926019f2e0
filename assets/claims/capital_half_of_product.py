"""수도권이 국내총생산의 절반을 넘는다: the capital region's share of product, jobs and people at work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import duckdb

from assets.claims.sentence import Sentence, Variant, claim

PRODUCT = Sentence(
    claim_id="capital-half-of-product",
    on=dt.date(2023, 12, 31),
    en="The capital region produces more than half of what the country produces.",
    ko="수도권이 전국 생산의 절반 이상을 차지한다.",
    formula="capital region / nation above 0.5 at the newest date",
    formula_ko="최신 시점의 수도권 / 전국 비율이 0.5 초과",
    note=(
        "Product at current prices is counted where work is done. Jobs, people at work and establishments are no "
        "product: they stand beside and have no say. The crossing stands in the note of each row."
    ),
    note_ko=(
        "생산액은 명목이며 일하는 곳을 기준으로 센다. 일자리, 취업자, 사업체 수는 생산액이 아니므로 참고로만 보이고 판정에 "
        "넣지 않는다. 과반이 된 시점은 각 줄의 비고에 있다."
    ),
    source="Statistics Korea; NARS 2024; core.published_figure",
    source_ko="통계청; 국회입법조사처 2024; core.published_figure",
    published="52.5 % of GRDP in 2022",
    published_ko="2022년 지역내총생산의 52.5%",
    published_value=0.525,
    still=True,
)


@claim(
    PRODUCT,
    definition="regional_product",
    en="GRDP at current prices",
    ko="지역내총생산 (명목)",
    unit="ratio",
    needs="raw.kosis_grdp, which this build does not have",
    needs_ko="raw.kosis_grdp (이 빌드에 없음)",
    used_by="Statistics Korea; NARS 2024",
    used_by_ko="통계청; 국회입법조사처 2024",
    author=True,
)
def regional_product(crossover: duckdb.DuckDBPyRelation, sido_figure_reported: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The newest share is judged; that of 2022 stands for the printed one."""
    rows = duckdb.sql("""
        SELECT reference_date, sum(value) FILTER (megaregion = 'capital') / sum(value)
        FROM sido_figure_reported
        WHERE figure = 'grdp' AND year(reference_date) = 2022
        GROUP BY reference_date
    """).fetchall()
    yield from (Variant(day, share, None, reproduces=True) for day, share in rows)
    yield from _last(crossover, "grdp")


@claim(
    PRODUCT,
    definition="oecd_product",
    en="GDP in the OECD's file",
    ko="OECD 광역지역 GDP",
    unit="ratio",
    needs="raw.oecd_tl2, which this build does not have",
    needs_ko="raw.oecd_tl2 (이 빌드에 없음)",
    used_by="OECD regional statistics",
    used_by_ko="OECD 지역통계",
)
def oecd_product(crossover: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Large region KR01."""
    yield from _last(crossover, "oecd_tl2_gdp")


@claim(
    PRODUCT,
    definition="jobs",
    en="workers of establishments",
    ko="사업체 종사자",
    unit="ratio",
    needs="raw.kosis_establishments, which this build does not have",
    needs_ko="raw.kosis_establishments (이 빌드에 없음)",
)
def jobs(crossover: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """By place of work."""
    yield from _last(crossover, "jobs")


@claim(
    PRODUCT,
    definition="employed",
    en="persons at work by residence",
    ko="취업자 (거주지)",
    unit="ratio",
    needs="raw.kosis_labour_force, which this build does not have",
    needs_ko="raw.kosis_labour_force (이 빌드에 없음)",
)
def employed(crossover: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """By residence."""
    yield from _last(crossover, "employed")


@claim(
    PRODUCT,
    definition="establishments",
    en="establishments",
    ko="사업체 수",
    unit="ratio",
    needs="raw.kosis_establishments, which this build does not have",
    needs_ko="raw.kosis_establishments (이 빌드에 없음)",
)
def establishments(crossover: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Number, whatever their size."""
    yield from _last(crossover, "establishments")


def _last(crossover: duckdb.DuckDBPyRelation, concept: str) -> Iterator[Variant]:
    rows = duckdb.sql(
        "SELECT last_date, share_last, margin_last, outcome, crossover_date FROM crossover WHERE concept = ?", params=[concept]
    ).fetchall()
    for day, share, margin, outcome, since in rows:
        at, at_ko = (f" at {since}", f", {since}") if since else ("", "")
        yield Variant(day, share, margin > 0, note=outcome + at, note_ko=OUTCOME_KO.get(outcome, outcome) + at_ko)


OUTCOME_KO = {
    "crossed": "과반이 됨",
    "majority throughout": "줄곧 과반",
    "never a majority": "과반인 적 없음",
}
