"""Moves in and out of sido and sigungu as printed and on the reference geography."""

from __future__ import annotations

from dataclasses import replace

from expectations.columns import CELL_STATUS, INTERPOLATED, PRINTED_NAME, REFERENCE_DATE, SOURCE_FILE, SOURCE_ROW, UNIT_ID, YEAR
from expectations.contract import Column, Rule, TableContract
from expectations.contracts.flows import NET_MOVES
from expectations.contracts.households_businesses import SOURCE_VINTAGE
from expectations.formula import Formula
from expectations.references import to_unit
from expectations.rules.copied_period import copied_period
from expectations.rules.moves import moves_add_up, moves_of_the_sido_sheet, net_is_the_difference, sigungu_make_the_sido
from expectations.rules.names import move_total, mover_names
from expectations.templates import near_zero, one_of

_TODAY = "name of today in all years; 전국 is the sum over all sido"

KOSIS_SIDO_MIGRATION = TableContract(
    name="kosis_sido_migration",
    schema="raw",
    ko="전출지/전입지(시도)별 이동자수",
    en="Moves from sido to sido",
    description=(
        "KOSIS spreadsheet DT_1B26003_A01 in long form. Moves within a sido stand where both names are the same; moves to and "
        "from abroad are not counted. Sejong was counted for the whole of 2012."
    ),
    grain="a sido left, a sido reached and year",
    columns=(
        replace(PRINTED_NAME, name="from_name", ko="전출지", en="Sido left, as printed", caveat=_TODAY),
        replace(PRINTED_NAME, name="to_name", ko="전입지", en="Sido reached, as printed", caveat=_TODAY),
        YEAR,
        Column("moves", "BIGINT", "이동자수", "Persons who moved", unit="persons", nullable=True, minimum=0, measure="extensive", source="이동자수 (명)"),
        Column(
            "net_moves", "BIGINT", "순이동자수", "Net moves", unit="persons", nullable=True, measure="extensive", source="순이동자수 (명)",
            formula=Formula("this.moves - (SELECT o.moves FROM raw.kosis_sido_migration AS o WHERE o.from_name = this.to_name AND o.to_name = this.from_name AND o.year = this.year)"), caveat="above zero where to_name gains from from_name",
        ),
        replace(CELL_STATUS, allowed=("reported", "not_existing"), caveat="not_existing is printed `-`, as for Sejong before 2012"),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("from_name", "to_name", "year"),
    source="Statistics Korea (국가데이터처), 국내인구이동통계, by KOSIS DT_1B26003_A01",
    min_rows=0,
    rules=(
        copied_period("kosis_sido_migration", period=("year",), unit=("from_name", "to_name"), figures=("moves",)),
        Rule(
            name="moves_add_up",
            measure=moves_add_up,
            key=("region_name", "year"),
            expect=tuple(
                near_zero(column)
                for column in ("left_minus_printed", "reached_minus_printed", "net_minus_printed")
            ),
        ),
        Rule(
            name="net_is_the_difference",
            measure=net_is_the_difference,
            key=("from_name", "to_name", "year"),
            expect=(near_zero("difference"),),
        ),
    ),
)  # fmt: skip


_ALL = "all registered moves between eup-myeon-dong, those within the unit among them; not moves across its border"
MOVES_IN = Column(
    "moves_in", "BIGINT", "총전입 (단위 안 이동 포함)", "All moves to an address in the unit, from within it too", unit="persons", minimum=0, measure="extensive",
    source="총전입 (명)", caveat=_ALL,
)  # fmt: skip
MOVES_OUT = Column(
    "moves_out", "BIGINT", "총전출 (단위 안 이동 포함)", "All moves from an address in the unit, to within it too", unit="persons", minimum=0, measure="extensive",
    source="총전출 (명)", caveat=_ALL,
)  # fmt: skip

KOSIS_SIGUNGU_MOVES = TableContract(
    name="kosis_sigungu_moves",
    schema="raw",
    ko="시군구별 이동자수",
    en="Moves in and out of each sigungu",
    description=(
        "KOSIS spreadsheet DT_1B26001_A01 in long form. A city with gu is one row, its gu have none; the gu printed are those of "
        "Seoul and the metropolitan cities. Units follow the end of each year: Gunwi-gun is Daegu's in the whole of 2023."
    ),
    grain="a printed unit and year",
    columns=(
        Column("sido_name", "VARCHAR", "시도", "Sido that the row stands below", nullable=True, caveat="name of today in all years; empty for the nation"),
        replace(PRINTED_NAME, caveat="blanks inside a name (`중  구`) dropped; Changwon has a row until 2009 and one since; 2018 of Incheon Nam-gu is printed in two parts, the second as Michuhol-gu"),
        Column("row_kind", "VARCHAR", "행 종류", "What the row is", allowed=("nation", "sido", "sigungu")),
        replace(YEAR, minimum=1970),
        replace(MOVES_IN, nullable=True, caveat=_ALL + "; 0 both ways where the unit had ended"),
        replace(MOVES_OUT, nullable=True, caveat=_ALL + "; 0 both ways where the unit had ended"),
        replace(CELL_STATUS, allowed=("reported", "not_existing"), caveat="not_existing is printed `-`, as for Michuhol-gu before 2018"),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("source_file", "source_row", "year"),
    source="Statistics Korea (국가데이터처), 국내인구이동통계, by KOSIS DT_1B26001_A01",
    min_rows=0,
    rules=(
        copied_period(
            "kosis_sigungu_moves", period=("year",), unit=("sido_name", "region_name"),
            figures=("moves_in", "moves_out"),
        ),
        Rule(
            name="sigungu_make_the_sido",
            measure=sigungu_make_the_sido,
            key=("sido_name", "year"),
            expect=tuple(
                near_zero(column) for column in ("in_difference", "out_difference")
            ),
        ),
        Rule(
            name="names_are_units",
            measure=mover_names,
            key=("sido_name", "region_name", "source_row"),
            expect=(one_of("verdict", "known"),),
        ),
    ),
)  # fmt: skip


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
                near_zero(column, why="the sheet of moves from sido to sido counts the same moves")
                for column in ("in_difference", "out_difference")
            ),
        ),
        Rule(
            name="every_move_has_a_unit",
            measure=move_total,
            key=("reference_date",),
            expect=tuple(near_zero(column) for column in ("in_difference", "out_difference", "net_moves")),
        ),
    ),
)


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
