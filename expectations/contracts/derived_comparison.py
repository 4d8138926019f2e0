"""core.derived_comparison: derived sigungu against the shapes that somebody has published of the same day."""

from dataclasses import replace

from expectations.boundary import BOUNDARY_CODE, FIT_FOR, SCHEME, VINTAGE
from expectations.columns import NAME_KO, UNIT_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.references import to_unit
from expectations.rules.derived import published_alike

VERDICTS = ("same", "survey", "border", "only_derived", "only_published")
_AREA = Column("area_km2", "DOUBLE", "면적", "Area", unit="km2", minimum=0)

DERIVED_COMPARISON = TableContract(
    name="derived_comparison",
    schema="core",
    ko="도출 경계와 발표 경계의 비교",
    en="Derived against published boundaries",
    description="Each unit of a derived day and of the files published for that day. Where no event moved a unit, what differs is the two surveys: coast, tidal land, generalisation.",
    grain="a unit, day and published scheme",
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
            formula="area of the intersection / area of the union",
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
                Expect(
                    "expect_column_values_to_be_in_set", {"column": "in_both", "value_set": [True]},
                    why="the published file of that day has another set of units: the events or the vintage are wrong",
                ),
                Expect(
                    "expect_column_values_to_be_in_set", {"column": "border_explained", "value_set": [True]},
                    why="the events put ground on the wrong side of a new border, and no reason is declared",
                ),
                Expect(
                    "expect_column_values_to_be_between", {"column": "overlap_share", "min_value": 0.6, "max_value": 1}, "warning",
                    "less than 60 % of the ground is shared",
                ),
            ),
        ),
    ),
)  # fmt: skip
