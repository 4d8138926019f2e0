"""서남권 재생에너지 거점: the Southwest as hub of renewable energy, with and without Jeonbuk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import duckdb

from assets.claims.sentence import Sentence, Variant, claim

SOUTHWEST = Sentence(
    claim_id="southwest-renewables",
    on=dt.date(2024, 12, 31),
    en="The Southwest is the country's hub of renewable energy.",
    ko="서남권은 재생에너지의 거점이다.",
    formula="share of the group in the nation's renewable generation, the largest of the 5+3 groups",
    formula_ko="전국 재생에너지 발전량 중 권역 비중이 5극3특 권역 가운데 가장 큼",
    note=(
        "Whether Jeonbuk belongs to the Southwest decides the size; both readings are kept. The value added "
        "of electricity, gas and steam "
        "counts all fuels and is no measure of renewable energy."
    ),
    note_ko=(
        "전북을 서남권에 넣는지에 따라 크기가 달라지므로 두 가지를 모두 둔다. 전기·가스·증기업 부가가치는 모든 연료를 "
        "포함하므로 재생에너지의 척도가 아니다."
    ),
    source="core.megaregion_membership; core.sido_value_added",
    source_ko="core.megaregion_membership; core.sido_value_added",
    still=True,
)
NEEDED_KO = "raw.renewable_generation (시도·연도별 재생에너지 발전량(MWh), 한국에너지공단; 읽은 자료 없음)"
NEEDED = "raw.renewable_generation (renewable generation in MWh by sido and year, Korea Energy Agency; none is read)"


@claim(
    SOUTHWEST,
    definition="without_jeonbuk",
    en="Gwangju and Jeonnam; shown is the share in value added of all energy",
    ko="광주·전남 (전북 제외)",
    unit="ratio",
    needs=NEEDED,
    needs_ko=NEEDED_KO,
    used_by="the plan of five hubs and three special provinces",
    used_by_ko="5극3특 계획",
)
def without_jeonbuk(
    sido_value_added: duckdb.DuckDBPyRelation, megaregion_membership: duckdb.DuckDBPyRelation
) -> Iterator[Variant]:
    """First reading of 5+3."""
    yield from _energy(sido_value_added, megaregion_membership, "five_plus_three")


@claim(
    SOUTHWEST,
    definition="with_jeonbuk",
    en="the same with Jeonbuk",
    ko="전북 포함",
    unit="ratio",
    needs=NEEDED,
    needs_ko=NEEDED_KO,
    used_by="plans of five megaregions that have Jeonbuk in the Southwest",
    used_by_ko="전북을 포함하는 5대 메가시티 구상",
)
def with_jeonbuk(sido_value_added: duckdb.DuckDBPyRelation, megaregion_membership: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Second reading of 5+3."""
    yield from _energy(sido_value_added, megaregion_membership, "five_plus_two")


def _energy(
    sido_value_added: duckdb.DuckDBPyRelation, megaregion_membership: duckdb.DuckDBPyRelation, scheme: str
) -> Iterator[Variant]:
    rows = duckdb.sql(
        """
        WITH members AS (
            SELECT DISTINCT sido_unit_id FROM megaregion_membership WHERE scheme = ? AND group_id = 'southwest'
        )
        SELECT v.reference_date,
               sum(v.value_added ORDER BY v.unit_id) FILTER (m.sido_unit_id IS NOT NULL)
                   / sum(v.value_added ORDER BY v.unit_id) AS share,
               count(m.sido_unit_id)
        FROM sido_value_added AS v
        LEFT JOIN members AS m ON m.sido_unit_id = v.unit_id
        WHERE v.activity = 'energy'
        GROUP BY v.reference_date
        HAVING share IS NOT NULL
        ORDER BY v.reference_date
        """,
        params=[scheme],
    ).fetchall()
    yield from (
        Variant(day, share, None, n, note="all fuels, not renewable alone", note_ko="재생에너지만이 아닌 모든 연료")
        for day, share, n in rows
    )
