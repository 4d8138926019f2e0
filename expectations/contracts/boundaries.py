"""Published boundaries as clean coverages: the shapes, what was repaired, how good they are."""

from __future__ import annotations

from dataclasses import replace

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
)
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.raw_boundaries import BOUNDARY_CODE, BOUNDARY_LEVEL, BOUNDARY_NAME, FIT_FOR, SCHEME, VINTAGE
from expectations.coverage import JUDGED_KEY, VALID_COVERAGE
from expectations.extent import ALL
from expectations.formula import in_words
from expectations.places import FAR_M
from expectations.references import to_unit
from expectations.rules.coverage import best_vintage, coverage_validity, heavy_repairs, national_area, unknown_codes
from expectations.rules.nesting import in_their_own, made_of_their_own, off_their_own
from expectations.rules.places import exchanged_dong, parts_far_away, places
from expectations.rules.unit_names import printed_names
from expectations.templates import between, near_zero, one_of

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
                near_zero("invalid_polygons"),
            ),
        ),
        Rule(
            name="codes_known",
            measure=unknown_codes,
            key=("level", "scheme", "vintage", "code"),
            expect=(one_of("verdict", "known"),),
        ),
        Rule(
            name="names_match",
            measure=printed_names,
            key=("level", "scheme", "vintage", "code", "name_ko", "expected", "whose"),
            expect=(
                one_of(
                    "verdict", "its own", "another dong's",
                    why="the name printed beside the code is none that its unit bears or bore: one column was sorted or moved without the other",
                ),
                Expect(
                    "expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["its own", "another unit's", "nobody's", "another kind's"]},
                    "warning", "the other vintages give the name to another code of the sigungu, and another name to this one",
                ),
            ),
        ),
        Rule(
            name="in_place",
            measure=places,
            key=("level", "scheme", "vintage", "code", "name_ko", "told"),
            expect=(
                one_of("verdict", "in place", "elsewhere", "another size", why="units have each other's shapes"),
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
            name="nested",
            measure=in_their_own,
            key=("level", "scheme", "vintage", "code", "name_ko", "lies_in", "belongs_to"),
            expect=(
                Expect(
                    "expect_column_values_to_be_in_set", {"column": "elsewhere", "value_set": [False]}, "warning",
                    "the unit lies in another unit of the level above than its own: one of the two files is of another day, or has wrong shapes",
                ),
            ),
        ),
        Rule(
            name="sido_of_their_sigungu",
            measure=made_of_their_own,
            key=("level", "scheme", "vintage", "code", "name_ko", "sigungu_km2"),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "difference_share", "min_value": -0.1, "max_value": 0.1}, "warning",
                    "the sido has more than 10 % more or less ground than its own sigungu of that day together",
                ),
            ),
        ),
        Rule(
            name="levels_in_place",
            measure=off_their_own,
            key=("level", "scheme", "vintage", "above", "offset_m", "file_above"),
            expect=(
                Expect(
                    "expect_column_values_to_be_in_set", {"column": "uniform", "value_set": [False]}, "warning",
                    "all units above lie off their own parts by the same way: one of the two files was read in a wrong CRS or datum",
                ),
            ),
        ),
        Rule(
            name="complete_vintage",
            measure=best_vintage,
            key=("level", "scheme", "vintage", "missing"),
            expect=(
                Expect("expect_table_row_count_to_equal", {"value": 1}, why="no sigungu boundary of the whole country"),
                near_zero("missing_units", why="no boundary vintage is complete, and this one lacks least"),
            ),
        ),
    ),
)  # fmt: skip


BOUNDARY_REPAIR = TableContract(
    name="boundary_repair",
    schema="core",
    ko="경계 수정 내역",
    en="Boundary repairs",
    description="Repairs are reported record by record instead of hidden.",
    grain="a published record that was repaired",
    may_lose=ALL,
    columns=(
        BOUNDARY_LEVEL,
        SCHEME,
        VINTAGE,
        BOUNDARY_CODE,
        BOUNDARY_NAME,
        Column("problem", "VARCHAR", "문제", "What was wrong", caveat="with the place in EPSG:5179 where GEOS names one"),
        Column("area_before_m2", "DOUBLE", "수정 전 면적", "Area before", unit="m2", minimum=0),
        Column("area_after_m2", "DOUBLE", "수정 후 면적", "Area after", unit="m2", minimum=0),
        Column("change_share", "DOUBLE", "변화율", "Change of area", unit="share of the area before", minimum=0),
        Column(
            "overlaps_with", "VARCHAR", "겹친 단위", "Unit that claims most of the same ground, with how much", nullable=True,
            caveat="of records that changed by more than a hundredth",
        ),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("level", "scheme", "vintage", "code"),
    source="raw boundary tables against core.boundary",
    min_rows=0,
    when_empty="no published shape had to be mended",
    rules=(
        Rule(
            name="no_unit_remade",
            measure=heavy_repairs,
            key=("level", "scheme", "vintage", "code", "name_ko", "overlaps_with"),
            expect=(
                between("change_share_reference", 0, 0.25, why="repairing changed a unit of the map by more than a quarter: its ring crosses itself or it lies under others"),
                Expect(
                    "expect_column_values_to_be_between", {"column": "change_share", "min_value": 0, "max_value": 0.25}, "warning",
                    "repairing changed a unit of another vintage by more than a quarter",
                ),
            ),
        ),
    ),
)  # fmt: skip


BOUNDARY_QUALITY = TableContract(
    name="boundary_quality",
    schema="core",
    ko="경계 품질",
    en="Boundary quality",
    description="What was wrong before cleaning and what is left after it.",
    grain="a level, scheme and vintage",
    columns=(
        BOUNDARY_LEVEL,
        SCHEME,
        VINTAGE,
        SOURCE_FILE,
        Column("units", "BIGINT", "단위 수", "Records published", unit="records", minimum=1),
        Column("units_without_geometry", "BIGINT", "경계 없는 단위", "Records without geometry", unit="records", minimum=0),
        Column("units_lost", "BIGINT", "사라진 단위", "Units wholly covered by a smaller one", unit="records", minimum=0),
        Column("invalid", "BIGINT", "무효 도형", "Invalid polygons", unit="records", minimum=0),
        Column("repaired", "BIGINT", "수정된 도형", "Polygons that were invalid or changed by more than 1 m2", unit="records", minimum=0),
        Column("overlap_pairs", "BIGINT", "중첩 쌍", "Pairs overlapping by more than 1 m2", unit="pairs", minimum=0),
        Column("overlap_km2", "DOUBLE", "중첩 면적", "Area overlapped", unit="km2", minimum=0),
        Column("area_before_km2", "DOUBLE", "정제 전 면적", "Sum of areas before cleaning", unit="km2", minimum=0),
        Column("area_after_km2", "DOUBLE", "정제 후 면적", "Sum of areas after cleaning", unit="km2", minimum=0),
        Column(
            "holes_left", "BIGINT", "남은 구멍", "Holes enclosed by land after cleaning", unit="holes", minimum=0,
            caveat="wider than 10 m: lakes, reclaimed land not yet assigned, or errors",
        ),
        Column("holes_left_km2", "DOUBLE", "남은 구멍 면적", "Area of those holes", unit="km2", minimum=0),
        Column("valid_coverage", "BOOLEAN", "위상 정합", "Valid coverage after cleaning"),
        Column(
            "dissolve_difference_m2", "DOUBLE", "융합 오차", "Largest difference of a dissolved sido from its parts", unit="m2",
            minimum=0, maximum=1,
        ),
        Column(
            "registered_difference_share", "DOUBLE", "지적 면적과의 차이", "Area after cleaning against the registered national area",
            unit="ratio", formula=in_words("area_after_km2 / registered area - 1"), caveat="tidal land, reclaimed land, missing units",
        ),
        Column(
            "units_missing", "BIGINT", "빠진 단위", "Units that lived on the vintage and have no polygon", unit="units", nullable=True,
            minimum=0, caveat="sido, or sigungu of the finest set; empty for other levels",
        ),
        Column("missing", "VARCHAR", "빠진 단위 이름", "Their identifiers, up to 20", nullable=True),
        GEOMETRY_BASIS,
    ),
    key=("level", "scheme", "vintage"),
    source="raw boundary tables against core.boundary, core.region and core.official_area",
    expectations=(
        Expect(
            "expect_column_values_to_be_between", {"column": "units_lost", "min_value": 0, "max_value": 0}, "warning",
            "a unit lies wholly under another",
        ),
        Expect(
            "expect_column_values_to_be_between", {"column": "units_without_geometry", "min_value": 0, "max_value": 0},
            "warning", "the publisher left units without geometry",
        ),
        Expect(
            "expect_column_values_to_be_between", {"column": "units_missing", "min_value": 0, "max_value": 0}, "warning",
            "the vintage lacks units that lived then",
        ),
        Expect(
            "expect_column_values_to_be_between", {"column": "overlap_km2", "min_value": 0, "max_value": 100}, "warning",
            "more was overlapped than any sound vintage has",
        ),
    ),
    rules=(
        Rule(
            name="national_area",
            measure=national_area,
            key=("level", "scheme", "vintage"),
            expect=(
                near_zero("difference_share", 0.05, why="more than 5 % off the registered area: units are missing or the CRS is wrong"),
                Expect(
                    "expect_column_values_to_be_between", {"column": "difference_share", "min_value": -0.01, "max_value": 0.01},
                    "warning", "more than 1 % off the registered area",
                ),
            ),
        ),
    ),
)  # fmt: skip
