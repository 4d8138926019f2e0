"""What the law asks for before it designates a crisis region, with the series that each condition takes."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import reference
from assets.reference.facts import fact_file, read_facts
from expectations.contracts.crisis_condition import CRISIS_CONDITION


@reference(contract=CRISIS_CONDITION, facts=(fact_file("crisis_condition"),))
def crisis_condition() -> pd.DataFrame:
    """Conditions and whether a table for them is at hand. One row per scheme and condition."""
    table = read_facts("crisis_condition")
    return table.assign(checkable=table["table_at_hand"].isna().map({True: "not checkable", False: "checkable"}))
