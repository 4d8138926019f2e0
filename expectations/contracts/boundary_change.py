"""core.boundary_change: area of units in neighbouring vintages, with the events between."""

from expectations.columns import NAME_KO, UNIT_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.boundary_shift import PAIR
from expectations.references import to_unit
from expectations.rules.coverage import unexplained_change, units_in_place

BOUNDARY_CHANGE = TableContract(
    name="boundary_change",
    schema="core",
    ko="경계 면적 변화",
    en="Change of area between neighbouring vintages",
    description="Every unit of either vintage; coasts and generalisation change areas too, which no event explains.",
    grain="a unit and pair of neighbouring vintages",
    columns=(
        *PAIR,
        UNIT_ID,
        NAME_KO,
        Column("area_before_km2", "DOUBLE", "이전 면적", "Area in the earlier vintage", unit="km2", nullable=True, minimum=0),
        Column("area_after_km2", "DOUBLE", "이후 면적", "Area in the later vintage", unit="km2", nullable=True, minimum=0),
        Column("change_share", "DOUBLE", "변화율", "Change of area", unit="ratio", nullable=True, formula="area_after_km2 / area_before_km2 - 1"),
        Column("events", "VARCHAR", "사건", "Events that moved parts or units between the two days", nullable=True, caveat="of core.region_event, joined by `;`"),
        Column(
            "exchanged_with", "VARCHAR", "자리를 바꾼 단위", "Units with which it changed places", nullable=True,
            caveat="joined by `;`: each covers more than half of the ground of the next and none of its own; one of the two files is wrong",
        ),
    ),
    key=("level", "vintage_before", "scheme_before", "vintage_after", "scheme_after", "unit_id"),
    references=to_unit(),
    source="core.boundary, core.region_event",
    min_rows=0,
    rules=(
        Rule(
            name="in_place",
            measure=units_in_place,
            key=("level", "vintage_before", "vintage_after", "unit_id", "name_ko", "exchanged_with"),
            expect=(
                Expect(
                    "expect_column_values_to_be_in_set", {"column": "in_place", "value_set": [True]},
                    why="between the two vintages these units changed places: one of the two files has each other's shapes",
                ),
            ),
        ),
        Rule(
            name="change_without_event",
            measure=unexplained_change,
            key=("level", "vintage_before", "vintage_after", "unit_id"),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "unexplained_share", "min_value": -0.1, "max_value": 0.1}, "warning",
                    "the area changes by more than 10 % and no event says why: coast, tidal land, generalisation, or a wrong boundary",
                ),
                Expect(
                    "expect_column_values_to_be_in_set", {"column": "gone_or_new", "value_set": [False]}, "warning",
                    "the unit is in one of the two vintages only, and no event says why",
                ),
            ),
        ),
    ),
)  # fmt: skip
