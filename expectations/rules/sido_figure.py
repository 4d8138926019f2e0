"""Is no sido forgotten among the economic totals?"""

from __future__ import annotations

import pandas as pd

from expectations.history import alive


def figures_have_every_sido(sido_figure_reported: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per figure and date: `unexplained`, living sido of the borders' day without a figure or the other way round.

    Days before the region history have none to be held against.
    """
    sido = region[region["level"] == "sido"]
    begins = pd.to_datetime(sido["valid_from"]).min()
    rows = []
    for (figure, date), units in sido_figure_reported.groupby(["figure", "reference_date"]):
        day = pd.Timestamp(str(units["source_vintage"].iloc[0]))
        living = set(alive(sido, day)["unit_id"]) if day >= begins else set(units["unit_id"])
        rows.append((figure, date, len(living ^ set(units["unit_id"]))))
    return pd.DataFrame(rows, columns=["figure", "reference_date", "unexplained"])
