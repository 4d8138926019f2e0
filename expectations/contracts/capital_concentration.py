"""mart.capital_concentration: share of the capital region in registered population, and the crossover."""

from expectations.columns import REFERENCE_DATE
from expectations.contract import Column, Expect, TableContract

CAPITAL_CONCENTRATION = TableContract(
    name="capital_concentration",
    schema="mart",
    ko="수도권 집중도",
    en="Capital concentration",
    description="Seoul, Incheon and Gyeonggi in the registered population at year's end, and at the end of months that are newer.",
    grain="a December, or a month that a file has",
    columns=(
        REFERENCE_DATE,
        Column("capital_population", "BIGINT", "수도권 인구", "Population of the capital region", unit="persons", minimum=0, measure="extensive"),
        Column("national_population", "BIGINT", "전국 인구", "National population", unit="persons", minimum=0, measure="extensive"),
        Column(
            "capital_share", "DOUBLE", "수도권 비중", "Share of the capital region", unit="ratio", minimum=0, maximum=1,
            measure="intensive", formula="capital_population / national_population",
        ),
        Column(
            "margin", "BIGINT", "수도권과 비수도권의 차", "Capital region minus the rest", unit="persons",
            formula="2 * capital_population - national_population", caveat="exact; the share rounds to 50.0 % before it passes 0",
        ),
        Column("capital_majority", "BOOLEAN", "수도권 과반", "More than half live in the capital region", formula="margin > 0"),
        Column("crossover", "BOOLEAN", "역전 시점", "First December of a majority after one without"),
    ),
    key=("reference_date",),
    source="core.sido_population",
    min_rows=0,
    expectations=(
        Expect(
            "expect_column_pair_values_a_to_be_greater_than_b",
            {"column_A": "national_population", "column_B": "capital_population"},
        ),
    ),
)  # fmt: skip
