"""The crosswalk from every era of every unit to the reference vintage, as a table to join.

How weights come about is `crosswalk.py`; applying them to figures is `convert.py`.
"""

from __future__ import annotations

import pandas as pd

from assets.geography.crosswalk import TRACKS, History
from assets.io.asset import asset
from expectations.contracts.crosswalk import CROSSWALK
from expectations.history import alive

FLAGS = {"finest": "in_finest", "kosis": "in_kosis"}


@asset(contract=CROSSWALK)
def crosswalk(
    region: pd.DataFrame, region_event: pd.DataFrame, event_piece: pd.DataFrame, reference_region: pd.DataFrame
) -> pd.DataFrame:
    """Weights to the reference vintage, by set of units. One row per era and reference unit; weights of an era sum to 1.

    Within an era nothing moves in or out of a unit, so that one walk from its first day serves all its days.
    """
    day = pd.Timestamp(reference_region["reference_vintage"].iloc[0])
    history = History(region, region_event, event_piece)
    named = alive(region, day).set_index("unit_id")
    rows = []
    for track in TRACKS:
        eras = region[region["level"] == "sido"] if track == "sido" else region[region[FLAGS[track]]]
        for era in eras.itertuples():
            start = pd.Timestamp(str(era.valid_from)).date()
            shares = history.walk(str(era.unit_id), start, day.date(), track)
            for unit, share in shares.items():
                whole = len(shares) == 1
                method = ("exact" if share.events else "unchanged") if whole else "+".join(sorted(share.methods))
                weight = 1.0 if whole else share.weight
                rows.append((track, era.region_id, unit, weight, whole, method, ";".join(share.events) or None))
    table = pd.DataFrame(rows, columns=["track", "region_id", "to_unit_id", "weight", "exact", "method", "events"])
    codes = {"mois_code": "from_mois_code", "kostat7_code": "from_kostat7_code", "kostat8_code": "from_kostat8_code"}
    eras = region.rename(columns={**codes, "unit_id": "from_unit_id", "name_ko": "from_name_ko"})
    known = ["region_id", "from_unit_id", "from_name_ko", *codes.values(), "valid_from", "valid_to"]
    return table.merge(eras[known], on="region_id").assign(
        to_name_ko=table["to_unit_id"].map(named["name_ko"]),
        to_mois_code=table["to_unit_id"].map(named["mois_code"]),
        reference_vintage=day.date(),
    )
