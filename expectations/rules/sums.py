"""Do parts add up to wholes? Differences in persons, zero when they do."""

from __future__ import annotations

import pandas as pd


def sheet_adds_up(kosis_sido_population: pd.DataFrame) -> pd.DataFrame:
    """Per year: sum of sido minus the printed nation, and men plus women minus the printed total."""
    table = kosis_sido_population.assign(nation=kosis_sido_population["region_name"] == "전국")
    wide = table.pivot_table(index="reference_date", columns=["nation", "sex"], values="population", aggfunc="sum")
    columns = pd.MultiIndex.from_product([[False, True], ["total", "male", "female"]])
    wide = wide.reindex(columns=columns).fillna(0).astype("int64")
    return pd.DataFrame(
        {
            "sido_minus_nation": wide[(False, "total")] - wide[(True, "total")],
            "sexes_minus_total": wide[(True, "male")] + wide[(True, "female")] - wide[(True, "total")],
        }
    ).reset_index()


def mois_parts_equal_sido(mois_population: pd.DataFrame) -> pd.DataFrame:
    """Per sido and year: units that are no city of gu, minus the sido's own row; `difference` in persons."""
    totals = mois_population[(mois_population["sex"] == "total") & (mois_population["age_band"] == "총인구수")]
    totals = totals.assign(sido_code=totals["region_code"].str[:2], population=totals["population"].fillna(0))
    keys = ["sido_code", "reference_date"]
    parts = totals[totals["row_kind"].isin(["sigungu", "gu"])].groupby(keys)["population"].sum()
    whole = totals[totals["row_kind"] == "sido"].groupby(keys)["population"].sum()
    both = pd.DataFrame({"parts": parts, "whole": whole}).fillna(0).astype("int64")
    return both.assign(difference=both["parts"] - both["whole"]).reset_index()
