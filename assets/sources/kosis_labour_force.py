"""The KOSIS spreadsheet DT_1DA7004S: labour force by sido, nine items merged below each year."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import source
from assets.io.cells import numbers, refuse_repeats, require_columns
from assets.io.source_file import SourceFile
from assets.io.tabular import NOT_EXISTING
from assets.io.unfold import YEAR, parse_periods, unfold_sheet
from expectations.contracts.kosis_labour_force import KOSIS_LABOUR_FORCE

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
