"""The mining and manufacturing survey by sido: seven items of plants with ten workers and more, some suppressed."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import source
from assets.io.cells import require_form
from assets.io.source_file import SourceFile
from assets.sources.establishment_survey import read_survey, values
from expectations.contracts.kosis_mining_manufacturing import KOSIS_MINING_MANUFACTURING

REMARK = "비고"


@source(contract=KOSIS_MINING_MANUFACTURING)
def kosis_mining_manufacturing(file: SourceFile) -> pd.DataFrame:
    """Plants, workers (persons), amounts (million KRW). One row per sido or nation, industry, item and year."""
    table = read_survey(file, "시도별", REMARK)
    require_form(file, table["remark"], table["source_row"], "[-X]?", "`-`, `X` or no remark")
    printed = values(file, table, table["remark"])
    return printed.assign(remark=table["remark"].replace("", None), industry_code=table["industry_code"].replace("", None))
