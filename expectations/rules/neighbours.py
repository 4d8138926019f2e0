"""Is everybody a neighbour of their neighbours, has every unit one, and are they those of another vintage too?"""

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


def borders_agree(border_comparison: pd.DataFrame) -> pd.DataFrame:
    """Per pair that touches in one vintage only: km of border that nothing explains, those of all pairs, and is it worth a look.

    Corners are not: they come and go with the last metres of a line.
    """
    unexplained = border_comparison["border_km"].where(border_comparison["reason"] == "none", 0.0)
    return border_comparison.assign(
        unexplained_km=unexplained, all_unexplained_km=unexplained.sum(), worth_a_look=border_comparison["reason"] != "a corner"
    ).round({"border_km": 2, "apart_km": 3})
