"""A release in Python: found by its home, folder or file; tables, SQL, indicators, maps; refusals with names that are there."""

from __future__ import annotations

from pathlib import Path

import pytest

import rebalance


def test_without_a_release_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(rebalance.ReleaseError, match="nothing is published yet"):
        rebalance.open_release(tmp_path)
