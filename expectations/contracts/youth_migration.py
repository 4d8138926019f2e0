"""mart.youth_migration: net migration of young people in five years, as the residual of cohort survival."""

from dataclasses import replace

from expectations.columns import INTERPOLATED, LEVEL, NAME_EN, NAME_KO, POPULATION, REFERENCE_DATE, REGION_ID, SIDO_KO, optional
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.references import to_region
from expectations.rules.flows import residuals_cancel


def _persons(ages: str) -> Column:
    return replace(
        POPULATION, name=f"persons_{ages}", ko=f"{_ko(ages)} 인구", en=f"Persons aged {_en(ages)}", caveat="on the reference date"
    )


def _expected(ages: str) -> Column:
    return Column(
        f"expected_{ages}", "DOUBLE", f"{_ko(ages)} 기대인구", f"Persons aged {_en(ages)} expected without migration", unit="persons", minimum=0,
        measure="extensive", formula="sum over sex and 5-year group of persons five years younger on start_date * national survival of the group",
    )  # fmt: skip


def _net(ages: str) -> Column:
    return Column(
        f"net_{ages}", "DOUBLE", f"{_ko(ages)} 순이동", f"Net migration of persons aged {_en(ages)}", unit="persons in 5 years",
        measure="extensive", formula=f"persons_{ages} - expected_{ages}",
        caveat="age on the reference date; an estimate, not a count of moves; 19-34 cannot be built from 5-year groups",
    )  # fmt: skip


def _rate(ages: str) -> Column:
    return Column(
        f"net_rate_{ages}", "DOUBLE", f"{_ko(ages)} 순이동률", f"Net migration rate of persons aged {_en(ages)}",
        unit="per 1,000 expected in 5 years", nullable=True, minimum=-1000, measure="intensive", formula=f"1000 * net_{ages} / expected_{ages}",
    )  # fmt: skip


def _ko(ages: str) -> str:
    return ages.replace("_", "-") + "세"


def _en(ages: str) -> str:
    return ages.replace("_", "-")


YOUTH_MIGRATION = TableContract(
    name="youth_migration",
    schema="mart",
    ko="청년 순이동 (코호트 생존율 잔차)",
    en="Youth migration",
    description=(
        "How many of each cohort are more or fewer than national survival of the same cohort explains, in the five years to the date. "
        "Deaths and moves across the national border cancel where they are alike everywhere; periods overlap, so do not add dates."
    ),
    grain="a region and date",
    columns=(
        LEVEL,
        REGION_ID,
        NAME_KO,
        NAME_EN,
        optional(SIDO_KO),
        REFERENCE_DATE,
        replace(REFERENCE_DATE, name="start_date", ko="시작일", en="Day on which the cohorts begin", caveat="five years before"),
        Column(
            "method", "VARCHAR", "방법", "Method", allowed=("cohort_survival_residual",),
            caveat="no flows by age are among the sources; the published youth flows are of ages 19-34 at the move, in one year",
        ),
        _persons("20_34"),
        _expected("20_34"),
        _net("20_34"),
        _rate("20_34"),
        _persons("20_39"),
        _expected("20_39"),
        _net("20_39"),
        _rate("20_39"),
        replace(_net("20_34"), name="net_women_20_34", ko="20-34세 여성 순이동", en="Net migration of women aged 20-34", formula="as net_20_34, women only"),
        Column(
            "missing_units", "BIGINT", "누락 단위", "Sigungu without figures on either day", unit="units", minimum=0,
            caveat="left out of region and nation alike",
        ),
        replace(optional(INTERPOLATED), caveat="sigungu only; true: shared out from a divided unit"),
    ),
    key=("level", "region_id", "reference_date"),
    references=to_region(),
    series=True,
    source="core.population (registration)",
    citation=(
        "Hamilton and Henderson (1944), Use of the survival rate method in measuring net migration, JASA 39; "
        "Siegel and Swanson (2004), The Methods and Materials of Demography, 2nd ed., ch. 19"
    ),
    min_rows=0,
    rules=(
        Rule(
            name="residuals_cancel",
            measure=residuals_cancel,
            key=("level", "reference_date"),
            expect=tuple(
                Expect("expect_column_values_to_be_between", {"column": column, "min_value": -0.001, "max_value": 0.001})
                for column in ("net_20_34", "net_20_39", "net_women_20_34")
            ),
        ),
    ),
)  # fmt: skip
