"""Text from outside where people see it: nothing in it steers a terminal, turns a line around, or cannot be written.

Names of units, publishers and columns come from files of others, and so do answers to queries. Not here: what a spreadsheet
would run (`formulas.py`), and escaping for HTML or XML, which the libraries that write them do; control characters they do not,
and XML has no way to hold them.
"""

from __future__ import annotations

import re

# All C0 and C1 but tab and line feed; marks that are not seen and turn, join or hide text; halves of letters; tags.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def shown(text: str) -> str:
    r"""The text with every character that is not seen, but acts, in writing: `\x1b`, `\u202e`; tab and line feed stay."""
    return _UNSEEN.sub(_written, text) if _UNSEEN.search(text) else text


def written_in_json(text: str) -> str:
    r"""JSON text with such characters as `\u202e`: the same value to every reader, and quiet on a terminal."""
    return _UNSEEN.sub(lambda found: "".join(f"\\u{unit:04x}" for unit in _utf16(found[0])), text)


def _written(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _utf16(character: str) -> tuple[int, ...]:
    encoded = character.encode("utf-16-be", "surrogatepass")
    return tuple(int.from_bytes(encoded[start : start + 2], "big") for start in range(0, len(encoded), 2))
