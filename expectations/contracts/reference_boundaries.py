"""Shapes of the reference geography: by level, simplified, and who borders whom."""

from __future__ import annotations

from dataclasses import replace

from domain.borders import CLOSED_GAP_M, TOLERANCE_M
from domain.levels import SIMPLE_LEVELS
from expectations.columns import (
    AREA_KM2,
    CENTROID_LAT,
    CENTROID_LON,
    FACT_SOURCE,
    GEOMETRY,
    GEOMETRY_BASIS,
    LEVEL,
    NAME_EN,
    NAME_KO,
    NOTE,
    REGION_ID,
    SIMPLIFIED,
    UNIT_ID,
    VERIFIED,
)
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.coverage import JUDGED_KEY, VALID_COVERAGE
from expectations.references import to_region, to_unit
from expectations.rules.boundaries import area_against_register, both_ways, ground_won, levels_add_up, simple_coverages
from expectations.templates import between, near_zero

LEVEL_BOUNDARY = TableContract(
    name="level_boundary",
    schema="core",
    ko="수준별 경계",
    en="Boundaries by level",
    description=(
        "Sigungu, sido, 5+3 groups and the nation on the reference vintage; every level is the union of the one below. "
        "Gaps between units are closed, lakes and bays are not."
    ),
    grain="a region",
    columns=(
        LEVEL,
        REGION_ID,
        AREA_KM2,
        Column(
            "gaps_closed_km2", "DOUBLE", "메운 틈", "Of it, gaps between units that were closed", unit="km2", minimum=-0.01, measure="extensive",
            caveat="listed in core.boundary_gap",
        ),
        CENTROID_LON,
        CENTROID_LAT,
        GEOMETRY_BASIS,
        GEOMETRY,
    ),
    key=("level", "region_id"),
    references=to_region(),
    geometry="geometry",
    source="core.boundary dissolved by core.reference_region, core.boundary_gap",
    rules=(
        Rule(
            name="gaps_small",
            measure=ground_won,
            key=("level", "region_id", "area_km2"),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "won_share", "min_value": -0.01, "max_value": 0.05}, "warning",
                    "closing gaps between units enlarged this one by more than 5 %",
                ),
                between("won_share", -0.01, 0.25, why="closing gaps between units enlarged this one by more than a quarter: a unit beside it may be missing"),
            ),
        ),
        Rule(
            name="levels_add_up",
            measure=levels_add_up,
            key=("level", *JUDGED_KEY),
            expect=(
                near_zero("difference_m2", 1),
                VALID_COVERAGE,
                near_zero("missing_regions"),
            ),
        ),
        Rule(
            name="area_against_register",
            measure=area_against_register,
            key=("level", "region_id"),
            expect=(
                Expect(
                    "expect_column_values_to_be_between",
                    {"column": "difference_share", "min_value": -0.05, "max_value": 0.05}, "warning",
                    "polygon and register differ by more than 5 %: tidal land, water, or a wrong boundary",
                ),
                near_zero("difference_share", 0.3, why="polygon and register differ by more than 30 %"),
            ),
        ),
    ),
)  # fmt: skip


SIMPLE_BOUNDARY = TableContract(
    name="simple_boundary",
    schema="core",
    ko="단순화 경계",
    en="Simplified boundaries",
    description=(
        f"Coverages simplified by {TOLERANCE_M} m with shared edges kept shared: no sliver, no region lost. Enclosed gaps between "
        f"sigungu that are up to {CLOSED_GAP_M:,} m wide are closed. Sido and 5+3 groups are "
        "unions of simplified sigungu, so that levels lie on each other; eup-myeon-dong are of their own vintage."
    ),
    grain="a region",
    columns=(
        replace(LEVEL, allowed=SIMPLE_LEVELS),
        replace(REGION_ID, caveat="as in core.level_boundary; for emd the code of core.boundary"),
        GEOMETRY_BASIS,
        SIMPLIFIED,
    ),
    key=("level", "region_id"),
    geometry="geometry",
    source="core.level_boundary, core.boundary",
    citation="Visvalingam and Whyatt (1993), Line generalisation by repeated elimination of points, Cartographic Journal 30",
    rules=(
        Rule(
            name="simple_coverages",
            measure=simple_coverages,
            key=("level", *JUDGED_KEY),
            expect=(
                VALID_COVERAGE,
                near_zero("empty_shapes"),
                near_zero("absent_regions"),
                near_zero("area_change", 0.005, why="simplifying moved more than half a per cent of the area"),
            ),
        ),
    ),
)  # fmt: skip


NEIGHBOUR = TableContract(
    name="neighbour",
    schema="core",
    ko="이웃 시군구",
    en="Neighbours",
    description=(
        "Queen contiguity on the cleaned coverage without its gaps: units that share a border or a corner. An island has its nearest unit instead, and "
        "those to which a bridge or tunnel leads. Bridges between other units are in core.fixed_link only."
    ),
    grain="a pair of neighbours, in either order",
    columns=(
        replace(UNIT_ID, caveat=""),
        replace(UNIT_ID, name="neighbour_id", ko="이웃 단위", en="Neighbour", caveat=""),
        Column(
            "kind", "VARCHAR", "종류", "Kind", allowed=("queen", "bridge", "nearest"),
            caveat="one of the two is an island, joined by a fixed link that was open on the reference vintage, or only nearest",
        ),
        Column("distance_km", "DOUBLE", "거리", "Distance between the shapes", unit="km", minimum=0),
    ),
    key=("unit_id", "neighbour_id"),
    references=to_unit("unit_id", "neighbour_id"),
    source="core.level_boundary, core.fixed_link",
    citation="Anselin (1988), Spatial Econometrics: Methods and Models",
    rules=(
        Rule(
            name="both_ways",
            measure=both_ways,
            key=("unit_id",),
            expect=(
                near_zero("one_way"),
                Expect("expect_column_values_to_be_between", {"column": "neighbours", "min_value": 1}, why="every unit has a neighbour"),
            ),
        ),
    ),
)  # fmt: skip


FIXED_LINK = TableContract(
    name="fixed_link",
    schema="core",
    ko="해상 고정 연결로",
    en="Fixed links over the sea",
    description=(
        "Bridges, tunnels and causeways between sigungu that have water between them. core.neighbour has those of islands; the others are for whoever "
        "wants a contiguity by road: join them to it. Not complete: no bridges over rivers, which units share a border in."
    ),
    grain="a link",
    columns=(
        replace(UNIT_ID, caveat="of the KOSIS set"),
        replace(UNIT_ID, name="other_unit_id", ko="이어진 단위", en="Unit at the other end", caveat=""),
        replace(NAME_KO, en="Name in Korean"),
        NAME_EN,
        Column("kind", "VARCHAR", "종류", "Kind", allowed=("bridge", "tunnel", "causeway"), caveat="tunnel: where any part of it is one"),
        Column("opened", "DATE", "개통일", "Open to traffic since"),
        Column("day_known", "BOOLEAN", "개통일 확인", "Is the day known", caveat="false: the last day of the year in which it opened"),
        FACT_SOURCE,
        VERIFIED,
        NOTE,
    ),
    key=("unit_id", "other_unit_id", "name_ko"),
    references=to_unit("unit_id", "other_unit_id"),
    source="assets/reference/tables/fixed_link.csv, from announcements and newspapers",
)  # fmt: skip
