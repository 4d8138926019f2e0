"""Employment rates by age group: employed persons over the population that they are a share of, summed first."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import asset
from assets.panel.region_sums import named, region_sums
from expectations.contracts.employment_rate import EMPLOYMENT_RATE, MISSING_AT_MOST

KEY = ["level", "region_id", "reference_date"]
COUNTS = ["population_implied", "employed"]


@asset(contract=EMPLOYMENT_RATE)
def employment_rate(employment: pd.DataFrame, region_member: pd.DataFrame, reference_region: pd.DataFrame) -> pd.DataFrame:
    """Percent by age group. One row per region and half-year of which nearly all sigungu have figures."""
    if employment.empty:
        return pd.DataFrame(columns=list(EMPLOYMENT_RATE.column_names))
    # A unit whose rate is 0 implies no population; both of its figures stay out, so that both sums are of the same units.
    known = employment[employment["population_implied"].notna()]
    sums = region_sums(known, region_member, counts=COUNTS, by=["reference_date", "age_group"])
    sums["employment_rate"] = 100 * sums["employed"] / sums["population_implied"]
    size = region_member[region_member["member_level"] == "sigungu"].groupby(["level", "region_id"]).size()
    units = sums[["level", "region_id"]].merge(size.rename("units").reset_index(), how="left")["units"].to_numpy()
    whole = sums[sums["missing_units"] <= MISSING_AT_MOST * units]
    figures = ("employment_rate", "employed")
    wide = [whole.pivot(index=KEY, columns="age_group", values=figure).add_prefix(f"{figure}_") for figure in figures]
    missing = whole.groupby(KEY)["missing_units"].max()
    table = pd.concat(wide, axis=1).assign(missing_units=missing).reset_index()
    return named(table.reindex(columns=[*KEY, *_figures()]), reference_region)


def _figures() -> list[str]:
    return [name for name in EMPLOYMENT_RATE.column_names if name not in (*KEY, "name_ko", "name_en", "sido_ko")]
