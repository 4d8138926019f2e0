"""2003년 이후 공장 규제 완화가 수도권을 키웠다: manufacturing's share before and after each easing of rules.

Events are those of core.policy_event. An outcome after an event is not its effect: export booms and crises fall into the same
years.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import duckdb

from assets.claims.sentence import Sentence, Variant, claim, verified_events
from domain.groups import CAPITAL

DEREGULATION = Sentence(
    claim_id="factory-deregulation-2003",
    on=dt.date(2023, 12, 31),
    en="The easing of factory rules in the capital region since 2003 favoured the capital region.",
    ko="2003년 이후의 수도권 공장 규제 완화는 수도권에 유리하게 작용했다.",
    formula=(
        "share of the capital region in the nation's value added of manufacturing: higher than in the year of"
        " the event, or rising faster after it"
    ),
    note=(
        "Before and after is no cause. The share fell until about 2011 and rose after, so that the answer "
        "turns on the year from which is "
        "counted. Current prices: a dear year for chips raises the share."
    ),
    source="core.policy_event; core.sido_value_added",
    still=True,
)


@claim(DEREGULATION, definition="since_2003", en="share higher than in 2003", ko="2003년보다 높은 비중", unit="ratio")
def since_2003(sido_value_added: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Each year since 2003 shown, the newest judged."""
    yield from _since(sido_value_added, 2003)


@claim(DEREGULATION, definition="since_2008", en="share higher than in 2008", ko="2008년보다 높은 비중", unit="ratio")
def since_2008(sido_value_added: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Counted from the easing of October 2008."""
    yield from _since(sido_value_added, 2008)


@claim(
    DEREGULATION,
    definition="before_and_after",
    en="yearly change of the share in the five years after each easing minus in the five before",
    ko="완화 전후 5년의 연평균 변화 차이",
    unit="ratio per year",
)
def before_and_after(sido_value_added: duckdb.DuckDBPyRelation, policy_event: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """One item per verified event of kind `deregulation` since 2003 with five years on either side."""
    policy_event = verified_events(policy_event)
    rows = duckdb.sql(
        """
        WITH share AS (
            SELECT year(reference_date) AS year,
                   sum(value_added ORDER BY unit_id, activity) FILTER (unit_id IN $capital)
                       / sum(value_added ORDER BY unit_id, activity) AS share
            FROM sido_value_added
            WHERE activity LIKE 'manufacturing%'
            GROUP BY ALL
        )
        SELECT e.event_id, e.event_date, (a.share - s.share) / 5 - (s.share - b.share) / 5, e.act_en
        FROM policy_event AS e
        JOIN share AS b ON b.year = year(e.event_date) - 5
        JOIN share AS s ON s.year = year(e.event_date)
        JOIN share AS a ON a.year = year(e.event_date) + 5
        WHERE e.kind = 'deregulation' AND e.event_date >= DATE '2003-01-01'
        ORDER BY e.event_date
        """,
        params={"capital": CAPITAL},
    ).fetchall()
    yield from (Variant(day, change, change > 0, 11, item=event, note=act) for event, day, change, act in rows)


def _since(sido_value_added: duckdb.DuckDBPyRelation, year: int) -> Iterator[Variant]:
    rows = duckdb.sql(
        """
        SELECT reference_date,
               sum(value_added ORDER BY unit_id, activity) FILTER (unit_id IN $capital)
                   / sum(value_added ORDER BY unit_id, activity) AS share,
               count(DISTINCT unit_id)
        FROM sido_value_added
        WHERE activity LIKE 'manufacturing%' AND year(reference_date) >= $since
        GROUP BY reference_date
        ORDER BY reference_date
        """,
        params={"since": year, "capital": CAPITAL},
    ).fetchall()
    if len(rows) < 2 or rows[0][0].year != year:
        return
    start = rows[0][1]
    for day, share, n in rows[:-1]:
        yield Variant(day, share, None, n)
    day, share, n = rows[-1]
    yield Variant(day, share, share > start, n, note=f"{share - start:+.4f} since {year}")
