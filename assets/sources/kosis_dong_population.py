"""KOSIS downloads of table DT_1B04005, 1995-1998: registered population by unit, sex and five-year age, 85 and over at the end.

Two forms: as downloaded (two lines of title, Korean headers) and as re-saved under English headers. Codes have an apostrophe
before them; a group's code counts from 5 (ages 0-4), so that ages are read from the label.
"""

from __future__ import annotations

import pandas as pd

from assets.lake.asset import source
from assets.reading.cells import A_YEAR, numbers, refuse_repeats, require_form
from assets.reading.decoding import read_text
from assets.reading.source_file import SourceFile
from assets.reading.tabular import csv_rows
from domain.ages import AGES, STEP
from domain.days import year_ends
from expectations.contracts.raw_population import KOSIS_DONG_POPULATION

COLUMNS = ("region_code", "region_name", "age_code", "age_band", "year", "total", "male", "female")
HEADS = (
    ("C행정구역(동읍면)별", "행정구역(동읍면)별", "C5세별", "5세별", "시점", "인구 (명)", "남 (명)", "여 (명)"),
    ("d_num", "d", "age_num", "age", "year", "pop_all", "pop_male", "pop_female"),
)
SEXES = ("total", "male", "female")
ALL_AGES = "계"
AGE = r"계|(?P<from>[0-9]{1,3})(?: - (?P<to>[0-9]{1,3})세|\+)"
CODE = r"'?(?P<code>[0-9]{2}|[0-9]{5}|[0-9]{10})"
AGE_CODE = r"'?(?P<code>[0-9]{2,3})"


@source(contract=KOSIS_DONG_POPULATION)
def kosis_dong_population(file: SourceFile) -> pd.DataFrame:
    """Persons at year's end. One row per printed unit, December and sex; units without figures on the day are empty."""
    table = _table(file)
    rows = table["source_row"]
    code = require_form(file, table["region_code"], rows, CODE, "a code of 2, 5 or 10 digits")["code"]
    require_form(file, table["year"], rows, A_YEAR, "a year")
    bands = table["age_band"].str.strip()
    ages = require_form(file, bands, rows, AGE, "an age group, 20 - 24세, 85+ or 계").astype("Int64")
    _hold_codes(file, table, ages["from"])
    table = table.assign(region_code=code, region_name=table["region_name"].str.strip(), age_band=bands, age_from=ages["from"])
    refuse_repeats(file, table, ("region_code", "age_band", "year"))
    people = {sex: numbers(file, table[sex], rows, absent=("",), minimum=0, whole=True) for sex in SEXES}
    long = table.assign(**people).melt(
        ["region_code", "region_name", "year", "age_band", "age_from", "source_row"], list(SEXES), "sex", "people"
    )
    return _wide(file, long)


def _table(file: SourceFile) -> pd.DataFrame:
    """The eight columns below whichever head the file has; `source_row` 1 is the first row below it."""
    lines = csv_rows(file, read_text(file))
    start = next((number for number, row in enumerate(lines) if tuple(row) in HEADS), None)
    if start is None:
        some = ", ".join(lines[0][:4]) if lines else "nothing"
        raise file.error(f"no known header ({some} …)", " or ".join(", ".join(head[:4]) + " …" for head in HEADS))
    body = lines[start + 1 :]
    for number, row in enumerate(body, start=1):
        if len(row) != len(COLUMNS):
            raise file.error(f"{len(row)} cells", f"{len(COLUMNS)} as in the header", number, "Is the file cut off?")
    if not body:
        raise file.error("no rows", "a row per unit and age group", remedy="Download it again.")
    return pd.DataFrame(body, columns=list(COLUMNS), dtype="object").assign(source_row=range(1, len(body) + 1))


def _hold_codes(file: SourceFile, table: pd.DataFrame, first: pd.Series) -> None:
    """SourceError for a group whose code is not its youngest age and five, or 0 for all ages."""
    code = require_form(file, table["age_code"], table["source_row"], AGE_CODE, "the code of an age group")["code"].astype(
        "Int64"
    )
    wrong = (code.astype("Int64") != (first + STEP).fillna(0)).to_numpy(dtype=bool)
    if wrong.any():
        place = int(wrong.argmax())
        raise file.error(
            f"code {table['age_code'].iloc[place]} for {table['age_band'].iloc[place]!r}", "the youngest age and five, 00 for 계",
            place + 1, "Code and label say different ages; ask KOSIS again.",
        )  # fmt: skip


def _wide(file: SourceFile, long: pd.DataFrame) -> pd.DataFrame:
    """A row per unit, year and sex; `open_age` is the youngest age of the file's last group."""
    key = ["region_code", "year", "sex"]
    oldest = int(long["age_from"].max())
    known = [age for age in AGES if age <= oldest]
    groups = long[long["age_from"].notna()].pivot(index=key, columns="age_from", values="people")
    if missing := sorted(set(known) - set(groups.columns)):
        raise file.error(f"no group of ages from {missing[0]}", f"groups of five years from 0 to {oldest} and over")
    total = long[long["age_band"] == ALL_AGES].set_index(key)
    wide = groups[known].rename(columns=lambda age: f"age_{age}").join(total[["people", "region_name", "source_row"]], how="left")
    if wide["source_row"].isna().any():
        lost = wide.index[wide["source_row"].isna()][0]
        raise file.error(f"no row {ALL_AGES} of {lost[0]}", "a total of all ages for each unit")
    empty = {f"age_{age}": pd.array([None] * len(wide), dtype="Int64") for age in AGES if age > oldest}
    table = wide.rename(columns={"people": "population"}).reset_index().assign(**empty)
    return table.assign(
        reference_date=year_ends(table["year"]), population_concept="registration", open_age=oldest, source_file=file.name
    )
