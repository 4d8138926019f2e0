"""Numbers as people print them, read strictly: a comma stands between thousands or nowhere.

Every reader of numbers asks here, publishers' and users' alike. Which cells may be empty and what bounds hold is said
by `cells.py`, `tabular.counts` and `pipelines/sheets/numbers.py`.
"""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pandas as pd

# Whole numbers up to here are exact in floating point.
LARGEST_WHOLE = 2.0**53
# `1,23` may be 1.23 or a slip of 123; `0,123` is no thousand. Neither is guessed.
_GROUPED = r"[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]*)?"
_PLAIN = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_ONE = re.compile(f"{_GROUPED}|{_PLAIN}")


def plain_numbers(cells: pd.Series) -> tuple[pd.Series, npt.NDArray[np.float64]]:
    """Text without the commas between thousands, and its value; NaN for text that is no number.

    A cell whose comma stands elsewhere keeps it and has no value. Values may be infinite.
    """
    grouped = cells.str.fullmatch(_GROUPED).fillna(False).astype(bool)
    plain = cells.mask(grouped, cells.str.replace(",", "", regex=False))
    return plain, pd.to_numeric(plain, errors="coerce").to_numpy(dtype="float64", na_value=np.nan)


def plain_number(text: str) -> float | None:
    """The value of one text, None when it is no number. `1,234.5` is 1234.5; `1,23`, `1_000` and `nan` are none."""
    return float(text.replace(",", "")) if _ONE.fullmatch(text) else None
