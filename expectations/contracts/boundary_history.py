"""mart.boundary_history: every sigungu at every boundary vintage, with the life of the unit, made for a time slider."""

from dataclasses import replace

from expectations.boundary import SCHEME, VINTAGE
from expectations.columns import AREA_KM2, GEOMETRY_BASIS, SHOWN_FROM, SHOWN_TO, SIMPLIFIED, UNIT_ID
from expectations.contract import Column, TableContract
from expectations.contracts.region import REGION
from expectations.references import to_unit

CHANGES = ("first", "new", "extent", "transferred", "renamed", "recoded", "same")
CHANGE_MEANS = (
    "the first that applies; first: of the oldest vintage; new: no such unit before; extent: an event gave or took ground; transferred: to another "
    "sido; renamed; recoded: another MOIS code"
)

BOUNDARY_HISTORY = TableContract(
    name="boundary_history",
    schema="mart",
    ko="시군구 경계 연혁",
    en="History of sigungu boundaries",
    description=(
        "Simplified shapes of each boundary vintage with the era of the unit that bore the code. A vintage is drawn from its day to the eve "
        "of the next one: a change between two vintages shows at the later one, its true day is in valid_from. Vintages come from files of "
        "different detail, so that lines move a little where no border did."
    ),
    grain="a unit and vintage",
    columns=(
        VINTAGE,
        SCHEME,
        Column("code", "VARCHAR", "행정구역코드", "Code in its scheme and vintage", pattern=r"^[0-9]{5}$"),
        UNIT_ID,
        REGION.column("name_ko"),
        REGION.column("name_en"),
        Column("sido_ko", "VARCHAR", "시도", "Province in Korean, of the vintage"),
        Column("kind", "VARCHAR", "종류", "Kind of unit"),
        REGION.column("valid_from"),
        REGION.column("valid_to"),
        replace(SHOWN_FROM, formula="vintage"),
        replace(SHOWN_TO, formula="eve of the next vintage", caveat="empty for the newest"),
        Column("change", "VARCHAR", "변화", "Against the vintage before", allowed=CHANGES, caveat=CHANGE_MEANS),
        AREA_KM2,
        GEOMETRY_BASIS,
        SIMPLIFIED,
    ),
    key=("vintage", "unit_id"),
    geometry="geometry",
    source="core.boundary, core.derived_boundary, core.boundary_gap, core.region, core.region_event",
    references=to_unit(),
)  # fmt: skip
