"""Are comparisons of the event study made of whole weights?"""

from __future__ import annotations

import pandas as pd


def weights_sum_to_one(innovation_city_donor: pd.DataFrame) -> pd.DataFrame:
    """Per city and outcome: sum of donor weights minus 1."""
    sums = innovation_city_donor.groupby(["city_id", "outcome"])["weight"].sum()
    return pd.DataFrame({"excess": sums - 1}).reset_index()
