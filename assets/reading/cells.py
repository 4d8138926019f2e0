"""Whole columns of text cells: checked for columns, repeats and codes, and turned into numbers at once.

Reading files is `tabular.py`. The first cell that is not what it should be ends in a SourceError with its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from assets.reading.source_file import SourceFile
from assets.reading.tabular import MARKS
from assets.reading.values import LARGEST_WHOLE, SHORTENED, cell_text, is_code, is_shortened, plain_codes, plain_numbers

# Publishers' tables begin with the census of 1925. Neither 0 nor 99999 is a year, nor are full-width digits.
A_YEAR = "(?:19|20)[0-9]{2}"


def numbers(
    file: SourceFile,
    cells: pd.Series,
    rows: Iterable[int],
    *,
    absent: tuple[str, ...] = (),
    minimum: float | None = None,
    maximum: float | None = None,
    whole: bool = False,
) -> pd.Series:
    """Numbers as Float64, or as Int64 where they are `whole`; commas between thousands dropped (see `values.py`).

    Only the marks in `absent` (`""` is an empty cell) are let through, as missing. Any other text, a
    number that is not finite, below `minimum`, above `maximum`, or broken or beyond 2^53 where whole ones
    are expected raises SourceError with its row from `rows`.
    """
    text = texts_of(cells)
    missing = text.isin(absent).to_numpy(dtype=bool)
    _, value = plain_numbers(text.mask(missing))
    with np.errstate(invalid="ignore"):
        bad = ~np.isfinite(value)
        if minimum is not None:
            bad |= value < minimum
        if maximum is not None:
            bad |= value > maximum
        if whole:
            bad |= (value % 1 != 0) | (np.abs(value) > LARGEST_WHOLE)
    bad &= ~missing
    if bad.any():
        place = int(bad.argmax())
        cell = text.iloc[place]
        raise file.error(
            repr(cell) if cell else "an empty cell instead of a number",
            _expected(minimum, maximum, whole=whole),
            list(rows)[place],
        )
    result = pd.Series(pd.array(value, dtype="Float64"), index=cells.index).mask(missing)
    return result.astype("Int64") if whole else result


def texts_of(cells: pd.Series) -> pd.Series:
    """Every cell as a publisher would print it, "" of an empty one."""
    filled = cells.astype("object").where(cells.notna(), "")
    return filled.str.strip() if pd.api.types.infer_dtype(filled) == "string" else filled.map(cell_text).astype("object")


def statuses(cells: pd.Series) -> pd.Series:
    """What each cell is: `not_existing` (`-`), `suppressed` (`X`), `missing` (empty), else `reported`."""
    return texts_of(cells).map(MARKS).fillna("reported")


def require_columns(file: SourceFile, table: pd.DataFrame, columns: Sequence[str]) -> None:
    """SourceError that names the columns which `table` lacks."""
    missing = [column for column in columns if column not in table.columns]
    if missing:
        some = ", ".join(str(column) for column in list(table.columns)[:8])
        raise file.error(f"no column {', '.join(missing)}", f"{', '.join(columns[:8])}", remedy=f"It has {some}.")


def require_form(file: SourceFile, cells: pd.Series, rows: Iterable[int | None], form: str, expected: str) -> pd.DataFrame:
    """The named groups of the pattern `form` in each cell. SourceError with row for the first cell of another form."""
    pattern, text = re.compile(form), cells.astype(str)
    bad = (~text.str.fullmatch(form)).to_numpy(dtype=bool)
    if bad.any():
        place = int(bad.argmax())
        raise file.error(repr(cells.iloc[place]), expected, list(rows)[place])
    return text.str.extract(f"^(?:{form})$") if pattern.groups else pd.DataFrame(index=cells.index)


def region_codes(
    file: SourceFile, cells: pd.Series, rows: Iterable[int | None], digits: Sequence[int], expected: str
) -> pd.Series:
    """Codes of so many `digits`, whatever they are dressed in (see `values.py`); notes say what was written otherwise.

    SourceError with row for the first cell that is no such code.
    """
    plain, said = plain_codes(cells.astype(str))
    bad = ~plain.map(lambda code: is_code(code) and len(code) in digits).to_numpy(dtype=bool)
    if bad.any():
        place = int(bad.argmax())
        remedy = SHORTENED if is_shortened(str(cells.iloc[place])) else ""
        raise file.error(repr(cells.iloc[place]), expected, list(rows)[place], remedy)
    for line in said:
        file.note(f"codes: {line}")
    return plain


def refuse_repeats(file: SourceFile, table: pd.DataFrame, key: Sequence[str]) -> None:
    """SourceError for the first row whose `key` stood in an earlier row; `table` has `source_row`."""
    again = table.duplicated(list(key))
    if again.any():
        row = table[again].iloc[0]
        raise file.error(f"{' '.join(str(row[k]) for k in key)} again", "each once", int(row["source_row"]))


def _expected(minimum: float | None, maximum: float | None, *, whole: bool) -> str:
    text = "a whole number" if whole else "a number"
    if minimum is not None and maximum is not None:
        return f"{text} from {minimum:g} to {maximum:g}"
    if minimum is not None:
        return f"{text} of {minimum:g} or more"
    return text if maximum is None else f"{text} of {maximum:g} or less"
