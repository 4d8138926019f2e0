"""The parts of the rust-belt score by hand, and the rules for hub, state and trajectory at their bounds."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest

from assets.indicators.rust_belt.components import (
    falls,
    hubs,
    jobs_seen,
    manufacturing_of,
    of_people,
    of_value_added,
    state,
    trajectory,
    value_added_seen,
)
from expectations.contracts.industry import MANUFACTURING, MANUFACTURING_JOBS
from expectations.contracts.population import POPULATION_TABLE
from expectations.contracts.value_added import SIGUNGU_VALUE_ADDED
from tests.frames import relation, typed

NAN = float("nan")


def wide(*values: float) -> pd.DataFrame:
    return pd.DataFrame([values], index=["geoje-si"], columns=range(2018, 2018 + len(values)))


def people(unit: str = "geoje-si", **years: dict[int, int]) -> list[dict[str, Any]]:
    """`y2019={15: 10}` are ten persons aged 15-19 in December 2019."""
    return [
        {
            "unit_id": unit,
            "reference_date": dt.date(int(year[1:]), 12, 31),
            "population_concept": "registration",
            "age_from": age,
            "population": count,
        }
        for year, ages in years.items()
        for age, count in ages.items()
    ]


# --- people


def test_people_by_hand() -> None:
    """100 young and 20 old of 200 in 2019; five years later 70 of the young, 30 old of 150: 30 % gone, 0.2 - 0.1 older."""
    before = {0: 80, 15: 50, 20: 25, 25: 25, 65: 20}
    after = {0: 50, 20: 40, 25: 20, 30: 10, 65: 30}
    row = of_people(relation(POPULATION_TABLE, *people(y2019=before, y2024=after))).loc["geoje-si"]
    assert row["youth_outflow"] == pytest.approx(0.3)
    assert row["ageing_speed"] == pytest.approx(0.1)
    assert row["population_loss"] == pytest.approx(0.25)
    assert np.isnan(row["population_persistence"])


def test_population_is_compared_with_its_highest_december() -> None:
    rows = people(y2019={0: 80}, y2021={0: 100}, y2024={0: 90})
    assert of_people(relation(POPULATION_TABLE, *rows)).loc["geoje-si", "population_loss"] == pytest.approx(0.1)


def test_what_was_lost_more_than_ten_years_ago_is_another_story() -> None:
    rows = people(y1995={0: 900}, y2013={0: 300}, y2014={0: 100}, y2019={0: 100}, y2024={0: 90})
    assert of_people(relation(POPULATION_TABLE, *rows)).loc["geoje-si", "population_loss"] == pytest.approx(0.1)


def test_unit_not_known_five_years_before_has_no_loss_and_no_outflow() -> None:
    rows = people(y2019={15: 80}, y2024={20: 90}) + people("gunwi-gun", y2023={0: 80}, y2024={0: 70})
    row = of_people(relation(POPULATION_TABLE, *rows)).loc["gunwi-gun"]
    assert row.isna().all()


def test_residents_are_another_concept_and_not_counted() -> None:
    rows = [row | {"population_concept": "registration_residents"} for row in people(y2019={15: 80}, y2024={20: 90})]
    assert of_people(relation(POPULATION_TABLE, *rows)).empty


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((5, 4, 3, 2, 1, 0), 1.0),
        ((0, 1, 2, 3, 4, 5), 0.0),
        ((5, 5, 4, 4, 3, 3), 0.4),
        ((5, 4, 3, 2, 1), NAN),
        ((5, 4, NAN, 2, 1, 0, 0, 0), 0.6),
    ],
)
def test_falls_are_counted_among_known_changes_of_five_or_more(values: tuple[float, ...], expected: float) -> None:
    assert falls(wide(*values)).iloc[0] == pytest.approx(expected, nan_ok=True)


# --- value added


def added(unit: str, year: int, made: float, other: float, *, interpolated: bool = False) -> list[dict[str, Any]]:
    same = {"unit_id": unit, "reference_date": dt.date(year, 12, 31), "interpolated": interpolated}
    figures = {"manufacturing": made, "trade": other, "value_added": made + other, "grdp": made + other, "net_taxes": 0.0}
    return [same | {"activity": name, "scaled": value, "published": value / 2} for name, value in figures.items()]


def test_share_lost_and_growth_behind_the_nation_by_hand() -> None:
    """Geoje 60 of 100 to 45 of 90; all 100 to 120: share from 0.6 to 0.5, growth 0.75 of the nation's 1.2."""
    rows = [
        *added("geoje-si", 2015, 60, 40), *added("geoje-si", 2020, 45, 45),
        *added("asan-si", 2015, 40, 60), *added("asan-si", 2020, 75, 25),
    ]  # fmt: skip
    table = of_value_added(typed(SIGUNGU_VALUE_ADDED, *rows))
    assert table.loc["geoje-si", "value_added_share_loss"] == pytest.approx(0.1)
    assert table.loc["geoje-si", "growth_gap"] == pytest.approx(1 - 0.75 / 1.2)
    assert of_value_added(typed(SIGUNGU_VALUE_ADDED, *rows), column="published").equals(table)


def test_year_that_many_units_lack_is_no_common_year() -> None:
    rows = [*added("geoje-si", 2010, 90, 10), *added("geoje-si", 2015, 60, 40), *added("asan-si", 2015, 60, 40)]
    assert of_value_added(typed(SIGUNGU_VALUE_ADDED, *rows)).empty
    assert of_value_added(typed(SIGUNGU_VALUE_ADDED)).empty


def test_figure_shared_out_of_a_divided_unit_is_not_used_and_a_total_that_is_not_printed_is_the_sum() -> None:
    rows = [*added("gongju-si", 2010, 9, 1, interpolated=True), *added("gumi-si", 2010, 6, 4)]
    without = [row | ({"scaled": None} if row["activity"] == "value_added" else {}) for row in rows]
    table = manufacturing_of(typed(SIGUNGU_VALUE_ADDED, *without), "scaled")
    assert table["all"].to_dict() == {("gumi-si", dt.date(2010, 12, 31)): 10.0}


# --- rules


def jobs(unit: str, segment: str = "2015-2016", **years: float | None) -> list[dict[str, Any]]:
    """`y2015=100` are a hundred workers in manufacturing, index 1."""
    first = next((count for count in years.values() if count), None)
    return [
        {
            "level": "sigungu", "region_id": unit, "reference_date": dt.date(int(year[1:]), 12, 31), "segment": segment,
            "manufacturing_workers": count, "jobs_index": None if count is None else count / (first or 1), "usable": True,
            "workers_lq": None if count is None else count / 1000,
        }
        for year, count in years.items()
    ]  # fmt: skip


def test_first_peak_and_last_year_known() -> None:
    row = jobs_seen(typed(MANUFACTURING_JOBS, *jobs("geoje-si", y2015=2000, y2016=3000, y2017=1000, y2018=None))).loc["geoje-si"]
    assert row[["jobs_first", "jobs_peak", "jobs_last"]].tolist() == [2000, 3000, 1000]
    assert [row[f"jobs_{when}_date"].year for when in ("first", "peak", "last")] == [2015, 2016, 2017]
    assert row[["workers_lq_first", "workers_lq_peak"]].tolist() == [2, 3]


def seen(**columns: float) -> pd.DataFrame:
    names = ("jobs_first", "jobs_peak", "workers_lq_first", "workers_lq_peak", "value_added_lq_highest", "workers_worth")
    return pd.DataFrame([dict.fromkeys(names, NAN) | columns], index=["geoje-si"])


@pytest.mark.parametrize(
    ("columns", "hub", "basis"),
    [
        ({"jobs_first": 9000, "workers_lq_first": 1.2, "workers_lq_peak": 0.9, "value_added_lq_highest": 0.8}, True, "workers"),
        ({"jobs_first": 9000, "workers_lq_peak": 1.2, "value_added_lq_highest": 1.8}, True, "both"),
        ({"jobs_peak": 9000, "workers_lq_peak": 0.9, "value_added_lq_highest": 1.8}, True, "value_added"),
        ({"jobs_peak": 9000, "workers_lq_peak": 1.0, "value_added_lq_highest": 1.0}, False, "both"),
        ({"jobs_peak": 1999, "workers_lq_peak": 3.0, "value_added_lq_highest": 3.0}, False, "both"),
        ({"workers_worth": 2000, "value_added_lq_highest": 1.1}, True, "value_added"),
        ({"workers_worth": 1999, "value_added_lq_highest": 1.1}, False, "value_added"),
        ({"jobs_first": 9000}, None, "unknown"),
        ({}, None, "unknown"),
    ],
)
def test_hub_is_large_enough_and_specialised_at_first_or_at_its_peak(
    columns: dict[str, float], hub: bool | None, basis: str
) -> None:
    assert hubs(seen(**columns)).loc["geoje-si"].tolist() == [hub, basis]


def test_size_without_workers_is_value_added_over_the_nations_a_worker() -> None:
    """The nation makes 100 with 50 workers, Gunsan 10: as many as 5."""
    same = {"reference_date": dt.date(2015, 12, 31), "value_added_lq": 1.0}
    rows = (
        same | {"level": "nation", "region_id": "nation", "manufacturing_value_added": 100},
        same | {"level": "sigungu", "region_id": "gunsan-si", "manufacturing_value_added": 10},
        same
        | {
            "level": "sigungu",
            "region_id": "gunsan-si",
            "manufacturing_value_added": 99,
            "reference_date": dt.date(2010, 12, 31),
        },
    )
    table = value_added_seen(typed(MANUFACTURING, *rows), pd.Series({2015: 50.0}))
    assert table.loc["gunsan-si", "workers_worth"] == 5


@pytest.mark.parametrize(
    ("hub", "lost", "expected"),
    [
        (True, 0.09, "intact"),
        (True, 0.10, "eroded"),
        (True, 0.25, "hollowed"),
        (True, NAN, "unknown"),
        (False, 0.9, "no_hub"),
        (None, 0.9, "not_known"),
    ],
)
def test_state_is_the_part_of_the_jobs_that_is_lost_and_of_hubs_only(hub: bool | None, lost: float, expected: str) -> None:
    assert state(pd.Series([hub], dtype="object"), pd.Series([lost])).iloc[0] == expected


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ({"y2020": 100.0, "y2022": 97.0}, "declining"),
        ({"y2020": 100.0, "y2022": 99.0}, "steady"),
        ({"y2020": 100.0, "y2021": 90.0, "y2022": 103.0}, "rising"),
    ],
)
def test_trajectory_is_the_change_a_year_in_the_newest_segment_that_is_known_twice(
    years: dict[str, float], expected: str
) -> None:
    before = jobs("geoje-si", y2015=100, y2016=50)
    row = trajectory(typed(MANUFACTURING_JOBS, *before, *jobs("geoje-si", "2020-2022", **years))).loc["geoje-si"]
    assert (row["trajectory"], row["trajectory_from"].year, row["trajectory_to"].year) == (expected, 2020, 2022)


def test_one_year_of_a_new_segment_is_no_trajectory() -> None:
    rows = [*jobs("yeosu-si", y2015=100, y2016=110), *jobs("yeosu-si", "2020-2022", y2020=90)]
    row = trajectory(typed(MANUFACTURING_JOBS, *rows)).loc["yeosu-si"]
    assert (row["trajectory"], row["trajectory_to"].year) == ("rising", 2016)
