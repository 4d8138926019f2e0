"""수도권은 국토의 12.1%: the capital region's share of the territory, by what is measured as territory.

Registered area, polygons of the reference geography, each survey of eup-myeon-dong and of sigungu. They differ by tidal land,
water and reclaimed land.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import duckdb

from assets.claims.sentence import Sentence, Variant, claim
from domain.groups import CAPITAL, CAPITAL_KOSTAT

PRINTED, DIGIT = 0.121, 0.0005
TERRITORY = Sentence(
    claim_id="territory-12-percent",
    on=dt.date(2025, 7, 31),
    en="The capital region covers 12.1 % of the country's territory.",
    ko="수도권은 국토의 12.1%를 차지한다.",
    formula="area of Seoul, Incheon and Gyeonggi / area of the nation, 0.121 to the last printed digit",
    formula_ko="서울·인천·경기 면적 / 전국 면적이 공표된 마지막 자리까지 0.121",
    note=(
        "What the printed share was divided by is not said, so that no own definition can be tested. The registered "
        "area is what the ministry prints; polygons differ from it by tidal land and water, and stand beside."
    ),
    note_ko=(
        "공표된 비중을 무엇으로 나누었는지 밝히지 않아 발화자의 정의로는 판정할 수 없다. 국토교통부가 공표하는 것은 지적 "
        "면적이다. 경계 도형의 면적은 갯벌과 수면 때문에 다르며 참고로만 보인다."
    ),
    source="an editorial of 2025-07-02; core.published_figure",
    source_ko="2025-07-02 사설; core.published_figure",
    published="12.1 %",
    published_ko="12.1%",
    published_value=PRINTED,
    still=True,
)


@claim(
    TERRITORY,
    definition="cadastral",
    en="registered area",
    ko="지적 면적",
    unit="ratio",
    used_by="MOLIT cadastral statistics",
    used_by_ko="국토교통부 지적통계",
)
def cadastral(official_area: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Areas of the register, on each date with the nation and all three sido; the newest is judged."""
    rows = duckdb.sql(
        """
        SELECT reference_date,
               sum(area_km2 ORDER BY unit_id) FILTER (unit_id IN $capital)
                   / any_value(area_km2) FILTER (unit_id = 'nation'),
               count(*) FILTER (level = 'sido'),
               count(*) FILTER (unit_id IN $capital OR unit_id = 'nation')
        FROM official_area
        GROUP BY reference_date
        ORDER BY reference_date DESC
        """,
        params={"capital": CAPITAL},
    ).fetchall()
    newest = [(day, share, sido) for day, share, sido, known in rows if known == 4]
    for index, (day, share, sido) in enumerate(newest):
        yield Variant(day, share, None if index else _printed(share), sido, reproduces=index == 0)


@claim(TERRITORY, definition="reference_polygons", en="polygons of the reference geography", ko="기준 경계의 면적", unit="ratio")
def reference_polygons(level_boundary: duckdb.DuckDBPyRelation, reference_region: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Planar areas of the map that all figures are brought to."""
    rows = duckdb.sql("""
        SELECT any_value(r.reference_vintage),
               sum(b.area_km2 ORDER BY region_id) FILTER (r.megaregion = 'capital') / sum(b.area_km2 ORDER BY region_id),
               count(*), any_value(b.geometry_basis)
        FROM level_boundary AS b
        JOIN reference_region AS r USING (level, region_id)
        WHERE level = 'sigungu'
    """).fetchall()
    yield from (
        Variant(day, share, _printed(share), n, note=f"{basis} polygons", note_ko=BASIS_KO.get(basis, basis))
        for day, share, n, basis in rows
        if n
    )


SCHEME_KO = {"kostat": "통계청 코드", "mois": "행정안전부 코드"}
BASIS_KO = {"published": "공표된 경계", "schematic": "모식도 경계", "derived": "만든 경계"}


@claim(TERRITORY, definition="emd_polygons", en="polygons of eup-myeon-dong", ko="읍면동 경계의 면적", unit="ratio")
def emd_polygons(boundary: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Planar areas of each coverage of eup-myeon-dong in codes of Statistics Korea that lacks no sido."""
    rows = duckdb.sql(
        """
        SELECT vintage,
               sum(area_km2 ORDER BY code) FILTER (left(code, 2) IN $capital_codes) / sum(area_km2 ORDER BY code), count(*)
        FROM boundary
        WHERE level = 'emd' AND scheme = 'kostat'
        GROUP BY vintage
        HAVING count(DISTINCT left(code, 2)) >= 16
        """,
        params={"capital_codes": CAPITAL_KOSTAT},
    ).fetchall()
    yield from (Variant(day, share, _printed(share), n) for day, share, n in rows)


@claim(
    TERRITORY, definition="sigungu_polygons", en="polygons of sigungu, each survey", ko="시군구 경계의 면적, 경계별", unit="ratio"
)
def sigungu_polygons(boundary: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Planar areas of every vintage of sigungu that is fit for them; polygons without a known unit count for the nation alone."""
    rows = duckdb.sql("""
        SELECT b.vintage, b.scheme,
               sum(b.area_km2 ORDER BY b.code) FILTER (r.megaregion = 'capital') / sum(b.area_km2 ORDER BY b.code), count(*)
        FROM boundary AS b
        LEFT JOIN region AS r
          ON r.unit_id = b.unit_id AND in_force(r.valid_from, r.valid_to, b.vintage)
        WHERE b.level = 'sigungu' AND b.fit_for = 'measuring'
        GROUP BY b.vintage, b.scheme
        HAVING count(*) FILTER (r.megaregion = 'capital') > 0
    """).fetchall()
    yield from (
        Variant(day, share, _printed(share), n, item=scheme, item_ko=SCHEME_KO.get(scheme, scheme))
        for day, scheme, share, n in rows
    )


def _printed(share: float) -> bool:
    return abs(share - PRINTED) <= DIGIT
