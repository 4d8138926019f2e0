"""Do the workers that the sido publish equal those of the national tables, but for differences that are declared?"""

from __future__ import annotations

import pandas as pd

KEY = ["unit_id", "reference_date", "section", "compared_with"]


def manufacturing_differences(sido_workers_comparison: pd.DataFrame) -> pd.DataFrame:
    """Per sido, year and table that counts alike: `unexplained_percent` of manufacturing workers, 0 where it is declared."""
    table = sido_workers_comparison
    rows = table[(table["comparability"] == "same") & (table["section"] == "C")]
    percent = rows["workers_difference_percent"].astype("float64").mask(rows["known"].astype(bool), 0.0)
    return rows[["unit_id", "reference_date", "compared_with"]].assign(unexplained_percent=percent)


def unknown_differences(sido_workers_comparison: pd.DataFrame) -> pd.DataFrame:
    """Undeclared differences of cells that count alike: `workers` in persons, `establishments`; no row where there is none."""
    table = sido_workers_comparison
    rows = table[(table["comparability"] == "same") & ~table["known"].astype(bool)]
    found = rows[KEY].assign(
        workers=rows["workers_difference"].astype("float64"),
        establishments=rows["establishments_difference"].astype("float64").fillna(0),
    )
    return found[(found["workers"] != 0) | (found["establishments"] != 0)]


def exchanged_sections(sido_workers_comparison: pd.DataFrame) -> pd.DataFrame:
    """Per sido, year and table: `workers` by which the sections that exchange some differ together; declared ones left out."""
    table = sido_workers_comparison
    rows = table[(table["comparability"] == "moved_section") & ~table["known"].astype(bool)]
    key = ["unit_id", "reference_date", "compared_with"]
    sums: pd.Series = rows.groupby(key)["workers_difference"].sum()
    return sums.rename("workers").reset_index()
