"""What a scenario file may say, and how a mistake in it is named."""

from __future__ import annotations

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
    return str(error.value).replace(str(path), "mine.yaml")


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
        (("year: 2030", "yaer: 2030"), "line 8, levers[0].yaer: found key 'yaer'"),
        (("    year: 2030\n", ""), "line 4, levers[0]: found no key year"),
        (("year: 2030", "year: soon"), "line 8, levers[0].year: found 'soon'; expected a year such as 2030"),
        (("year: 2030", "year: 5"), "line 8, levers[0].year: found '5'; expected a year such as 2030, or +5, five years after"),
        (("year: 2030", "year: 2024"), "line 4, levers[0]: found year 2024; expected a year from 2025 to 2045"),
        (("year: 2030", "year: 2060"), "line 4, levers[0]: found year 2060; expected a year from 2025 to 2045"),
        (("[sigungu:east]", "set:at_risk"), "line 7, levers[0].to: found no unit"),
        (("[100, 200, 600]", "[100, 200, .inf]"), "line 5, levers[0].jobs.triangular[2]: found '.inf'"),
        (("value: 0.5,", "value: 1.5,"), "line 10, levers[0].family_share.value: found '1.5'; expected a number from 0 to 1"),
        (("value: 0.5,", "value: half,"), "line 10, levers[0].family_share.value: found 'half'; expected a number"),
        (("[100, 200, 600]", "[100, 600]"), "line 5, levers[0].jobs.triangular: found 2 figures; expected 3 for triangular"),
        (("[0.5, 0.7]", "[0.7, 0.5]"), "line 9, levers[0].staff_share.uniform: found [0.7, 0.5]; expected figures from low"),
        (("value: 0.5, source: assumption", "value: 0.5"), "line 10, levers[0].family_share: found no key source"),
        (("value: 0.5,", "value: 0.5, uniform: [0, 1],"), "line 10, levers[0].family_share: found 2 of value, uniform"),
        (("kind: relocate_jobs\n    jobs", "jobs"), "line 4, levers[0]: found no key kind"),
        (("relocate_jobs", "move_jobs"), "line 4, levers[0].kind: found 'move_jobs'; expected one of relocate_jobs"),
        (("sigungu:west", "west"), "line 6, levers[0].from: found 'west'; expected level:region_id"),
        (("[sigungu:east]", "[sigungu:esat]"), "line 7, levers[0].to[0]: found region sigungu:esat"),
        (("[sigungu:east]", "[nation:nation]"), "line 4, levers[0]: found units that are both in `from` and in `to`"),
        (("name: jobs-go-east", "name: Jobs Go"), "line 1, name: found 'Jobs Go'"),
        (("title_en: Jobs", "name: again\ntitle_en: Jobs"), "line 2, name: found key 'name' a second time; expected each"),
        (("levers:\n", "levers: [\n"), "line"),
    ],
)  # fmt: skip
def test_mistake_is_named_with_line_and_key(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    assert change[0] in GOOD
    assert message in refused(tmp_path, GOOD.replace(*change))


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
