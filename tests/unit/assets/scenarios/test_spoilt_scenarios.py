"""Thousands of spoilt scenario files: each ends in an error that names the file, or is a scenario."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from assets.scenarios.scenario_file import read_scenario
from domain.errors import UsageError
from tests.spoilt import tried
from tests.spoilt_declarations import SCENARIO, spoilt_text

BATCHES, IN_A_BATCH = 8, 125


def test_the_scenario_itself_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SCENARIO, encoding="utf-8")
    assert len(read_scenario(tmp_path / "a.yaml").levers) == 3


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_spoilt_scenario_is_refused_by_name_or_read(tmp_path: Path, batch: int) -> None:
    first = batch * IN_A_BATCH
    path = tmp_path / "a.yaml"
    for seed in range(first, first + tried(IN_A_BATCH)):
        fault, data = spoilt_text(SCENARIO, random.Random(seed))
        path.write_bytes(data)
        try:
            found = read_scenario(path)
        except UsageError as error:
            assert "a.yaml" in str(error), f"seed {seed}, {fault}: {error}"
        else:
            assert found.name and all(lever.kind for lever in found.levers), f"seed {seed}, {fault}"
