"""5극3특: five interregional governments and three special provinces, by what is in force on a date.

Groups of provinces exist as a plan; a government of several provinces exists when a law or an approved union says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import duckdb

from assets.claims.sentence import Sentence, Variant, claim, verified_events

FIVE = Sentence(
    claim_id="five-plus-three-status",
    on=dt.date(2026, 7, 1),
    en="Korea has five interregional governments and three special self-governing provinces.",
    ko="한국은 5극3특, 곧 다섯 초광역 정부와 세 특별자치도를 갖추었다.",
    formula="five interregional governments at work, three special self-governing provinces in force, at the newest event",
    note=(
        "The five groups are a plan. A merger of two sido, such as Gwangju with Jeonnam, makes one sido and "
        "no interregional government. The "
        "events of unions are not all verified."
    ),
    source="core.policy_event; core.region",
    published="5 and 3",
    still=True,
)


@claim(
    FIVE,
    definition="special_provinces",
    en="special self-governing provinces in force",
    ko="시행 중인 특별자치도",
    unit="provinces",
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
)
def interregional_governments(policy_event: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Unions of sido at work after each event; the last verified one is judged."""
    yield from _in_force(policy_event, "union", 5)


def _in_force(policy_event: duckdb.DuckDBPyRelation, kind: str, wanted: int) -> Iterator[Variant]:
    of_kind = policy_event.filter(duckdb.ColumnExpression("kind") == duckdb.ConstantExpression(kind))
    order = "event_date, event_id"
    judged = verified_events(of_kind).project("event_id, event_date").order(order).fetchall()
    rows = of_kind.project("event_id, event_date, promise_id, status, act_en, verified").order(order).fetchall()
    at_work: set[str] = set()
    for event, day, promise, status, act, verified in rows:
        if verified:
            at_work = at_work | {promise} if status == "done" else at_work - {promise}
        note = f"{act}: {status}{'' if verified else ', not verified and not counted'}"
        last = bool(judged) and event == judged[-1][0]
        yield Variant(day, len(at_work), len(at_work) == wanted if last else None, note=note)
