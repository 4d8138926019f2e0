"""The ministry's wide CSV of population by single year of age: a unit a row, period x sex x age in the columns.

Read are months and year's ends, all registered people (계) and residents (거주자). Groups of five years are
`mois_population.py`. Totals are held against the ages and left out.
"""

from __future__ import annotations

import pandas as pd

from assets.lake.asset import source
from assets.reading.cells import (
    numbers,
    refuse_repeats,
    require_columns,
    require_form,
)
from assets.reading.source_file import SourceFile
from assets.reading.tabular import read_csv
from domain.ages import OLDEST
from expectations.contracts.raw_population import MOIS_SINGLE_AGE

UNIT = "행정구역"
LABEL = r"(?P<region_name>.+?)\s*[(](?P<region_code>[0-9]{10})[)]"
HEADER = (
    r"(?P<year>(?:19|20)[0-9]{2})년(?:(?P<month>0[1-9]|1[0-2])월)?_(?:(?P<sex>계|남|여)_)?(?:(?P<basis>거주자)_)?"
    rf"(?:(?P<whole>총인구수|연령구간인구수)|(?P<age>[0-9]{{1,2}})세|(?P<oldest>{OLDEST}세 이상))"
)
SEXES = {"남": "male", "여": "female"}
CONCEPTS = {"거주자": "registration_residents"}
PERIOD = ["reference_date", "population_concept"]
# Printed twice by the publisher himself; nobody is registered there.
BRANCH_OFFICE = "출장소"


@source(contract=MOIS_SINGLE_AGE)
def mois_single_age(file: SourceFile) -> pd.DataFrame:
    """Registered persons. One row per printed unit, day, concept, sex and year of age.

    A unit that did not exist in a period has empty cells and no row.

    Raises SourceError where men, women or an age from 0 to 100 and over are not in the file, or do not make its totals.
    """
    wide = read_csv(file)
    require_columns(file, wide, (UNIT,))
    units = require_form(file, wide[UNIT].str.strip(), wide["source_row"], LABEL, "a name and a code of ten digits in brackets")
    units = units.assign(source_row=wide["source_row"])
    refuse_repeats(file, units[~units["region_name"].str.endswith(BRANCH_OFFICE)], ["region_code"])
    columns = _columns(file, [name for name in wide.columns if name not in (UNIT, "source_row")])
    long = wide.melt("source_row", list(columns["header"]), "header", "cell").merge(columns, on="header", validate="many_to_one")
    long["population"] = numbers(file, long["cell"], long["source_row"], absent=("",), minimum=0, whole=True)
    known = _whole_units(file, long)
    people = known[(known["sex"] != "total") & known["age"].notna()]
    return people.merge(units, on="source_row", validate="many_to_one").assign(source_file=file.name)


def _columns(file: SourceFile, headers: list[str]) -> pd.DataFrame:
    """`header, reference_date, population_concept, sex, age` (empty for a total) of each column; all ages of both sexes there."""
    if not headers:
        raise file.error("no column of people", "a column for each sex and age", remedy="Download it again.")
    names = pd.Series(headers, dtype="str")
    form = f"a year or month, 계, 남 or 여, and 0세 to {OLDEST}세 이상, one year of age a column"
    parts = require_form(file, names, [None] * len(names), HEADER, form)
    day = pd.to_datetime(parts["year"] + "-" + parts["month"].fillna("12") + "-01") + pd.offsets.MonthEnd(0)
    columns = pd.DataFrame(
        {
            "header": names,
            "reference_date": day.dt.date,
            "population_concept": parts["basis"].map(CONCEPTS).fillna("registration"),
            "sex": parts["sex"].map(SEXES).fillna("total"),
            "age": parts["age"].mask(parts["oldest"].notna(), str(OLDEST)).astype("Int64"),
        }
    )
    for (date, _), rows in columns.groupby(PERIOD):
        for sex, word in (("male", "남"), ("female", "여")):
            there = set(rows.loc[rows["sex"] == sex, "age"].dropna())
            if lacking := sorted(set(range(OLDEST + 1)) - there):
                raise file.error(
                    f"{len(lacking)} ages without a column ({word}, {date:%Y-%m}), the first {lacking[0]}",
                    f"each year of age from 0 to {OLDEST}세 이상 of men and of women",
                    remedy="Choose 남·여 구분 and ages 0 to 100, one year each, on the ministry's page.",
                )
    return columns


def _whole_units(file: SourceFile, long: pd.DataFrame) -> pd.DataFrame:
    """Rows of the units that have figures in a period, once their ages and sexes make the printed totals."""
    cell = ["source_row", *PERIOD]
    filled = long["population"].notna().groupby([long[key] for key in cell])
    _refuse(file, filled.any() & ~filled.all(), "empty cells beside figures", "all cells of a unit and period, or none")
    known = long[filled.transform("any").to_numpy()]
    sexes = known[known["age"].notna()].groupby([*cell, "sex"])["population"].sum().unstack("sex")
    people = sexes["male"] + sexes["female"]
    if "total" in sexes.columns:
        _refuse(file, sexes["total"] != people, "men and women who do not make all", "their sum")
    ages = pd.Series(sexes.assign(total=people).stack(), name="ages")
    totals = known[known["age"].isna()].join(ages, on=[*cell, "sex"]).set_index(cell)
    _refuse(file, totals["population"] != totals["ages"], "a total that is not the sum of its ages", "the sum")
    return known


def _refuse(file: SourceFile, bad: pd.Series, found: str, expected: str) -> None:
    """SourceError for the first True of `bad`, whose index begins with the row and its date."""
    if bad.any():
        row, date, *_ = bad[bad].index[0]
        raise file.error(f"{found} ({date:%Y-%m})", expected, int(row))
