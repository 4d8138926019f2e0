"""What tables and layers of migration flows share: their ends, their counts, and the contract of a panel of flows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from expectations.columns import GEOMETRY, GEOMETRY_BASIS, INTERPOLATED, NAME_EN, NAME_KO, REFERENCE_DATE, UNIT_ID, YEAR
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.references import to_unit

FROM_UNIT = replace(UNIT_ID, name="from_unit_id", ko="전출지", en="Origin", caveat="")
TO_UNIT = replace(UNIT_ID, name="to_unit_id", ko="전입지", en="Destination", caveat="")
MOVES = Column(
    "moves", "BIGINT", "이동자수", "Persons who moved", unit="persons", minimum=0, measure="extensive",
    caveat="registered moves within the country, all ages; who moves twice counts twice",
)  # fmt: skip
NET_MOVES = replace(MOVES, name="net_moves", ko="순이동자수", en="Net moves", minimum=None, formula="moves in - moves out")
FLOW_SOURCE = Column(
    "flow_source", "VARCHAR", "이동 자료", "Table of the moves",
    allowed=("kosis_sido_migration", "migration_flow", "kosis_sigungu_moves"),
    caveat=(
        "the sheet of sido to sido, the matrix of sigungu, or the sheet of all moves in and out of each sigungu; all of "
        "Statistics Korea's statistics of internal migration"
    ),
)  # fmt: skip


def flow_panel(name: str, *, ko: str, en: str, description: str, source: str, conserved: Callable[..., Any]) -> TableContract:
    """Contract of moves between the units of one set on the reference geography; `conserved` holds them against the raw table."""
    return TableContract(
        name=name,
        schema="core",
        ko=ko,
        en=en,
        description=description,
        grain="an origin, destination, kind and year",
        columns=(
            FROM_UNIT,
            TO_UNIT,
            Column(
                "kind", "VARCHAR", "구분", "Kind of flow", allowed=("between", "within", "undivided"),
                caveat="undivided: within an old unit that is now several, who crossed the new border is unknown",
            ),
            YEAR,
            MOVES,
            replace(INTERPOLATED, caveat="true: an end was part of a unit divided later, and has its share"),
        ),
        key=("from_unit_id", "to_unit_id", "kind", "year"),
        references=to_unit("from_unit_id", "to_unit_id"),
        source=source,
        min_rows=0,
        rules=(
            Rule(
                name="nobody_is_lost",
                measure=conserved,
                key=("year",),
                expect=(Expect("expect_column_values_to_be_between", {"column": "difference", "min_value": 0, "max_value": 0}),),
            ),
        ),
    )  # fmt: skip


def flow_layer(name: str, *, ko: str, en: str, level: str, threshold: int, table: str) -> TableContract:
    """Contract of the line layer of the newest flows of one level, `threshold` persons and more."""
    return TableContract(
        name=name,
        schema="mart",
        ko=ko,
        en=en,
        description=(
            f"Straight lines from centroid to centroid of {level}, newest year, flows of {threshold:,} persons and more; "
            f"all flows and years are in {table}. Draw the direction with an arrow; lines of both directions lie on each other."
        ),
        grain="an origin and destination",
        columns=(
            FROM_UNIT,
            replace(NAME_KO, name="from_name_ko", ko="전출지 이름", en="Origin in Korean"),
            replace(NAME_EN, name="from_name_en", ko="전출지 영문 이름", en="Origin in English"),
            TO_UNIT,
            replace(NAME_KO, name="to_name_ko", ko="전입지 이름", en="Destination in Korean"),
            replace(NAME_EN, name="to_name_en", ko="전입지 영문 이름", en="Destination in English"),
            replace(REFERENCE_DATE, caveat="last day of the year of the moves"),
            replace(MOVES, minimum=threshold),
            replace(MOVES, name="moves_back", ko="역방향 이동자수", en="Persons who moved the other way"),
            replace(NET_MOVES, formula="moves - moves_back"),
            Column(
                "share_of_out", "DOUBLE", "전출 비중", "Share of all who left the origin", unit="ratio", minimum=0, maximum=1,
                measure="intensive", formula=f"moves / all moves out of the origin to other {level}",
            ),
            Column("rank_out", "BIGINT", "전입지 순위", "Rank among destinations of the origin", minimum=1),
            Column("rank_in", "BIGINT", "전출지 순위", "Rank among origins of the destination", minimum=1),
            Column("length_km", "DOUBLE", "거리", "Length of the line", unit="km", minimum=0, caveat="between centroids"),
            INTERPOLATED,
            GEOMETRY_BASIS,
            replace(
                GEOMETRY, ko="이동선", en="Line from origin to destination",
                caveat="centroids of areas; that of Incheon lies at sea",
            ),
        ),
        key=("from_unit_id", "to_unit_id"),
        references=to_unit("from_unit_id", "to_unit_id"),
        geometry="geometry",
        geometry_type="LineString",
        source=f"{table}, core.level_boundary",
        min_rows=0,
    )  # fmt: skip
