"""core.simple_boundary: the same regions with fewer vertices, for maps of the whole country."""

from dataclasses import replace

from expectations.columns import GEOMETRY_BASIS, LEVEL, REGION_ID, SIMPLIFIED
from expectations.contract import Expect, Rule, TableContract
from expectations.coverage import JUDGED_KEY, VALID_COVERAGE
from expectations.rules.simple import simple_coverages

TOLERANCE_M = 100
CLOSED_GAP_M = 1000
SIMPLE_LEVELS = ("megaregion", "sido", "sigungu", "emd")

SIMPLE_BOUNDARY = TableContract(
    name="simple_boundary",
    schema="core",
    ko="단순화 경계",
    en="Simplified boundaries",
    description=(
        f"Coverages simplified by {TOLERANCE_M} m with shared edges kept shared: no sliver, no region lost. Enclosed gaps between "
        f"sigungu that are up to {CLOSED_GAP_M:,} m wide are closed. Sido and 5+3 groups are "
        "unions of simplified sigungu, so that levels lie on each other; eup-myeon-dong are of their own vintage."
    ),
    grain="a region",
    columns=(
        replace(LEVEL, allowed=SIMPLE_LEVELS),
        replace(REGION_ID, caveat="as in core.level_boundary; for emd the code of core.boundary"),
        GEOMETRY_BASIS,
        SIMPLIFIED,
    ),
    key=("level", "region_id"),
    geometry="geometry",
    source="core.level_boundary, core.boundary",
    citation="Visvalingam and Whyatt (1993), Line generalisation by repeated elimination of points, Cartographic Journal 30",
    rules=(
        Rule(
            name="simple_coverages",
            measure=simple_coverages,
            key=("level", *JUDGED_KEY),
            expect=(
                VALID_COVERAGE,
                Expect("expect_column_values_to_be_between", {"column": "empty_shapes", "min_value": 0, "max_value": 0}),
                Expect("expect_column_values_to_be_between", {"column": "absent_regions", "min_value": 0, "max_value": 0}),
                Expect(
                    "expect_column_values_to_be_between", {"column": "area_change", "min_value": -0.005, "max_value": 0.005},
                    why="simplifying moved more than half a per cent of the area",
                ),
            ),
        ),
    ),
)  # fmt: skip
