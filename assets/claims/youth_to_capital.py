"""청년이 수도권으로 몰려간다: young people's moves, by cohort, by origin, as printed, and beside moves of all ages.

No moves by age are read: cohort figures are what national survival of the same cohort does not explain, over five years.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import duckdb

from assets.claims.sentence import Sentence, Variant, claim

YOUTH = Sentence(
    claim_id="youth-to-capital",
    on=dt.date(2024, 12, 31),
    en="Young people move to the capital region en masse.",
    ko="청년들이 수도권으로 대거 이동하고 있다.",
    formula="net gain of the capital region above 0, and net loss of each 5+3 group outside, by cohort",
    formula_ko="수도권의 20-34세 순이동이 0보다 큼; 권역별로는 비수도권 각 권역의 순이동이 0보다 작음",
    note=(
        "The printed flow counts moves at ages 19-34 in a year and cannot be computed here. Five-year balances of "
        "cohorts are another measure, overlap and must not be added. `En masse` is no number: the size stands in the "
        "value."
    ),
    note_ko=(
        "공표된 수치는 한 해 동안 19-34세의 전입신고를 센 것이며 여기서는 계산할 수 없다. 코호트의 5년 순이동은 다른 "
        "척도이고 기간이 겹치므로 더하면 안 된다. `대거`는 수치가 아니므로 크기는 값에 적었다."
    ),
    source="Statistics Korea 2025-09; core.published_figure",
    source_ko="통계청 2025-09; core.published_figure",
    published="61,490 more came than left at ages 19-34 in 2024",
    published_ko="2024년 19-34세 순유입 61,490명",
    still=True,
)


@claim(
    YOUTH,
    definition="cohort_20_34",
    en="net migration at ages 20-34 in five years, capital region",
    ko="수도권 20-34세 순이동 (5년, 코호트)",
    unit="persons",
    used_by="Japan Policy Council 2014 (Masuda): net moves of cohorts over five years",
    used_by_ko="일본창성회의 2014 (마스다): 코호트의 5년 순이동",
)
def cohort_20_34(youth_migration: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Residual of cohort survival; the newest date is judged, those before are shown."""
    rows = duckdb.sql("""
        SELECT reference_date, net_20_34, missing_units
        FROM youth_migration
        WHERE level = 'capital_rest' AND region_id = 'capital' AND net_20_34 IS NOT NULL
        ORDER BY reference_date
    """).fetchall()
    for index, (day, net, missing) in enumerate(rows, 1):
        holds = net > 0 if index == len(rows) else None
        yield Variant(day, net, holds, note=_missing(missing), note_ko=_missing_ko(missing))


@claim(
    YOUTH,
    definition="origins_20_34",
    en="net migration at ages 20-34 in five years, each 5+3 group outside",
    ko="비수도권 권역별 20-34세 순이동",
    unit="persons",
)
def origins_20_34(youth_migration: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Do all groups outside of the capital region lose? Newest date."""
    rows = duckdb.sql("""
        SELECT reference_date, region_id, name_ko, net_20_34, missing_units
        FROM youth_migration
        WHERE level = 'megaregion' AND region_id <> 'capital' AND net_20_34 IS NOT NULL
        QUALIFY reference_date = max(reference_date) OVER ()
        ORDER BY region_id
    """).fetchall()
    for day, region, name, net, missing in rows:
        yield Variant(day, net, net < 0, item=region, item_ko=name, note=_missing(missing), note_ko=_missing_ko(missing))


@claim(
    YOUTH,
    definition="registered_moves",
    en="registered moves at ages 19-34, as printed",
    ko="19-34세 전입신고 순이동 (공표)",
    unit="persons",
    needs="raw.migration_by_age (registered moves between sido by age; none is read)",
    needs_ko="raw.migration_by_age (연령별 시도 간 전입신고; 읽은 자료 없음)",
    used_by="Statistics Korea 2025-09",
    used_by_ko="통계청 2025-09",
    author=True,
)
def registered_moves(published_figure: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The printed balance of one year. Shown: it cannot be computed here."""
    rows = duckdb.sql("SELECT period_to, value, source FROM published_figure WHERE figure = 'youth_net_inflow'").fetchall()
    yield from (Variant(day, value, None, note=f"as printed: {source}", note_ko=f"공표: {source}") for day, value, source in rows)


@claim(
    YOUTH,
    definition="all_ages",
    en="moves of all ages, balance of the capital region",
    ko="전 연령 순이동",
    unit="persons",
    beside=True,
)
def all_ages(migration_balance: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Beside the young: in 2011 and from 2013 to 2016 more people of all ages left than came."""
    rows = duckdb.sql("""
        SELECT reference_date, net_moves
        FROM migration_balance
        WHERE level = 'capital_rest' AND region_id = 'capital'
        ORDER BY reference_date
    """).fetchall()
    yield from (Variant(day, net, None) for day, net in rows)


def _missing(units: int) -> str:
    return f"{units} units missing" if units else ""


def _missing_ko(units: int) -> str:
    return f"{units}곳 자료 없음" if units else ""
