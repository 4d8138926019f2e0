"""혁신도시는 효과가 거의 없었다: hosts and rings against donors that had no innovation city and no shock of their own.

A difference that is not shown is not a proof of none: the smallest gain that could have been detected stands beside it. Design
and limits are in decisions 16 and 44.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import duckdb

from assets.claims.sentence import Sentence, Variant, claim
from domain.innovation_city import MAIN

CITIES = Sentence(
    claim_id="innovation-cities-little-effect",
    on=dt.date(2023, 12, 31),
    en="The innovation cities had little effect.",
    ko="혁신도시의 효과는 미미했다.",
    formula=(
        "no difference from the donors beyond placebos (p >= 0.05) although one of 10 % would have been found; a difference "
        "beyond placebos speaks against it; what is neither decides nothing"
    ),
    formula_ko=(
        "10% 차이를 찾아낼 수 있었는데도 대조군과의 차이가 위약 검정을 넘지 않음(p ≥ 0.05); 넘는 차이는 문장에 어긋남; "
        "어느 쪽도 아니면 판정하지 않음"
    ),
    note=(
        "People, households and businesses are judged each: households grew where people fell. That hosts grew more "
        "than their donors does not say where from: rings tell whether neighbours lost. What not even a gain of 10 % "
        "would have shown decides nothing. Donors with a shock of their own are left out; other choices of donors and "
        "single cities, of which a host followed poorly is only shown, stand beside. The effect on business of the "
        "institutions themselves is not measured."
    ),
    note_ko=(
        "인구, 가구, 사업체를 따로 판정한다. 인구가 줄어든 곳에서도 가구는 늘었다. 소재지가 대조군보다 더 늘었다고 해서 "
        "어디에서 왔는지는 알 수 없으며, 주변이 잃었는지는 고리로 본다. 10% 증가조차 드러나지 않았을 항목은 판정하지 "
        "않는다. 따로 충격을 받은 대조군은 뺐고, 다른 대조군과 도시별 수치는 참고로 둔다. 이전 기관 자체가 사업에 미친 "
        "영향은 재지 않았다."
    ),
    source="mart.innovation_city_effect, mart.innovation_city_series; MOLIT for institutions and residents as printed",
    source_ko="mart.innovation_city_effect, mart.innovation_city_series; 기관과 거주 인구 공표값은 국토교통부",
    published="232,632 residents in June 2022, 153 institutions moved by December 2019",
    published_ko="2022년 6월 인구 232,632명, 2019년 12월까지 153개 기관 이전",
    still=True,
)
RINGS = ("ring_5_10", "ring_10_20")
# Percent: a gain that is no longer little.
MATERIAL = 10
CITY_KO = {
    "busan": "부산", "daegu": "대구", "gwangju_jeonnam": "광주·전남", "ulsan": "울산", "gangwon": "강원", "chungbuk": "충북",
    "jeonbuk": "전북", "gyeongbuk": "경북", "gyeongnam": "경남", "jeju": "제주",
}  # fmt: skip
ZONE_KO = {"host": "소재지", "ring_5_10": "5-10km 고리", "ring_10_20": "10-20km 고리"}
OUTCOME_KO = {"population": "인구", "youth_20_39": "20-39세", "households": "가구", "businesses": "사업체"}
FIT_KO = {"good": "좋음", "poor": "나쁨", "overfit": "과적합"}


@claim(
    CITIES,
    definition="host_households",
    en="households of host sigungu, all cities",
    ko="소재지 가구, 전체",
    unit="percent",
    used_by="KDI 2021 on the relocated institutions: people, here households, which go back further",
    used_by_ko="KDI 2021 (공공기관 이전의 효과): 인구. 더 오래된 자료가 있는 가구로 봄",
)
def host_households(innovation_city_effect: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Synthetic controls, six and more years before; horizons that all cities have come to."""
    yield from _pooled(innovation_city_effect, "households", ("host",))


@claim(
    CITIES,
    definition="host_businesses",
    en="businesses of host sigungu, all cities",
    ko="소재지 사업체, 전체",
    unit="percent",
    used_by="KDI 2021 on the relocated institutions: work",
    used_by_ko="KDI 2021 (공공기관 이전의 효과): 일자리",
)
def host_businesses(innovation_city_effect: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Difference in differences."""
    yield from _pooled(innovation_city_effect, "businesses", ("host",))


@claim(
    CITIES,
    definition="ring_households",
    en="households of the rings, all cities",
    ko="주변 고리 가구, 전체",
    unit="percent",
    used_by="KDI 2021 on the relocated institutions: neighbours",
    used_by_ko="KDI 2021 (공공기관 이전의 효과): 주변 지역",
)
def ring_households(innovation_city_effect: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Neighbours within 5 to 20 km."""
    yield from _pooled(innovation_city_effect, "households", RINGS)


@claim(
    CITIES, definition="ring_businesses", en="businesses of the rings, all cities", ko="주변 고리 사업체, 전체", unit="percent"
)
def ring_businesses(innovation_city_effect: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Neighbours within 5 to 20 km."""
    yield from _pooled(innovation_city_effect, "businesses", RINGS)


@claim(
    CITIES, definition="each_host", en="households of each city's host, longest horizon", ko="도시별 소재지 가구", unit="percent"
)
def each_host(innovation_city_effect: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """City by city; a fit that is poor or overfit is only shown."""
    yield from _each(innovation_city_effect, "households")


@claim(
    CITIES,
    definition="each_host_people",
    en="people of each city's host, longest horizon",
    ko="도시별 소재지 인구",
    unit="percent",
    needs="core.population of years before the first arrivals (registered population by sigungu)",
    needs_ko="첫 이전보다 앞선 해의 core.population (시군구별 주민등록인구)",
)
def each_host_people(innovation_city_effect: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """City by city, registered persons."""
    yield from _each(innovation_city_effect, "population")


@claim(
    CITIES,
    definition="each_host_businesses",
    en="businesses of each city's host, longest horizon",
    ko="도시별 소재지 사업체",
    unit="percent",
)
def each_host_businesses(innovation_city_effect: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """City by city."""
    yield from _each(innovation_city_effect, "businesses")


@claim(
    CITIES,
    definition="people_of_hosts",
    en="registered people of each city's host against December 2015",
    ko="소재지 주민등록인구, 2015년 12월 대비",
    unit="percent",
    beside=True,
)
def people_of_hosts(innovation_city_series: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """No effect, what happened: most institutions had moved by then."""
    rows = duckdb.sql("""
        SELECT city_id, max(reference_date) AS newest,
               100 * (max_by(observed, reference_date) / min_by(observed, reference_date) - 1)
        FROM innovation_city_series
        WHERE zone = 'host' AND outcome = 'population' AND year(reference_date) >= 2015
        GROUP BY city_id
        HAVING min(year(reference_date)) = 2015 AND count(*) > 1
        ORDER BY city_id
    """).fetchall()
    fell = sum(change < 0 for _, _, change in rows)
    note = f"{fell} of {len(rows)} hosts lost people since December 2015"
    note_ko = f"2015년 12월 이후 소재지 {len(rows)}곳 중 {fell}곳에서 인구 감소"
    for city, day, change in rows:
        yield Variant(day, change, None, item=city, item_ko=CITY_KO.get(city, city), note=note, note_ko=note_ko)


@claim(
    CITIES,
    definition="other_donors",
    en="hosts of all cities against other choices of donors, longest horizon of all",
    ko="다른 대조군을 쓴 소재지, 전체",
    unit="percent",
    beside=True,
)
def other_donors(innovation_city_effect: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """With donors that had a shock of their own, and with cities and gu alone."""
    dated = _dated(innovation_city_effect)  # noqa: F841  (the SQL reads it)
    rows = duckdb.sql(
        """
        SELECT outcome, donor_set, horizon, effect_pct, p_value, units, day
        FROM dated
        WHERE city_id = 'all' AND event = 'arrival' AND zone = 'host' AND donor_set <> $main AND of_all
          AND design <> 'growth_comparison'
        QUALIFY horizon = max(horizon) OVER (PARTITION BY outcome, donor_set)
        ORDER BY outcome, donor_set
        """,
        params={"main": MAIN},
    ).fetchall()
    for outcome, donors, horizon, effect, p, units, day in rows:
        yield Variant(
            day or CITIES.on, effect, None, units, f"{outcome}, {donors}", f"{horizon} years, p = {p:.3f}",
            item_ko=f"{OUTCOME_KO.get(outcome, outcome)}, {DONORS_KO.get(donors, donors)}", note_ko=f"{horizon}년, p = {p:.3f}",
        )  # fmt: skip


DONORS_KO = {"without_shocks": "충격이 없던 대조군", "all": "모든 대조군", "cities": "시와 구만"}


@claim(
    CITIES,
    definition="people_since_arrival",
    en="people of hosts and rings; growth where no year before is known",
    ko="인구, 이전 자료가 없으면 이후 증가",
    unit="percent",
    needs="core.population of years before the first arrivals (registered population by sigungu and age)",
    needs_ko="첫 이전보다 앞선 해의 core.population (시군구·연령별 주민등록인구)",
    used_by="KDI 2021 on the relocated institutions: people",
    used_by_ko="KDI 2021 (공공기관 이전의 효과): 인구",
)
def people_since_arrival(innovation_city_effect: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Without years before the arrival it is growth, no estimate of an effect, and only shown."""
    dated = _dated(innovation_city_effect)  # noqa: F841  (the SQL reads it)
    rows = duckdb.sql(
        """
        SELECT outcome, zone, horizon, effect_pct, p_value, mde_pct, units, day,
               design = 'growth_comparison' AS growth
        FROM dated
        WHERE city_id = 'all' AND event = 'arrival' AND donor_set = $main AND of_all
          AND (outcome IN ('population', 'youth_20_39') OR design = 'growth_comparison')
        ORDER BY outcome, zone, horizon
        """,
        params={"main": MAIN},
    ).fetchall()
    for outcome, zone, horizon, effect, p, least, units, day, growth in rows:
        note, note_ko = ("growth, no effect", "증가이며 효과가 아님") if growth else _found(p, least)
        yield Variant(
            day or CITIES.on, effect, None if growth else _little(p, least), units,
            f"{outcome}, {zone}, year {horizon:02d}", note,
            item_ko=f"{OUTCOME_KO.get(outcome, outcome)}, {ZONE_KO.get(zone, zone)}, {horizon}년째", note_ko=note_ko,
        )  # fmt: skip


def _found(p: float, least: float) -> tuple[str, str]:
    return f"p = {p:.3f}, detectable from {least:.1f}", f"p = {p:.3f}, {least:.1f}부터 찾아낼 수 있음"


def _pooled(innovation_city_effect: duckdb.DuckDBPyRelation, outcome: str, zones: tuple[str, ...]) -> Iterator[Variant]:
    dated = _dated(innovation_city_effect)  # noqa: F841  (the SQL reads it)
    rows = duckdb.sql(
        """
        SELECT zone, horizon, effect_pct, p_value, mde_pct, units, day
        FROM dated
        WHERE city_id = 'all' AND event = 'arrival' AND donor_set = $main AND of_all AND outcome = $outcome
          AND design <> 'growth_comparison' AND list_contains($zones, zone)
        ORDER BY zone, horizon
        """,
        params={"main": MAIN, "outcome": outcome, "zones": list(zones)},
    ).fetchall()
    for zone, horizon, effect, p, least, units, day in rows:
        note, note_ko = _found(p, least)
        yield Variant(
            day or CITIES.on, effect, _little(p, least), units, f"{zone}, year {horizon:02d}", note,
            item_ko=f"{ZONE_KO.get(zone, zone)}, {horizon}년째", note_ko=note_ko,
        )  # fmt: skip


def _each(innovation_city_effect: duckdb.DuckDBPyRelation, outcome: str) -> Iterator[Variant]:
    rows = duckdb.sql(
        """
        SELECT city_id, reference_date, effect_pct, p_value, mde_pct, donors, fit, horizon, p_rmspe
        FROM innovation_city_effect
        WHERE city_id <> 'all' AND zone = 'host' AND outcome = $outcome AND event = 'arrival' AND donor_set = $main
          AND design <> 'growth_comparison'
        QUALIFY horizon = max(horizon) OVER (PARTITION BY city_id)
        ORDER BY city_id
        """,
        params={"main": MAIN, "outcome": outcome},
    ).fetchall()
    for city, day, effect, p, least, donors, fit, horizon, p_rmspe in rows:
        note = f"{horizon} years, p = {p:.3f}, detectable from {least:.1f}; fit {fit}"
        note += "" if p_rmspe is None else f"; p of the error ratio {p_rmspe:.3f}"
        note_ko = f"{horizon}년, {_found(p, least)[1]}; 적합도 {FIT_KO.get(fit, fit)}"
        note_ko += "" if p_rmspe is None else f"; 오차비의 p {p_rmspe:.3f}"
        yield Variant(
            day or CITIES.on, effect, _little(p, least) if fit == "good" else None, donors, city, note,
            item_ko=CITY_KO.get(city, city), note_ko=note_ko,
        )  # fmt: skip


def _dated(innovation_city_effect: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """With `day` and `of_all`: findings on all cities together have no date and stand on the newest of the cities.

    A mean of the few cities that have come to a late horizon is not `of_all`.
    """
    return duckdb.sql("""
        SELECT *, coalesce(reference_date, max(reference_date) OVER alike) AS day,
               cities = max(cities) OVER (PARTITION BY donor_set, event, outcome, zone, city_id = 'all') AS of_all
        FROM innovation_city_effect
        WINDOW alike AS (PARTITION BY donor_set, event, outcome, zone, horizon)
    """)


def _little(p: float, least: float) -> bool | None:
    """Undecided where not even a material difference would have been found."""
    if p < 0.05:
        return False
    return True if least <= MATERIAL else None
