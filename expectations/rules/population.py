"""Does population by sigungu agree with population by sido, once missing units are accounted for?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from expectations.history import alive


def sheet_difference(
    population: pd.DataFrame, sido_population: pd.DataFrame, population_coverage: pd.DataFrame, region: pd.DataFrame
) -> pd.DataFrame:
    """Per sido and date: sigungu sum minus the sido sheet (persons), and the part no missing unit explains.

    `missing_units` counts expected units without figures; `unexplained` is 0 where there are some and
    people are lacking, since the difference is then theirs, and the difference itself elsewhere.
    """
    days = sorted(set(population["reference_date"]))
    sido = {
        day: alive(region[region["level"] == "sigungu"], pd.Timestamp(day)).set_index("unit_id")["sido_unit_id"] for day in days
    }

    def sido_then(table: pd.DataFrame) -> list[str | None]:
        """The sido that each unit belonged to on the row's own date: Gunwi is Gyeongbuk's until 2023."""
        return [sido[day].get(unit) for unit, day in zip(table["unit_id"], table["reference_date"], strict=True)]

    totals = population[population["population_concept"] == "registration"].groupby(["unit_id", "reference_date"], as_index=False)
    summed = pd.DataFrame(totals["population"].sum())
    sums = summed.groupby([sido_then(summed), "reference_date"])["population"].sum()
    expected = population_coverage[population_coverage["population_concept"] == "registration"]
    gaps = (~expected["known"].astype(bool)).groupby([sido_then(expected), expected["reference_date"]]).sum()
    sheet = sido_population.set_index(["unit_id", "reference_date"])["population"]
    table = pd.DataFrame({"sigungu_sum": sums, "missing_units": gaps}).rename_axis(["unit_id", "reference_date"])
    table = table.join(sheet.rename("sheet"), how="inner").fillna(0).astype("int64").reset_index()
    table["difference"] = table["sigungu_sum"] - table["sheet"]
    # A missing unit explains people who are not there, never people too many.
    explained = (table["missing_units"] > 0) & (table["difference"] < 0)
    table["unexplained"] = np.where(explained, 0, table["difference"])
    return table
