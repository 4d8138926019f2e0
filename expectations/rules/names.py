"""Printed names: is each the name of one unit, in the order that the publisher keeps?"""

from __future__ import annotations

import pandas as pd

from domain.days import year_ends
from domain.identify import IN_SIDO, bearers

# Does every figure that a publisher prints by name arrive at a unit? Sums of the panel minus sums of the sheet.


def household_total(households_reported: pd.DataFrame, kosis_households: pd.DataFrame) -> pd.DataFrame:
    """Per December: households of all units minus the printed nation; `difference` in households."""
    nation = kosis_households[kosis_households["row_kind"] == "nation"].set_index("reference_date")["households"]
    return _difference(households_reported, "households", nation)


def business_total(businesses_reported: pd.DataFrame, tax_businesses: pd.DataFrame) -> pd.DataFrame:
    """Per December: businesses of all units minus those of all printed rows; `difference` in businesses."""
    printed = tax_businesses[tax_businesses["kind_name"] == "총계"]
    nation = printed.groupby("year")["businesses"].sum()
    nation.index = pd.Index(year_ends(nation.index), dtype="object")
    return _difference(businesses_reported, "businesses", nation)


def move_total(sigungu_moves_reported: pd.DataFrame, kosis_sigungu_moves: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per year since the region history begins: moves of all units minus those of the printed sido, and the sum of net moves.

    In persons. Whoever moves within the country leaves one unit and reaches one, so that net moves cancel.
    """
    sido = kosis_sigungu_moves[kosis_sigungu_moves["row_kind"] == "sido"]
    sido = sido[sido["year"] >= pd.to_datetime(region["valid_from"]).min().year]
    ends = sido.assign(reference_date=year_ends(sido["year"])).groupby("reference_date")
    both = {
        way: _difference(sigungu_moves_reported, f"moves_{way}", ends[f"moves_{way}"].sum()).set_index("reference_date")
        for way in ("in", "out")
    }
    measured = pd.DataFrame({f"{way}_difference": table["difference"] for way, table in both.items()})
    return measured.assign(net_moves=both["in"]["panel"] - both["out"]["panel"]).reset_index()


def _difference(panel: pd.DataFrame, column: str, printed: pd.Series) -> pd.DataFrame:
    both = pd.DataFrame({"panel": panel.groupby("reference_date")[column].sum(), "printed": printed})
    both = both.fillna(0).astype("int64").rename_axis("reference_date").reset_index()
    return both.assign(difference=both["panel"] - both["printed"])


# Do names that a publisher prints without a known code stand for sigungu of the region history?
#
# A name and its sido together are held against every era of every unit, since publishers print names of one day for all
# years.


def business_names(tax_businesses: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per code a `verdict`: `known`, or `unknown name` where no unit of that sido was ever called so."""
    first = tax_businesses.groupby(["region_code", "sido_name", "region_name"], as_index=False)[
        ["source_file", "source_row"]
    ].first()
    return first.assign(verdict=_verdicts(first, region))


def household_names(kosis_households: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per printed row of a sigungu or gu a `verdict`: `known` or `unknown name`."""
    return _rows_by_name(kosis_households, region)


def mover_names(kosis_sigungu_moves: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """The same of moves by sigungu; a row that is 0 in every year stands for a unit that had ended, and counts too."""
    return _rows_by_name(kosis_sigungu_moves, region)


def _rows_by_name(table: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    rows = table[table["row_kind"].isin(["sigungu", "gu"])]
    first = rows.drop_duplicates(["source_file", "source_row"])[["sido_name", "region_name", "source_file", "source_row"]]
    return first.assign(verdict=_verdicts(first, region))


def establishment_names(kosis_sigungu_establishments: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per printed sigungu or gu a `verdict`: `known` or `unknown name`."""
    rows = kosis_sigungu_establishments
    rows = rows[rows["row_kind"].isin(["sigungu", "gu"])].drop_duplicates(["sido_name", "region_name"])
    first = rows[["sido_name", "region_name", "source_file", "source_row"]]
    return first.assign(verdict=_verdicts(first, region))


def _verdicts(rows: pd.DataFrame, region: pd.DataFrame) -> list[str]:
    known = bearers(region, IN_SIDO, among="")[IN_SIDO.printed]
    pairs = set(known.itertuples(index=False, name=None))
    printed = zip(rows["sido_name"], rows["region_name"], strict=True)
    return ["known" if pair in pairs else "unknown name" for pair in printed]


# Do households add up from gu to cities, from units to sido, from sido to the nation?

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
