"""The KOSIS spreadsheet DT_1B81A23: births and total fertility rate, a year over both items, `p)` behind a provisional year."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import source
from assets.io.cells import numbers, refuse_repeats, require_columns, require_form
from assets.io.source_file import SourceFile
from assets.io.tabular import NOT_EXISTING
from assets.io.unfold import YEAR, parse_periods, take_provisional, unfold_sheet
from expectations.contracts.kosis_births import KOSIS_BIRTHS

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
