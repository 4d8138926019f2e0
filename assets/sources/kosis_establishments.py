"""The establishment survey by sido and KSIC section: establishments, workers and sales, with the compiler's index."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import source
from assets.io.cells import numbers
from assets.io.source_file import SourceFile
from assets.sources.establishment_survey import read_survey, values
from expectations.contracts.kosis_establishments import KOSIS_ESTABLISHMENTS

INDEX = "지수"


@source(contract=KOSIS_ESTABLISHMENTS)
def kosis_establishments(file: SourceFile) -> pd.DataFrame:
    """Establishments, workers (persons), sales (million KRW). One row per sido or nation, section, item and year."""
    table = read_survey(file, "행정구역별", INDEX)
    index = numbers(file, table["remark"], table["source_row"], absent=("",), minimum=0)
    return values(file, table, pd.Series("", index=table.index)).assign(index_2021=index)
