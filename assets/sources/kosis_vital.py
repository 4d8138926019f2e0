"""KOSIS tables of births, marriages and fertility."""

from __future__ import annotations

import pandas as pd

from assets.lake.asset import source
from assets.reading.cells import numbers, refuse_repeats, region_codes, require_columns, require_form
from assets.reading.source_file import SourceFile
from assets.reading.tabular import NOT_EXISTING, read_sheet
from assets.reading.unfold import MONTH, YEAR, parse_periods, take_provisional, unfold_sheet
from domain.ages import MOTHERS_AGES
from domain.days import year_ends
from expectations.contracts.vital import KOSIS_BIRTHS, KOSIS_FERTILITY, KOSIS_MARRIAGES

# The KOSIS spreadsheet DT_1B81A23: births and total fertility rate, a year over both items, `p)` behind a provisional year.

NAME = "시군구별"
BIRTHS, RATE = "출생아수", "합계출산율"


@source(contract=KOSIS_BIRTHS)
def kosis_births(file: SourceFile) -> pd.DataFrame:
    """Births and births per woman. One row per sido or nation and year."""
    long = parse_periods(file, take_provisional(unfold_sheet(file, (NAME,), header_rows=2)), YEAR)
    items = long["item"].drop_duplicates()
    require_form(file, items, [None] * len(items), f"{BIRTHS}|{RATE}", f"{BIRTHS} and {RATE}")
    long["region_name"] = long[NAME].str.strip("\u3000 ")
    refuse_repeats(file, long, ["region_name", "year", "item"])
    key = ["region_name", "year", "is_provisional", "source_row"]
    table = long.pivot(index=key, columns="item", values="cell").reset_index()
    require_columns(file, table, (BIRTHS, RATE))
    rows, absent = table["source_row"], (NOT_EXISTING,)
    return table.assign(
        births=numbers(file, table[BIRTHS], rows, absent=absent, minimum=0, whole=True),
        total_fertility_rate=numbers(file, table[RATE], rows, absent=absent, minimum=0, maximum=10),
        source_file=file.name,
    )


# The KOSIS spreadsheet DT_1B83A01: marriages by sido, a month a column, those of persons living abroad in a row of their own.


@source(contract=KOSIS_MARRIAGES)
def kosis_marriages(file: SourceFile) -> pd.DataFrame:
    """Marriages of a month. One row per sido, nation or abroad and month."""
    long = parse_periods(file, take_provisional(unfold_sheet(file, (NAME,))), MONTH)
    long["region_name"] = long[NAME].str.strip("\u3000 ")
    refuse_repeats(file, long, ["region_name", "year", "month"])
    return long.assign(
        month=pd.to_datetime(long[["year", "month"]].assign(day=1)).dt.date,
        marriages=numbers(file, long["cell"], long["source_row"], absent=(NOT_EXISTING,), minimum=0, whole=True),
        source_file=file.name,
    )


# The KOSIS spreadsheet DT_1B81A17: fertility by sigungu, a unit and year a row, codes that ended beside new ones.

TITLE_ROWS = 1
CODE, PLACE, YEARS, TOTAL = "[A]시군구별", "시군구별", "시점", "합계출산율"
FIRST_AGE = "모의 연령별출산율:15-19세"
RATES = {TOTAL: "total_fertility_rate"} | {
    (FIRST_AGE if ages == "15_19" else f"{ages.replace('_', '-')}세"): f"fertility_rate_{ages}" for ages in MOTHERS_AGES
}


@source(contract=KOSIS_FERTILITY)
def kosis_fertility(file: SourceFile) -> pd.DataFrame:
    """Total fertility rate (births per woman) and rates by age (births per 1,000 women). One row per printed unit and year."""
    table = _table(file)
    rows = table["source_row"]
    codes = region_codes(file, table[CODE], rows, (5,), "a KOSTAT code of five digits")
    years = require_form(file, table[YEARS], rows, r"(?P<year>(?:19|20)[0-9]{2}) 년", "a year such as 2024 년")["year"]
    rates = {column: numbers(file, table[item], rows, absent=("",), minimum=0) for item, column in RATES.items()}
    result = pd.DataFrame(
        {
            "region_code": codes,
            "region_name": table[PLACE].astype(str).str.strip(),
            "reference_date": year_ends(years),
            **rates,
            "source_file": file.name,
            "source_row": rows,
        }
    )
    refuse_repeats(file, result, ("region_code", "reference_date"))
    return result


def _table(file: SourceFile) -> pd.DataFrame:
    """The sheet below its title and header; `source_row` 1 is the first row below the header."""
    sheet = read_sheet(file)
    if len(sheet) < TITLE_ROWS + 2:
        raise file.error(f"{len(sheet)} rows", "a title, a header and a row per unit and year")
    header, *body = sheet[TITLE_ROWS:]
    table = pd.DataFrame(body, columns=["" if name is None else str(name).strip() for name in header], dtype="object")
    require_columns(file, table, (CODE, PLACE, YEARS, *RATES))
    return table.assign(source_row=range(1, len(table) + 1))
