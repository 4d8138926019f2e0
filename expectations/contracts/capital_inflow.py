"""mart.capital_inflow: moves between the capital region and each region outside it, by year."""

from dataclasses import replace

from expectations.columns import LEVEL, NAME_EN, NAME_KO, REGION_ID
from expectations.contract import Expect, Rule, TableContract
from expectations.contracts.migration_balance import ESTIMATED, NET_RATE, YEAR_END
from expectations.flow import FLOW_SOURCE, MOVES
from expectations.references import to_region
from expectations.rules.flows import origins_make_the_inflow

CAPITAL_INFLOW = TableContract(
    name="capital_inflow",
    schema="mart",
    ko="수도권 순유입 (출발지별)",
    en="Net inflow to the capital region by origin",
    description="Moves to Seoul, Incheon and Gyeonggi and back, all ages, by sido, 5+3 group and the rest as a whole.",
    grain="a region outside the capital and year",
    columns=(
        LEVEL,
        REGION_ID,
        NAME_KO,
        NAME_EN,
        YEAR_END,
        replace(MOVES, name="moves_to_capital", ko="수도권 전출", en="Moves to the capital region"),
        replace(MOVES, name="moves_from_capital", ko="수도권에서 전입", en="Moves from the capital region"),
        replace(
            MOVES, name="net_to_capital", ko="수도권 순유출", en="Net moves to the capital region", minimum=None,
            formula="moves_to_capital - moves_from_capital", caveat="above zero: the capital region gains",
        ),
        replace(
            NET_RATE, ko="수도권 순유출률", en="Net loss to the capital region", unit="per 1,000 registered at the origin",
            formula="1000 * net_to_capital / population of the origin at the start of the year", caveat="empty for 2000",
        ),
        replace(
            MOVES, name="cumulative_net", ko="누적 수도권 순유출", en="Net moves to the capital region since 2000", minimum=None,
            formula="sum of net_to_capital from the first year on", caveat="for a later start subtract the figure of the year before",
        ),
        ESTIMATED,
        FLOW_SOURCE,
    ),
    key=("level", "region_id", "reference_date"),
    references=to_region(),
    series=True,
    source="core.sido_flow, core.sigungu_flow",
    citation="Statistics Korea (2025-09), net inflow to the capital region 2004 to 2024: 960,657 persons",
    min_rows=0,
    rules=(
        Rule(
            name="origins_make_the_inflow",
            measure=origins_make_the_inflow,
            key=("level", "reference_date"),
            expect=(Expect("expect_column_values_to_be_between", {"column": "difference", "min_value": 0, "max_value": 0}),),
        ),
    ),
)  # fmt: skip
