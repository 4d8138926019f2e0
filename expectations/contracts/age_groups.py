"""Five-year age groups: their columns in wide tables, and the contract that raw tables of people by age share.

A wide table has a row per unit, date and sex, as publishers print it; `age_20` holds ages 20 to 24. The open end is 100 and
over, or younger where a publisher closed its groups earlier; what a row has no group for is empty, never zero.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from domain.ages import AGE_NAMES, AGES, OLDEST, STEP
from domain.population import REGISTRATION_CONCEPTS
from expectations.columns import AGE_FROM, AGE_TO, POPULATION, REFERENCE_DATE, SOURCE_FILE, SOURCE_ROW, optional
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.copied_period import copied_period

CONCEPT = Column(
    "population_concept", "VARCHAR", "인구 개념", "Population concept", allowed=REGISTRATION_CONCEPTS,
    caveat="registration counts everyone registered; residents leaves out overseas nationals and unknown abodes; never mix",
)  # fmt: skip
OPEN_AGE = Column(
    "open_age", "INTEGER", "최고 연령구간 시작", "Youngest age of the open end", unit="years", minimum=60, maximum=OLDEST,
    caveat="that group holds everyone older; 85 in 1995-1998, 100 since 2008",
)  # fmt: skip
GROUP_FROM = replace(AGE_FROM, caveat="youngest age of the group")
GROUP_TO = replace(AGE_TO, caveat="empty for the open end: 100 and over, 85 and over in 1995-1998")


def age_columns(*, nullable: bool = True) -> tuple[Column, ...]:
    """`age_0`, `age_5`, … `age_100`: persons of five years of age each, the last ones and over."""
    return tuple(
        Column(
            f"age_{age}", "BIGINT",
            f"{age}-{age + STEP - 1}세" if age < OLDEST else f"{OLDEST}세 이상",
            f"Aged {age}-{age + STEP - 1}" if age < OLDEST else f"Aged {OLDEST} and over",
            unit="persons", nullable=nullable, minimum=0, measure="extensive",
            caveat="empty above the open end" if nullable and age > AGES[0] else "",
        )
        for age in AGES
    )  # fmt: skip


def raw_age_table(
    name: str, *, ko: str, en: str, description: str, source: str, code_source: str, ages_add_up: Callable[..., Any]
) -> TableContract:
    """Contract of people by unit, sex and five-year age as one publisher prints them; `ages_add_up` measures `difference`."""
    return TableContract(
        name=name,
        schema="raw",
        ko=ko,
        en=en,
        description=description,
        grain="a printed unit, date and sex",
        columns=(
            Column(
                "region_code", "VARCHAR", "행정구역코드", "MOIS code as printed", pattern=r"^(?:[0-9]{2}|[0-9]{5}|[0-9]{10})$",
                source=code_source,
                caveat="cities stand beside their gu, units beside their eup-myeon-dong; see core.population_unit",
            ),
            Column("region_name", "VARCHAR", "행정구역명", "Name as printed", pattern=r"^[가-힣][가-힣0-9.,·ㆍ() ]*$"),
            REFERENCE_DATE,
            CONCEPT,
            Column("sex", "VARCHAR", "성별", "Sex", allowed=("total", "male", "female")),
            replace(optional(POPULATION), caveat="as printed for all ages; empty where the unit did not exist on the day"),
            *age_columns(),
            OPEN_AGE,
            SOURCE_FILE,
            SOURCE_ROW,
        ),
        key=("source_file", "source_row", "reference_date", "population_concept", "sex"),
        source=source,
        min_rows=0,
        rules=(
            copied_period(
                name,
                period=("reference_date",),
                unit=("population_concept", "region_code", "sex"),
                figures=("population", *AGE_NAMES),
            ),
            Rule(
                name="ages_add_up",
                measure=ages_add_up,
                key=("region_code", "reference_date", "population_concept", "sex"),
                expect=(
                    Expect(
                        "expect_column_values_to_be_between", {"column": "difference", "min_value": 0, "max_value": 0},
                        why="age groups do not make the printed total, or men and women not the total",
                    ),
                ),
            ),
        ),
    )  # fmt: skip
