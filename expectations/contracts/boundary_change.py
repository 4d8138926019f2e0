"""core.boundary_change: area of units in neighbouring vintages, with the events between."""

from expectations.columns import NAME_KO, UNIT_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.boundary_shift import PAIR
from expectations.references import to_unit
from expectations.rules.coverage import unexplained_change

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
    ),
    key=("level", "vintage_before", "scheme_before", "vintage_after", "scheme_after", "unit_id"),
    references=to_unit(),
    source="core.boundary, core.region_event",
    min_rows=0,
    rules=(
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
