"""Do figures of workers by sigungu arrive whole, and is none given where none is known?"""

from __future__ import annotations

import pandas as pd

KNOWN = {"reported", "none"}


def workers_have_units(sigungu_workers_reported: pd.DataFrame, kosis_sigungu_establishments: pd.DataFrame) -> pd.DataFrame:
    """Per year and section: workers of all units minus those of the printed rows; `difference` in persons.

    Printed rows are those of sigungu, and of the whole sido where it is printed by eup-myeon-dong (Sejong).
    """
    table = kosis_sigungu_establishments
    by_emd = table["sido_name"].isin(table.loc[table["row_kind"] == "emd", "sido_name"])
    rows = table[(table["row_kind"] == "sigungu") | ((table["row_kind"] == "sido") & by_emd)]
    days = pd.Series([pd.Timestamp(int(year), 12, 31).date() for year in rows["year"]], index=rows.index, dtype="object")
    printed = rows["workers"].astype("float64").groupby([days.rename("reference_date"), rows["section"]]).sum()
    panel = sigungu_workers_reported.groupby(["reference_date", "section"])["workers"].sum()
    printed = printed[printed.index.get_level_values("section").isin(set(sigungu_workers_reported["section"]))]
    both = pd.DataFrame({"panel": panel.astype("float64"), "printed": printed}).fillna(0)
    return both.assign(difference=both["panel"] - both["printed"]).reset_index()


def workers_fit_their_status(sigungu_workers: pd.DataFrame) -> pd.DataFrame:
    """Per status: `misfits`, rows with a figure where none is known, without one where one is, or not 0 where there is nobody."""
    known = sigungu_workers["workers"].notna()
    wrong = known != sigungu_workers["status"].isin(KNOWN)
    wrong |= (sigungu_workers["status"] == "none") & (sigungu_workers["workers"].astype("float64") != 0)
    return wrong.groupby(sigungu_workers["status"]).sum().astype("int64").rename("misfits").reset_index()
