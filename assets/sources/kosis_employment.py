"""KOSIS tables of the local labour survey."""

from __future__ import annotations

import pandas as pd

from assets.lake.asset import source
from assets.reading.cells import numbers, refuse_repeats, require_columns, require_form, statuses
from assets.reading.source_file import SourceFile
from assets.reading.tabular import NOT_EXISTING, SUPPRESSED
from assets.reading.unfold import HALF, YEAR, parse_periods, unfold_csv, unfold_sheet
from expectations.contracts.employment import KOSIS_EMPLOYMENT_AGE, KOSIS_EMPLOYMENT_INDUSTRY, KOSIS_LABOUR_FORCE

# What the two KOSIS downloads of the regional employment survey share: names without codes, and marks of error.
#
# A city or county of a province is printed without the province, so that Goseong-gun stands twice.

EMPLOYED = "취업자 (천명)"
RSE = "RSE"


def name_numbers(cells: pd.DataFrame) -> pd.Series:
    """For each cell 1 in the first block of rows with its `region_name`, 2 in the next block of that name, and so on.

    `cells` is long, with `region_name` and `source_row`; blocks are told apart in the order printed.
    """
    rows = cells.drop_duplicates("source_row").sort_values("source_row").set_index("source_row")["region_name"]
    begins = (rows != rows.shift()).astype("int64")
    return cells["source_row"].map(begins.groupby(rows).cumsum())


def error_marks(file: SourceFile, cells: pd.Series, rows: pd.Series) -> pd.Series:
    """Marks of the relative standard error as printed, `-` and empty cells missing. SourceError for any other text."""
    text = cells.fillna("").str.strip()
    require_form(file, text, rows, r"[*]?|-|[0-9.]+", "`*`, `-`, a number or nothing")
    return text.mask(text.isin(["", "-"]), None)


# The KOSIS download of employed persons and employment rate by sigungu and age, a half-year a column.
#
# An `RSE` row, where there is one, marks the row above it.

KEYS = {"행정구역별": "region_name", "연령별": "age_group", "항목": "item", "단위": "unit"}
RATE = "고용률 (%)"
AGE = r"계|(?P<from>[0-9]{1,3})(?: - (?P<to>[0-9]{1,3})세|세이상)"
YOUNGEST = "15"
UNIT = ["region_name", "name_number", "age_group", "year", "half"]


@source(contract=KOSIS_EMPLOYMENT_AGE)
def kosis_employment_age(file: SourceFile) -> pd.DataFrame:
    """Employed (thousand persons) and employment rate (percent). One row per printed unit, age group and half-year."""
    long = unfold_csv(file, tuple(KEYS)).rename(columns=KEYS)
    known = r"취업자 [(]천명[)]|고용률 [(]%[)]|RSE"
    require_form(file, long["item"], long["source_row"], known, f"{EMPLOYED}, {RATE} or {RSE}")
    ages = require_form(file, long["age_group"], long["source_row"], AGE, "an age group, 15 - 29세")
    long = long.assign(age_from=ages["from"].fillna(YOUNGEST).astype("int64"), age_to=ages["to"].astype("Int64"))
    long = parse_periods(file, long.assign(name_number=name_numbers(long), marks=_marked_item(file, long)), HALF)
    refuse_repeats(file, long, [*UNIT, "item", "marks"])
    employed = _item(file, long, EMPLOYED, "employed")
    rate = _item(file, long, RATE, "employment_rate", maximum=100)
    _require_both(file, employed, rate)
    rate = rate.drop(columns=["source_row", "age_from", "age_to"])
    return employed.merge(rate, on=UNIT, validate="one_to_one").assign(source_file=file.name)


def _marked_item(file: SourceFile, long: pd.DataFrame) -> pd.Series:
    """For the cells of an RSE row the item that it marks, else empty; SourceError for one below no row of its unit and age."""
    rows = long.drop_duplicates("source_row").sort_values("source_row").set_index("source_row")
    above = rows.shift()
    follows = (above["region_name"] == rows["region_name"]) & (above["age_group"] == rows["age_group"]) & (above["item"] != RSE)
    lost = rows.index[(rows["item"] == RSE) & ~follows]
    if len(lost):
        raise file.error("an RSE row", "one below the figures that it marks", int(lost[0]))
    return long["source_row"].map(above["item"].where(rows["item"] == RSE, ""))


def _require_both(file: SourceFile, employed: pd.DataFrame, rate: pd.DataFrame) -> None:
    """SourceError with row for a unit and age that has only one of both items."""
    for item, has, lacks in ((RATE, employed, rate), (EMPLOYED, rate, employed)):
        joined = has.merge(lacks[UNIT], on=UNIT, how="left", indicator=True)
        alone = joined[joined["_merge"] == "left_only"]
        if len(alone):
            row = alone.iloc[0]
            raise file.error(f"no {item} of {row['region_name']} {row['age_group']}", "both items", int(row["source_row"]))


def _item(file: SourceFile, long: pd.DataFrame, item: str, name: str, maximum: float | None = None) -> pd.DataFrame:
    """`name`, `name_status`, `name_rse` and the row of one printed item by unit, age and half-year."""
    cells, marks = long[long["item"] == item], long[long["marks"] == item]
    absent = ("", NOT_EXISTING, SUPPRESSED)
    value = numbers(file, cells["cell"], cells["source_row"], absent=absent, minimum=0, maximum=maximum)
    table = cells[[*UNIT, "age_from", "age_to", "source_row"]].assign(**{name: value, f"{name}_status": statuses(cells["cell"])})
    printed = marks[UNIT].assign(**{f"{name}_rse": error_marks(file, marks["cell"], marks["source_row"])})
    return table.merge(printed, on=UNIT, how="left", validate="one_to_one")


# The KOSIS download of employed persons by sigungu and seven industry groups: a second header row inside the data.

INDUSTRY_KEYS = {"행정구역별": "region_name", "산업별": "industry_name"}
INDUSTRY = r"계|[^()]+[(](?P<sections>[A-U](?:[,~][A-U])*)[)]"
CELL = ["source_row", "year", "half"]


@source(contract=KOSIS_EMPLOYMENT_INDUSTRY)
def kosis_employment_industry(file: SourceFile) -> pd.DataFrame:
    """Employed (thousand persons). One row per printed unit, industry group and half-year."""
    long = unfold_csv(file, tuple(INDUSTRY_KEYS), header_rows=2).rename(columns=INDUSTRY_KEYS)
    require_form(file, long["item"], [None] * len(long), r"취업자 [(]천명[)]|RSE", f"{EMPLOYED} or {RSE}")
    long = parse_periods(file, long.assign(industry_name=long["industry_name"].str.strip()), HALF)
    printed = long[long["item"] == RSE].rename(columns={"cell": "mark"})[[*CELL, "mark"]]
    table = long[long["item"] == EMPLOYED].merge(printed, on=CELL, how="left", validate="one_to_one")
    rows = table["source_row"]
    industries = require_form(file, table["industry_name"], rows, INDUSTRY, "an industry group with its sections, 건설업 (F)")
    table = table.assign(
        name_number=name_numbers(table),
        ksic_sections=industries["sections"],
        employed=numbers(file, table["cell"], rows, absent=(NOT_EXISTING, SUPPRESSED), minimum=0, whole=True),
        status=statuses(table["cell"]),
        employed_rse=error_marks(file, table["mark"], rows),
        source_file=file.name,
    )
    refuse_repeats(file, table, ("region_name", "name_number", "industry_name", "year", "half"))
    return table


# The KOSIS spreadsheet DT_1DA7004S: labour force by sido, nine items merged below each year.

NAME = "시도별"
PERSONS = {
    "15세이상인구 (천명)": "population_15_over",
    "경제활동인구 (천명)": "economically_active",
    "취업자 (천명)": "employed",
    "실업자 (천명)": "unemployed",
    "비경제활동인구 (천명)": "inactive",
}
RATES = {
    "경제활동참가율 (%)": "participation_rate",
    "실업률 (%)": "unemployment_rate",
    "고용률 (%)": "employment_rate",
    "15-64세 고용률 (%)": "employment_rate_15_64",
}


@source(contract=KOSIS_LABOUR_FORCE)
def kosis_labour_force(file: SourceFile) -> pd.DataFrame:
    """Thousand persons and percent, yearly means. One row per sido or nation and year."""
    long = parse_periods(file, unfold_sheet(file, (NAME,), header_rows=2), YEAR)
    long["region_name"] = long[NAME].str.strip("\u3000 ")
    refuse_repeats(file, long, ["region_name", "year", "item"])
    table = long.pivot(index=["region_name", "year", "source_row"], columns="item", values="cell").reset_index()
    require_columns(file, table, (*PERSONS, *RATES))
    rows, absent = table["source_row"], (NOT_EXISTING,)
    printed = table[[*PERSONS, *RATES]] != NOT_EXISTING
    columns = {PERSONS[item]: numbers(file, table[item], rows, absent=absent, minimum=0, whole=True) for item in PERSONS} | {
        RATES[item]: numbers(file, table[item], rows, absent=absent, minimum=0, maximum=100) for item in RATES
    }
    status = (
        pd.Series("partly", index=table.index).mask(printed.all(axis=1), "reported").mask(~printed.any(axis=1), "not_existing")
    )
    return table[["region_name", "year", "source_row"]].assign(**columns, status=status, source_file=file.name)
