"""What a spreadsheet would run as a formula when it opens a text, and how a cell of text is kept from being one.

After OWASP, *CSV injection*: an apostrophe before the text. Numbers, dates and yes/no are never touched by those who write
them; which cells are text is theirs to say.
"""

from __future__ import annotations

import re

GUARD = "'"
# What starts a formula in Excel, LibreOffice or Google Sheets, the full-width forms of Japanese and Korean input included.
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
GUARDED = (*STARTS_A_FORMULA, GUARD)
# A negative number that stands in a column of text is a number to every spreadsheet.
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def guarded(text: str) -> str:
    """The text of a column of text: with an apostrophe before what a spreadsheet would run, or take for this apostrophe.

    Hence taking one leading apostrophe off every text cell gives the exact text back.
    """
    return GUARD + text if text.startswith(GUARDED) else text


def guarded_cell(text: str) -> str:
    """A cell of somebody's sheet: `=1+1` as `'=1+1`; a number stays one, and guarding it again changes nothing."""
    return GUARD + text if text.startswith(STARTS_A_FORMULA) and not _NUMBER.fullmatch(text) else text
