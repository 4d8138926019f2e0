"""core.boundary_shift: is one vintage laid off against its neighbour as a whole?"""

from dataclasses import replace

from expectations.boundary import BOUNDARY_LEVEL, SCHEME, VINTAGE
from expectations.contract import Column, Expect, TableContract

PAIR = (
    replace(BOUNDARY_LEVEL, allowed=("sido", "sigungu")),
    replace(SCHEME, name="scheme_before", ko="이전 코드 체계", en="Scheme of the earlier vintage"),
    replace(VINTAGE, name="vintage_before", ko="이전 경계일", en="Earlier vintage"),
    replace(SCHEME, name="scheme_after", ko="이후 코드 체계", en="Scheme of the later vintage"),
    replace(VINTAGE, name="vintage_after", ko="이후 경계일", en="Later vintage"),
)

BOUNDARY_SHIFT = TableContract(
    name="boundary_shift",
    schema="core",
    ko="경계 좌표 어긋남",
    en="Offset between neighbouring vintages",
    description="Median offset of the centres of units whose area is nearly the same; hundreds of metres for all units mean a wrong datum.",
    grain="a pair of neighbouring vintages",
    columns=(
        *PAIR,
        Column("units_compared", "BIGINT", "비교 단위", "Units compared", unit="units", minimum=0, caveat="area within 10 %"),
        Column("offset_east_m", "DOUBLE", "동쪽 어긋남", "Median offset to the east", unit="m"),
        Column("offset_north_m", "DOUBLE", "북쪽 어긋남", "Median offset to the north", unit="m"),
        Column("offset_m", "DOUBLE", "어긋난 거리", "Length of the median offset", unit="m", minimum=0),
        Column("spread_m", "DOUBLE", "흩어짐", "Median absolute deviation of the offsets", unit="m", minimum=0),
        Column(
            "verdict", "VARCHAR", "판정", "Verdict", allowed=("none", "uniform offset"),
            formula="offset of at least 100 m and five standard errors of a median",
        ),
    ),
    key=("level", "vintage_before", "scheme_before", "vintage_after", "scheme_after"),
    source="core.boundary",
    min_rows=0,
    expectations=(
        Expect(
            "expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["none"]}, "warning",
            "all units lie off by the same way: one of the two was read in a wrong CRS or datum",
        ),
    ),
)  # fmt: skip
