"""Words of the page: each in both languages, each that is asked for is there, and none that nobody asks for."""

from __future__ import annotations

import json
import re

from assets.release.atlas.page import PAGE
from expectations.contracts.registry import all_contracts

WORDS: dict[str, list[str]] = json.loads((PAGE / "words.json").read_text(encoding="utf-8"))
OWN = {key for key in WORDS if ":" not in key}


def of(group: str) -> set[str]:
    """What data may ask for: a unit, a kind of event, a kind of policy, a verdict."""
    return {key.removeprefix(f"{group}:") for key in WORDS if key.startswith(f"{group}:")}


def allowed(table: str, column: str) -> set[str]:
    return {str(value) for value in all_contracts()[table].column(column).allowed}


def scripts() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in (PAGE / "script").glob("*.js"))


def test_each_word_is_in_both_languages_and_said_once() -> None:
    pairs = json.loads((PAGE / "words.json").read_text(encoding="utf-8"), object_pairs_hook=list)
    assert len(pairs) == len(WORDS)
    assert all(len(pair) == 2 and all(text.strip() == text != "" for text in pair) for pair in WORDS.values())


def test_template_and_scripts_ask_for_words_that_are_there() -> None:
    template = re.findall(r'data-(?:word|label)="([^"]+)"', (PAGE / "index.html").read_text(encoding="utf-8"))
    literal = re.findall(r'\bword\("([^"]+)"\)', scripts())  # what is computed is held by its type, `Word`
    assert len(template) > 30 and len(literal) > 50
    assert set(template) | set(literal) <= OWN


def test_no_word_is_there_that_neither_template_nor_scripts_name() -> None:
    template = re.findall(r'data-(?:word|label)="([^"]+)"', (PAGE / "index.html").read_text(encoding="utf-8"))
    assert OWN - set(template) - set(re.findall(r'"(\w+)"', scripts())) == set()


def test_kinds_and_verdicts_are_those_that_the_contracts_allow() -> None:
    negligible = {"partial_transfer (negligible)"}  # as a life calls a transfer that moves nobody
    assert of("event") == allowed("region_event", "type") | negligible
    assert of("policy") == allowed("policy_event", "kind")
    verdicts = allowed("claim", "verdict") | allowed("claim", "verdict_author") | allowed("claim_variant", "verdict")
    assert of("verdict") == verdicts
