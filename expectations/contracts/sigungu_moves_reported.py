"""core.sigungu_moves_reported: all moves in and out of each sigungu as reported."""

from dataclasses import replace

from expectations.columns import REFERENCE_DATE, UNIT_ID
from expectations.contract import Expect, Rule, TableContract
from expectations.contracts.households_reported import SOURCE_VINTAGE
from expectations.contracts.kosis_sigungu_moves import MOVES_IN, MOVES_OUT
from expectations.flow import NET_MOVES
from expectations.references import to_unit
from expectations.rules.moves import moves_of_the_sido_sheet
from expectations.rules.named_units import move_total

NET = replace(NET_MOVES, formula="moves_in - moves_out", caveat="moves within the unit cancel: those across its border")

SIGUNGU_MOVES_REPORTED = TableContract(
    name="sigungu_moves_reported",
    schema="core",
    ko="시군구 총전입·총전출 (보고 기준)",
    en="Moves in and out of sigungu as reported",
    description="Units found by sido and name as printed, on the borders of each year's end; units that had ended left out.",
    grain="a sigungu and year",
    columns=(
        UNIT_ID,
        SOURCE_VINTAGE,
        replace(REFERENCE_DATE, caveat="last day of the year of the moves"),
        MOVES_IN,
        MOVES_OUT,
        NET,
    ),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="raw.kosis_sigungu_moves",
    min_rows=0,
    rules=(
        Rule(
            name="moves_of_the_sido_sheet",
            measure=moves_of_the_sido_sheet,
            key=("sido_name", "year"),
            expect=tuple(
                Expect(
                    "expect_column_values_to_be_between",
                    {"column": column, "min_value": 0, "max_value": 0},
                    why="the sheet of moves from sido to sido counts the same moves",
                )
                for column in ("in_difference", "out_difference")
            ),
        ),
        Rule(
            name="every_move_has_a_unit",
            measure=move_total,
            key=("reference_date",),
            expect=tuple(
                Expect("expect_column_values_to_be_between", {"column": column, "min_value": 0, "max_value": 0})
                for column in ("in_difference", "out_difference", "net_moves")
            ),
        ),
    ),
)
