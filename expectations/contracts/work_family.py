"""Work and family by region: employment rate, fertility rate, and their map layer."""

from __future__ import annotations

from dataclasses import replace

from domain.adding_up import SUM_OF_SIGUNGU_SURVEY
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
from expectations.contracts.employment import KOSIS_EMPLOYMENT_AGE, KOSIS_LABOUR_FORCE, SURVEY_DATE
from expectations.contracts.prices import APARTMENT_PRICE
from expectations.contracts.vital import KOSIS_FERTILITY
from expectations.formula import Formula, carried, in_words
from expectations.references import to_unit
from expectations.rules.employment import EMPLOYMENT_BASES, rates_are_of_their_survey, weighted_rate_of_the_nation
from expectations.rules.vital import rates_of_sido_meet
from expectations.templates import between, near_zero, one_of, series

# Ages for which the labour force survey has a rate of sido and the nation; for the others the sigungu survey is the only source.
OFFICIAL_AGES = ("15_over", "15_64")
_SUM_KO, _SUM_EN = SUM_OF_SIGUNGU_SURVEY


def _of_units(figure: str, age: str) -> Formula:
    """Of the sigungu of the region whose rate and employed persons are both known."""
    units = "core.region_member AS m JOIN core.employment AS e ON e.unit_id = m.member_id AND m.member_level = 'sigungu'"
    where = "m.level = this.level AND m.region_id = this.region_id AND e.reference_date = this.reference_date"
    sql = f"(SELECT {figure} FROM {units} WHERE {where} AND e.age_group = '{age}' AND e.population_implied IS NOT NULL)"  # noqa: S608
    return Formula(sql, where=f"this.employment_rate_{age} IS NOT NULL")


def _official(age: str, formula: Formula, caveat: str) -> Column:
    ko, en = SURVEY_AGE_NAMES[age]
    return Column(
        f"employment_rate_{age}", "DOUBLE", f"{ko} 고용률", f"Employment rate of persons {en}", unit="percent", nullable=True, minimum=0,
        maximum=100, measure="intensive", formula=formula, lacks="",
        caveat=f"{caveat}; sigungu: local survey of April and October; above: labour force survey, yearly mean in the row of 31 December, see basis",
    )  # fmt: skip


def _summed(age: str) -> Column:
    ko, en = SURVEY_AGE_NAMES[age]
    return Column(
        f"employment_rate_{age}", "DOUBLE", f"{ko} 고용률 (시도 이상은 {_SUM_KO})", f"Employment rate of persons {en}; above sigungu the {_SUM_EN}",
        unit="percent", nullable=True, minimum=0, maximum=100, measure="intensive", formula=_of_units("100 * sum(e.employed) / sum(e.population_implied)", age),
        caveat=(
            "above sigungu no published rate: the survey's totals differ from those of the labour force survey, for all ages by survey_gap_15_over; "
            "a survey of where people live, in April and October"
        ),
    )  # fmt: skip


def _gap(age: str) -> Column:
    ko, en = SURVEY_AGE_NAMES[age]
    return Column(
        f"survey_gap_{age}", "DOUBLE", f"{ko} 고용률: {_SUM_KO} - 공식 통계", f"Employment rate of persons {en}: {_SUM_EN} less the official rate",
        unit="percentage points", nullable=True, minimum=-20, maximum=20,
        formula=in_words(f"mean of both halves of the year of the {_SUM_EN} - employment_rate_{age}"),
        caveat="measured, in rows of 31 December above sigungu; how far figures of other ages may be from what the labour force survey would give",
    )  # fmt: skip


EMPLOYMENT_RATE = series(
    "employment_rate", date=replace(SURVEY_DATE, caveat="last day of the half-year, of the survey of April and of October; yearly means stand at 31 December"),
    ko="연령별 고용률",
    en="Employment rates by age",
    description=(
        "Two surveys that do not add up to each other. Sigungu: local survey, half-yearly, in provinces since 2013, in cities of sido rank since 2021, "
        "without Sejong. Sido, groups and the nation: labour force survey, yearly since 2000, for all ages and 15-64. Other ages above sigungu are sums "
        "of the sigungu survey, named so, where at most one in twenty sigungu lacks figures, thus since 2021; survey_gap says how far such sums lie off."
    ),
    grain="a region and half-year",
    columns=(
        _official("15_over", in_words("100 * employed / population aged 15 and over, as printed for the nation and sido"), "groups of sido: from their persons"),
        _official(
            "15_64", in_words("as printed; groups of sido: sum(rate * persons aged 15 and over) / sum(persons aged 15 and over)"),
            "no persons aged 15-64 are published; so weighted, sido give the nation's printed rate within 0.15 points",
        ),
        *(_summed(age) for age in SURVEY_AGES.values() if age not in OFFICIAL_AGES),
        Column(
            "employed_15_over", "DOUBLE", "15세 이상 취업자", "Employed persons aged 15 and over", unit="thousand persons", nullable=True, minimum=0,
            measure="extensive", lacks="", caveat="sigungu do not add up to sido, which are another survey; see basis. Sido on the borders of each year, empty where another is held",
        ),
        Column(
            "employed_15_29", "DOUBLE", f"15-29세 취업자 (시도 이상은 {_SUM_KO})", f"Employed persons aged 15-29; above sigungu the {_SUM_EN}",
            unit="thousand persons", nullable=True, minimum=0, measure="extensive", caveat="empty where a sigungu lacks figures, as Sejong does",
        ),
        Column(
            "basis", "VARCHAR", "15세 이상·15-64세 근거", "Basis of all ages and 15-64", nullable=True, allowed=EMPLOYMENT_BASES,
            caveat=(
                "sigungu_survey: as published for the sigungu; labour_force: as published for the nation or sido; labour_force_sums: made of its sido; "
                "empty: neither figure"
            ),
        ),
        *(_gap(age) for age in OFFICIAL_AGES),
        Column("holds", "VARCHAR", "포함된 시도", "Sido whose people stand in the labour force of this one", nullable=True, caveat="Chungnam holds Sejong until 2016"),
        replace(
            MISSING_UNITS, en="Sigungu without figures in the sums of the sigungu survey",
            caveat="where not 0, summed counts are empty and summed rates are those of the others; figures of the labour force survey lack none",
        ),
    ),
    source="core.employment, core.labour_force",
    citation=f"{KOSIS_EMPLOYMENT_AGE.source}; {KOSIS_LABOUR_FORCE.source}",
    min_rows=0,
    rules=(
        Rule(
            name="rates_are_of_their_survey",
            measure=rates_are_of_their_survey,
            key=("level", "region_id", "reference_date"),
            expect=(one_of("verdict", "as published"),),
        ),
        Rule(
            name="weighted_rate_meets_the_printed_one",
            measure=weighted_rate_of_the_nation,
            key=("reference_date",),
            expect=(near_zero("difference", 0.15, why="sido weighted with their persons of 15 and over give the nation's rate of 15-64"),),
        ),
    ),
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
            measure="intensive", formula=in_words("5 * sum over ages (sum over sigungu (rate * women) / sum over sigungu (women)) / 1000"), rate_of=("births_implied",),
            caveat="a rate is never summed or averaged bare; groups of five years leave out differences within them",
        ),
        Column("basis", "VARCHAR", "근거", "Basis of the rate", allowed=("published", "weighted"), caveat="published: sigungu; weighted: computed here"),
        Column(
            "births_implied", "DOUBLE", "출산율에서 셈한 출생아 수", "Births implied by the fertility rates", unit="births", nullable=True, minimum=0,
            measure="extensive", formula=in_words("sum over ages and sigungu (rate * women) / 1000"), caveat="rates are published to one decimal; no count of births",
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


def _newest(column: str, date: str) -> Formula:
    return carried(column, f"s.level = 'sigungu' AND s.region_id = this.unit_id AND s.reference_date = this.{date}")


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
                replace(contract.column(name), formula=_newest(f"mart.{contract.name}.{name}", date)),
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
