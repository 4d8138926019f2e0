"""raw.kosis_sido_migration: the KOSIS spreadsheet of moves between sido since 2000."""

from dataclasses import replace

from expectations.columns import CELL_STATUS, PRINTED_NAME, SOURCE_FILE, SOURCE_ROW, YEAR
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.copied_period import copied_period
from expectations.rules.migration import moves_add_up, net_is_the_difference

_EXACT = {"min_value": 0, "max_value": 0}
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
            formula="moves minus those the other way", caveat="above zero where to_name gains from from_name",
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
                Expect("expect_column_values_to_be_between", {"column": column} | _EXACT)
                for column in ("left_minus_printed", "reached_minus_printed", "net_minus_printed")
            ),
        ),
        Rule(
            name="net_is_the_difference",
            measure=net_is_the_difference,
            key=("from_name", "to_name", "year"),
            expect=(Expect("expect_column_values_to_be_between", {"column": "difference"} | _EXACT),),
        ),
    ),
)  # fmt: skip
