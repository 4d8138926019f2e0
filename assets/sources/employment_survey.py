"""What the two KOSIS downloads of the regional employment survey share: names without codes, and marks of error.

A city or county of a province is printed without the province, so that Goseong-gun stands twice.
"""

from __future__ import annotations

import pandas as pd

from assets.io.cells import require_form
from assets.io.source_file import SourceFile

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
