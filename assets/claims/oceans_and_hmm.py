"""해양수산부와 HMM의 부산 이전: do the moves bring jobs, counted where people work and not by an address?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import duckdb

from assets.claims.sentence import STATUS_KO, Sentence, Variant, claim

OCEANS = Sentence(
    claim_id="oceans-and-hmm",
    on=dt.date(2026, 7, 1),
    en="The moves of the Ministry of Oceans and Fisheries and of HMM bring jobs to Busan.",
    ko="해양수산부와 HMM 이전은 부산에 일자리를 가져온다.",
    formula="workers of establishments at the sites in Busan, after the move minus before",
    formula_ko="이전 전후 부산 근무지의 종사자 수 증가",
    note=(
        "A registered address moves in a day and says nothing of where people work. Neither events nor baselines tell "
        "jobs at the site: the sentence waits for a count by place of work."
    ),
    note_ko=(
        "등록 주소는 하루에 옮길 수 있으며 사람들이 어디서 일하는지 말해 주지 않는다. 사건 기록이나 기준 수치로는 근무지의 "
        "일자리를 알 수 없어, 근무지별 인원이 있어야 판정할 수 있다."
    ),
    source="core.policy_event",
    source_ko="core.policy_event",
    still=True,
)
NEEDED_KO = "raw.site_workers (해양수산부와 HMM의 이전 전후 근무지별 인원; 공표된 것이 없음)"
NEEDED = "raw.site_workers (workers of the ministry and of HMM by place of work, before and after; none is published here)"


@claim(
    OCEANS,
    definition="jobs_at_site",
    en="workers at the sites in Busan",
    ko="부산 근무 인원",
    unit="persons",
    needs=NEEDED,
    needs_ko=NEEDED_KO,
    used_by="who promises the jobs: ministry and city",
    used_by_ko="일자리를 약속하는 쪽 (해양수산부, 부산시)",
    author=True,
)
def jobs_at_site() -> Iterator[Variant]:
    """Nothing here counts them."""
    return iter(())


@claim(OCEANS, definition="announced", en="state of each promise, 1 done, 0 not", ko="이행 상태", unit="1 or 0", beside=True)
def announced(policy_event: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """What core.policy_event knows: 1 only where a verified event says so. Shown, and judged by nothing."""
    rows = duckdb.sql("""
        SELECT event_date, event_id, status, verified, note
        FROM policy_event
        WHERE promise_id IN ('oceans-ministry', 'hmm')
        ORDER BY ALL
    """).fetchall()
    for day, event, status, verified, note in rows:
        checked, checked_ko = ("verified", "확인됨") if verified else ("not verified", "확인되지 않음")
        yield Variant(
            day, float(verified and status == "done"), None, item=event, note=f"{status}, {checked}; {note or ''}".rstrip("; "),
            note_ko=f"{STATUS_KO.get(status, status)}, {checked_ko}",
        )  # fmt: skip


@claim(
    OCEANS,
    definition="jobs_in_busan",
    en="workers of establishments in Busan, all kinds",
    ko="부산 사업체 종사자",
    unit="persons",
    beside=True,
)
def jobs_in_busan(concentration: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """A baseline, all activities. Shown."""
    rows = duckdb.sql("""
        SELECT reference_date, jobs
        FROM concentration
        WHERE level = 'sido' AND region_id = 'busan' AND jobs IS NOT NULL
        ORDER BY reference_date
    """).fetchall()
    yield from (Variant(day, jobs, None) for day, jobs in rows)
