"""core.boundary_repair: each published record that was invalid, empty, or changed by cleaning."""

from expectations.boundary import BOUNDARY_CODE, BOUNDARY_LEVEL, BOUNDARY_NAME, SCHEME, VINTAGE
from expectations.columns import SOURCE_FILE, SOURCE_ROW
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.coverage import heavy_repairs

BOUNDARY_REPAIR = TableContract(
    name="boundary_repair",
    schema="core",
    ko="경계 수정 내역",
    en="Boundary repairs",
    description="Repairs are reported record by record instead of hidden.",
    grain="a published record that was repaired",
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
                Expect(
                    "expect_column_values_to_be_between", {"column": "change_share_reference", "min_value": 0, "max_value": 0.25},
                    why="repairing changed a unit of the map by more than a quarter: its ring crosses itself or it lies under others",
                ),
                Expect(
                    "expect_column_values_to_be_between", {"column": "change_share", "min_value": 0, "max_value": 0.25}, "warning",
                    "repairing changed a unit of another vintage by more than a quarter",
                ),
            ),
        ),
    ),
)  # fmt: skip
