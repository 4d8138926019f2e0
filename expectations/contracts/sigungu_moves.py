"""core.sigungu_moves: all moves in and out of each sigungu on the reference geography."""

from expectations.columns import INTERPOLATED, UNIT_ID
from expectations.contract import TableContract
from expectations.contracts.sigungu_moves_reported import SIGUNGU_MOVES_REPORTED
from expectations.references import to_unit

SIGUNGU_MOVES = TableContract(
    name="sigungu_moves",
    schema="core",
    ko="시군구 총전입·총전출",
    en="Moves in and out of sigungu",
    description=(
        "Units of the KOSIS set on the reference vintage, known ones only. Moves across the border of each unit, by origin and destination, "
        "are core.sigungu_flow."
    ),
    grain="a sigungu and year",
    columns=(
        UNIT_ID,
        *(SIGUNGU_MOVES_REPORTED.column(name) for name in ("reference_date", "moves_in", "moves_out", "net_moves")),
        INTERPOLATED,
    ),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="core.sigungu_moves_reported by core.crosswalk",
    min_rows=0,
)
