"""core.boundary_quality: faults of each published boundary vintage and its state after cleaning."""

from expectations.boundary import BOUNDARY_LEVEL, SCHEME, VINTAGE
from expectations.columns import GEOMETRY_BASIS, SOURCE_FILE
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.coverage import national_area

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
            unit="ratio", formula="area_after_km2 / registered area - 1", caveat="tidal land, reclaimed land, missing units",
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
                Expect(
                    "expect_column_values_to_be_between", {"column": "difference_share", "min_value": -0.05, "max_value": 0.05},
                    why="more than 5 % off the registered area: units are missing or the CRS is wrong",
                ),
                Expect(
                    "expect_column_values_to_be_between", {"column": "difference_share", "min_value": -0.01, "max_value": 0.01},
                    "warning", "more than 1 % off the registered area",
                ),
            ),
        ),
    ),
)  # fmt: skip
