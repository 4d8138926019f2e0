"""Is a designation in force on a day? Three answers, because the last day of some is not known."""

from __future__ import annotations

import datetime as dt

import pandas as pd

# `may_be_in_force`: beyond the days that are known, and not beyond what the law allows.
STATES = ("to_come", "in_force", "may_be_in_force", "ended")


def state_on(designations: pd.DataFrame, day: dt.date) -> pd.Series:
    """One of `STATES` per row, by `designated_from`, `designated_until`, `until_basis`, `latest_until`; first and last day count.

    A last day that is known (`until_basis` day) is the end whatever `latest_until` says. Where `designated_until` is empty the
    designation holds for certain on its first day alone.
    """
    on = pd.Timestamp(day)
    begins = pd.to_datetime(designations["designated_from"])
    known = pd.to_datetime(designations["designated_until"])
    exact = designations["until_basis"].eq("day") & known.notna()
    latest = pd.to_datetime(designations["latest_until"]).where(~exact, known)
    state = pd.Series("ended", designations.index, dtype="object")
    state[on <= latest] = "may_be_in_force"
    state[on <= known.fillna(begins)] = "in_force"
    state[on < begins] = "to_come"
    return state
