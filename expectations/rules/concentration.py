"""Do shares of regions make a whole?"""

from __future__ import annotations

import pandas as pd

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
