"""Shares, inequality and the comparison with OECD regions."""

from __future__ import annotations

import pandas as pd

# Do shares of regions make a whole?

SHARE = "_share"


def shares_add_up(concentration: pd.DataFrame) -> pd.DataFrame:
    """Per measure, level and date: sum of the shares minus 1, where no region of the level lacks one.

    A unit without figures has no row at all, so that levels with fewer regions than they ever have are left out.
    """
    names = [column for column in concentration.columns if column.endswith(SHARE)]
    keys = ["measure", "level", "reference_date"]
    long = concentration.melt(["level", "region_id", "reference_date"], names, var_name="measure", value_name="share")
    size = concentration.groupby("level")["region_id"].nunique()
    sums = long.groupby(keys)["share"].agg(["sum", "count"]).reset_index()
    whole = sums[sums["count"] == sums["level"].map(size)]
    return whole.assign(measure=whole["measure"].str.removesuffix(SHARE), excess=whole["sum"] - 1)[[*keys, "excess"]]


# Do the parts of an inequality index make the whole?


def parts_add_up(regional_inequality: pd.DataFrame) -> pd.DataFrame:
    """Per figure, kind of unit and date: Theil T between plus within groups minus Theil T."""
    parts = regional_inequality["theil_between"] + regional_inequality["theil_within"]
    keys = ["figure", "unit_level", "reference_date"]
    return regional_inequality[keys].assign(difference=parts - regional_inequality["theil"])


# Do the OECD's regional figures agree with each other?

MILLION = 1_000_000


def gdp_per_head_agrees(oecd_tl2: pd.DataFrame) -> pd.DataFrame:
    """Per region and year: GDP over population as a `ratio` of the printed GDP per head; 1 when they agree."""
    computed = oecd_tl2["gdp"] * MILLION / oecd_tl2["population"]
    return oecd_tl2[["region_id", "year", "source_row"]].assign(ratio=computed / oecd_tl2["gdp_per_head"])
