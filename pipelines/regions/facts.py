"""The region history straight from the fact files in the repository: the commands that read it need no build."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import pandas as pd

from assets.geography.crosswalk import History
from assets.geography.event_links import day
from assets.geography.names import Names
from assets.reference.facts import read_facts
from assets.reference.region import with_unit_sets


@dataclass(frozen=True)
class Facts:
    """Eras, events and pieces as `core.region`, `core.region_event` and `core.event_piece` have them, days still as text."""

    region: pd.DataFrame
    region_event: pd.DataFrame
    event_piece: pd.DataFrame
    membership: pd.DataFrame

    @functools.cached_property
    def history(self) -> History:
        """Arranged for walking."""
        return History(self.region, self.region_event, self.event_piece)

    @functools.cached_property
    def names(self) -> Names:
        """Names of units, with their sido."""
        return Names(self.region)

    @property
    def first_day(self) -> str:
        """The day on which the history opens."""
        return str(self.region["valid_from"].min())

    @property
    def last_event(self) -> str:
        """The newest event that is known."""
        return str(day(self.region_event["date"].max()))


@functools.cache
def facts() -> Facts:
    """The facts, read once."""
    membership = read_facts("megaregion_membership")
    region = with_unit_sets(read_facts("region"), membership)
    return Facts(region, read_facts("region_event"), read_facts("event_piece"), membership)
