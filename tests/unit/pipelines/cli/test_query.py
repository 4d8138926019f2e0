"""`rebalance query`: read-only SQL over the current release as table, CSV or JSON."""

from __future__ import annotations

from pathlib import Path

from tests.command import rebalance


def test_query_without_a_release_is_exit_code_5(tmp_path: Path) -> None:
    answer = rebalance("query", "SELECT 1", "--home", tmp_path)
    assert answer.code == 5
    assert "nothing is published yet" in answer.message
