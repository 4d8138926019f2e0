"""Work and family by region: employment rate, fertility rate, and their map layer."""

from __future__ import annotations

from dataclasses import replace

from domain.ages import SURVEY_AGE_NAMES, SURVEY_AGES
from expectations.columns import (
    GEOMETRY,
    GEOMETRY_BASIS,
    MISSING_UNITS,
    NAME_EN,
    NAME_KO,
    REFERENCE_DATE,
    SIDO_KO,
    UNIT_ID,
    optional,
)
from expectations.contract import Column, Rule, TableContract
from expectations.contracts.employment import KOSIS_EMPLOYMENT_AGE, SURVEY_DATE
from expectations.contracts.prices import APARTMENT_PRICE
from expectations.contracts.vital import KOSIS_FERTILITY
from expectations.references import to_unit
from expectations.rules.vital import rates_of_sido_meet
from expectations.templates import between, near_zero, series


def _rate(age: str) -> Column:
    ko, en = SURVEY_AGE_NAMES[age]
    return Column(
        f"employment_rate_{age}", "DOUBLE", f"{ko} 고용률", f"Employment rate of persons {en}", unit="percent", nullable=True, minimum=0,
        maximum=100, measure="intensive", formula="100 * sum(employed) / sum(population_implied)",
        caveat="above sigungu computed again from counts; a survey of where people live, in April and October",
    )  # fmt: skip


def _employed(age: str) -> Column:
    ko, en = SURVEY_AGE_NAMES[age]
    return Column(
        f"employed_{age}", "DOUBLE", f"{ko} 취업자", f"Employed persons {en}", unit="thousand persons", nullable=True, minimum=0, measure="extensive",
    )  # fmt: skip


EMPLOYMENT_RATE = series(
    "employment_rate", date=SURVEY_DATE,
    ko="연령별 고용률",
    en="Employment rates by age",
    description=(
        "Half-yearly. Sigungu of provinces since 2013, of cities of sido rank since 2021. A region above has a row only where at most one in "
        "twenty of its sigungu lacks figures, so that the nation, the capital region and the rest begin in 2021; Sejong has none."
    ),
    grain="a region and half-year",
    columns=(
        *(_rate(age) for age in SURVEY_AGES.values()),
        *(_employed(age) for age in ("15_over", "15_29")),
        replace(MISSING_UNITS, en="Sigungu without figures", caveat="where not 0, counts are empty and rates are those of the others"),
    ),
    source="core.employment",
    citation=KOSIS_EMPLOYMENT_AGE.source,
    min_rows=0,
)  # fmt: skip


FERTILITY_RATE = series(
    "fertility_rate",
    ko="합계출산율",
    en="Total fertility rate",
    description=(
        "Sigungu as published, since 2000. Above sigungu, where the publisher's file has no row, rates by age are weighted with registered "
        "women of that age, for years with population by age: up to 0.01 from the published rate of the nation."
    ),
    grain="a region and year",
    columns=(
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
        replace(MISSING_UNITS, en="Sigungu without rate or women", caveat="left out of the weighted rate; where not 0, births are empty"),
    ),
    source="core.fertility, core.population (registration; mean of two Decembers where both are known)",
    citation=KOSIS_FERTILITY.source,
    min_rows=0,
    expectations=(between("total_fertility_rate", 0.1, 3),),
    rules=(
        Rule(
            name="weighted_rates_meet_published_ones",
            measure=rates_of_sido_meet,
            key=("level", "region_id", "reference_date"),
            expect=(
                near_zero("difference", 0.03, why="raw.kosis_births has the rates of sido; groups of five years and rounding cost up to 0.02"),
            ),
        ),
    ),
)  # fmt: skip


# Column, the series that it is of, and what its date is called.
FIGURES = (
    ("total_fertility_rate", FERTILITY_RATE, "fertility_date"),
    ("employment_rate_15_29", EMPLOYMENT_RATE, "employment_date"),
    ("gap_to_seoul", APARTMENT_PRICE, "price_date"),
)

WORK_AND_FAMILY = TableContract(
    name="work_and_family",
    schema="mart",
    ko="시군구 출산·청년 고용·주택가격",
    en="Fertility, young people's employment and apartment prices by sigungu",
    description="Newest figure of each series that any sigungu has; empty where the publisher has none. Side by side is not cause and effect.",
    grain="a sigungu",
    columns=(
        UNIT_ID,
        NAME_KO,
        NAME_EN,
        SIDO_KO,
        *(
            column
            for name, contract, date in FIGURES
            for column in (
                contract.column(name),
                replace(
                    optional(REFERENCE_DATE), name=date, en=f"Date of {name}", ko=f"{contract.column(name).ko} 기준일", caveat=""
                ),
            )
        ),
        GEOMETRY_BASIS,
        GEOMETRY,
    ),
    key=("unit_id",),
    references=to_unit(),
    geometry="geometry",
    source="mart.fertility_rate, mart.employment_rate, mart.apartment_price, core.level_boundary",
)
