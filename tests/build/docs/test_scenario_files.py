"""The page on scenario files: its example is a scenario, and its message is what a mistake gives."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Built
from tests.unit.docs.test_scenario_files import EXAMPLE, MESSAGE
from tools.pages.blocks import rebalance, standing_in


def answer(built: Built, folder: Path, text: str) -> tuple[int, str]:
    """What `rebalance scenario mine.yaml` answers to that file, one path without bands."""
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    with standing_in(folder, built.home.root):
        return rebalance(["scenario", "mine.yaml", "--draws", "0"])


def test_example_is_a_scenario(embedded: Built, tmp_path: Path) -> None:
    code, found = answer(embedded, tmp_path, EXAMPLE)
    assert code == 0, found
    assert found.startswith("Hub in Naju") and "difference from the trend of 2015-2025" in found


def test_message_is_as_printed(embedded: Built, tmp_path: Path) -> None:
    assert EXAMPLE.count("    year: 2028") == 1
    code, found = answer(embedded, tmp_path, EXAMPLE.replace("    year: 2028", "    yaer: 2028"))
    assert code == 2
    assert found.strip() == MESSAGE
