"""2000년 0곳이던 소멸위험지역이 2024년 130곳: units at risk of extinction, by set of units, and beside a designation in law.

The index is a computed class after KEIS. The 89 population-decline areas are named in a notice, by other figures. The sentence is
true only if both of its halves are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import duckdb

from assets.claims.sentence import Part, Sentence, Variant, claim
from domain.risk import AT_RISK_BELOW

PRINTED = 130
THEN, NOW = "year_2000", "year_2024"
MID_2000 = dt.date(2000, 7, 1)
AT_RISK = Sentence(
    claim_id="at-risk-2000-2024",
    on=dt.date(2024, 3, 31),
    en="No region was at risk of extinction in 2000, and 130 were in 2024.",
    ko="2000년에 한 곳도 없던 소멸위험지역이 2024년에는 130곳이 되었다.",
    formula="units with women aged 20-39 / persons aged 65 and over below 0.5: none in 2000, 130 in March 2024",
    formula_ko="20-39세 여성 / 65세 이상 인구가 0.5 미만인 시군구: 2000년 0곳, 2024년 3월 130곳",
    note=(
        "At risk is a computed class, no designation in law and no forecast. The printed count is of March 2024; counts "
        "here are of Decembers, between which it has to lie; the nearer one is compared. No figures by age are here for "
        "2000: that year lies between counts of 1998 and 2008 and is judged by how far an index could have fallen from "
        "1998 on, which is no count."
    ),
    note_ko=(
        "소멸위험은 계산으로 나눈 등급이며 법정 지정도 예측도 아니다. 공표 수치는 2024년 3월 기준이고 여기 수치는 매년 "
        "12월 기준이어서, 공표 수치가 두 12월 사이에 있는지를 보고 가까운 쪽과 비교한다. 2000년의 연령별 자료는 없다. "
        "2000년은 1998년과 2008년 사이에 있으므로 1998년 이후 지수가 얼마나 떨어질 수 있었는지로 판정했으며, 직접 센 것이 "
        "아니다."
    ),
    source="KEIS 2024; core.published_figure",
    source_ko="한국고용정보원 2024; core.published_figure",
    published="0 in 2000, 130 of 228 in March 2024",
    published_ko="2000년 0곳, 2024년 3월 228곳 중 130곳",
    published_value=PRINTED,
    parts=(
        Part(THEN, "no unit at risk in 2000", "2000년 소멸위험지역 0곳"),
        Part(NOW, "130 units at risk in 2024", "2024년 소멸위험지역 130곳"),
    ),
)
NEEDS_2000 = (
    "core.population by sigungu, sex and age for 2000, or for three years up to 1998 and one after 2000, by which no unit could "
    "have fallen below the limit"
)
NEEDS_2000_KO = (
    "core.population의 2000년 시군구·성·연령별 인구, 또는 1998년까지 세 해와 2000년 이후 한 해의 자료 (2000년에 기준선 "
    "아래로 내려갈 수 있던 시군구가 없다는 것이 드러나야 함)"
)


@claim(
    AT_RISK,
    definition="in_2000",
    en="units at risk in 2000, counted, or bounded by what 1995-1998 and the next year known say",
    ko="2000년 소멸위험 시군구 (직접 세거나 1995-1998년과 그다음 자료로 범위를 정함)",
    unit="units",
    needs=NEEDS_2000,
    needs_ko=NEEDS_2000_KO,
    used_by="KEIS",
    used_by_ko="한국고용정보원",
    author=True,
    part=THEN,
)
def in_2000(at_risk_count: duckdb.DuckDBPyRelation, extinction_risk: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The first half of the sentence: a count of 2000, else three ways from the years around it to the middle of 2000.

    The ways: each unit of today goes on falling as in the years known before; each falls at a constant rate from the last
    count before to the first after; each falls as fast as the fastest unit below 1 did in any single year known before. Only
    where all three leave the same answer is there one.
    """
    rows = duckdb.sql("""
        SELECT reference_date, at_risk, units, missing_units
        FROM at_risk_count
        WHERE unit_set = 'keis' AND year(reference_date) = 2000
    """).fetchall()
    for day, count, units, missing in rows:
        holds = None if missing and not count else count == 0
        note, note_ko = (f"{missing} units missing", f"{missing}곳 자료 없음") if missing else ("", "")
        yield Variant(
            day, count, holds, units, note=note, note_ko=note_ko,
            needs=NEEDS_2000 if holds is None else "", needs_ko=NEEDS_2000_KO if holds is None else "",
        )  # fmt: skip
    if not rows:
        yield from _bounded(extinction_risk)


def _bounded(extinction_risk: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    found = duckdb.sql(
        """
        WITH known AS (
            SELECT region_id, reference_date AS day, risk_index
            FROM extinction_risk
            WHERE level = 'sigungu' AND risk_index > 0
        ),
        dates AS (
            SELECT max(day) FILTER (day < $middle) AS before, min(day) FILTER (day < $middle) AS first,
                   min(day) FILTER (day > $middle) AS after
            FROM known
        ),
        fastest AS (
            SELECT max(1 - risk_index / earlier) AS fall
            FROM (
                SELECT risk_index, day, lag(risk_index) OVER unit AS earlier, lag(day) OVER unit AS earlier_day
                FROM known
                WHERE day < $middle
                WINDOW unit AS (PARTITION BY region_id ORDER BY day)
            )
            WHERE earlier < 1 AND year(day) - year(earlier_day) = 1
        ),
        unit AS (
            SELECT b.region_id, b.risk_index AS last, f.risk_index AS start, a.risk_index AS next, x.fall, d.*,
                   ($middle - d.before) / 365.25 AS years
            FROM dates AS d
            CROSS JOIN fastest AS x
            JOIN known AS b ON b.day = d.before
            LEFT JOIN known AS f ON f.region_id = b.region_id AND f.day = d.first AND d.first < d.before
            LEFT JOIN known AS a ON a.region_id = b.region_id AND a.day = d.after
        ),
        way AS (
            SELECT 1 AS way, before AS newest, last * (last / start) ** (365.25 * years / (before - first)) AS there FROM unit
            UNION ALL
            SELECT 2, after, last * (next / last) ** (365.25 * years / (after - before)) FROM unit
            UNION ALL
            SELECT 3, before, last * (1 - fall) ** years FROM unit
        )
        SELECT way, any_value(newest), count(*) FILTER (there < $limit), count(*), count(*) FILTER (there IS NULL), min(there)
        FROM way
        GROUP BY way
        ORDER BY way
        """,
        params={"middle": MID_2000, "limit": AT_RISK_BELOW},
    ).fetchall()
    answers = {count == 0 for _, _, count, _, unknown, _ in found if not unknown}
    complete = len(found) == 3 and not any(unknown for *_, unknown, _ in found)
    holds = next(iter(answers)) if complete and len(answers) == 1 else None
    for way, newest, count, units, unknown, lowest in found:
        if not unknown:
            en, ko = WAYS[way]
            yield Variant(
                MID_2000, count, holds, units, en, f"bounded, not counted; lowest index {lowest:.3f}", item_ko=ko,
                note_ko=f"직접 센 것이 아님; 최저 지수 {lowest:.3f}", newest=newest,
            )  # fmt: skip


WAYS = {
    1: ("as the years before went on", "직전 추세가 이어진 경우"),
    2: ("at a constant rate from the count before to the one after", "앞뒤 자료 사이를 일정한 비율로 이은 경우"),
    3: ("as fast as any unit below 1 had fallen in a year", "지수 1 미만인 곳의 가장 빠른 연간 하락이 이어진 경우"),
}


@claim(
    AT_RISK,
    definition="keis",
    en="228 units of KEIS: cities of Jeju in, Sejong out",
    ko="고용정보원 228개 시군구",
    unit="units",
    used_by="KEIS",
    used_by_ko="한국고용정보원",
    author=True,
    part=NOW,
)
def keis(at_risk_count: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Counts by December; the two around March 2024 judge the printed one."""
    yield from _around(at_risk_count, "keis")


@claim(
    AT_RISK,
    definition="local_government",
    en="226 basic local governments",
    ko="기초지자체 226곳",
    unit="units",
    used_by="Ministry of the Interior and Safety, whose basic local governments these are",
    used_by_ko="행정안전부 (기초지방자치단체)",
    part=NOW,
)
def local_government(at_risk_count: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The same without the cities of Jeju."""
    yield from _around(at_risk_count, "local_government")


@claim(
    AT_RISK,
    definition="as_printed",
    en="counts as KEIS printed them",
    ko="고용정보원 공표",
    unit="units",
    beside=True,
    part=NOW,
)
def as_printed(published_figure: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Printed counts by date and concept, that of 2000 among them."""
    rows = duckdb.sql("""
        SELECT period_to, value, concept FROM published_figure WHERE figure = 'at_risk_count' ORDER BY period_to
    """).fetchall()
    for day, value, concept in rows:
        yield Variant(day, value, None, 228, item=concept, item_ko=CONCEPT_KO.get(concept, concept))


CONCEPT_KO = {"registration": "주민등록인구", "mid-year": "연앙인구"}


@claim(
    AT_RISK,
    definition="designated_in_law",
    en="population-decline areas designated in law",
    ko="인구감소지역 (법정 지정)",
    unit="units",
    beside=True,
    part=NOW,
)
def designated_in_law(decline_area: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Areas of the notice of 2021, which are often quoted for the class at risk. Shown: they are judged by other figures."""
    rows = duckdb.sql("SELECT designated_from, count(*) FROM decline_area GROUP BY ALL ORDER BY ALL").fetchall()
    for day, count in rows:
        yield Variant(day, count, None, count, note="another judgement by other figures", note_ko="다른 지표에 따른 다른 판단")


def _around(at_risk_count: duckdb.DuckDBPyRelation, unit_set: str) -> Iterator[Variant]:
    rows = duckdb.sql(
        """
        SELECT reference_date, at_risk, known_units, missing_units
        FROM at_risk_count
        WHERE unit_set = ?
        ORDER BY reference_date
        """,
        params=[unit_set],
    ).fetchall()
    for day, count, known, missing in rows:
        note, note_ko = (f"{missing} units missing", f"{missing}곳 자료 없음") if missing else ("", "")
        yield Variant(day, count, None, known, note=note, note_ko=note_ko)
    before = [row for row in rows if row[0] <= AT_RISK.on]
    after = [row for row in rows if row[0] > AT_RISK.on]
    if before and after:
        (first, low, _, _), (last, high, _, missing) = before[-1], after[0]
        near, count, known = min(before[-1][:3], after[0][:3], key=lambda row: abs(row[0] - AT_RISK.on))
        yield Variant(
            near, count, low <= PRINTED <= high + missing, known, item="printed 130 lies between",
            item_ko="공표 130곳이 그 사이에 있음", note=f"{low} at {first}, {high} at {last}",
            note_ko=f"{first} {low}곳, {last} {high}곳", reproduces=unit_set == "keis", newest=last,
        )  # fmt: skip
