"""`rebalance scenario` as an analyst meets it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from tests.command import rebalance
from tests.conftest import Built
from tests.unit.pipelines.test_imports import imported

MINE = """\
name: mine
title_en: Mine
levers:
  - kind: fertility
    regions: nation:nation
    factor: {value: 2, source: assumption}
    from_year: 2025
reverse: {regions: capital_rest:rest, from_year: 2026, year: 2030, at_risk: 250}
"""


def test_no_change_says_the_count_with_its_band_and_what_it_stands_on(schematic: Built) -> None:
    answer = rebalance("scenario", "no-change", "--home", schematic.home.root, "--draws", 50)
    assert answer.code == 0
    assert "units at risk (KEIS set)" in answer.out
    assert "135 units at risk in December 2024" in answer.out
    assert "draws 50, seed 2024" in answer.out
    assert "out of reach" in answer.out
    # The past stands in the same line, births and foreigners are said, and regions have names.
    assert re.search(r"path \[5 % - 95 %\] +2019 +2024 +2030", answer.out)
    assert "Births: children per woman" in answer.out and "Foreigners: " in answer.out
    assert "capital_rest" not in answer.out and "no change" not in answer.out.lower()
    assert re.search(r"share of the nation's people of .* must stay", answer.out.replace("\n", " "))


def test_the_baseline_has_a_name_of_its_own_that_means_the_same(schematic: Built) -> None:
    options = ("--home", schematic.home.root, "--draws", 0, "--format", "csv")
    assert rebalance("scenario", "trend", *options).out == rebalance("scenario", "no-change", *options).out


def test_retention_that_adds_units_at_risk_says_why(schematic: Built) -> None:
    answer = rebalance("scenario", "retention-to-halve-at-risk", "--home", schematic.home.root, "--draws", 0)
    assert answer.code == 0
    assert re.search(r"\+\d+ units at risk in 2045 \(\+\d+ in the capital region, [+-]\d+ outside\)\. Youth who stay", answer.out)
    assert "of the KEIS set): the count can hardly rise further" in answer.out


def test_file_of_ones_own_runs_and_is_compared_with_no_change(schematic: Built, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(MINE, encoding="utf-8")
    answer = rebalance("scenario", path, "--home", schematic.home.root, "--draws", 0)
    assert answer.code == 0
    assert "difference from the trend of " in answer.out
    assert "no more than 250 units at risk in 2030" in answer.out
    assert "0.00 % of those aged 20-34" in answer.out


@pytest.mark.parametrize("form", ["csv", "json"])
def test_machine_formats_have_every_row_and_nothing_else(schematic: Built, form: str) -> None:
    answer = rebalance("scenario", "no-change", "--home", schematic.home.root, "--draws", 0, "--format", form)
    rows = list(csv.DictReader(io.StringIO(answer.out))) if form == "csv" else json.loads(answer.out)
    nation = [row for row in rows if row["level"] == "nation" and row["measure"] == "population"]
    assert [int(row["year"]) for row in nation] == [2030, 2035, 2045]
    assert len({(row["level"], row["region_id"], row["year"], row["measure"]) for row in rows}) == len(rows)


def test_mistake_in_a_file_is_wrong_use_and_names_its_line(schematic: Built, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(MINE.replace("factor:", "facter:"), encoding="utf-8")
    answer = rebalance("scenario", path, "--home", schematic.home.root)
    assert answer.code == 2
    assert "mine.yaml, line 6, column 5, levers[0].facter: no such key; did you mean factor?" in answer.message


def test_region_that_is_not_in_the_release_is_wrong_use(schematic: Built, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(MINE.replace("nation:nation", "sido:atlantis"), encoding="utf-8")
    answer = rebalance("scenario", path, "--home", schematic.home.root, "--draws", 0)
    assert answer.code == 2
    assert "line 5, column 5, levers[0].regions: found region sido:atlantis" in answer.message
    assert "busan" in answer.message


def test_no_library_is_loaded_that_a_projection_does_not_need(schematic: Built) -> None:
    modules = imported(
        "from pipelines.cli.app import main; main()",
        "scenario",
        "no-change",
        "--draws",
        "0",
        "--format",
        "csv",
        "--home",
        str(schematic.home.root),
    )
    assert not modules & {"dagster", "great_expectations", "sklearn", "esda", "libpysal", "matplotlib"}
