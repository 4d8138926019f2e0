"""Is no sido forgotten among the economic totals?"""

from __future__ import annotations

import pandas as pd

from expectations.history import alive


def figures_have_every_sido(sido_figure_reported: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per figure and date: `unexplained`, living sido of the borders' day without a figure or the other way round.

    A sido that was printed before and still lives is missed too, whatever the borders' day. Days before the region
    history have none to be held against.
    """
    sido = region[region["level"] == "sido"]
    begins = pd.to_datetime(sido["valid_from"]).min()
    rows = []
    for (figure, date), units in sido_figure_reported.groupby(["figure", "reference_date"]):
        day = pd.Timestamp(str(units["source_vintage"].iloc[0]))
        there = set(units["unit_id"])
        living = set(alive(sido, day)["unit_id"]) if day >= begins else there
        earlier = sido_figure_reported[
            (sido_figure_reported["figure"] == figure) & (sido_figure_reported["reference_date"] <= date)
        ]
        seen = set(earlier["unit_id"]) & set(alive(sido, pd.Timestamp(str(date)))["unit_id"])
        rows.append((figure, date, len(living ^ there | seen - there)))
    return pd.DataFrame(rows, columns=["figure", "reference_date", "unexplained"])
