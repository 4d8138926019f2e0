"""Parts of a table put below each other, also where there is none: an asset is total, it gives an empty table for empty ones.

What a column without rows is of type the contract says when the table is sealed.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd


def stacked(parts: Iterable[pd.DataFrame], columns: Iterable[str]) -> pd.DataFrame:
    """The parts in order, rows numbered anew; of no part at all a frame with these columns and no rows."""
    there = list(parts)
    return pd.concat(there, ignore_index=True) if there else pd.DataFrame(columns=list(columns))
