"""raw.kosis_sigungu_moves: the KOSIS spreadsheet of moves in and out of each sigungu."""

from dataclasses import replace

from expectations.columns import CELL_STATUS, PRINTED_NAME, SOURCE_FILE, SOURCE_ROW, YEAR
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.copied_period import copied_period
from expectations.rules.moves import sigungu_make_the_sido
from expectations.rules.sigungu_names import mover_names

_EXACT = {"min_value": 0, "max_value": 0}
_ALL = "all registered moves between eup-myeon-dong, those within the unit among them; not moves across its border"
MOVES_IN = Column(
    "moves_in", "BIGINT", "총전입", "All moves to an address in the unit", unit="persons", minimum=0, measure="extensive",
    source="총전입 (명)", caveat=_ALL,
)  # fmt: skip
MOVES_OUT = Column(
    "moves_out", "BIGINT", "총전출", "All moves from an address in the unit", unit="persons", minimum=0, measure="extensive",
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
                Expect("expect_column_values_to_be_between", {"column": column} | _EXACT) for column in ("in_difference", "out_difference")
            ),
        ),
        Rule(
            name="names_are_units",
            measure=mover_names,
            key=("sido_name", "region_name", "source_row"),
            expect=(Expect("expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["known"]}),),
        ),
    ),
)  # fmt: skip
