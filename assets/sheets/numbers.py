"""Numbers of a user's sheet: read from text, converted as whole numbers, written with the decimals they came with."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import pandas as pd

from assets.reading.values import LARGEST_WHOLE, plain_numbers
from assets.sheets.table import quoted
from domain.errors import SourceError

# How publishers and programs write that there is no number.
EMPTY = frozenset({"", "-", "x", "na", "n/a", "nan", "null", "…"})
_ZERO = re.compile(r"0+(\.0*)?")
_BLANKS = r"[+-]?[1-9][0-9]{0,2}(?:[ \u00a0\u202f][0-9]{3})+(?:\.[0-9]*)?"
DECIMALS = 6


@dataclass(frozen=True)
class Numbers:
    """A column in units of 10^-decimals, so that decimals are divided and summed without rounding.

    `decimals` is None when the column has too many digits for that; then it is as it stands, in floating
    point.
    """

    values: pd.Series
    decimals: int | None

    def restored(self, values: pd.Series) -> pd.Series:
        """Converted values in the column's own unit; whole ones as integers."""
        if self.decimals == 0:
            return values.round().astype("Int64")
        return (values / 10**self.decimals).round(self.decimals) if self.decimals else values

    def total(self, values: pd.Series | None = None) -> str:
        """The sum, of the column itself or of converted values, as people write it."""
        known = (self.values if values is None else values).dropna()
        if self.decimals is None:
            return f"{math.fsum(known):,.10g}"
        whole = sum(int(value) for value in known)
        sign, digits = "-" * (whole < 0), f"{abs(whole):0{self.decimals + 1}d}"
        split = len(digits) - self.decimals
        return f"{sign}{int(digits[:split]):,}{'.' + digits[split:] if self.decimals else ''}"


def read_numbers(file: str, cells: pd.Series, column: str) -> Numbers:
    """Numbers of text cells, commas or blanks between thousands dropped; SourceError with the row for what is none."""
    text = cells.str.strip()
    text = text.mask(text.str.fullmatch(_BLANKS), text.str.replace(r"[\s\u00a0\u202f]", "", regex=True))
    empty = text.str.lower().isin(EMPTY)
    text, found = plain_numbers(text.where(~empty, ""), powers=True)
    values = pd.Series(found, cells.index).where(~empty)
    wrong = (values.isna() & ~empty) | values.abs().eq(math.inf)
    if wrong.any():
        row = int(wrong.index[wrong][0])
        comma = "A comma stands between thousands only; is it a decimal point?" if "," in cells[row] else ""
        raise SourceError(file, f"{quoted(cells[row])} in column {column}", "a number", row, comma)
    decimals = _decimals(text[~empty])
    if decimals is None or (values.abs() * 10**decimals >= LARGEST_WHOLE / 10).any():
        return Numbers(values, None)
    return Numbers((values * 10**decimals).round(), decimals)


def holds_nothing(cells: pd.DataFrame) -> pd.Series:
    """True for rows of which every cell is empty, or 0."""
    empty = cells.map(lambda cell: cell.strip().lower() in EMPTY or bool(_ZERO.fullmatch(cell.strip())))
    return empty.all(axis=1).astype(bool)


def _decimals(text: pd.Series) -> int | None:
    """The most digits after a point; None for scientific notation or more than `DECIMALS`."""
    parts = text.str.extract(r"^[+-]?\d*(?:\.(\d*?)0*)?$", expand=False)
    plain = text.str.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)")
    longest = int(parts.fillna("").str.len().max()) if len(text) else 0
    return longest if bool(plain.all()) and longest <= DECIMALS else None
