"""What a scenario file may say, and how a mistake in it is named."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from assets.scenarios.amount import Amount
from assets.scenarios.levers import Relocation, Retention
from assets.scenarios.scenario_file import presets, read_scenario, resolve
from domain.errors import UsageError
from tests.country import EAST_WEST

GOOD = """\
name: jobs-go-east
title_en: Jobs go east
levers:
  - kind: relocate_jobs
    jobs: {triangular: [100, 200, 600], source: a plan}
    from: sigungu:west
    to: [sigungu:east]
    year: 2030
    staff_share: {uniform: [0.5, 0.7], source: assumption}
    family_share: {value: 0.5, source: assumption}
    household_size: {normal: [2.5, 0.2], source: assumption}
    multiplier: {value: 0, source: assumption}
"""
NOBODY = np.zeros(2, dtype=bool)
AHEAD = range(2025, 2046)


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(tmp_path: Path, text: str) -> str:
    """What is said of a file that cannot be used."""
    path = written(tmp_path, text)
    with pytest.raises(UsageError) as error:
        for spec in read_scenario(path).levers:
            resolve(spec, EAST_WEST, NOBODY, AHEAD)
    return str(error.value).replace(str(path), "mine.yaml").replace("levers[0]", "lever")


def test_lever_is_read_with_its_distributions(tmp_path: Path) -> None:
    scenario = read_scenario(written(tmp_path, GOOD))
    lever = resolve(scenario.levers[0], EAST_WEST, NOBODY, AHEAD)
    assert isinstance(lever, Relocation)
    assert lever.jobs.mean == 300
    assert lever.staff_share == Amount("uniform", (0.5, 0.7), "assumption", 0, 1)
    assert (lever.origin.tolist(), lever.destination.tolist(), lever.year) == ([False, True], [True, False], 2030)


def test_units_at_risk_can_be_named_together(tmp_path: Path) -> None:
    text = (
        "name: a\ntitle_en: A\nlevers: {kind: retain_youth, regions: set:at_risk, from_year: 2026, share: {value: 0, source: x}}"
    )
    lever = resolve(read_scenario(written(tmp_path, text)).levers[0], EAST_WEST, np.array([False, True]), AHEAD)
    assert isinstance(lever, Retention)
    assert lever.regions.tolist() == [False, True]
    assert lever.ages == slice(4, 7)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("year: 2030", "yaer: 2030"), "8:5, lever.yaer: no such key; did you mean year?"),
        (("    year: 2030\n", ""), "4:5, lever.year: missing, and needed: when: a year such as 2030"),
        (("year: 2030", "year: soon"), "8:5, lever.year: found 'soon'; expected a year such as 2030"),
        (("year: 2030", "year: 5"), "8:5, lever.year: found 5; expected a year such as 2030, or +5"),
        (("year: 2030", "year: 2024"), "4:5, lever: found year 2024; expected a year from 2025 to 2045"),
        (("year: 2030", "year: 2060"), "4:5, lever: found year 2060; expected a year from 2025 to 2045"),
        (("[sigungu:east]", "set:at_risk"), "7:5, lever.to: found no unit"),
        (("[100, 200, 600]", "[100, 200, .inf]"), "5:35, lever.jobs.triangular[2]: found .inf; expected a number of at least 0"),
        (("value: 0.5,", "value: 1.5,"), "10:20, lever.family_share.value: found 1.5; expected a number from 0 to 1"),
        (("value: 0.5,", "value: half,"), "10:20, lever.family_share.value: found 'half'; expected a number from 0 to 1"),
        (("[100, 200, 600]", "[100, 600]"), "5:12, lever.jobs.triangular: found 2 values; expected 3"),
        (("[0.5, 0.7]", "[0.7, 0.5]"), "9:19, lever.staff_share.uniform: found [0.7, 0.5]; expected figures from low"),
        (("value: 0.5, source: assumption", "value: 0.5"), "10:5, lever.family_share.source: missing, and needed"),
        (("value: 0.5,", "value: 0.5, uniform: [0, 1],"), "10:5, lever.family_share: found 2 of value, uniform"),
        (("kind: relocate_jobs\n    jobs", "jobs"), "4:5, lever.kind: missing, and needed"),
        (("relocate_jobs", "move_jobs"), "4:5, lever.kind: found 'move_jobs'; expected one of relocate_jobs"),
        (("sigungu:west", "west"), "6:5, lever.from: found 'west'; expected level:region_id"),
        (("[sigungu:east]", "[sigungu:esat]"), "7:10, lever.to[0]: found region sigungu:esat"),
        (("[sigungu:east]", "[nation:nation]"), "4:5, lever: found units that are both in `from` and in `to`"),
        (("name: jobs-go-east", "name: Jobs Go"), "1:1, name: found 'Jobs Go'"),
        (("title_en: Jobs", "name: again\ntitle_en: Jobs"), "2:1, name: found the key a second time; expected each"),
        (("levers:\n", "levers: [\n"), "4:3: not YAML: "),
    ],
)  # fmt: skip
def test_mistake_is_named_with_line_and_key(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    assert change[0] in GOOD
    assert message in re.sub(r"line (\d+), column (\d+)", r"\1:\2", refused(tmp_path, GOOD.replace(*change)))


def test_empty_file_and_absent_file_are_refused(tmp_path: Path) -> None:
    assert "the file is empty" in refused(tmp_path, "")
    with pytest.raises(UsageError, match="cannot be read"):
        read_scenario(tmp_path / "nothing.yaml")


def test_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(GOOD.replace("Jobs go east", "일자리").encode("cp949"))
    with pytest.raises(UsageError, match="not UTF-8"):
        read_scenario(path)


@pytest.mark.parametrize("name", presets())
def test_preset_is_named_as_its_file_and_names_the_source_of_every_number(name: str) -> None:
    scenario = read_scenario(presets()[name])
    assert scenario.name == name
    numbers = [value for spec in scenario.levers for value in spec.values.values() if isinstance(value, Amount)]
    assert all(number.source for number in numbers)
    assert len(numbers) == sum({"relocate_jobs": 5, "retain_youth": 1, "fertility": 1}[spec.kind] for spec in scenario.levers)


def test_all_presets_are_shipped() -> None:
    assert set(presets()) == {
        "no-change",
        "ministry-and-hmm-to-busan",
        "second-relocation-350",
        "southwest-renewable-hub",
        "retention-to-halve-at-risk",
        "retention-five-years-later",
    }


def test_the_pair_of_scenarios_differs_only_in_the_year_of_its_lever() -> None:
    now, later = (read_scenario(presets()[name]).levers for name in ("retention-to-halve-at-risk", "retention-five-years-later"))
    (first,), (second,) = now, later
    assert (first.kind, second.kind) == ("retain_youth", "retain_youth")
    assert (first.values["from_year"], second.values["from_year"]) == (1, 6)
    for name in ("share", "ages"):
        assert first.values[name] == second.values[name]
    assert [(p.level, p.region_id) for p in first.values["regions"]] == [(p.level, p.region_id) for p in second.values["regions"]]
