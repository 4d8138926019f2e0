"""Do the ends of migration flows cover the finest units of their year, and nothing else?"""

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
