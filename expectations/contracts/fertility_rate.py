"""mart.fertility_rate: total fertility rate by region."""

from expectations.columns import LEVEL, NAME_EN, NAME_KO, REFERENCE_DATE, REGION_ID, SIDO_KO, optional
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.kosis_fertility import KOSIS_FERTILITY
from expectations.references import to_region
from expectations.rules.vital import rates_of_sido_meet

FERTILITY_RATE = TableContract(
    name="fertility_rate",
    schema="mart",
    ko="합계출산율",
    en="Total fertility rate",
    description=(
        "Sigungu as published, since 2000. Above sigungu, where the publisher's file has no row, rates by age are weighted with registered "
        "women of that age, for years with population by age: up to 0.01 from the published rate of the nation."
    ),
    grain="a region and year",
    columns=(
        LEVEL,
        REGION_ID,
        NAME_KO,
        NAME_EN,
        optional(SIDO_KO),
        REFERENCE_DATE,
        Column(
            "total_fertility_rate", "DOUBLE", "합계출산율", "Total fertility rate", unit="births per woman", nullable=True, minimum=0, maximum=10,
            measure="intensive", formula="5 * sum over ages (sum over sigungu (rate * women) / sum over sigungu (women)) / 1000",
            caveat="a rate is never summed or averaged bare; groups of five years leave out differences within them",
        ),
        Column("basis", "VARCHAR", "근거", "Basis of the rate", allowed=("published", "weighted"), caveat="published: sigungu; weighted: computed here"),
        Column(
            "births_implied", "DOUBLE", "출산율에 따른 출생아 수", "Births implied by the rates", unit="births", nullable=True, minimum=0,
            measure="extensive", formula="sum over ages and sigungu (rate * women) / 1000", caveat="rates are published to one decimal; no count of births",
        ),
        Column("missing_units", "BIGINT", "누락 단위", "Sigungu without rate or women", unit="units", minimum=0, caveat="left out of the weighted rate"),
    ),
    key=("level", "region_id", "reference_date"),
    references=to_region(),
    series=True,
    source="core.fertility, core.population (registration; mean of two Decembers where both are known)",
    citation=KOSIS_FERTILITY.source,
    min_rows=0,
    expectations=(Expect("expect_column_values_to_be_between", {"column": "total_fertility_rate", "min_value": 0.1, "max_value": 3}),),
    rules=(
        Rule(
            name="weighted_rates_meet_published_ones",
            measure=rates_of_sido_meet,
            key=("level", "region_id", "reference_date"),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "difference", "min_value": -0.03, "max_value": 0.03},
                    why="raw.kosis_births has the rates of sido; groups of five years and rounding cost up to 0.02",
                ),
            ),
        ),
    ),
)  # fmt: skip
