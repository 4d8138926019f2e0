"""제조업 거점이 러스트벨트로: what became of former manufacturing hubs.

Eroded means that a tenth of the peak share of manufacturing is lost, hollowed a quarter. Hubs are those of 2016-2018; what fell
before is not seen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import duckdb

from assets.claims.sentence import Sentence, Variant, claim

RUST = Sentence(
    claim_id="hubs-become-rust-belts",
    on=dt.date(2024, 12, 31),
    en="Former manufacturing hubs outside the capital region are becoming rust belts.",
    ko="한때의 제조업 거점 도시들이 러스트벨트로 변하고 있다.",
    formula=(
        "more than half of the hubs with a known state lost a tenth (a quarter) of their peak share of manufacturing, or people"
    ),
    note=(
        "Shares of manufacturing are of 2016 to 2024 and known for part of the units. Tongyeong, Mokpo and "
        "others that fell before 2016 "
        "are no hubs here. A designation as crisis region is a policy's judgement."
    ),
    source="mart.rust_belt; core.crisis_designation",
)
NEEDED = "shares of manufacturing by sigungu and year (raw.secondary_panel), which this build does not have"


@claim(
    RUST,
    definition="eroded",
    en="hubs outside that lost a tenth or more",
    ko="제조업 비중 10% 이상 상실",
    unit="share of hubs",
    needs=NEEDED,
)
def eroded(rust_belt: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Manufacturing alone."""
    yield from _share(rust_belt, "eroded")


@claim(
    RUST,
    definition="hollowed",
    en="hubs outside that lost a quarter or more",
    ko="제조업 비중 25% 이상 상실",
    unit="share of hubs",
    needs=NEEDED,
)
def hollowed(rust_belt: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """A stricter line."""
    yield from _share(rust_belt, "hollowed")


@claim(
    RUST,
    definition="industry_and_people",
    en="hubs outside that lost a tenth of the share of manufacturing, and a twentieth of their people",
    ko="제조업 비중 10%와 인구 5% 이상 상실",
    unit="share of hubs",
    needs=NEEDED,
)
def industry_and_people(rust_belt: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """A rust belt loses both."""
    yield from _share(rust_belt, "both")


@claim(
    RUST,
    definition="designated",
    en="hubs that were designated as crisis regions: share of manufacturing lost",
    ko="위기지역으로 지정된 거점의 제조업 비중 감소",
    unit="ratio",
    needs=NEEDED,
)
def designated(rust_belt: duckdb.DuckDBPyRelation, crisis_designation: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """Each designated hub: did it lose a tenth?"""
    rows = duckdb.sql("""
        SELECT DISTINCT r.panel_date, r.region_id, r.manufacturing_loss, r.state
        FROM rust_belt AS r
        JOIN crisis_designation AS c ON c.unit_id = r.region_id
        WHERE r.hub AND r.state <> 'unknown' AND r.manufacturing_loss IS NOT NULL
        ORDER BY r.region_id
    """).fetchall()
    for day, unit, loss, state in rows:
        yield Variant(
            day or RUST.on, loss, state in ("eroded", "hollowed"), item=unit, note=f"{state}; points of share lost since the peak"
        )


def _share(rust_belt: duckdb.DuckDBPyRelation, line: str) -> Iterator[Variant]:
    rows = duckdb.sql(
        """
        WITH hubs AS (
            SELECT panel_date, CASE ?
                       WHEN 'hollowed' THEN state = 'hollowed'
                       WHEN 'both' THEN state <> 'intact' AND population_loss >= 0.05
                       ELSE state <> 'intact'
                   END AS lost
            FROM rust_belt
            WHERE hub AND state <> 'unknown' AND megaregion <> 'capital'
        )
        SELECT max(panel_date), avg(CAST(lost AS INTEGER)), count(lost)
        FROM hubs
        WHERE lost IS NOT NULL
        HAVING count(lost) > 0
    """,
        params=[line],
    ).fetchall()
    yield from (Variant(day or RUST.on, share, share > 0.5, n) for day, share, n in rows)
