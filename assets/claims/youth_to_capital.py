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
    note=(
        "Five-year balances of cohorts overlap and must not be added; printed yearly flows count moves at "
        "ages 19-34 and are another "
        "measure. `En masse` is no number: the size stands in the value."
    ),
    source="Statistics Korea 2025-09; core.published_figure",
    published="61,490 more came than left at ages 19-34 in 2024",
    still=True,
)


@claim(
    YOUTH,
    definition="cohort_20_34",
    en="net migration at ages 20-34 in five years, capital region",
    ko="수도권 20-34세 순이동 (5년, 코호트)",
    unit="persons",
)
def cohort_20_34(youth_migration: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Residual of cohort survival."""
    rows = duckdb.sql("""
        SELECT reference_date, net_20_34, missing_units
        FROM youth_migration
        WHERE level = 'capital_rest' AND region_id = 'capital' AND net_20_34 IS NOT NULL
        ORDER BY reference_date
    """).fetchall()
    yield from (Variant(day, net, net > 0, note=_missing(missing)) for day, net, missing in rows)


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
        SELECT reference_date, region_id, net_20_34, missing_units
        FROM youth_migration
        WHERE level = 'megaregion' AND region_id <> 'capital' AND net_20_34 IS NOT NULL
        QUALIFY reference_date = max(reference_date) OVER ()
        ORDER BY region_id
    """).fetchall()
    yield from (Variant(day, net, net < 0, item=region, note=_missing(missing)) for day, region, net, missing in rows)


@claim(
    YOUTH,
    definition="registered_moves",
    en="registered moves at ages 19-34, as printed",
    ko="19-34세 전입신고 순이동 (공표)",
    unit="persons",
    needs="raw.migration_by_age (registered moves between sido by age; none is read)",
)
def registered_moves(published_figure: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The printed balance of one year. Shown: it cannot be computed here."""
    rows = duckdb.sql("SELECT period_to, value, source FROM published_figure WHERE figure = 'youth_net_inflow'").fetchall()
    yield from (Variant(day, value, None, note=f"as printed: {source}") for day, value, source in rows)


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
