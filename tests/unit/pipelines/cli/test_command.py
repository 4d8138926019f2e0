"""`rebalance scenario` as an analyst meets it."""

from __future__ import annotations

from pathlib import Path

from tests.command import rebalance


def test_list_names_the_files_that_are_shipped() -> None:
    answer = rebalance("scenario", "--list")
    assert answer.code == 0
    assert "second-relocation-350" in answer.out
    assert "no-change.yaml" in answer.out


def test_neither_a_file_nor_a_name_is_wrong_use(tmp_path: Path) -> None:
    assert rebalance("scenario").code == 2
    answer = rebalance("scenario", "nothing.yaml", "--home", tmp_path)
    assert answer.code == 2
    assert "shipped are" in answer.message
    assert rebalance("scenario", "no-change", "--format", "xml", "--home", tmp_path).code == 2


def test_without_a_release_nothing_can_be_projected(tmp_path: Path) -> None:
    assert rebalance("scenario", "no-change", "--home", tmp_path).code == 5
