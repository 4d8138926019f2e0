"""5극3특: five interregional governments and three special provinces, by what is in force on a date.

Groups of provinces exist as a plan; a government of several provinces exists when a law or an approved union says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import duckdb

from assets.claims.sentence import STATUS_KO, Part, Sentence, Variant, claim, verified_events

FIVE = Sentence(
    claim_id="five-plus-three-status",
    on=dt.date(2026, 7, 1),
    en="Korea has five interregional governments and three special self-governing provinces.",
    ko="한국은 5극3특, 곧 다섯 초광역 정부와 세 특별자치도를 갖추었다.",
    formula="five interregional governments at work, three special self-governing provinces in force, at the newest event",
    formula_ko="가장 새로운 사건 시점에 활동 중인 초광역 지방정부 5개와 시행 중인 특별자치도 3개",
    note=(
        "The sentence is true only if both halves are. The five groups are a plan. A merger of two sido, such as "
        "Gwangju with Jeonnam, makes one sido and no interregional government. The events of unions are not all "
        "verified."
    ),
    note_ko=(
        "두 부분이 모두 맞아야 참이다. 5극은 계획이다. 광주와 전남의 통합처럼 두 시도가 합치면 시도 하나가 되며 초광역 "
        "지방정부가 되지는 않는다. 특별지방자치단체 관련 사건이 모두 확인된 것은 아니다."
    ),
    source="core.policy_event; core.region",
    source_ko="core.policy_event; core.region",
    published="5 and 3",
    published_ko="5개와 3개",
    still=True,
    parts=(
        Part("governments", "five interregional governments", "초광역 지방정부 다섯"),
        Part("provinces", "three special self-governing provinces", "특별자치도 셋"),
    ),
)


@claim(
    FIVE,
    definition="special_provinces",
    en="special self-governing provinces in force",
    ko="시행 중인 특별자치도",
    unit="provinces",
    used_by="the acts that made them; the plan of 5+3",
    used_by_ko="각 특별법; 5극3특 계획",
    author=True,
    part="provinces",
)
def special_provinces(policy_event: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Number after each event; the last verified one is judged."""
    yield from _in_force(policy_event, "special_province", 3)


@claim(
    FIVE,
    definition="provinces_in_register",
    en="special self-governing provinces among the sido of the day",
    ko="행정구역상 특별자치도",
    unit="provinces",
    used_by="Ministry of the Interior and Safety: names of the sido",
    used_by_ko="행정안전부 (시도 명칭)",
    part="provinces",
)
def provinces_in_register(region: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The same from the region history, by the kind of the sido."""
    rows = duckdb.sql("""
        WITH begins AS (
            SELECT DISTINCT valid_from AS day FROM region WHERE kind = 'special_self_governing_province'
        )
        SELECT b.day, count(DISTINCT r.unit_id)
        FROM begins AS b
        JOIN region AS r
          ON r.kind = 'special_self_governing_province' AND in_force(r.valid_from, r.valid_to, b.day)
        GROUP BY b.day
        ORDER BY b.day
    """).fetchall()
    for index, (day, count) in enumerate(rows, 1):
        yield Variant(day, count, count == 3 if index == len(rows) else None)


@claim(
    FIVE,
    definition="interregional_governments",
    en="interregional governments at work",
    ko="출범한 초광역 지방정부",
    unit="governments",
    used_by="Local Autonomy Act: special local governments; the plan of 5+3",
    used_by_ko="지방자치법의 특별지방자치단체; 5극3특 계획",
    author=True,
    part="governments",
)
def interregional_governments(policy_event: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Unions of sido at work after each event; the last verified one is judged."""
    yield from _in_force(policy_event, "union", 5)


def _in_force(policy_event: duckdb.DuckDBPyRelation, kind: str, wanted: int) -> Iterator[Variant]:
    of_kind = policy_event.filter(duckdb.ColumnExpression("kind") == duckdb.ConstantExpression(kind))
    order = "event_date, event_id"
    judged = verified_events(of_kind).project("event_id, event_date").order(order).fetchall()
    rows = of_kind.project("event_id, event_date, promise_id, status, act_en, act_ko, verified").order(order).fetchall()
    at_work: set[str] = set()
    for event, day, promise, status, act, act_ko, verified in rows:
        if verified:
            at_work = at_work | {promise} if status == "done" else at_work - {promise}
        note = f"{act}: {status}{'' if verified else ', not verified and not counted'}"
        last = bool(judged) and event == judged[-1][0]
        note_ko = f"{act_ko}: {STATUS_KO.get(status, status)}{'' if verified else ', 확인되지 않아 세지 않음'}"
        yield Variant(day, len(at_work), len(at_work) == wanted if last else None, note=note, note_ko=note_ko)
