"""Do the parts of a shift-share analysis add up to the change?"""

from __future__ import annotations

import pandas as pd


def shift_share_adds_up(shift_share: pd.DataFrame) -> pd.DataFrame:
    """Per row: change minus its three parts, per unit of the larger figure (`unexplained`, no unit)."""
    table = shift_share
    size = table[["first_value", "last_value"]].abs().max(axis=1)
    left = table["total"] - table["national"] - table["mix"] - table["local"]
    return table.assign(unexplained=(left / size.where(size > 0, 1.0)).astype("float64"))
