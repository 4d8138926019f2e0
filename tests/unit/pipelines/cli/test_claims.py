"""`rebalance claims` and `rebalance claim`: the ledger of the schematic build as a reader meets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import rebalance


@pytest.mark.parametrize("command", [("claims",), ("claim", "overtook-2019")])
def test_before_any_build_the_way_is_shown(tmp_path: Path, command: tuple[str, ...]) -> None:
    answer = rebalance(*command, "--home", tmp_path)
    assert answer.code == 5 and "rebalance build" in answer.message
