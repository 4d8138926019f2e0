"""mart.crisis_area: the designated crisis regions with their shapes and days; no measurement."""

from dataclasses import replace

from expectations.columns import AREA_KM2, GEOMETRY, GEOMETRY_BASIS, NAME_EN, NAME_KO, NOTE, SIDO_KO, UNIT_ID, VERIFIED
from expectations.contract import Expect, Rule, TableContract
from expectations.contracts.crisis_designation import CRISIS_DESIGNATION
from expectations.references import to_unit
from expectations.rules.policy import drawn_designations

CRISIS_AREA = TableContract(
    name="crisis_area",
    schema="mart",
    ko="위기지역 (법정 지정)",
    en="Crisis areas designated by law",
    description="Industrial and employment crisis regions of core.crisis_designation on the reference geography. A unit stands once per scheme and first day; areas of two schemes lie on each other.",
    grain="a unit, scheme and first day",
    columns=(
        CRISIS_DESIGNATION.column("scheme"),
        UNIT_ID,
        NAME_KO,
        NAME_EN,
        SIDO_KO,
        CRISIS_DESIGNATION.column("designated_from"),
        CRISIS_DESIGNATION.column("from_basis"),
        CRISIS_DESIGNATION.column("designated_until"),
        CRISIS_DESIGNATION.column("until_basis"),
        CRISIS_DESIGNATION.column("ministry"),
        CRISIS_DESIGNATION.column("source"),
        VERIFIED,
        NOTE,
        replace(AREA_KM2, minimum=0.0),
        GEOMETRY_BASIS,
        GEOMETRY,
    ),
    key=("scheme", "unit_id", "designated_from"),
    geometry="geometry",
    source="core.crisis_designation, core.boundary, core.derived_boundary",
    references=to_unit(),
    rules=(
        Rule(
            name="drawn_designations",
            measure=drawn_designations,
            key=("scheme", "unit_id", "designated_from"),
            expect=(
                Expect(
                    "expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["drawn"]}, severity="warning",
                    why="the unit is none of the reference vintage; it is in core.crisis_designation only",
                ),
            ),
        ),
    ),
)  # fmt: skip
