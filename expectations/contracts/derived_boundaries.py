"""Sigungu put together from legal dong or carried forward by events, held against published ones."""

from __future__ import annotations

from dataclasses import replace

from domain.borders import BORDER_KM, BORDERS_KM, CORNER_KM
from expectations.columns import AREA_KM2, CENTROID_LAT, CENTROID_LON, GEOMETRY, GEOMETRY_BASIS, NAME_KO, UNIT_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.raw_boundaries import BOUNDARY_CODE, BOUNDARY_LEVEL, FIT_FOR, SCHEME, VINTAGE
from expectations.coverage import JUDGED_KEY, VALID_COVERAGE
from expectations.extent import ALL
from expectations.formula import in_words
from expectations.references import to_unit
from expectations.rules.boundaries import borders_agree, derived_sets, published_alike
from expectations.templates import between, near_zero, one_of

DERIVED_BOUNDARY = TableContract(
    name="derived_boundary",
    schema="core",
    ko="도출된 행정구역 경계",
    en="Derived boundaries",
    description=(
        "Sigungu after the newest published vintage that is fit for measuring: each the union of published legal dong that events say "
        "it is made of, or, without legal dong, the shape of that vintage carried forward and divided along published lines. Not "
        "surveyed, held against what is published of the day in core.derived_comparison, and replaced as soon as a vintage that is fit "
        "for measuring is at hand."
    ),
    grain="a sigungu and day of change",
    may_lose=ALL,
    columns=(
        replace(BOUNDARY_LEVEL, allowed=("sigungu",)),
        SCHEME,
        replace(VINTAGE, caveat="the day of the events"),
        replace(BOUNDARY_CODE, caveat="MOIS code of that day"),
        UNIT_ID,
        NAME_KO,
        replace(AREA_KM2, minimum=0.0),
        CENTROID_LON,
        CENTROID_LAT,
        replace(GEOMETRY_BASIS, allowed=("derived", "schematic")),
        GEOMETRY,
        Column(
            "method", "VARCHAR", "만든 방법", "How its shape was made", allowed=("dissolved", "carried", "other_vintage", "cut"),
            caveat="dissolved: from legal dong; carried: as in the base vintage; other_vintage: within the base vintage, along lines of another one that had the same units; cut: within it, along those of eup-myeon-dong",
        ),
        Column("parts", "BIGINT", "구성 단위 수", "Published shapes that it is made of", unit="shapes", minimum=1),
        Column("base_vintage", "DATE", "기초 경계일", "Vintage of the shapes it is made of"),
        Column("gaps_closed_km2", "DOUBLE", "메운 틈", "Area of gaps between its parts that were closed", unit="km2", caveat="up to 200 m wide between legal dong, else up to 10 m"),
        Column(
            "islets_km2", "DOUBLE", "읍면동에서 더한 섬", "Area of islets that come from its eup-myeon-dong", unit="km2", minimum=0,
            caveat="of the base vintage, where that has lost them in generalising; Dokdo is one",
        ),
        Column(
            "border_before", "DATE", "반영되지 않은 경계 변경일", "Its border is that of before this day", nullable=True,
            caveat="an event moved it then, and no published shape says where to",
        ),
        Column("events", "VARCHAR", "근거 사건", "Events that gave it this extent", nullable=True, caveat="of core.region_event; empty where the extent is that of the base vintage"),
    ),
    key=("vintage", "unit_id"),
    references=to_unit(),
    geometry="geometry",
    source="core.boundary (legal dong), core.region_event",
    min_rows=0,
    rules=(
        Rule(
            name="sets_complete",
            measure=derived_sets,
            key=("vintage", *JUDGED_KEY),
            expect=(
                near_zero("missing_units", why="a unit that lives then has no shape"),
                near_zero("extra_units", why="a shape of a unit that does not live then"),
                VALID_COVERAGE,
            ),
        ),
    ),
)  # fmt: skip


VERDICTS = ("same", "survey", "border", "only_derived", "only_published")
_AREA = Column("area_km2", "DOUBLE", "면적", "Area", unit="km2", minimum=0)

DERIVED_COMPARISON = TableContract(
    name="derived_comparison",
    schema="core",
    ko="도출 경계와 발표 경계의 비교",
    en="Derived against published boundaries",
    description="Each unit of a derived day and of the files published for that day. Where no event moved a unit, what differs is the two surveys: coast, tidal land, generalisation.",
    grain="a unit, day and published scheme",
    may_lose=ALL,
    columns=(
        VINTAGE,
        replace(SCHEME, caveat="of the published file"),
        UNIT_ID,
        replace(BOUNDARY_CODE, caveat="in the published file, else the MOIS code of the day"),
        NAME_KO,
        replace(FIT_FOR, name="published_fit_for", nullable=True, en="What the published shapes serve"),
        replace(_AREA, name="derived_km2", ko="도출 면적", en="Area derived", nullable=True),
        replace(_AREA, name="published_km2", ko="발표 면적", en="Area published", nullable=True),
        Column(
            "overlap_share", "DOUBLE", "중첩 비율", "Shared part of the ground of both", unit="ratio", minimum=0, maximum=1,
            formula=in_words("area of the intersection / area of the union"),
        ),
        Column("centre_distance_m", "DOUBLE", "중심 거리", "Distance of the centroids", unit="m", nullable=True, minimum=0),
        Column("outside_km2", "DOUBLE", "한쪽에만 있는 면적", "Ground of one that is no unit's in the other", unit="km2", minimum=0, caveat="coast, tidal and reclaimed land, islands left out"),
        Column("exchanged_km2", "DOUBLE", "이웃과 주고받은 면적", "Ground of one that is another unit's in the other", unit="km2", minimum=0),
        Column(
            "sibling_share", "DOUBLE", "경계 이동 비율", "Ground that the other gives to a unit of the same events", unit="ratio of the smaller area", minimum=0,
            caveat="of what lies on the line that the events drew; 0 for units that no event moved",
        ),
        Column("events", "VARCHAR", "근거 사건", "Events that gave the derived unit its extent", nullable=True),
        Column(
            "verdict", "VARCHAR", "판정", "Verdict", allowed=VERDICTS,
            caveat=(
                "border: more than 2 % lie on the other side of a line that events drew; same: at least 95 % shared; survey: less, away from such lines; "
                "only_…: the other has no such unit"
            ),
        ),
        Column("explanation", "VARCHAR", "설명", "What makes the difference", nullable=True, caveat="of core.declared_difference for a border; empty where they are the same"),
    ),
    key=("vintage", "scheme", "unit_id"),
    references=to_unit(),
    source="core.derived_boundary, core.boundary, core.declared_difference",
    min_rows=0,
    when_empty="no boundary file is of a day whose units are derived",
    rules=(
        Rule(
            name="published_alike",
            measure=published_alike,
            key=("vintage", "scheme", "unit_id"),
            expect=(
                one_of("in_both", True, why="the published file of that day has another set of units: the events or the vintage are wrong"),
                one_of("border_explained", True, why="the events put ground on the wrong side of a new border, and no reason is declared"),
                Expect(
                    "expect_column_values_to_be_between", {"column": "overlap_share", "min_value": 0.6, "max_value": 1}, "warning",
                    "less than 60 % of the ground is shared",
                ),
            ),
        ),
    ),
)  # fmt: skip


BORDER_COMPARISON = TableContract(
    name="border_comparison",
    schema="core",
    ko="이웃 관계 비교",
    en="Borders held against another vintage",
    description=(
        "Pairs of sigungu (KOSIS set) that touch in one of two vintages only: the reference, and the cleanest other one with the same units "
        "that it was not made from. "
        "Empty where there is no other vintage, or the reference is schematic."
    ),
    grain="a pair of units that touch in one of the two",
    columns=(
        replace(UNIT_ID, caveat="the first of the two in the order of letters"),
        replace(UNIT_ID, name="neighbour_id", ko="이웃 단위", en="The other unit", caveat=""),
        replace(SCHEME, name="other_scheme", ko="비교 코드 체계", en="Scheme of the other vintage"),
        replace(VINTAGE, name="other_vintage", ko="비교 경계일", en="Other vintage"),
        Column("touch_in", "VARCHAR", "맞닿은 곳", "Where they touch", allowed=("reference", "other")),
        Column("border_km", "DOUBLE", "공동 경계", "Length of the common border there", unit="km", minimum=0),
        Column("apart_km", "DOUBLE", "떨어진 거리", "Distance in the one where they do not", unit="km", minimum=0),
        Column(
            "reason", "VARCHAR", "이유", "Explanation", allowed=("an event", "a corner", "no ground", "none"),
            caveat=(
                f"an event: one of the two gained or lost ground between; a corner: less than {CORNER_KM} km; no ground: most of that border lies where the "
                "other map has no unit (sea, or land behind the civilian control line); none: not explained"
            ),
        ),
    ),
    key=("unit_id", "neighbour_id"),
    references=to_unit("unit_id", "neighbour_id"),
    source="core.level_boundary, core.boundary, core.derived_boundary, core.boundary_gap, core.region_event",
    min_rows=0,
    when_empty="no other vintage to hold neighbours against, or they are the same there",
    rules=(
        Rule(
            name="borders_agree",
            measure=borders_agree,
            key=("unit_id", "neighbour_id", "touch_in", "border_km", "apart_km", "reason", "other_vintage"),
            expect=(
                between("unexplained_km", 0, BORDER_KM, why="a border of the one map is missing in the other, and no event or coast says why: units lie apart, or in each other's place"),
                between("all_unexplained_km", 0, BORDERS_KM, why="more borders differ between the two maps than generalising makes: units lie apart, or the two do not belong together"),
                Expect(
                    "expect_column_values_to_be_in_set", {"column": "worth_a_look", "value_set": [False]}, "warning",
                    "the two maps differ in who touches whom",
                ),
            ),
        ),
    ),
)  # fmt: skip
