"""`rebalance diff`: two releases by folder, version or `current`, printed for people, as JSON or Markdown."""

from __future__ import annotations

from tests.command import rebalance
from tests.conftest import Built


def test_embedded_release_does_not_differ_from_itself(schematic: Built) -> None:
    answer = rebalance("diff", schematic.release.name, "current", "--home", schematic.home.root, "--exit-code")
    assert answer.code == 0 and "no difference" in answer.out
