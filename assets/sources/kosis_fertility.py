"""The KOSIS spreadsheet DT_1B81A17: fertility by sigungu, a unit and year a row, codes that ended beside new ones."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import source
from assets.io.cells import numbers, refuse_repeats, require_columns, require_form, year_ends
from assets.io.source_file import SourceFile
from assets.io.tabular import read_sheet
from expectations.contracts.kosis_fertility import AGES, KOSIS_FERTILITY

TITLE_ROWS = 1
CODE, NAME, YEAR, TOTAL = "[A]시군구별", "시군구별", "시점", "합계출산율"
FIRST_AGE = "모의 연령별출산율:15-19세"
RATES = {TOTAL: "total_fertility_rate"} | {
    (FIRST_AGE if ages == "15_19" else f"{ages.replace('_', '-')}세"): f"fertility_rate_{ages}" for ages in AGES
}


@source(contract=KOSIS_FERTILITY)
def kosis_fertility(file: SourceFile) -> pd.DataFrame:
    """Total fertility rate (births per woman) and rates by age (births per 1,000 women). One row per printed unit and year."""
    table = _table(file)
    rows = table["source_row"]
    require_form(file, table[CODE], rows, r"\d{5}", "a KOSTAT code of five digits")
    years = require_form(file, table[YEAR], rows, r"(?P<year>\d{4}) 년", "a year such as 2024 년")["year"]
    rates = {column: numbers(file, table[item], rows, absent=("",), minimum=0) for item, column in RATES.items()}
    result = pd.DataFrame(
        {
            "region_code": table[CODE],
            "region_name": table[NAME].astype(str).str.strip(),
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
    require_columns(file, table, (CODE, NAME, YEAR, *RATES))
    return table.assign(source_row=range(1, len(table) + 1))
