"""Do migration flows cover the finest units of their year and nothing else, is nobody lost on the way, do balances cancel?"""

from __future__ import annotations

import pandas as pd

from expectations.history import alive


def flow_units(migration_flow: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per year: codes at either end that no finest unit bore at the year's end, and units at no end; names in `missing`."""
    rows = []
    for year, flows in migration_flow.groupby("year"):
        living = alive(region[region["in_finest"]], pd.Timestamp(f"{year}-12-31"))
        codes = {*flows["origin_code"], *flows["destination_code"]}
        unknown = sorted(codes - set(living["mois_code"]))
        missing = sorted(living.loc[~living["mois_code"].isin(codes), "unit_id"])
        rows.append((year, len(unknown), len(missing), ", ".join([*unknown, *missing][:20])))
    return pd.DataFrame(rows, columns=["year", "unknown_codes", "missing_units", "missing"])


def sido_flow_total(sido_flow: pd.DataFrame, kosis_sido_migration: pd.DataFrame) -> pd.DataFrame:
    """Per year: persons in the panel minus persons in the sheet, whose printed sums (전국) are left out."""
    printed = kosis_sido_migration[(kosis_sido_migration["from_name"] != "전국") & (kosis_sido_migration["to_name"] != "전국")]
    return _difference(sido_flow, printed)


def sigungu_flow_total(sigungu_flow: pd.DataFrame, migration_flow: pd.DataFrame) -> pd.DataFrame:
    """Per year: persons in the panel minus persons in the matrix."""
    return _difference(sigungu_flow, migration_flow)


def _difference(panel: pd.DataFrame, raw: pd.DataFrame) -> pd.DataFrame:
    both = pd.DataFrame({"panel": panel.groupby("year")["moves"].sum(), "raw": raw.groupby("year")["moves"].sum()})
    both = both.fillna(0).astype("int64")
    return both.assign(difference=both["panel"] - both["raw"]).rename_axis("year").reset_index()


def balances_cancel(migration_balance: pd.DataFrame) -> pd.DataFrame:
    """Per level and year: sum of net moves over all regions (persons); what one region gains another loses."""
    return pd.DataFrame(migration_balance.groupby(["level", "reference_date"])["net_moves"].sum()).reset_index()


def origins_make_the_inflow(capital_inflow: pd.DataFrame, migration_balance: pd.DataFrame) -> pd.DataFrame:
    """Per level and year: net moves to the capital summed over origins, minus the balance of the capital region."""
    sums = pd.DataFrame(capital_inflow.groupby(["level", "reference_date"])["net_to_capital"].sum()).reset_index()
    capital = migration_balance[migration_balance["region_id"] == "capital"]
    balance = capital.loc[capital["level"] == "capital_rest", ["reference_date", "net_moves"]]
    both = sums.merge(balance, on="reference_date", how="left")
    return both.assign(difference=both["net_to_capital"] - both["net_moves"])


def residuals_cancel(youth_migration: pd.DataFrame) -> pd.DataFrame:
    """Per level and date: sums of the residuals over all regions (persons), zero since the nation is its own standard."""
    columns = ["net_20_34", "net_20_39", "net_women_20_34"]
    return youth_migration.groupby(["level", "reference_date"], as_index=False)[columns].sum()
