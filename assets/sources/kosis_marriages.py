"""The KOSIS spreadsheet DT_1B83A01: marriages by sido, a month a column, those of persons living abroad in a row of their own."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import source
from assets.io.cells import numbers, refuse_repeats
from assets.io.source_file import SourceFile
from assets.io.tabular import NOT_EXISTING
from assets.io.unfold import MONTH, parse_periods, take_provisional, unfold_sheet
from expectations.contracts.kosis_marriages import KOSIS_MARRIAGES

NAME = "시군구별"


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
