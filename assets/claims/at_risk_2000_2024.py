"""2000년 0곳이던 소멸위험지역이 2024년 130곳: units at risk of extinction, by set of units, and beside a designation in law.

The index is a computed class after KEIS. The 89 population-decline areas are named in a notice, by other figures.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import duckdb

from assets.claims.sentence import Sentence, Variant, claim

PRINTED = 130
AT_RISK = Sentence(
    claim_id="at-risk-2000-2024",
    on=dt.date(2024, 3, 31),
    en="No region was at risk of extinction in 2000, and 130 were in 2024.",
    ko="2000년에 한 곳도 없던 소멸위험지역이 2024년에는 130곳이 되었다.",
    formula="units with women aged 20-39 / persons aged 65 and over below 0.5: none in 2000, 130 in March 2024",
    note=(
        "At risk is a computed class, no designation in law and no forecast. The printed count is of March "
        "2024; counts here are of "
        "Decembers, between which it has to lie; the nearer one is compared."
    ),
    source="KEIS 2024; core.published_figure",
    published="0 in 2000, 130 of 228 in March 2024",
    published_value=PRINTED,
)
NEEDS_2000 = "core.population for 2000 by sigungu, sex and age (files have 1995-1998, and every year since 2008)"


@claim(
    AT_RISK, definition="keis", en="228 units of KEIS: cities of Jeju in, Sejong out", ko="고용정보원 228개 시군구", unit="units"
)
def keis(at_risk_count: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Counts by December; the two around March 2024 judge the printed one."""
    yield from _around(at_risk_count, "keis")


@claim(AT_RISK, definition="local_government", en="226 basic local governments", ko="기초지자체 226곳", unit="units")
def local_government(at_risk_count: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The same without the cities of Jeju."""
    yield from _around(at_risk_count, "local_government")


@claim(AT_RISK, definition="in_2000", en="units at risk in 2000", ko="2000년 소멸위험 시군구", unit="units", needs=NEEDS_2000)
def in_2000(at_risk_count: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """The first half of the sentence."""
    rows = duckdb.sql("""
        SELECT reference_date, at_risk, units, missing_units
        FROM at_risk_count
        WHERE unit_set = 'keis' AND year(reference_date) = 2000
    """).fetchall()
    for day, count, units, missing in rows:
        yield Variant(day, count, None if missing and not count else count == 0, units, note=f"{missing} units missing")


@claim(AT_RISK, definition="as_printed", en="counts as KEIS printed them", ko="고용정보원 공표", unit="units", beside=True)
def as_printed(published_figure: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Printed counts by date and concept."""
    rows = duckdb.sql("""
        SELECT period_to, value, concept FROM published_figure WHERE figure = 'at_risk_count' ORDER BY period_to
    """).fetchall()
    yield from (Variant(day, value, None, 228, item=concept) for day, value, concept in rows)


@claim(
    AT_RISK,
    definition="designated_in_law",
    en="population-decline areas designated in law",
    ko="인구감소지역 (법정 지정)",
    unit="units",
)
def designated_in_law(decline_area: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Areas of the notice of 2021, which are often quoted for the class at risk."""
    rows = duckdb.sql("SELECT designated_from, count(*) FROM decline_area GROUP BY ALL ORDER BY ALL").fetchall()
    yield from (Variant(day, count, count == PRINTED, count, note="another judgement by other figures") for day, count in rows)


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
        yield Variant(day, count, None, known, note=f"{missing} units missing" if missing else "")
    before = [row for row in rows if row[0] <= AT_RISK.on]
    after = [row for row in rows if row[0] > AT_RISK.on]
    if before and after:
        (first, low, _, _), (last, high, _, missing) = before[-1], after[0]
        near, count, known = min(before[-1][:3], after[0][:3], key=lambda row: abs(row[0] - AT_RISK.on))
        yield Variant(
            near, count, low <= PRINTED <= high + missing, known, item="printed 130 lies between",
            note=f"{low} at {first}, {high} at {last}", reproduces=unit_set == "keis",
        )  # fmt: skip
