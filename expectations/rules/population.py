"""Does population by sigungu agree with population by sido, once missing units are accounted for?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from expectations.history import alive


def sheet_difference(
    population_reported: pd.DataFrame, sido_population_reported: pd.DataFrame, region: pd.DataFrame
) -> pd.DataFrame:
    """Per sido and date: sigungu sum minus the sido sheet (persons), and the part no missing unit explains.

    `missing_units` counts units of the file's own day without figures; `unexplained` is 0 where there are
    some and people are lacking, since the difference is then theirs, and the difference itself elsewhere.
    """
    registered = population_reported[population_reported["population_concept"] == "registration"]
    series = ["source_vintage", "reference_date"]
    sums = pd.DataFrame(registered.groupby([*series, "unit_id"], as_index=False)["population"].sum())
    parts = [_by_sido(rows, str(vintage), str(date), region) for (vintage, date), rows in sums.groupby(series)]
    columns = ["unit_id", "reference_date", "sigungu_sum", "missing_units"]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    sheet = sido_population_reported[["unit_id", "reference_date", "population"]].rename(columns={"population": "sheet"})
    table = table.merge(sheet, on=["unit_id", "reference_date"])
    table["difference"] = (table["sigungu_sum"] - table["sheet"]).astype("int64")
    # A missing unit explains people who are not there, never people too many.
    explained = (table["missing_units"] > 0) & (table["difference"] < 0)
    table["unexplained"] = np.where(explained, 0, table["difference"])
    return table


def _by_sido(rows: pd.DataFrame, vintage: str, date: str, region: pd.DataFrame) -> pd.DataFrame:
    """Sums and missing units of one date, by the sido to which each unit belonged on it: Gunwi is Gyeongbuk's until 2023."""
    sigungu = region[region["level"] == "sigungu"]
    then = alive(sigungu, pd.Timestamp(date)).set_index("unit_id")["sido_unit_id"]
    units = alive(sigungu, pd.Timestamp(vintage))
    units = units.loc[units["in_kosis"], "unit_id"]
    table = pd.DataFrame({"unit_id": units}).merge(rows[["unit_id", "population"]], how="outer", on="unit_id")
    by_sido = table.assign(missing=table["population"].isna()).groupby(table["unit_id"].map(then))
    sums = by_sido.agg(sigungu_sum=("population", "sum"), missing_units=("missing", "sum"))
    return sums.rename_axis("unit_id").reset_index().assign(reference_date=pd.Timestamp(date).date())
