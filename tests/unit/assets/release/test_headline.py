"""Headlines are of one date, the newest on which all are known, and say so when figures go on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from assets.lake.lake import Lake
from assets.release.headline import Headline, headlines
from expectations.contracts.concentration import CAPITAL_CONCENTRATION
from expectations.contracts.extinction import AT_RISK_COUNT
from tests.frames import frame


def share(year: int, population: int = 50_000_000, margin: int = 1000, **more: Any) -> dict[str, Any]:
    return {
        "reference_date": dt.date(year, 12, 31), "national_population": population, "margin": margin,
        "capital_share": 0.5 + margin / population / 2, **more,
    }  # fmt: skip


def risk(year: int, at_risk: int, missing: int = 0) -> dict[str, Any]:
    names = "인천광역시 미추홀구" if missing else None
    row = {"unit_set": "keis", "units": 228, "known_units": 228 - missing, "missing_units": missing, "missing_names": names}
    return row | {"reference_date": dt.date(year, 12, 31), "at_risk": at_risk}


def told(folder: Path, shares: list[dict[str, Any]], risks: list[dict[str, Any]]) -> dict[str, Headline]:
    lake = Lake(folder)
    for contract, rows in ((CAPITAL_CONCENTRATION, shares), (AT_RISK_COUNT, risks)):
        lake.put(lake.seal(contract, frame(contract, *rows), fingerprint=""))
    return {headline.name: headline for headline in headlines(lake)}


def test_all_are_of_the_newest_date_that_knows_all(tmp_path: Path) -> None:
    found = told(tmp_path, [share(2023), share(2024, 51_000_000)], [risk(2023, 126), risk(2024, 135)])
    assert list(found) == ["national_population", "capital_share", "at_risk_units"]
    assert (found["national_population"].value, found["at_risk_units"].value) == (51_000_000, 135)
    assert "2024-12-31 (KEIS set, none missing)" in found["at_risk_units"].text


def test_a_newer_date_of_some_is_named_and_not_mixed_in(tmp_path: Path) -> None:
    found = told(tmp_path, [share(2024)], [risk(2024, 135), risk(2031, 160)])
    assert found["at_risk_units"].value == 135
    assert found["newer_figures"].text == (
        "figures go on to 2031-12-31, but not all of them (no national population); the numbers above are of 2024-12-31, "
        "the newest date with all"
    )


def test_a_date_that_lacks_units_gives_way_to_an_older_whole_one(tmp_path: Path) -> None:
    found = told(tmp_path, [share(2024), share(2025)], [risk(2024, 135), risk(2025, 90, missing=60)])
    assert found["at_risk_units"].value == 135
    assert "60 units without figures" in found["newer_figures"].text


def test_where_no_date_is_whole_the_newest_says_what_is_missing(tmp_path: Path) -> None:
    found = told(tmp_path, [share(2021), share(2022)], [risk(2021, 110, missing=1), risk(2022, 118, missing=1)])
    assert "118 of 228" in found["at_risk_units"].text and "1 missing (인천광역시 미추홀구)" in found["at_risk_units"].text
    assert "newer_figures" not in found


def test_figures_without_a_common_date_are_not_put_side_by_side(tmp_path: Path) -> None:
    found = told(tmp_path, [share(2024)], [risk(2031, 160)])
    assert set(found) == {"at_risk_units"}


def test_a_crossing_is_told_up_to_that_date_only(tmp_path: Path) -> None:
    found = told(tmp_path, [share(2019, crossover=True), share(2024), share(2030, crossover=True)], [risk(2024, 135)])
    assert found["crossover"].value == "2019-12-31"


def test_a_crossover_between_dates_that_are_years_apart_is_said_to_lie_between_them(tmp_path: Path) -> None:
    found = told(tmp_path, [share(2015), share(2020, crossover=True)], [risk(2020, 105)])
    assert found["crossover"].text.startswith("the capital region passed one half between December 2015 and December 2020, ")
    found = told(tmp_path, [share(2018), share(2019, crossover=True)], [risk(2019, 101)])
    assert found["crossover"].text.startswith("the capital region passed one half in December 2019: ")


def test_nothing_known_has_no_headline(tmp_path: Path) -> None:
    assert told(tmp_path, [], []) == {}
