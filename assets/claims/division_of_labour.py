"""수도권 연구개발, 지방 생산의 분업이 2010년대 이후 무너졌다: R&D here, production there.

R&D by region is not read. Professional services stand for thinking, manufacturing for making: shares of value added, at current
prices and as chained volumes. A break dates a change and names no cause, and speaks for the sentence only where the gap narrowed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import duckdb

from assets.claims.sentence import Sentence, Variant, claim, december

DIVISION = Sentence(
    claim_id="division-of-labour",
    on=dt.date(2023, 12, 31),
    en="The division of labour between R&D in the capital region and production elsewhere has collapsed since the 2010s.",
    ko="2010년대 이후 수도권 연구개발과 지방 생산의 공간분업이 무너졌다.",
    formula=(
        "gap = (professional - manufacturing share) of the capital region minus that of the rest, at current prices or of "
        "chained volumes; a break of 2010-2015 with p < 0.05 after which the gap is narrower than the trend before had "
        "made it; a gap narrower than in 2010; less than half of it"
    ),
    formula_ko=(
        "격차 = 수도권의 (전문서비스업 비중 - 제조업 비중) - 비수도권의 같은 값, 명목 또는 연쇄 물량; 2010년보다 좁아짐, "
        "그 절반 미만이 됨; 참고로 2010-2015년에 격차가 좁아지는 구조변화(p < 0.05)"
    ),
    note=(
        "The sentence speaks of R&D, of which two years were printed: on its own words it cannot be checked yet. The "
        "gap here is a proxy made of two sections of industry. To narrow is not to collapse: both are judged. At "
        "current prices a dear year for chips or oil moves the gap; volumes leave prices out. Breaks date a change and "
        "stand beside."
    ),
    note_ko=(
        "문장은 연구개발을 말하지만 공표된 것은 두 해뿐이어서 문장 그대로는 아직 확인할 수 없다. 여기의 격차는 두 업종으로 "
        "만든 대리 지표다. 좁아진 것과 무너진 것은 다르므로 둘 다 판정한다. 명목으로는 반도체나 유가가 비싼 해에 격차가 "
        "움직이며, 물량은 가격을 뺀 것이다. 구조변화 검정은 시점을 말할 뿐이어서 참고로 둔다."
    ),
    source="mart.spatial_division; KISTEP/MSIT for R&D as printed",
    source_ko="mart.spatial_division; 연구개발 공표값은 KISTEP/과학기술정보통신부",
    still=True,
)


# Beside a p so near to the line that the draws decide.
BY_LUCK = "; another seed may put p on the other side of 0.05"
BY_LUCK_KO = "; 난수에 따라 p가 0.05의 다른 쪽일 수 있음"


@claim(
    DIVISION,
    definition="narrower",
    en="gap narrower than in 2010, current prices",
    ko="2010년보다 격차 축소 (명목)",
    unit="ratio",
    used_by="Statistics Korea: regional accounts at current prices",
    used_by_ko="통계청 (지역소득, 명목)",
)
def narrower(spatial_division: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The newest gap is judged, those between are shown."""
    yield from _gaps(spatial_division, "division", 1.0)


@claim(
    DIVISION,
    definition="narrower_real",
    en="gap narrower than in 2010, volumes",
    ko="2010년보다 격차 축소 (실질)",
    unit="ratio",
    used_by="Bank of Korea 2024: regional growth in real terms",
    used_by_ko="한국은행 2024 (지역 성장, 실질)",
)
def narrower_real(spatial_division: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The same without prices."""
    yield from _gaps(spatial_division, "division_real", 1.0)


@claim(
    DIVISION,
    definition="halved",
    en="gap less than half of that of 2010, current prices",
    ko="격차가 2010년의 절반 미만 (명목)",
    unit="ratio",
    used_by="the word collapsed, at its least",
    used_by_ko="‘무너졌다’의 최소한의 뜻",
)
def halved(spatial_division: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """What a collapse would be at the least."""
    yield from _gaps(spatial_division, "division", 0.5)


@claim(
    DIVISION,
    definition="halved_real",
    en="gap less than half of that of 2010, volumes",
    ko="격차가 2010년의 절반 미만 (실질)",
    unit="ratio",
    used_by="the word collapsed, at its least",
    used_by_ko="‘무너졌다’의 최소한의 뜻",
)
def halved_real(spatial_division: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The same without prices."""
    yield from _gaps(spatial_division, "division_real", 0.5)


@claim(
    DIVISION,
    definition="break_ar1",
    en="break of 2010-2015 to a narrower gap, current prices, AR(1) errors",
    ko="2010-2015년 격차 축소 구조변화 (명목, AR(1))",
    unit="p",
)
def break_ar1(spatial_division_break: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Largest F of those six years; p by bootstrap."""
    yield from _breaks(spatial_division_break, "current", "bootstrap")


@claim(
    DIVISION,
    definition="break_ar1_real",
    en="break of 2010-2015 to a narrower gap, volumes, AR(1) errors",
    ko="2010-2015년 격차 축소 구조변화 (실질, AR(1))",
    unit="p",
)
def break_ar1_real(spatial_division_break: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The same without prices."""
    yield from _breaks(spatial_division_break, "chained", "bootstrap")


@claim(
    DIVISION,
    definition="break_walk",
    en="break of 2010-2015 to a narrower gap, current prices, random walk",
    ko="2010-2015년 격차 축소 구조변화 (명목, 확률보행)",
    unit="p",
)
def break_walk(spatial_division_break: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The careful one."""
    yield from _breaks(spatial_division_break, "current", "random_walk")


@claim(
    DIVISION,
    definition="break_walk_real",
    en="break of 2010-2015 to a narrower gap, volumes, random walk",
    ko="2010-2015년 격차 축소 구조변화 (실질, 확률보행)",
    unit="p",
)
def break_walk_real(spatial_division_break: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The careful one without prices."""
    yield from _breaks(spatial_division_break, "chained", "random_walk")


@claim(
    DIVISION,
    definition="research",
    en="share of the capital region in R&D spending and researchers, as printed",
    ko="수도권 연구개발비·연구원 비중 (공표)",
    unit="ratio",
    needs="raw.rnd_by_region (R&D spending and researchers by sido since before 2010, MSIT survey; none is read)",
    needs_ko="raw.rnd_by_region (2010년 이전부터의 시도별 연구개발비와 연구원, 과학기술정보통신부 조사; 읽은 자료 없음)",
    used_by="KISTEP and MSIT: R&D by region",
    used_by_ko="KISTEP·과학기술정보통신부 (지역별 연구개발)",
    author=True,
)
def research(published_figure: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Two years of spending and one of researchers were printed; no change since 2010 can be computed from them."""
    rows = duckdb.sql("""
        SELECT period_to, figure, value, source
        FROM published_figure
        WHERE figure IN ('rnd_spend_share', 'researcher_share')
        ORDER BY ALL
    """).fetchall()
    for day, figure, value, source in rows:
        yield Variant(
            day, value, None, item=figure, item_ko=SERIES_KO.get(figure, figure), note=f"as printed: {source}",
            note_ko=f"공표: {source}",
        )  # fmt: skip


SERIES_KO = {
    "rnd_spend_share": "연구개발비 비중",
    "researcher_share": "연구원 비중",
    "division": "격차",
    "manufacturing_share": "제조업 비중",
    "professional_share": "전문서비스업 비중",
}
DIRECTION_KO = {"narrowing": "좁아짐", "widening": "넓어짐"}


def _breaks(spatial_division_break: duckdb.DuckDBPyRelation, basis: str, test: str) -> Iterator[Variant]:
    """Each series; a break to a wider gap speaks against the sentence however sure it is."""
    columns = f"series, price_basis, test, break_year, last_year, direction, n, p_{test} AS p, error_{test} AS error"
    found = spatial_division_break.project(columns)  # noqa: F841  (the SQL reads it)
    rows = duckdb.sql(
        """
        SELECT series, break_year, last_year, p, direction, n, abs(p - 0.05) < 2 * error AS by_luck
        FROM found
        WHERE test = 'sup_f_2010_2015' AND price_basis = $basis
        ORDER BY series
        """,
        params={"basis": basis},
    ).fetchall()
    for series, year, last, p, direction, n, by_luck in rows:
        note = f"break in {year}, {direction}" + (BY_LUCK if by_luck else "")
        note_ko = f"{year}년 구조변화, {DIRECTION_KO.get(direction, direction)}" + (BY_LUCK_KO if by_luck else "")
        yield Variant(
            december(year), p, p < 0.05 and direction == "narrowing", n, series, note,
            item_ko=SERIES_KO.get(series, series), note_ko=note_ko, newest=december(last),
        )  # fmt: skip


def _gaps(spatial_division: duckdb.DuckDBPyRelation, column: str, part: float) -> Iterator[Variant]:
    divided = spatial_division.project(f"level, region_id, reference_date, {column} AS division")  # noqa: F841  (the SQL reads it)
    rows = duckdb.sql("""
        SELECT reference_date, sum(CASE region_id WHEN 'capital' THEN division ELSE -division END) AS gap
        FROM divided
        WHERE level = 'capital_rest' AND division IS NOT NULL AND year(reference_date) >= 2010
        GROUP BY reference_date
        HAVING count(*) = 2
        ORDER BY reference_date
    """).fetchall()
    if not rows or rows[0][0].year != 2010 or len(rows) == 1:
        return
    start = rows[0][1]
    for day, gap in rows[:-1]:
        yield Variant(day, gap, None)
    day, gap = rows[-1]
    note, note_ko = f"{gap / start:.0%} of that of 2010", f"2010년의 {gap / start:.0%}"
    yield Variant(day, gap, abs(gap) < part * abs(start), note=note, note_ko=note_ko)
