"""The region history straight from the fact files in the repository: the commands that read it need no build."""

from __future__ import annotations

import functools

from assets.geography.life import Facts
from assets.reference.units import read_facts, with_unit_sets


@functools.cache
def facts() -> Facts:
    """The facts, read once."""
    membership = read_facts("megaregion_membership")
    region = with_unit_sets(read_facts("region"), membership)
    return Facts(region, read_facts("region_event"), read_facts("event_piece"), membership)
