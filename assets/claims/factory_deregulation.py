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
        "share of the capital region in the nation's value added of manufacturing, at current prices or of chained volumes: "
        "higher than in the year of the event, or rising faster after it"
    ),
    formula_ko=(
        "전국 제조업 부가가치 중 수도권 비중(명목 또는 연쇄 물량)이 2003년보다 높음; 참고로 2008년보다 높음, 완화 뒤에 더 "
        "빨리 오름"
    ),
    note=(
        "Before and after is no cause. The share fell until about 2011 and rose after, so that the answer turns on the "
        "year from which is counted, and on prices: at current ones a cheap year for chips lowers the share though "
        "more is made. The sentence says since 2003, which is judged. Changes around single easings rest on one or two "
        "events, not all of them verified, and stand beside."
    ),
    note_ko=(
        "전후 비교는 인과가 아니다. 비중은 2011년께까지 내리다가 올라서, 어느 해부터 세는지와 가격에 따라 답이 달라진다. "
        "명목으로는 반도체가 싼 해에 더 많이 만들어도 비중이 내린다. 문장이 말하는 2003년부터를 판정한다. 개별 완화 전후의 "
        "변화는 사건이 한두 건뿐이고 모두 확인된 것도 아니어서 참고로 둔다."
    ),
    source="core.policy_event; core.sido_value_added; core.sido_volume",
    source_ko="core.policy_event; core.sido_value_added; core.sido_volume",
    still=True,
)


@claim(
    DEREGULATION,
    definition="since_2003",
    en="share higher than in 2003, current prices",
    ko="2003년보다 높은 비중 (명목)",
    unit="ratio",
    used_by="Statistics Korea: regional accounts at current prices",
    used_by_ko="통계청 (지역소득, 명목)",
    author=True,
)
def since_2003(sido_value_added: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Each year since 2003 shown, the newest judged."""
    yield from _since(at_current_prices(sido_value_added), 2003)


@claim(
    DEREGULATION,
    definition="since_2003_real",
    en="share higher than in 2003, volumes",
    ko="2003년보다 높은 비중 (실질)",
    unit="ratio",
    used_by="Bank of Korea 2024: regional growth in real terms",
    used_by_ko="한국은행 2024 (지역 성장, 실질)",
)
def since_2003_real(sido_volume: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The same without prices."""
    yield from _since(volumes(sido_volume), 2003)


@claim(
    DEREGULATION,
    definition="since_2008",
    en="share higher than in 2008, current prices",
    ko="2008년보다 높은 비중 (명목)",
    unit="ratio",
)
def since_2008(sido_value_added: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Counted from the easing of October 2008."""
    yield from _since(at_current_prices(sido_value_added), 2008)


@claim(
    DEREGULATION,
    definition="since_2008_real",
    en="share higher than in 2008, volumes",
    ko="2008년보다 높은 비중 (실질)",
    unit="ratio",
)
def since_2008_real(sido_volume: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The same without prices."""
    yield from _since(volumes(sido_volume), 2008)


@claim(
    DEREGULATION,
    definition="before_and_after",
    en="yearly change of the share in the five years after each easing minus in the five before, current prices",
    ko="완화 전후 5년의 연평균 변화 차이 (명목)",
    unit="ratio per year",
)
def before_and_after(sido_value_added: duckdb.DuckDBPyRelation, policy_event: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """One item per verified event of kind `deregulation` since 2003 with five years on either side."""
    yield from _before_and_after(at_current_prices(sido_value_added), policy_event)


@claim(
    DEREGULATION,
    definition="before_and_after_real",
    en="yearly change of the share in the five years after each easing minus in the five before, volumes",
    ko="완화 전후 5년의 연평균 변화 차이 (실질)",
    unit="ratio per year",
)
def before_and_after_real(sido_volume: duckdb.DuckDBPyRelation, policy_event: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The same without prices."""
    yield from _before_and_after(volumes(sido_volume), policy_event)


def at_current_prices(sido_value_added: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Manufacturing by sido and year: the sum of its activities."""
    return duckdb.sql("""
        SELECT unit_id, reference_date, sum(value_added ORDER BY activity) AS made
        FROM sido_value_added
        WHERE activity LIKE 'manufacturing%'
        GROUP BY ALL
    """)


def volumes(sido_volume: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """The same as printed: volumes of its activities do not add up to it."""
    return duckdb.sql("SELECT unit_id, reference_date, volume AS made FROM sido_volume WHERE activity = 'manufacturing'")


def _before_and_after(made: duckdb.DuckDBPyRelation, policy_event: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    policy_event = verified_events(policy_event)
    share = _shares(made)  # noqa: F841  (the SQL reads it)
    rows = duckdb.sql("""
        SELECT e.event_id, e.event_date, (a.share - s.share) / 5 - (s.share - b.share) / 5, e.act_en, e.act_ko,
               a.reference_date
        FROM policy_event AS e
        JOIN share AS b ON year(b.reference_date) = year(e.event_date) - 5
        JOIN share AS s ON year(s.reference_date) = year(e.event_date)
        JOIN share AS a ON year(a.reference_date) = year(e.event_date) + 5
        WHERE e.kind = 'deregulation' AND e.event_date >= DATE '2003-01-01'
        ORDER BY e.event_date
    """).fetchall()
    for event, day, change, act, act_ko, newest in rows:
        yield Variant(day, change, change > 0, 11, item=event, note=act, note_ko=act_ko, newest=newest)


def _since(made: duckdb.DuckDBPyRelation, year: int) -> Iterator[Variant]:
    share = _shares(made)  # noqa: F841  (the SQL reads it)
    rows = duckdb.sql(
        "SELECT reference_date, share, units FROM share WHERE year(reference_date) >= $since ORDER BY reference_date",
        params={"since": year},
    ).fetchall()
    if len(rows) < 2 or rows[0][0].year != year:
        return
    start = rows[0][1]
    for day, share_then, n in rows[:-1]:
        yield Variant(day, share_then, None, n)
    day, now, n = rows[-1]
    yield Variant(day, now, now > start, n, note=f"{now - start:+.4f} since {year}", note_ko=f"{year}년 대비 {now - start:+.4f}")


def _shares(made: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """The capital region's share in what all sido made, by year, and how many sido these are."""
    return duckdb.sql(
        """
        SELECT reference_date,
               sum(made ORDER BY unit_id) FILTER (unit_id IN $capital) / sum(made ORDER BY unit_id) AS share,
               count(*) AS units
        FROM made
        GROUP BY reference_date
        """,
        params={"capital": CAPITAL},
    )
