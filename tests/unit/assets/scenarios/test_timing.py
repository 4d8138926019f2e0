"""Years move on: distances from the newest population, presets that are overtaken, the years that are shown."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from assets.projection.horizon import compared_years, last_year, shown_years
from assets.scenarios.scenario_file import Scenario, presets, read_scenario
from assets.scenarios.scenario_keys import AnyLever
from assets.scenarios.timing import KINDS, in_time, told
from domain.errors import UsageError

MINE = """\
name: mine
title_en: Mine
levers:
  - {kind: retain_youth, regions: "nation:nation", share: {value: 0.5, source: assumption}, from_year: %s}
reverse: {regions: "nation:nation", from_year: +1, year: +10, at_risk: half}
"""


def ahead(base: int) -> range:
    return range(base + 1, last_year(base) + 1)


def written(tmp_path: Path, year: object) -> Scenario:
    path = tmp_path / "mine.yaml"
    path.write_text(MINE % year, encoding="utf-8")
    return read_scenario(path)


@pytest.mark.parametrize(
    ("base", "shown", "compared"),
    [
        (2024, (2030, 2035, 2040, 2045), (2030, 2035, 2045)),
        (2025, (2030, 2035, 2040, 2045), (2030, 2035, 2045)),
        (2028, (2035, 2040, 2045), (2035, 2040, 2045)),
        (2031, (2035, 2040, 2045, 2050), (2035, 2040, 2050)),
        (2090, (2095, 2100, 2105, 2110), (2095, 2100, 2110)),
    ],
)
def test_years_that_are_shown_move_on_with_the_newest_population(
    base: int, shown: tuple[int, ...], compared: tuple[int, ...]
) -> None:
    assert shown_years(base) == shown
    assert compared_years(base) == compared
    assert last_year(base) == shown[-1]


@pytest.mark.parametrize("base", range(2024, 2100, 7))
@pytest.mark.parametrize("name", presets())
def test_no_preset_is_ever_overtaken(name: str, base: int) -> None:
    dated, _ = in_time(read_scenario(presets()[name]), ahead(base))
    years = [spec.values[key] for spec in dated.levers for key in ("year", "from_year") if key in spec.values]
    years += [dated.question.year, dated.question.from_year] if dated.question else []
    assert all(year in ahead(base) for year in years)


def test_a_lever_of_a_preset_that_is_past_takes_effect_in_the_first_projected_year_and_says_so() -> None:
    scenario = read_scenario(presets()["ministry-and-hmm-to-busan"])
    dated, timing = in_time(scenario, ahead(2025))
    assert [spec.values["year"] for spec in dated.levers] == [2026, 2027]
    assert timing == "relocate_jobs 2026 (2025 is past); relocate_jobs 2027"
    _, later = in_time(scenario, ahead(2031))
    assert later == "relocate_jobs 2032 (2025 is past); relocate_jobs 2032 (2027 is past)"
    assert in_time(dated, ahead(2025)) == (dated, "relocate_jobs 2026; relocate_jobs 2027")


def test_a_distance_is_counted_from_the_newest_population(tmp_path: Path) -> None:
    dated, timing = in_time(written(tmp_path, "+6"), ahead(2031))
    assert dated.levers[0].values["from_year"] == 2037
    assert dated.question and (dated.question.from_year, dated.question.year) == (2032, 2041)
    assert timing == "retain_youth from 2037; question 2041; question from 2032"


@pytest.mark.parametrize(("year", "found"), [(2025, 2025), ("+30", 2055), (2060, 2060)])
def test_a_year_of_ones_own_file_is_refused_and_not_moved(tmp_path: Path, year: object, found: int) -> None:
    with pytest.raises(
        UsageError, match=rf"line 4, column 5, levers\[0\]: found from_year {found}; expected a year from 2026 to 2045"
    ):
        in_time(written(tmp_path, year), ahead(2025))


def test_years_are_told_without_names_of_the_file() -> None:
    years = "relocate_jobs 2026 (2025 is past); retain_youth from 2037; question 2041"
    assert told(years) == "jobs move 2026 (2025 is past); youth stays from 2037; question 2041"
    assert told(years, "ko") == "일자리 이동 2026년 (2025년은 지남); 청년 유지 2037년부터; 질문 2041년"
    assert told("") == told("", "ko") == ""
    kinds = {get_args(lever.model_fields["kind"].annotation)[0] for lever in get_args(get_args(AnyLever)[0])}
    assert set(KINDS) == {*kinds, "question"}
