"""The units of the region history, one row each: the table that unit identifiers everywhere refer to.

Eras, codes and unit sets are in `region.py`.
"""

from __future__ import annotations

import pandas as pd

from assets.io.asset import reference
from assets.reference.facts import fact_file, read_facts
from expectations.contracts.unit import UNIT


@reference(contract=UNIT, facts=(fact_file("region"),))
def unit() -> pd.DataFrame:
    """Sido and sigungu since 1995 under their last name. One row per unit."""
    return units_of(read_facts("region"))


def units_of(eras: pd.DataFrame) -> pd.DataFrame:
    """The last era of each unit with the unit's own first and last day; ISO dates as text, one row per unit."""
    by_unit = eras.sort_values("valid_from").groupby("unit_id", sort=True)
    last = by_unit.tail(1).sort_values("unit_id").set_index("unit_id")
    return last.assign(
        lived_from=by_unit["valid_from"].first(),
        lived_to=last["valid_to"],
        eras=by_unit.size(),
    ).reset_index()
