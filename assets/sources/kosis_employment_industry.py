"""The KOSIS download of employed persons by sigungu and seven industry groups: a second header row inside the data."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import source
from assets.io.cells import numbers, refuse_repeats, require_form, statuses
from assets.io.source_file import SourceFile
from assets.io.tabular import NOT_EXISTING, SUPPRESSED
from assets.io.unfold import HALF, parse_periods, unfold_csv
from assets.sources.employment_survey import EMPLOYED, RSE, error_marks, name_numbers
from expectations.contracts.kosis_employment_industry import KOSIS_EMPLOYMENT_INDUSTRY

KEYS = {"행정구역별": "region_name", "산업별": "industry_name"}
INDUSTRY = r"계|[^()]+[(](?P<sections>[A-U](?:[,~][A-U])*)[)]"
CELL = ["source_row", "year", "half"]


@source(contract=KOSIS_EMPLOYMENT_INDUSTRY)
def kosis_employment_industry(file: SourceFile) -> pd.DataFrame:
    """Employed (thousand persons). One row per printed unit, industry group and half-year."""
    long = unfold_csv(file, tuple(KEYS), header_rows=2).rename(columns=KEYS)
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
