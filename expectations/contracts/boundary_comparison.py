"""Published boundaries of two vintages held against each other: what moved, what no longer fits."""

from __future__ import annotations

from dataclasses import replace

from domain.borders import CLOSED, COVERED_SHARE, GROUND_SHARE, JUNCTION_M, KEPT, NARROW_M, WATER_SHARE
from expectations.columns import CENTROID_LAT, CENTROID_LON, GEOMETRY, GEOMETRY_BASIS, NAME_KO, UNIT_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.raw_boundaries import BOUNDARY_LEVEL, SCHEME, VINTAGE
from expectations.extent import ALL
from expectations.formula import in_words
from expectations.references import to_unit
from expectations.rules.coverage import unexplained_change, units_in_place
from expectations.templates import one_of

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
            formula=in_words("offset of at least 100 m and five standard errors of a median"),
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
                one_of("in_place", True, why="between the two vintages these units changed places: one of the two files has each other's shapes"),
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


AREA_COMPARISON = TableContract(
    name="area_comparison",
    schema="core",
    ko="경계 면적과 지적 면적",
    en="Polygon area and registered area",
    description="Polygons after cleaning against the register, published and derived vintages alike; they differ by tidal land and water.",
    grain="a vintage and registered area",
    may_lose=ALL,
    columns=(
        BOUNDARY_LEVEL,
        SCHEME,
        VINTAGE,
        Column("registered_unit_id", "VARCHAR", "등록 단위", "Unit as registered", caveat="a+b where the register gives two units together"),
        Column("units", "VARCHAR", "경계 단위", "Units of the vintage that it has become", caveat="joined by `+`; `nation` for all"),
        Column("polygon_km2", "DOUBLE", "경계 면적", "Area of the polygons", unit="km2", minimum=0, measure="extensive"),
        Column("registered_km2", "DOUBLE", "지적 면적", "Registered area", unit="km2", minimum=0, measure="extensive"),
        Column("registered_date", "DATE", "지적 기준일", "Date of the register"),
        Column("difference_share", "DOUBLE", "차이", "Polygons against the register", unit="ratio", formula="polygon_km2 / registered_km2 - 1"),
        Column("publisher", "VARCHAR", "출처", "Publisher of the registered area"),
    ),
    key=("level", "scheme", "vintage", "registered_unit_id", "registered_date"),
    source="core.boundary, core.derived_boundary, core.official_area",
    min_rows=0,
    expectations=(
        Expect(
            "expect_column_values_to_be_between", {"column": "difference_share", "min_value": -0.1, "max_value": 0.1}, "warning",
            "polygon and register differ by more than 10 %: tidal and reclaimed land, another border on that day, or a wrong boundary",
        ),
    ),
)  # fmt: skip


REASONS = (
    f"closed: narrow: up to {NARROW_M} m wide; ground elsewhere: wider, and covered in at least {GROUND_SHARE:.0%} of the other vintages; "
    f"between three: up to {JUNCTION_M:,} m wide where three units meet, and not covered in fewer than {WATER_SHARE:.0%} of them; border elsewhere: "
    "a slit open to the sea, across which most other vintages have a border. kept: water: not covered in the others; not known: wide, and there is no other vintage; "
    "a missing unit: most of a unit that this vintage lacks lies in it; open water: most others have no border there either"
)

BOUNDARY_GAP = TableContract(
    name="boundary_gap",
    schema="core",
    ko="경계 사이 틈",
    en="Gaps between sigungu",
    description=(
        f"Ground of nobody that sigungu of one vintage enclose, and slits up to {NARROW_M} m between two that do not touch. Those marked closed are "
        "closed on the reference geography and in the history of boundaries, each divided among the units around it; core.boundary has them open."
    ),
    grain="a gap of a vintage",
    may_lose=ALL,
    columns=(
        SCHEME,
        VINTAGE,
        GEOMETRY_BASIS,
        Column("gap", "INTEGER", "번호", "Number within the vintage, the largest first", minimum=1),
        Column("kind", "VARCHAR", "종류", "Kind", allowed=("enclosed", "open"), caveat="open: a slit that ends at the sea"),
        Column("area_m2", "DOUBLE", "면적", "Area", unit="m2", minimum=0),
        Column("width_m", "DOUBLE", "폭", "Width", unit="m", minimum=0, formula=in_words("diameter of the largest circle in it")),
        Column("units", "VARCHAR", "둘러싼 단위", "Units around it, that with the longest border first", caveat="joined by `+`; a code where it stands for no unit"),
        Column("names", "VARCHAR", "둘러싼 단위 이름", "Their names as published", caveat="joined by `+`"),
        Column("vintages", "INTEGER", "비교한 경계 수", "Other vintages it was held against", unit="vintages", minimum=0),
        Column(
            "ground_vintages", "INTEGER", "땅으로 덮은 경계 수", "Of these, with ground there", unit="vintages", minimum=0,
            caveat=f"covering {COVERED_SHARE:.0%} of it, of a narrow one its middle; of an open slit with a border across it",
        ),
        Column("decision", "VARCHAR", "처리", "What is done with it", allowed=("closed", "kept")),
        Column("reason", "VARCHAR", "이유", "Why", allowed=(*CLOSED, *KEPT), caveat=REASONS),
        replace(CENTROID_LON, en="Longitude of its middle"),
        replace(CENTROID_LAT, en="Latitude of its middle"),
        GEOMETRY,
    ),
    key=("scheme", "vintage", "geometry_basis", "gap"),
    geometry="geometry",
    source="core.boundary, core.derived_boundary",
    min_rows=0,
)  # fmt: skip
