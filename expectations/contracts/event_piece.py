"""core.event_piece: how much of a unit moves with each link of an event, so that a division can be weighed."""

from expectations.contract import Column, TableContract
from expectations.contracts.region_event import EVENT_DATE, EVENT_ID, EVIDENCE, FROM_UNIT, NOTE, TO_UNIT, VERIFIED
from expectations.references import to_unit

PIECE_METHODS = (
    "emd_population", "registered_population", "registered_households", "legal_dong_area", "registered_area", "assumed",
)  # fmt: skip

EVENT_PIECE = TableContract(
    name="event_piece",
    schema="core",
    ko="분할 규모",
    en="Sizes of the parts of a division",
    description="Where more than one way leads out of a unit or into one, the size of each way; what goes on has a row for itself.",
    grain="a link of an event",
    columns=(
        EVENT_ID,
        EVENT_DATE,
        Column("unit_set", "VARCHAR", "단위 집합", "Sets in which it divides something", caveat="joined by `;`; `across`: in none"),
        FROM_UNIT,
        TO_UNIT,
        Column("population", "BIGINT", "인구", "People of the part", unit="persons", nullable=True, minimum=1, measure="extensive"),
        Column("population_date", "DATE", "인구 기준일", "Date of that population", nullable=True),
        Column("population_source", "VARCHAR", "인구 출처", "Source of that population", nullable=True),
        Column(
            "households", "BIGINT", "세대", "Households of the part", unit="households", nullable=True, minimum=0, measure="extensive",
            caveat="0 where the transfer is assumed to have moved nobody",
        ),
        Column("households_date", "DATE", "세대 기준일", "Date of those households", nullable=True),
        Column("households_source", "VARCHAR", "세대 출처", "Source of those households", nullable=True),
        Column("area_km2", "DOUBLE", "면적", "Area of the part", unit="km2", nullable=True, minimum=0, measure="extensive"),
        Column("area_source", "VARCHAR", "면적 출처", "Source of that area", nullable=True),
        Column("method", "VARCHAR", "방법", "Best measure at hand", allowed=PIECE_METHODS),
        EVIDENCE,
        VERIFIED,
        NOTE,
    ),
    key=("event_id", "from_unit_id", "to_unit_id"),
    references=to_unit("from_unit_id", "to_unit_id"),
    source="assets/reference/tables/event_piece.csv; publishers are named by row",
)  # fmt: skip
