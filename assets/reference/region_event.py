"""Events of the region history, and how much of a unit each of their links moves."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import reference
from assets.reference.facts import fact_file, read_facts
from expectations.contracts.event_piece import EVENT_PIECE
from expectations.contracts.region_event import REGION_EVENT


@reference(contract=REGION_EVENT, facts=(fact_file("region_event"),))
def region_event() -> pd.DataFrame:
    """Links between old and new units since 1995. One row per link."""
    events = read_facts("region_event")
    ends = events["from_unit_id"].fillna("-") + ">" + events["to_unit_id"].fillna("-")
    return events.assign(link_id=events["event_id"] + "/" + ends)


@reference(contract=EVENT_PIECE, facts=(fact_file("event_piece"),))
def event_piece() -> pd.DataFrame:
    """Sizes of the parts of every division. One row per link; persons, households, km2."""
    return read_facts("event_piece")
