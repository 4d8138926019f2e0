"""A CSV of the OECD's large regions, compiled from its regional database: population and GDP by year."""

from __future__ import annotations

import numpy as np
import pandas as pd

from assets.lake.asset import source
from assets.reading.cells import A_YEAR, numbers, refuse_repeats, require_columns, require_form
from assets.reading.source_file import SourceFile
from assets.reading.tabular import read_csv
from expectations.contracts.inequality import OECD_TL2

FIELDS = ("REG_ID", "TIME", "GDP", "POP", "GDP_PC", "iso3", "reg_name")
# Belgium has Brussels and Wallonia but not Flanders (BE2), and Brussels once more under the code of its smaller region.
INCOMPLETE = ("BEL",)
REPEATED = ("BE100",)


@source(contract=OECD_TL2)
def oecd_tl2(file: SourceFile) -> pd.DataFrame:
    """Population (persons) and GDP (million US dollars). One row per region and year."""
    raw = read_csv(file)
    require_columns(file, raw, FIELDS)
    rows = raw["source_row"]
    require_form(file, raw["REG_ID"], rows, r"[A-Z0-9]{2,6}", "a region identifier such as KR01")
    require_form(file, raw["TIME"], rows, A_YEAR, "a year")
    table = pd.DataFrame(
        {
            "region_id": raw["REG_ID"],
            "country": raw["iso3"],
            "region_name": raw["reg_name"].astype("object").where(raw["reg_name"] != "", None),
            "year": raw["TIME"].astype("int64"),
            "gdp": numbers(file, raw["GDP"], rows, minimum=0, whole=True),
            "population": numbers(file, raw["POP"], rows, minimum=0, whole=True),
            "gdp_per_head": numbers(file, raw["GDP_PC"], rows, minimum=0),
            "known_fault": _known_fault(raw),
            "source_file": file.name,
            "source_row": rows,
        }
    )
    refuse_repeats(file, table, ("region_id", "year"))
    return table


def _known_fault(raw: pd.DataFrame) -> pd.Series:
    repeats, incomplete = raw["REG_ID"].isin(REPEATED), raw["iso3"].isin(INCOMPLETE)
    return pd.Series(np.select([repeats, incomplete], ["repeats_another_region", "country_incomplete"], ""), raw.index).replace(
        "", None
    )
