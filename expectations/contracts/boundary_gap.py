"""core.boundary_gap: holes and slits between sigungu of each vintage, and what is done with each."""

from dataclasses import replace

from expectations.boundary import SCHEME, VINTAGE
from expectations.columns import CENTROID_LAT, CENTROID_LON, GEOMETRY, GEOMETRY_BASIS
from expectations.contract import Column, TableContract

# Gaps up to this width are the work of generalising each unit by itself; real water of that width lies inside units.
NARROW_M = 200
# Wider ones between three units and more are closed up to this width, unless the other vintages say that they are water.
JUNCTION_M = 1000
# Ground in another vintage that covers this much of a gap covers it, and so many of the vintages must for it to be ground.
COVERED_SHARE = 0.9
GROUND_SHARE = 0.8
# In fewer of them even a narrow gap, or one between three, is water; fewer vintages than this say nothing about a narrow one.
WATER_SHARE = 0.5
VINTAGES_NEEDED = 3

CLOSED = ("narrow", "ground elsewhere", "between three", "border elsewhere")
KEPT = ("water", "not known", "a missing unit", "open water")
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
    columns=(
        SCHEME,
        VINTAGE,
        GEOMETRY_BASIS,
        Column("gap", "INTEGER", "번호", "Number within the vintage, the largest first", minimum=1),
        Column("kind", "VARCHAR", "종류", "Kind", allowed=("enclosed", "open"), caveat="open: a slit that ends at the sea"),
        Column("area_m2", "DOUBLE", "면적", "Area", unit="m2", minimum=0),
        Column("width_m", "DOUBLE", "폭", "Width", unit="m", minimum=0, formula="diameter of the largest circle in it"),
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
