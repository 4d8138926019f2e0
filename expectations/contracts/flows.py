"""Flows of people between units: the raw matrix, flows on the reference geography and their line layers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from domain.moves import SIDO_THRESHOLD, SIGUNGU_THRESHOLD
from expectations.columns import (
    GEOMETRY,
    GEOMETRY_BASIS,
    INTERPOLATED,
    NAME_EN,
    NAME_KO,
    REFERENCE_DATE,
    SOURCE_FILE,
    SOURCE_ROW,
    UNIT_ID,
    YEAR,
)
from expectations.contract import Column, Rule, TableContract
from expectations.formula import Formula, in_words
from expectations.references import to_unit
from expectations.rules.copied_period import copied_period
from expectations.rules.moves import flow_units, sido_flow_total, sigungu_flow_total
from expectations.templates import near_zero

FROM_UNIT = replace(UNIT_ID, name="from_unit_id", ko="전출지", en="Origin", caveat="")
TO_UNIT = replace(UNIT_ID, name="to_unit_id", ko="전입지", en="Destination", caveat="")
MOVES = Column(
    "moves", "BIGINT", "이동자수", "Persons who moved", unit="persons", minimum=0, measure="extensive",
    caveat="registered moves within the country, all ages; who moves twice counts twice",
)  # fmt: skip
NET_MOVES = replace(
    MOVES,
    name="net_moves",
    ko="순이동자수 (전입 - 전출)",
    en="Net moves, in minus out",
    minimum=None,
    formula=Formula("moves_in - moves_out", where="moves_in IS NOT NULL"),
)
# Rows of the publisher's own microdata keep what its tables leave out.
INSIDE_DONG = (
    "7,800,976 moves in 2025 against the 6.118 million that Statistics Korea published, which counts only who crosses a border of "
    "eup-myeon-dong"
)
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
                expect=(near_zero("difference"),),
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
            replace(MOVES, ko="이동자수 (전출지에서 전입지로)", en="Persons who moved from origin to destination", minimum=threshold),
            replace(MOVES, name="moves_back", ko="역방향 이동자수 (전입지에서 전출지로)", en="Persons who moved from destination to origin"),
            replace(NET_MOVES, ko="순이동자수 (이 방향 - 역방향)", en="Net moves, this way minus back", formula="moves - moves_back"),
            Column(
                "share_of_out", "DOUBLE", "전출지의 전출 중 비중", "Share of all who left the origin", unit="ratio", minimum=0, maximum=1,
                measure="intensive", formula=in_words(f"moves / all moves out of the origin to other {level}"),
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


MIGRATION_FLOW = TableContract(
    name="migration_flow",
    schema="raw",
    ko="시군구 간·시군구 안 인구이동 (읍면동 안 이동 포함)",
    en="Migration flows between and within sigungu, moves inside an eup-myeon-dong among them",
    description=(
        "Registered moves of a year by origin and destination, all ages and both sexes; pairs without a move have no row. Moves inside an "
        f"eup-myeon-dong are counted: {INSIDE_DONG}."
    ),
    grain="an origin, a destination and year",
    columns=(
        YEAR,
        Column("origin_code", "VARCHAR", "전출지 코드", "MOIS code of the origin", pattern=r"^[0-9]{5}$", source="ori"),
        Column("destination_code", "VARCHAR", "전입지 코드", "MOIS code of the destination", pattern=r"^[0-9]{5}$", source="des"),
        Column(
            "moves", "BIGINT", "이동자수 (읍면동 안 이동 포함)", "Registered moves, those inside an eup-myeon-dong among them", unit="persons", minimum=1, measure="extensive", source="flow",
            caveat="a person who moves twice counts twice; " + INSIDE_DONG,
        ),
        Column("is_within", "BOOLEAN", "단위 내 이동", "Origin and destination are the same unit", caveat="these are nearly half of all moves, and only among these are moves inside an eup-myeon-dong; leave them out of flows between units"),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("year", "origin_code", "destination_code"),
    source="Statistics Korea (국가데이터처), 국내인구이동통계, by origin and destination; re-published",
    min_rows=0,
    rules=(
        copied_period("migration_flow", period=("year",), unit=("origin_code", "destination_code"), figures=("moves",)),
        Rule(
            name="flow_units",
            measure=flow_units,
            key=("year",),
            expect=(
                near_zero("unknown_codes"),
                near_zero("missing_units"),
            ),
        ),
    ),
)  # fmt: skip


SIDO_FLOW = flow_panel(
    "sido_flow",
    ko="시도 간 이동",
    en="Moves between sido",
    description=(
        "The sido of the reference vintage in every year since 2000. Before July 2012 Sejong has its share of the moves of Chungnam and "
        "Chungbuk, and until 2022 Daegu the share of Gunwi-gun in those of Gyeongbuk: estimates, flagged."
    ),
    source="raw.kosis_sido_migration by core.crosswalk",
    conserved=sido_flow_total,
)


SIGUNGU_FLOW = flow_panel(
    "sigungu_flow",
    ko="시군구 간·시군구 안 이동 (읍면동 안 이동 포함)",
    en="Moves between and within sigungu, those inside an eup-myeon-dong among them",
    description=(
        "Sigungu of the KOSIS set, all ages and both sexes; gu of a city are summed to the city. There is no matrix by age. Moves `within` a "
        f"unit hold those inside an eup-myeon-dong: {INSIDE_DONG}."
    ),
    source="raw.migration_flow by core.crosswalk",
    conserved=sigungu_flow_total,
)


MIGRATION_FLOW_SIDO = flow_layer(
    "migration_flow_sido",
    ko="시도 간 이동선",
    en="Flows between sido",
    level="sido",
    threshold=SIDO_THRESHOLD,
    table="core.sido_flow",
)


MIGRATION_FLOW_SIGUNGU = flow_layer(
    "migration_flow_sigungu", ko="시군구 간 이동선", en="Flows between sigungu", level="sigungu", threshold=SIGUNGU_THRESHOLD,
    table="core.sigungu_flow",
)  # fmt: skip
