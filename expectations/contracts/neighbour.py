"""core.neighbour: which sigungu of the reference geography touch, and what an island is nearest to."""

from dataclasses import replace

from expectations.columns import UNIT_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.references import to_unit
from expectations.rules.neighbours import both_ways

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
                Expect("expect_column_values_to_be_between", {"column": "one_way", "min_value": 0, "max_value": 0}),
                Expect("expect_column_values_to_be_between", {"column": "neighbours", "min_value": 1}, why="every unit has a neighbour"),
            ),
        ),
    ),
)  # fmt: skip
