"""제조업 거점이 러스트벨트로: what became of former manufacturing hubs, in jobs.

Eroded means that a tenth of the manufacturing jobs of the peak is lost, hollowed a quarter, within the years that nearly all
units have and that count alike. Hubs are those of mart.rust_belt; what fell before its first year is not seen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import duckdb

from assets.claims.sentence import Sentence, Variant, claim, december
from assets.indicators.industry.manufacturing import chained

RUST = Sentence(
    claim_id="hubs-become-rust-belts",
    on=dt.date(2024, 12, 31),
    en="Former manufacturing hubs outside the capital region are becoming rust belts.",
    ko="한때의 제조업 거점 도시들이 러스트벨트로 변하고 있다.",
    formula=(
        "hubs outside with known jobs: more than half lost a tenth of the manufacturing jobs of their peak; all of "
        "them together lost a tenth; each hub that was designated as a crisis region lost a tenth"
    ),
    formula_ko=(
        "일자리 자료가 있는 비수도권 거점: 절반 넘는 거점이 정점 대비 제조업 일자리의 10%를 잃음; 모두 합쳐 10%를 잃음; "
        "위기지역으로 지정된 거점이 저마다 10%를 잃음"
    ),
    note=(
        "Judged in jobs of the survey of establishments, within years that count alike: what was lost from 2016 to "
        "2017, the worst year of the shipyards, and from 2019 to 2020 is left out, and decline before 2015 is not "
        "seen. Jeonbuk, with Gunsan, publishes no jobs by section. A falling share of manufacturing is no loss of "
        "jobs: other jobs may have grown. A tenth is the line of the decree for production, not for jobs; a "
        "designation is a policy's judgement. Lines that nobody uses (a quarter, jobs and people at once, growth "
        "behind the nation) stand beside."
    ),
    note_ko=(
        "사업체조사의 일자리를 같은 방식으로 센 해 안에서만 비교한다. 조선업이 가장 나빴던 2016-2017년과 2019-2020년 "
        "사이의 감소는 빠져 있다. 군산이 있는 전북은 산업별 일자리를 공표하지 않는다. 제조업 비중이 줄었다고 일자리가 "
        "줄어든 것은 아니다. 다른 일자리가 늘었을 수 있다. 위기지역 지정은 정책 판단이며, 1994년부터의 시군구 제조업 "
        "일자리는 읽지 않으므로 2015년 이전의 쇠퇴는 보이지 않는다."
    ),
    source="mart.rust_belt; core.crisis_designation",
    source_ko="mart.rust_belt; core.crisis_designation",
    still=True,
)
NEEDED_KO = "여러 해의 시군구·산업 대분류별 종사자 (core.sigungu_workers; 이 빌드에 없음)"
NEEDED = "workers by sigungu and section of several years (core.sigungu_workers), which this build does not have"


@claim(
    RUST,
    definition="eroded",
    en="hubs outside that lost a tenth or more of their manufacturing jobs",
    ko="제조업 일자리 10% 이상 상실",
    unit="share of hubs",
    needs=NEEDED,
    needs_ko=NEEDED_KO,
    used_by="decree on industrial crisis regions (2018), whose line is a tenth",
    used_by_ko="산업위기지역 시행령(2018)의 10% 기준",
)
def eroded(rust_belt: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Manufacturing alone."""
    yield from _share(rust_belt, "eroded")


@claim(
    RUST,
    definition="hollowed",
    en="hubs outside that lost a quarter or more",
    ko="제조업 일자리 25% 이상 상실",
    unit="share of hubs",
    needs=NEEDED,
    needs_ko=NEEDED_KO,
)
def hollowed(rust_belt: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """A stricter line."""
    yield from _share(rust_belt, "hollowed")


@claim(
    RUST,
    definition="industry_and_people",
    en="hubs outside that lost a tenth of their manufacturing jobs, and a twentieth of their people",
    ko="제조업 일자리 10%와 인구 5% 이상 상실",
    unit="share of hubs",
    needs=NEEDED,
    needs_ko=NEEDED_KO,
)
def industry_and_people(rust_belt: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """A rust belt loses both."""
    yield from _share(rust_belt, "both")


@claim(
    RUST,
    definition="together",
    en="manufacturing jobs of all hubs outside together, below their peak",
    ko="비수도권 거점 전체의 제조업 일자리 감소",
    unit="ratio",
    needs=NEEDED,
    needs_ko=NEEDED_KO,
    used_by="Alder, Lagakos and Ohanian 2014: the belt as a whole",
    used_by_ko="Alder·Lagakos·Ohanian 2014 (러스트벨트 전체)",
)
def together(rust_belt: duckdb.DuckDBPyRelation, manufacturing_jobs: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Sums over the hubs of which all years are known, chained within segments as the jobs of one are."""
    sums = duckdb.sql("""
        WITH hub AS (
            SELECT region_id, CAST(left(span, 4) AS INTEGER) AS first_year, CAST(right(span, 4) AS INTEGER) AS last_year
            FROM rust_belt
            WHERE hub AND group_id = 'rest' AND jobs_loss IS NOT NULL
        )
        SELECT 'hubs' AS region_id, j.reference_date, j.segment,
               CAST(sum(j.manufacturing_workers) AS DOUBLE) AS jobs, count(*) AS n
        FROM manufacturing_jobs AS j
        JOIN hub AS h ON h.region_id = j.region_id AND year(j.reference_date) BETWEEN h.first_year AND h.last_year
        GROUP BY ALL
        ORDER BY j.reference_date
    """).df()
    if len(sums):
        index = chained(sums, sums["jobs"])
        lost = float(1 - index.iloc[-1] / index.max())
        yield Variant(sums["reference_date"].iloc[-1].date(), lost, lost >= 0.1, int(sums["n"].max()))


@claim(
    RUST,
    definition="behind_the_nation",
    en="hubs outside whose manufacturing value added fell a tenth or more behind the nation's",
    ko="제조업 부가가치 증가가 전국보다 10% 이상 뒤처진 거점",
    unit="share of hubs",
    needs="value added by sigungu of two years (core.sigungu_value_added), which this build does not have",
    needs_ko="두 해의 시군구 부가가치 (core.sigungu_value_added; 이 빌드에 없음)",
)
def behind_the_nation(rust_belt: duckdb.DuckDBPyRelation, sigungu_value_added: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Growth, of hubs too whose jobs are not published; the newest year is the first of the pandemic."""
    rows = duckdb.sql("""
        SELECT (SELECT max(reference_date) FROM sigungu_value_added), avg(CAST(growth_gap >= 0.1 AS INTEGER)), count(growth_gap)
        FROM rust_belt
        WHERE hub AND group_id = 'rest'
        HAVING count(growth_gap) > 0
    """).fetchall()
    yield from (Variant(day, share, share > 0.5, n) for day, share, n in rows)


@claim(
    RUST,
    definition="designated",
    en="hubs that were designated as crisis regions: manufacturing jobs lost",
    ko="위기지역으로 지정된 거점의 제조업 일자리 감소",
    unit="ratio",
    needs=NEEDED,
    needs_ko=NEEDED_KO,
    used_by="ministries of industry and of labour: crisis regions",
    used_by_ko="산업통상자원부·고용노동부 (위기지역 지정)",
)
def designated(rust_belt: duckdb.DuckDBPyRelation, crisis_designation: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Each designated hub: did it lose a tenth? Jobs that end before the first designation cannot say so."""
    rows = duckdb.sql("""
        SELECT CAST(right(r.span, 4) AS INTEGER) AS newest, r.region_id, any_value(r.name_ko), any_value(r.jobs_loss),
               any_value(r.state), any_value(r.span), min(year(c.designated_from)) AS since
        FROM rust_belt AS r
        JOIN crisis_designation AS c ON c.unit_id = r.region_id
        WHERE r.hub AND r.jobs_loss IS NOT NULL
        GROUP BY newest, r.region_id
        ORDER BY r.region_id
    """).fetchall()
    for year, unit, name, loss, state, span, since in rows:
        seen = since <= year
        yield Variant(
            december(year), loss, state in ("eroded", "hollowed") if seen else None, item=unit, item_ko=name,
            note=f"{state}; of the jobs of the peak, {span}" + ("" if seen else f"; designated in {since}"),
            note_ko=f"{STATE_KO.get(state, state)}; 정점 대비, {span}" + ("" if seen else f"; {since}년 지정"),
            needs="" if seen else f"workers by sigungu and section up to {since} (core.sigungu_workers)",
            needs_ko="" if seen else f"{since}년까지의 시군구·산업 대분류별 종사자 (core.sigungu_workers)",
        )  # fmt: skip


STATE_KO = {"intact": "유지", "eroded": "10% 이상 상실", "hollowed": "25% 이상 상실"}


def _share(rust_belt: duckdb.DuckDBPyRelation, line: str) -> Iterator[Variant]:
    rows = duckdb.sql(
        """
        WITH hubs AS (
            SELECT span, CASE ?
                       WHEN 'hollowed' THEN state = 'hollowed'
                       WHEN 'both' THEN state <> 'intact' AND population_loss >= 0.05
                       ELSE state <> 'intact'
                   END AS lost
            FROM rust_belt
            WHERE hub AND jobs_loss IS NOT NULL AND group_id = 'rest'
        )
        SELECT max(CAST(right(span, 4) AS INTEGER)), avg(CAST(lost AS INTEGER)), count(lost), any_value(span)
        FROM hubs
        WHERE lost IS NOT NULL
        HAVING count(lost) > 0
    """,
        params=[line],
    ).fetchall()
    yield from (Variant(december(year), share, share > 0.5, n, note=span, note_ko=span) for year, share, n, span in rows)
