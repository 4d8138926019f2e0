"""The KOSIS download of product, income and consumption per head by sido, a year a column, `p)` behind a provisional one."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import source
from assets.io.cells import numbers, refuse_repeats, require_form
from assets.io.source_file import SourceFile
from assets.io.unfold import YEAR, parse_periods, take_provisional, unfold_csv
from expectations.contracts.kosis_sido_income import ITEMS, KOSIS_SIDO_INCOME

KEYS = {"항목": "item", "시도별": "region_name"}


@source(contract=KOSIS_SIDO_INCOME)
def kosis_sido_income(file: SourceFile) -> pd.DataFrame:
    """Thousand KRW per head, at current prices. One row per item, sido or nation and year."""
    long = parse_periods(file, take_provisional(unfold_csv(file, tuple(KEYS)).rename(columns=KEYS)), YEAR)
    rows = long["source_row"]
    require_form(file, long["item"], rows, "|".join(ITEMS), f"one of {', '.join(ITEMS)}")
    refuse_repeats(file, long, ("item", "region_name", "year"))
    return long.assign(per_head=numbers(file, long["cell"], rows, absent=("", "-"), minimum=0, whole=True), source_file=file.name)
