"""core.boundary: every boundary vintage as one valid coverage."""

from dataclasses import replace

from expectations.boundary import BOUNDARY_CODE, BOUNDARY_LEVEL, BOUNDARY_NAME, FIT_FOR, SCHEME, VINTAGE
from expectations.columns import (
    AREA_KM2,
    CENTROID_LAT,
    CENTROID_LON,
    GEOMETRY,
    GEOMETRY_BASIS,
    SOURCE_FILE,
    SOURCE_ROW,
    UNIT_ID,
    optional,
)  # fmt: skip
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.coverage import JUDGED_KEY, VALID_COVERAGE
from expectations.places import FAR_M
from expectations.references import to_unit
from expectations.rules.coverage import best_vintage, coverage_validity, unknown_codes
from expectations.rules.places import exchanged_dong, parts_far_away, places
from expectations.rules.unit_names import printed_names

BOUNDARY = TableContract(
    name="boundary",
    schema="core",
    ko="정제된 행정구역 경계",
    en="Cleaned boundaries",
    description="Published boundaries repaired to a valid coverage: no overlaps, shared edges identical, narrow gaps closed.",
    grain="a unit at a level, scheme and vintage",
    columns=(
        BOUNDARY_LEVEL,
        SCHEME,
        VINTAGE,
        BOUNDARY_CODE,
        replace(optional(UNIT_ID), caveat="the unit of core.region that bore the code on that day; empty for emd"),
        BOUNDARY_NAME,
        Column(
            "name_basis", "VARCHAR", "이름 근거", "Where the name is from", nullable=True, allowed=("published", "history"),
            caveat="history: the file has none, it is that of core.region on the day",
        ),
        replace(AREA_KM2, minimum=0.0),
        CENTROID_LON,
        CENTROID_LAT,
        GEOMETRY_BASIS,
        FIT_FOR,
        GEOMETRY,
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("level", "scheme", "vintage", "code"),
    references=to_unit(),
    geometry="geometry",
    source="raw.mois_boundary, raw.sgis_boundary, raw.kostat_boundary",
    rules=(
        Rule(
            name="valid_coverage",
            measure=coverage_validity,
            key=("level", "scheme", "vintage", *JUDGED_KEY),
            expect=(
                VALID_COVERAGE,
                Expect("expect_column_values_to_be_between", {"column": "invalid_polygons", "min_value": 0, "max_value": 0}),
            ),
        ),
        Rule(
            name="codes_known",
            measure=unknown_codes,
            key=("level", "scheme", "vintage", "code"),
            expect=(Expect("expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["known"]}),),
        ),
        Rule(
            name="names_match",
            measure=printed_names,
            key=("level", "scheme", "vintage", "code", "name_ko", "expected", "whose"),
            expect=(
                Expect(
                    "expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["its own"]},
                    why="the name printed beside the code is none that its unit bears or bore: one column was sorted or moved without the other",
                ),
            ),
        ),
        Rule(
            name="in_place",
            measure=places,
            key=("level", "scheme", "vintage", "code", "name_ko", "told"),
            expect=(
                Expect(
                    "expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["in place", "elsewhere", "another size"]},
                    why="units have each other's shapes",
                ),
                Expect(
                    "expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["in place", "exchanged", "rotated"]}, "warning",
                    "the shape lies elsewhere than its unit, or has less than half or more than twice its ground",
                ),
            ),
        ),
        Rule(
            name="dong_in_place",
            measure=exchanged_dong,
            key=("level", "scheme", "vintage", "vintage_before", "units"),
            expect=(
                Expect(
                    "expect_column_values_to_be_in_set", {"column": "exchanged", "value_set": [False]}, "warning",
                    "between the two vintages these units changed places, with code and name as they were: one of the two files is wrong",
                ),
            ),
        ),
        Rule(
            name="parts_together",
            measure=parts_far_away,
            key=("level", "scheme", "vintage", "unit", "beside", "area_km2", "distance_km"),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "distance_km", "min_value": 0, "max_value": FAR_M / 1000}, "warning",
                    "a part of the unit lies among other units, far from all else of its own",
                ),
            ),
        ),
        Rule(
            name="complete_vintage",
            measure=best_vintage,
            key=("level", "scheme", "vintage", "missing"),
            expect=(
                Expect("expect_table_row_count_to_equal", {"value": 1}, why="no sigungu boundary of the whole country"),
                Expect(
                    "expect_column_values_to_be_between", {"column": "missing_units", "min_value": 0, "max_value": 0},
                    why="no boundary vintage is complete, and this one lacks least",
                ),
            ),
        ),
    ),
)  # fmt: skip
