"""Do households add up from gu to cities, from units to sido, from sido to the nation?"""

from __future__ import annotations

import pandas as pd

NATION = "전국"


def units_equal_sido(kosis_households: pd.DataFrame) -> pd.DataFrame:
    """Per sido and December: sigungu and branch offices minus the printed sido; for the nation, sido minus the nation."""
    key = ["sido_name", "reference_date"]
    table = kosis_households.assign(households=kosis_households["households"].astype("Float64").fillna(0))
    units = table[table["row_kind"].isin(["sigungu", "branch_office"])]
    sido = table[table["row_kind"] == "sido"]
    nation = table[table["row_kind"] == "nation"].assign(sido_name=NATION)
    parts = pd.concat([units, sido.assign(sido_name=NATION)]).groupby(key)["households"].sum().rename("parts").reset_index()
    whole = pd.concat([sido, nation])[[*key, "households", "source_file", "source_row"]]
    both = whole.merge(parts, on=key, how="left").fillna({"parts": 0})
    return both.assign(difference=(both["parts"] - both["households"]).astype("int64"))


def gu_equal_city(kosis_households: pd.DataFrame) -> pd.DataFrame:
    """Per city and December in which it had gu: its gu minus its own row. A city is the row above its gu."""
    order = ["source_file", "source_row", "reference_date"]
    table = kosis_households[kosis_households["row_kind"].isin(["sigungu", "gu"])].sort_values(order)
    table = table.assign(city_row=table["source_row"].where(table["row_kind"] == "sigungu").astype("Float64").ffill())
    key = ["source_file", "city_row", "reference_date"]
    gu = table[(table["row_kind"] == "gu") & table["households"].notna()]
    sums = gu.groupby([*key, "sido_name", "city_name"], as_index=False)["households"].sum()
    cities = table[table["row_kind"] == "sigungu"][[*key, "source_row", "households"]].rename(columns={"households": "city"})
    both = sums.merge(cities, on=key, how="left", validate="many_to_one").fillna({"city": 0})
    difference = (both["households"] - both["city"]).astype("int64")
    return pd.DataFrame(both).assign(difference=difference)
