"""The nation by sex and age since 1925 as one sheet: censuses, then the register in the middle of the year, then a projection.

The sheet marks none of the three; the catalogue says with which year each begins.
"""

from __future__ import annotations

from typing import Annotated

import pandas as pd
from pydantic import Field, ValidationInfo, field_validator

from assets.configuration.strict import Strict, Within, expected
from assets.lake.asset import source
from assets.reading.cells import numbers, refuse_repeats, require_form
from assets.reading.source_file import SourceFile
from assets.reading.unfold import YEAR, parse_periods, unfold_csv
from domain.population import NATIONAL_CONCEPTS
from expectations.contracts.population_check import KOSIS_NATIONAL_POPULATION

KEYS = {"성별": "sex", "연령별": "age"}
SEXES = {"남자": "male", "여자": "female"}
AGE = r"(?:(?P<age_from>[0-9]{1,3}) - (?P<age_to>[0-9]{1,3})세|(?P<oldest>[0-9]{1,3})세 이상)"


class SeriesOptions(Strict):
    """With which years the second and the third series of the sheet begin."""

    register_from: Annotated[int, Within(1900, 2200)] = Field(
        description="First year of the register at mid-year.", examples=[1993]
    )
    projection_from: Annotated[int, Within(1900, 2200)] = Field(description="First year of the projection.", examples=[2023])

    @field_validator("projection_from")
    @classmethod
    def _comes_after_the_register(cls, value: int, info: ValidationInfo) -> int:
        if value < info.data.get("register_from", value):
            raise expected(f"a year not before register_from, {info.data['register_from']}")
        return value


@source(contract=KOSIS_NATIONAL_POPULATION, options=SeriesOptions)
def kosis_national_population(file: SourceFile) -> pd.DataFrame:
    """Persons. One row per sex, age group and year that is printed.

    A census counts everybody in the oldest group that it has, which is open; the register of 1993 to 1999 is printed
    without its oldest, and its groups stay closed.

    Raises SourceError for groups that leave a gap or overlap, or of which a younger one is empty; CatalogueError where the
    catalogue does not say which years are projected.
    """
    options = file.chosen(SeriesOptions)
    long = parse_periods(file, unfold_csv(file, tuple(KEYS), delimiter="\t").rename(columns=KEYS), YEAR)
    rows = long["source_row"]
    require_form(file, long["sex"], rows, "|".join(SEXES), "남자 or 여자")
    ages = require_form(file, long["age"], rows, AGE, "an age group, 0 - 4세 to 100세 이상")
    refuse_repeats(file, long, ["sex", "age", "year"])
    table = long.assign(
        sex=long["sex"].map(SEXES),
        age_from=ages["age_from"].fillna(ages["oldest"]).astype("int64"),
        age_to=ages["age_to"].astype("Int64"),
        population=numbers(file, long["cell"], rows, absent=("",), minimum=0, whole=True),
    )
    census, register, projection = NATIONAL_CONCEPTS
    concept = pd.Series(census, index=table.index).mask(table["year"] >= options.register_from, register)
    concept = concept.mask(table["year"] >= options.projection_from, projection)
    table = table.assign(population_concept=concept, is_projection=concept == "projection", source_file=file.name)
    table = table[table["population"].notna()].sort_values(["sex", "year", "age_from"])
    oldest = table["age_from"] == table.groupby(["sex", "year"])["age_from"].transform("max")
    _refuse_gaps(file, table)
    return table.assign(age_to=table["age_to"].mask(oldest & (table["population_concept"] == "census")))


def _refuse_gaps(file: SourceFile, table: pd.DataFrame) -> None:
    """SourceError unless the groups of each sex and year follow each other from age 0."""
    expected = table.groupby(["sex", "year"])["age_to"].shift(fill_value=-1) + 1
    wrong = (table["age_from"] != expected).fillna(value=True)
    if wrong.any():
        row = table[wrong].iloc[0]
        found = f"{row['age']} of {row['year']} does not follow the age group before it"
        raise file.error(found, "groups without a gap from 0", int(row["source_row"]))
