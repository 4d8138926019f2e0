"""The page on scenario files: its example is a scenario, and its message is what a mistake gives."""

from __future__ import annotations

import pytest

from tools.pages.blocks import ROOT, blocks

EXAMPLE, MESSAGE = (block.text for block in blocks(ROOT / "docs/scenario-files.md"))


@pytest.mark.parametrize("word", ["uniform", "triangular", "normal", "value", "source"])
def test_example_shows_every_way_to_write_a_number(word: str) -> None:
    assert f"{word}:" in EXAMPLE
