"""What stands in text from outside is legible where it is shown, exact in JSON, and no formula in a spreadsheet."""

from __future__ import annotations

import json

import pytest

from domain.shown import shown, written_in_json

EVIL = {
    "\x1b[2J": r"\x1b[2J",
    "\x9b31m": r"\x9b31m",
    "a\x00b\x7fc": r"a\x00b\x7fc",
    "줄\r바뀜": r"줄\x0d바뀜",
    "\u202egpj.exe": r"\u202egpj.exe",
    "\u2066x\u2069": r"\u2066x\u2069",
    "중\u200b구": r"중\u200b구",
    "\ufeffcode": r"\ufeffcode",
    "half \ud83d": r"half \ud83d",
    "tag \U000e0041": r"tag \U000e0041",
}


@pytest.mark.parametrize(("text", "legible"), EVIL.items())
def test_what_is_not_seen_is_written_out(text: str, legible: str) -> None:
    assert shown(text) == legible
    assert shown(legible) == legible


@pytest.mark.parametrize("text", ["서울특별시 중구", "a\tb\nc", "한\u00b7글", "👩\u200d👧", "éß日本", ""])
def test_letters_of_any_script_tabs_and_lines_stay(text: str) -> None:
    assert shown(text) == text == json.loads(written_in_json(json.dumps(text, ensure_ascii=False)))


@pytest.mark.parametrize("text", EVIL)
def test_json_holds_the_same_value_without_the_characters(text: str) -> None:
    written = written_in_json(json.dumps(text, ensure_ascii=False))
    assert json.loads(written) == text and shown(written) == written
