"""Korean of what contracts say of indicators in English, formulas and what to mind: `page/korean.json`, by the English text.

A text that changes in a contract is no longer told by what it said before; the page then has it in English, marked as such.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import cast

FILE = Path(__file__).parent / "page" / "korean.json"


@functools.cache
def notes() -> dict[str, dict[str, str]]:
    """Korean by English text, of each `formula` and each `caveat`."""
    return cast("dict[str, dict[str, str]]", json.loads(FILE.read_text(encoding="utf-8")))


def in_korean(**texts: str) -> dict[str, str]:
    """`formula_ko` of `formula` and so on; what has no Korean is left out."""
    return {f"{kind}_ko": korean for kind, text in texts.items() if (korean := notes()[kind].get(text))}
