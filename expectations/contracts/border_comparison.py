"""core.border_comparison: sigungu that touch on the reference map and not in another vintage, and the other way round."""

from dataclasses import replace

from expectations.boundary import SCHEME, VINTAGE
from expectations.columns import UNIT_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.references import to_unit
from expectations.rules.neighbours import borders_agree

# Touching along less than this is a corner, which generalising makes or takes away.
CORNER_KM = 0.2
# What an unexplained border, and all of them together, may come to.
BORDER_KM = 10.0
BORDERS_KM = 20.0

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
                Expect(
                    "expect_column_values_to_be_between", {"column": "unexplained_km", "min_value": 0, "max_value": BORDER_KM},
                    why="a border of the one map is missing in the other, and no event or coast says why: units lie apart, or in each other's place",
                ),
                Expect(
                    "expect_column_values_to_be_between", {"column": "all_unexplained_km", "min_value": 0, "max_value": BORDERS_KM},
                    why="more borders differ between the two maps than generalising makes: units lie apart, or the two do not belong together",
                ),
                Expect(
                    "expect_column_values_to_be_in_set", {"column": "worth_a_look", "value_set": [False]}, "warning",
                    "the two maps differ in who touches whom",
                ),
            ),
        ),
    ),
)  # fmt: skip
