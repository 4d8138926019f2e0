"""core.level_boundary: shapes of the reference geography, dissolved from sigungu upwards."""

from expectations.columns import AREA_KM2, CENTROID_LAT, CENTROID_LON, GEOMETRY, GEOMETRY_BASIS, LEVEL, REGION_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.coverage import JUDGED_KEY, VALID_COVERAGE
from expectations.references import to_region
from expectations.rules.levels import area_against_register, ground_won, levels_add_up

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
                Expect(
                    "expect_column_values_to_be_between", {"column": "won_share", "min_value": -0.01, "max_value": 0.25},
                    why="closing gaps between units enlarged this one by more than a quarter: a unit beside it may be missing",
                ),
            ),
        ),
        Rule(
            name="levels_add_up",
            measure=levels_add_up,
            key=("level", *JUDGED_KEY),
            expect=(
                Expect("expect_column_values_to_be_between", {"column": "difference_m2", "min_value": -1, "max_value": 1}),
                VALID_COVERAGE,
                Expect("expect_column_values_to_be_between", {"column": "missing_regions", "min_value": 0, "max_value": 0}),
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
                Expect(
                    "expect_column_values_to_be_between",
                    {"column": "difference_share", "min_value": -0.3, "max_value": 0.3},
                    why="polygon and register differ by more than 30 %",
                ),
            ),
        ),
    ),
)  # fmt: skip
