"""앞으로 5년이 마지막 기회: are the next five years the last in which the course can be changed?

A scenario answers it only as far as its assumptions go: does acting now or five years later lead to another end? It is judged
on shares and the index outside the capital region. The count of units at risk, which stands beside, nears its ceiling and tells
no lever from another.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import duckdb

from assets.claims.sentence import Sentence, Variant, claim, december

LAST = Sentence(
    claim_id="last-chance",
    on=dt.date(2030, 12, 31),
    en="The next five years are the last chance for the regions.",
    ko="앞으로 5년이 지방의 마지막 기회다.",
    formula=(
        "the same lever in the first year projected and five years later: only the earlier one leaves the figure of the regions "
        "outside the capital region no worse than today's in the last year projected"
    ),
    formula_ko=(
        "같은 수단을 전망 첫해에 쓸 때와 5년 뒤에 쓸 때: 먼저 쓸 때만 전망 마지막 해의 비수도권 수치가 지금보다 나빠지지 않음"
    ),
    note=(
        "A statement on the future: at best it holds under the assumptions of a scenario. Where not even the earlier lever "
        "keeps today's figure, the lever is too weak whenever it is pulled, which speaks against this lever and not for waiting."
    ),
    note_ko=(
        "미래에 대한 말이므로 기껏해야 시나리오의 가정 아래에서만 성립한다. 먼저 써도 지금 수준을 지키지 못한다면 언제 "
        "쓰든 수단이 너무 약하다는 뜻이며, 이는 그 수단에 대한 것이지 기다리자는 뜻이 아니다. 말하는 이는 무엇의 마지막 "
        "기회인지 밝히지 않는다."
    ),
    source="mart.scenario_result",
    source_ko="mart.scenario_result",
)
NOW, LATER = "retention-to-halve-at-risk", "retention-five-years-later"
_LEVER = "half of the youth loss outside the capital region stays from the first year projected on, against five years later"
_LEVER_KO = "비수도권 청년 유출의 절반을 전망 첫해부터, 또는 5년 뒤부터 붙잡을 때"
_NEEDS = f"mart.scenario_result of {NOW} and {LATER}, and today's figures in mart.scenario_history (this build lacks one of them)"
_NEEDS_KO = f"{NOW}와 {LATER}의 mart.scenario_result, 그리고 mart.scenario_history의 현재 수치 (이 빌드에 없는 것이 있음)"


@claim(
    LAST,
    definition="share_of_people",
    en=f"{_LEVER}: share of the nation's people",
    ko=f"{_LEVER_KO}: 인구 비중",
    unit="ratio",
    needs=_NEEDS,
    needs_ko=_NEEDS_KO,
    used_by="Statistics Korea: share of the capital region, and of the rest",
    used_by_ko="통계청 (수도권과 비수도권의 인구 비중)",
)
def share_of_people(scenario_result: duckdb.DuckDBPyRelation, scenario_history: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Share of the nation's people outside the capital region."""
    yield from _now_or_later("population_share", scenario_result, scenario_history)


@claim(
    LAST, definition="share_of_youth", en=f"{_LEVER}: share of the nation's persons aged 20-34", ko=f"{_LEVER_KO}: 20-34세 비중",
    unit="ratio", needs=_NEEDS, needs_ko=_NEEDS_KO, used_by="Bank of Korea 2023: the young in the capital region",
    used_by_ko="한국은행 2023 (청년의 수도권 집중)",
)  # fmt: skip
def share_of_youth(scenario_result: duckdb.DuckDBPyRelation, scenario_history: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Share of the nation's youth outside the capital region."""
    yield from _now_or_later("youth_share", scenario_result, scenario_history)


@claim(
    LAST, definition="index", en=f"{_LEVER}: women aged 20-39 per person aged 65 and over", ko=f"{_LEVER_KO}: 소멸위험지수",
    unit="women per person", needs=_NEEDS, needs_ko=_NEEDS_KO, used_by="KEIS: index of extinction risk",
    used_by_ko="한국고용정보원 (소멸위험지수)",
)  # fmt: skip
def index(scenario_result: duckdb.DuckDBPyRelation, scenario_history: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Index of the regions outside the capital region, all together."""
    yield from _now_or_later("risk_index", scenario_result, scenario_history)


def _now_or_later(
    measure: str, scenario_result: duckdb.DuckDBPyRelation, scenario_history: duckdb.DuckDBPyRelation
) -> Iterator[Variant]:
    """Two scenarios that differ only in the year of their lever; the last year is judged, those before are shown."""
    rows = duckdb.sql(
        """
        WITH outcome AS (
            SELECT base_year, year,
                   any_value(median) FILTER (scenario = $now AND measure = $measure) AS now,
                   any_value(median) FILTER (scenario = $later AND measure = $measure) AS later,
                   any_value(median) FILTER (scenario = $now AND measure = $measure || '_difference') AS gain,
                   any_value(median) FILTER (scenario = $later AND measure = $measure || '_difference') AS gain_later
            FROM scenario_result
            WHERE level = 'capital_rest' AND region_id = 'rest'
            GROUP BY ALL
        )
        SELECT o.year, o.now, o.later, h.value, o.gain, o.gain_later, o.base_year, o.year = max(o.year) OVER () AS is_last
        FROM outcome AS o
        JOIN scenario_history AS h
          ON h.year = o.base_year AND h.measure = $measure AND h.level = 'capital_rest' AND h.region_id = 'rest'
        WHERE o.now IS NOT NULL AND o.later IS NOT NULL
        ORDER BY ALL
        """,
        params={"now": NOW, "later": LATER, "measure": measure},
    ).fetchall()
    for year, now, later, today, gain, gain_later, base, is_last in rows:
        kept, kept_later = now >= today, later >= today
        note = f"five years later {later:,.4g}, today {today:,.4g}"
        note_ko = f"5년 뒤에 쓰면 {later:,.4g}, 지금 {today:,.4g}"
        if gain and gain_later is not None:
            note += f"; beside the trend {gain:+,.4g}, five years later {gain_later:+,.4g} ({100 * gain_later / gain:.0f} %)"
            note_ko += f"; 추세 대비 {gain:+,.4g}, 5년 뒤에 쓰면 {gain_later:+,.4g} ({100 * gain_later / gain:.0f} %)"
        yield Variant(
            december(year), now, kept and not kept_later if is_last else None, item="rest", note=note, item_ko="비수도권",
            note_ko=note_ko, newest=december(base),
        )  # fmt: skip


@claim(
    LAST,
    definition="trend",
    en="the trend goes on: units at risk, youth outside the capital region, and what part of leaving youth would have to stay",
    ko="추세 지속 시나리오",
    unit="units, or share of youth",
    beside=True,
)
def trend(scenario_result: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """What is to be expected, and what it would take from the first year on. Shown: nothing is said of acting later."""
    rows = duckdb.sql("""
        SELECT s.year, s.measure, s.region_id, s.median, s.p05, s.p95, r.median AS at_limit, s.base_year
        FROM scenario_result AS s
        LEFT JOIN scenario_result AS r
          ON s.measure = 'at_risk_units' AND r.measure = 'at_risk_share'
         AND (r.scenario, r.level, r.region_id, r.year) = (s.scenario, s.level, s.region_id, s.year)
        WHERE s.scenario = 'no-change' AND s.level IN ('nation', 'capital_rest') AND s.median IS NOT NULL
          AND (s.measure IN ('at_risk_units', 'retention_needed') OR s.measure = 'youth' AND s.region_id = 'rest'
               OR starts_with(s.measure, 'retention_to_hold_'))
        ORDER BY ALL
    """).fetchall()
    for year, measure, region, median, low, high, at_limit, base in rows:
        band = "" if low is None else f"{low:,.4g} to {high:,.4g} in nine draws of ten"
        limit = (
            ""
            if at_limit is None
            else f"{100 * at_limit:.0f} % of the units counted, so that it can rise by no more than the others"
        )
        band_ko = "" if low is None else f"열 번 중 아홉 번 {low:,.4g}~{high:,.4g}"
        limit_ko = "" if at_limit is None else f"센 곳의 {100 * at_limit:.0f}%여서 나머지만큼만 더 늘 수 있음"
        yield Variant(
            december(year), median, None, item=f"{measure}, {region}", note="; ".join(filter(None, (band, limit))),
            item_ko=f"{MEASURE_KO.get(measure, measure)}, {REGION_KO.get(region, region)}",
            note_ko="; ".join(filter(None, (band_ko, limit_ko))), newest=december(base),
        )  # fmt: skip


MEASURE_KO = {
    "at_risk_units": "소멸위험 시군구",
    "retention_needed": "필요한 청년 유지율",
    "youth": "20-34세 인구",
    "retention_to_hold_youth": "20-34세 인구를 지키는 데 필요한 유지율",
    "retention_to_hold_youth_share": "20-34세 비중을 지키는 데 필요한 유지율",
    "retention_to_hold_population_share": "인구 비중을 지키는 데 필요한 유지율",
    "retention_to_hold_risk_index": "소멸위험지수를 지키는 데 필요한 유지율",
}
REGION_KO = {"nation": "전국", "capital": "수도권", "rest": "비수도권"}


@claim(
    LAST,
    definition="masuda_units",
    en="sigungu whose women aged 20-39 halve within 30 years if moves go on",
    ko="20-39세 여성 반감 시군구",
    unit="units",
    beside=True,
)
def masuda_units(masuda: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """How much is under way from each date. Shown."""
    rows = duckdb.sql("""
        SELECT reference_date, halving_units, missing_units, basis, halving_units_alone
        FROM masuda WHERE level = 'nation' ORDER BY reference_date
    """).fetchall()
    for day, units, missing, basis, alone in rows:
        lacking = f"{missing} units missing" if missing else ""
        each = "" if alone is None else f"{alone} with each region for itself"
        yield Variant(
            day,
            units,
            None,
            note="; ".join(part for part in (f"basis {basis}" if basis else "", each, lacking) if part),
            note_ko="; ".join(
                part
                for part in (
                    f"근거 {basis}" if basis else "",
                    "" if alone is None else f"지역마다 따로 보면 {alone}곳",
                    f"{missing}곳 자료 없음" if missing else "",
                )
                if part
            ),
        )
