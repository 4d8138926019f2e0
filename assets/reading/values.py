"""Values out of cells: whole codes and plain numbers."""

from __future__ import annotations

import math
import re

import numpy as np
import numpy.typing as npt
import pandas as pd

# Codes of regions as people and programs write them, taken back to their digits.
#
# The one place that knows what a code may be dressed in: a decimal point, thousands commas, an apostrophe, brackets, the mark
# of a note, a name beside it.
# Which unit the digits mean is asked in `domain/codes.py`.

_WIDE = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20, 0xA0: 0x20}
_UNSEEN = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_QUOTES = "'\"’‘`´"
_NAME = r"[^\W\d_].*?"
# Without brackets a name may stand beside so many digits: four would be a year, and eight that begin with 20 a day.
_BARE = r"(?!(?:19|20)[0-9]{6}(?![0-9]))([0-9]{2}|[0-9]{5}|[0-9]{7,8}|[0-9]{10})"
_DRESSED = [
    re.compile(form)
    for form in (
        r'="?([0-9]+)"?',
        r"([0-9]+)\.0*",
        r"([1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+)(?:\.0*)?",
        rf"[(\[<{{]\s*{_BARE}\s*[)\]>}}]",
        # The mark of a note, or what is left of a list; a minus before it would make it a number.
        rf"{_BARE}\s*(?:[-_;,:*†‡¹²³]+| +(?:주 ?)?[0-9]{{1,2}}\))",
        rf"{_NAME}\s*[(\[<]\s*([0-9]{{2,10}})\s*[)\]>]",
        rf"[(\[<]\s*([0-9]{{2,10}})\s*[)\]>]\s*{_NAME}",
        rf"([0-9]{{2,10}})\s*[(\[<]\s*{_NAME}\s*[)\]>]",
        rf"{_BARE}\s*[ _:|/·-]\s*{_NAME}",
        rf"{_NAME}\s*[ _:|/·-]\s*{_BARE}",
        rf"(?![0-9]{{2}}\D){_BARE}{_NAME}",
    )
]
SHORTENED = "A spreadsheet has shortened the number and its last digits are gone: get the file with its codes as text."
_EXACT = re.compile(r"([1-9])\.([0-9]+)[eE]\+?([0-9]{1,2})")
_EXPONENT = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]{1,2}")
# Four digits before the point would be a year.
_FRACTION = re.compile(r"[0-9]{5,}\.[0-9]+")


def plain_code(cell: str) -> str:
    """The digits of a code, whatever it is dressed in; text that is no code comes back without blanks around it.

    `11110.0`, `11,110`, `'11110`, `="11110"`, `종로구 (1111000000)` and `11110 종로구` are codes; `11110.5` and `1.1E+09`,
    which may have lost digits, are none.
    """
    if is_code(cell):
        return cell
    text = " ".join(cell.translate(_WIDE).translate(_UNSEEN).split())
    bare = text.strip(_QUOTES + " ")
    for form in _DRESSED:
        if match := form.fullmatch(text) or form.fullmatch(bare):
            return re.sub("[, ]", "", match[1])
    if match := _EXACT.fullmatch(bare):
        return _whole(match) or text
    return bare if is_code(bare) else text


def _whole(match: re.Match[str]) -> str:
    """`1.1110E+04` is 11110, since it has all its digits; "" when some may be gone."""
    return match[1] + match[2] if len(match[2]) == int(match[3]) else ""


def is_code(text: str) -> bool:
    """True for digits alone."""
    return text.isascii() and text.isdigit()


def is_shortened(text: str) -> bool:
    """True for `4.2E+09`, as a spreadsheet shows a number that is too wide: digits may be gone."""
    return bool(_EXPONENT.fullmatch(text.strip(_QUOTES + " "))) and not is_code(plain_code(text))


def is_broken(text: str) -> bool:
    """True for `11110.5`: a number as long as a code, and none."""
    return bool(_FRACTION.fullmatch(text.strip(_QUOTES + " "))) and not is_code(plain_code(text))


def plain_codes(cells: pd.Series) -> tuple[pd.Series, list[str]]:
    """Digits of each cell, and one sentence for each dress that was taken off: `read 11110.0 as 11110 in 12 rows`."""
    plain = cells.map({cell: plain_code(cell) for cell in cells.unique()})
    changed = cells[plain != cells.str.strip()]
    dress = changed.map(_dress)
    said = []
    for _, alike in changed.groupby(dress.map(_kind), sort=False):
        first = alike.iloc[0]
        said.append(f"read {first.strip()} as {plain_code(first)} in {len(alike)} row{'' if len(alike) == 1 else 's'}")
    return plain, said


def _dress(cell: str) -> str:
    """What stands around the digits; letters are counted as one, and every blank as the same."""
    wide = "wide " if any(ord(letter) in _WIDE and letter.isdecimal() for letter in cell) else ""
    return wide + re.sub(r"\d+", "0", re.sub(r"[^\W\d_]+", "a", re.sub(r"\s", " ", cell)))


def _kind(dress: str) -> str:
    """Rows dressed alike are told together: what stands around the digits, names counted as one."""
    if dress.startswith("wide "):
        return "wide"
    return "name" if "a" in dress else re.sub(r"0([, ]0)+", "0,0", dress)


# Numbers as people print them, read strictly: a comma stands between thousands or nowhere.
#
# Every reader of numbers asks here, publishers' and users' alike. Which cells may be empty and what bounds hold is said
# by `cells.py`, `tabular.counts` and `assets/sheets/numbers.py`.

# Whole numbers up to here are exact in floating point.
LARGEST_WHOLE = 2.0**53
# `1,23` may be 1.23 or a slip of 123; `0,123` is no thousand. Neither is guessed.
_ONE = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]*)?)"
# As spreadsheets write a number that is too wide for its column. No publisher prints one.
_WITH_POWER = rf"{_ONE}|[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+"
_PLAIN = re.compile(_ONE)


def plain_numbers(cells: pd.Series, *, powers: bool = False) -> tuple[pd.Series, npt.NDArray[np.float64]]:
    """Text without the commas between thousands, and its value; NaN for text that is no number.

    A cell whose comma stands elsewhere keeps it and has no value; `4.2E+09` has one where `powers` are asked for. Values may
    be infinite.
    """
    known = cells.str.fullmatch(_WITH_POWER if powers else _ONE).fillna(False).astype(bool)
    plain = cells.mask(known & cells.str.contains(",", regex=False), cells.str.replace(",", "", regex=False))
    return plain, pd.to_numeric(plain.where(known), errors="coerce").to_numpy(dtype="float64", na_value=np.nan)


def plain_number(text: str) -> float | None:
    """The value of one text, None when it is no number. `1,234.5` is 1234.5; `1,23`, `1_000`, `1e5` and `nan` are none."""
    return float(text.replace(",", "")) if _PLAIN.fullmatch(text) else None


def cell_text(cell: object) -> str:
    """A cell as a publisher would print it: "" of none, a stored number without a power of ten, text without blanks around it."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return "" if math.isnan(cell) else np.format_float_positional(cell, trim="0")
    return str(cell).strip()
