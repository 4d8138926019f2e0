"""A second-hand panel of sigungu. Its compiler joined tables on bare names, so units of one name share values.

Rows of such names, and rows for which nothing was found, are kept and marked; the publishers' own tables come first.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from assets.io.asset import source
from assets.io.cells import numbers, refuse_repeats, require_columns, require_form
from assets.io.source_file import SourceFile
from assets.io.tabular import read_csv
from expectations.contracts.secondary_panel import SECONDARY_PANEL, VALUES

FIELDS = ("region_code", "sgg_name", "sido", "name", "year")
REPEATED, NOT_JOINED = "repeated_name", "not_joined"


@source(contract=SECONDARY_PANEL)
def secondary_panel(file: SourceFile) -> pd.DataFrame:
    """All columns as printed, with what may be used marked. One row per unit and year."""
    raw = read_csv(file)
    names = [column.name for column in VALUES]
    require_columns(file, raw, (*FIELDS, *names))
    rows = raw["source_row"]
    require_form(file, raw["region_code"], rows, r"\d{5}", "a MOIS code of five digits")
    require_form(file, raw["year"], rows, r"\d{4}", "a year")
    because = unusable_because(raw["region_code"], bare_names(raw["name"]), raw["sgg_name"])
    table = pd.DataFrame(
        {
            "region_code": raw["region_code"],
            "sido_name": raw["sido"],
            "region_name": raw["name"],
            "bare_name": bare_names(raw["name"]),
            "joined_name": raw["sgg_name"].astype("object").where(raw["sgg_name"] != "", None),
            "year": raw["year"].astype("int64"),
            "usable": because.isna(),
            "unusable_because": because,
            **{name: numbers(file, raw[name], rows, absent=("",)) for name in names},
            "source_file": file.name,
            "source_row": rows,
        }
    )
    refuse_repeats(file, table, ("region_code", "year"))
    return table


def bare_names(names: pd.Series) -> pd.Series:
    """The last word: the unit without its province."""
    return names.str.strip().str.split().str[-1]


def unusable_because(codes: pd.Series, bare: pd.Series, joined: pd.Series) -> pd.Series:
    """`repeated_name` where two codes of the file bear the name, `not_joined` where nothing was found; else missing."""
    bearers = codes.groupby(bare).transform("nunique")
    return pd.Series(np.select([bearers > 1, joined == ""], [REPEATED, NOT_JOINED], ""), codes.index).replace("", None)
