"""The crosswalk from every era of every unit to the reference vintage, as a table to join.

How weights come about is `crosswalk.py`; applying them to figures is `convert.py`.
"""

from __future__ import annotations

import pandas as pd

from assets.geography.crosswalk import TRACKS, History, Track
from assets.geography.crosswalk import crosswalk as walk
from assets.io.asset import asset
from expectations.contracts.crosswalk import CROSSWALK
from expectations.history import alive

CODES = {"mois_code": "from_mois_code", "kostat7_code": "from_kostat7_code", "kostat8_code": "from_kostat8_code"}


@asset(contract=CROSSWALK)
def crosswalk(
    region: pd.DataFrame, region_event: pd.DataFrame, event_piece: pd.DataFrame, reference_region: pd.DataFrame
) -> pd.DataFrame:
    """Weights to the reference vintage, by set of units. One row per era and reference unit; weights of an era sum to 1.

    Within an era nothing moves in or out of a unit, so that one walk from its first day serves all its days.
    """
    vintage = pd.Timestamp(reference_region["reference_vintage"].iloc[0])
    history = History(region, region_event, event_piece)
    parts = []
    for track in TRACKS:
        for start, eras in region[_of_track(region, track)].groupby("valid_from"):
            shares = walk(history, pd.Timestamp(str(start)).date(), vintage.date(), track, eras["unit_id"])
            era = dict(zip(eras["unit_id"], eras["region_id"], strict=True))
            parts.append(shares.assign(track=track, region_id=shares["from_unit_id"].map(era)))
    table = pd.concat(parts, ignore_index=True).drop(columns="from_unit_id")
    eras = region.rename(columns={**CODES, "unit_id": "from_unit_id", "name_ko": "from_name_ko"})
    known = ["region_id", "from_unit_id", "from_name_ko", *CODES.values(), "valid_from", "valid_to"]
    named = alive(region, vintage).set_index("unit_id")
    return table.merge(eras[known], on="region_id").assign(
        events=table["events"].where(table["events"] != ""),
        to_name_ko=table["to_unit_id"].map(named["name_ko"]),
        to_mois_code=table["to_unit_id"].map(named["mois_code"]),
        reference_vintage=vintage.date(),
    )


def _of_track(region: pd.DataFrame, track: Track) -> pd.Series:
    """Eras that belong to a set of units."""
    if track == "sido":
        return region["level"] == "sido"
    return region[f"in_{track}"].astype(bool)
