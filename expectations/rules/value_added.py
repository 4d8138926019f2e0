"""Do the scaled figures of a sido's units make the sido's?"""

from __future__ import annotations

import pandas as pd

from expectations.census import TOTALS


def scaled_to_sido(value_added_reported: pd.DataFrame) -> pd.DataFrame:
    """Per sido, year and activity that is scaled: `difference`, sum minus the sido's figure (million KRW), and the same in
    `difference_of_a_part` for activities that are no totals, which are scaled one by one."""
    key = ["sido_unit_id", "reference_date", "activity"]
    scaled = value_added_reported.dropna(subset=["scaled", "sido_published"])
    sums = scaled.groupby(key).agg(scaled=("scaled", "sum"), sido=("sido_published", "first")).reset_index()
    difference = sums["scaled"] - sums["sido"]
    part = ~sums["activity"].isin(list(TOTALS.values())[::2])
    return sums.assign(difference=difference, difference_of_a_part=difference.where(part))
