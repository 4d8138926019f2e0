"""Is everybody a neighbour of their neighbours, and has every unit one?"""

from __future__ import annotations

import pandas as pd


def both_ways(neighbour: pd.DataFrame, reference_region: pd.DataFrame) -> pd.DataFrame:
    """Per sigungu: how many neighbours, and how many of them do not have it as theirs."""
    pairs = set(zip(neighbour["unit_id"], neighbour["neighbour_id"], strict=True))
    lonely = neighbour.assign(
        one_way=[(b, a) not in pairs for a, b in zip(neighbour["unit_id"], neighbour["neighbour_id"], strict=True)]
    )
    counted = lonely.groupby("unit_id")["one_way"].agg(neighbours="size", one_way="sum")
    units = reference_region.loc[reference_region["level"] == "sigungu", "region_id"]
    return counted.reindex(units, fill_value=0).rename_axis("unit_id").reset_index()
