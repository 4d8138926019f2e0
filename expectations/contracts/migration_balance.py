"""mart.migration_balance: moves in, out and net of each region by year, moves inside a region left out."""

from dataclasses import replace

from expectations.columns import INTERPOLATED, LEVEL, NAME_EN, NAME_KO, POPULATION, REFERENCE_DATE, REGION_ID, SIDO_KO, optional
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.flow import FLOW_SOURCE, MOVES, NET_MOVES
from expectations.references import to_region
from expectations.rules.flows import balances_cancel

_ACROSS = "empty where only all moves are known, those within the unit among them (kosis_sigungu_moves): see core.sigungu_moves"
YEAR_END = replace(REFERENCE_DATE, caveat="last day of the year of the moves")
START_POPULATION = replace(
    optional(POPULATION), name="start_population", ko="연초 주민등록인구", en="Registered at the start of the year",
    caveat="of the end of the year before; empty where that is not known, as for 2000",
)  # fmt: skip
NET_RATE = Column(
    "net_rate", "DOUBLE", "순이동률", "Net migration rate", unit="per 1,000 registered", nullable=True, measure="intensive",
    formula="1000 * net_moves / start_population",
    caveat="Statistics Korea divides by the mid-year population and gives percent, so that its rates differ in the second digit",
)  # fmt: skip
ESTIMATED = replace(
    optional(INTERPOLATED),
    caveat="sido and sigungu only; true: a part is the share of a unit that was divided later, as Sejong before 2012",
)

MIGRATION_BALANCE = TableContract(
    name="migration_balance",
    schema="mart",
    ko="인구이동 수지",
    en="Balance of migration",
    description=(
        "Moves within the country across the border of each region, all ages: sido and above since 2000 from sheet and matrix; sigungu "
        "for the years of the matrix, and net moves alone for those of the sheet of sigungu. Over all regions of a level the balance is zero."
    ),
    grain="a region and year",
    columns=(
        LEVEL,
        REGION_ID,
        NAME_KO,
        NAME_EN,
        optional(SIDO_KO),
        YEAR_END,
        replace(MOVES, name="moves_in", ko="전입자수", en="Moves into the region", nullable=True, caveat=_ACROSS),
        replace(MOVES, name="moves_out", ko="전출자수", en="Moves out of the region", nullable=True, caveat=_ACROSS),
        NET_MOVES,
        START_POPULATION,
        NET_RATE,
        ESTIMATED,
        FLOW_SOURCE,
    ),
    key=("level", "region_id", "reference_date"),
    references=to_region(),
    series=True,
    source="core.sido_flow, core.sigungu_flow, core.sigungu_moves, core.sido_population, core.population",
    citation="Statistics Korea, 국내인구이동통계 (internal migration statistics): 순이동 = 전입 - 전출",
    min_rows=0,
    rules=(
        Rule(
            name="balances_cancel",
            measure=balances_cancel,
            key=("level", "reference_date"),
            expect=(Expect("expect_column_values_to_be_between", {"column": "net_moves", "min_value": 0, "max_value": 0}),),
        ),
    ),
)  # fmt: skip
