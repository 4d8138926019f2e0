"""Shift-share: hand-computed parts, sums that hold to 1e-9, and no sido compared with itself in other borders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assets.indicators.industry.shift_share import (
    components,
    of_period,
    periods,
    shift_share,
    summed,
)
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.industry import SHIFT_SHARE
from expectations.contracts.units import REGION_MEMBER
from expectations.contracts.value_added import SIDO_VALUE_ADDED, SIDO_VOLUME
from expectations.contracts.workers import SIDO_WORKERS
from expectations.rules.industry import shift_share_adds_up
from tests.frames import result, typed

PARTS = ["national", "mix", "local"]


def table(rows: dict[str, list[float]]) -> pd.DataFrame:
    return pd.DataFrame.from_dict(rows, orient="index", columns=["ships", "shops"]).astype("float64")


def test_parts_of_two_regions_by_hand() -> None:
    """Nation 200 -> 220 (g = 0.1); ships 100 -> 90 (-0.1), shops 100 -> 130 (0.3).

    Yard: e = 80, 20. National 100 * 0.1 = 10; mix 80 * -0.2 + 20 * 0.2 = -12; local (60 - 72) + (30 - 26) = -8. Sum -10.
    Town: e = 20, 80. National 10; mix 20 * -0.2 + 80 * 0.2 = 12; local (30 - 18) + (100 - 104) = 8. Sum 30.
    """
    parts = components(table({"yard": [80, 20], "town": [20, 80]}), table({"yard": [60, 30], "town": [30, 100]}))
    assert parts.loc["yard", PARTS].to_numpy(float) == pytest.approx([10, -12, -8], abs=1e-12)
    assert parts.loc["town", PARTS].to_numpy(float) == pytest.approx([10, 12, 8], abs=1e-12)
    assert parts["total"].tolist() == [-10, 30]


def test_industry_that_a_region_had_none_of_is_all_local() -> None:
    parts = components(table({"yard": [100, 0], "town": [0, 100]}), table({"yard": [100, 7], "town": [0, 100]}))
    assert parts.loc["yard", "total"] == 7
    assert parts.loc["yard", "local"] == pytest.approx(7.0)


def test_industry_that_the_nation_had_none_of_is_local_and_divides_nothing_by_zero() -> None:
    parts = components(table({"yard": [100, 0]}), table({"yard": [100, 10]}))
    assert parts.loc["yard", PARTS].to_numpy(float) == pytest.approx([10, -10, 10], abs=1e-12)


figures = arrays("float64", (4, 2), elements=st.floats(1, 1e9))


@given(before=figures, after=figures)
def test_parts_add_up_for_any_figures(before: np.ndarray, after: np.ndarray) -> None:
    frames = [pd.DataFrame(values, columns=["ships", "shops"]) for values in (before, after)]
    parts = components(*frames)
    size = parts[["first_value", "last_value", *PARTS]].abs().max(axis=1)
    assert (((parts["total"] - parts[PARTS].sum(axis=1)) / size).abs() < 1e-9).all()
    assert parts["local"].sum() == pytest.approx(0, abs=1e-9 * float(max(before.sum(), after.sum())))


MEMBERS = (
    *(
        {"level": "sido", "region_id": unit, "member_level": "sido", "member_id": unit}
        for unit in ("busan", "ulsan", "gyeongnam")
    ),
    *(
        {"level": "nation", "region_id": "nation", "member_level": "sido", "member_id": unit}
        for unit in ("busan", "ulsan", "gyeongnam")
    ),
)


def rows(unit: str, year: int, ships: float | None, shops: float, *, own: bool = True) -> list[dict[str, Any]]:
    day = dt.date(year, 12, 31)
    figures = {"manufacturing_machine_transport": ships, "trade": shops}
    return [
        {"unit_id": unit, "reference_date": day, "activity": activity, "value_added": value, "own_borders": own}
        for activity, value in figures.items()
        if value is not None
    ]


def shares(*parts: list[dict[str, Any]], volumes: list[dict[str, Any]] = []) -> pd.DataFrame:  # noqa: B006
    regions = typed(
        REFERENCE_REGION, *({key: row[key] for key in ("level", "region_id")} for row in MEMBERS if row["member_id"] != "x")
    )
    regions = regions.drop_duplicates(["level", "region_id"])
    answer = shift_share(
        typed(SIDO_VALUE_ADDED, *(row for part in parts for row in part)),
        typed(SIDO_WORKERS),
        typed(REGION_MEMBER, *MEMBERS),
        regions,
        typed(SIDO_VOLUME, *volumes),
    )
    table = result(SHIFT_SHARE, answer)
    index = ["measure", "region_id", "first_year"] if volumes else ["region_id", "first_year"]
    return table.set_index(index)


def test_sido_whose_borders_changed_count_in_the_nation_but_not_alone() -> None:
    answer = shares(
        rows("busan", 1990, 50, 50), rows("gyeongnam", 1990, 90, 10, own=False),
        rows("busan", 1998, 60, 60), rows("gyeongnam", 1998, 50, 20), rows("ulsan", 1998, 60, 10),
    )  # fmt: skip
    assert set(answer.index) == {("busan", 1990), ("nation", 1990)}
    assert answer.loc[("nation", 1990), ["first_value", "last_value", "missing_units"]].tolist() == [200, 260, 0]
    assert answer.loc[("nation", 1990), "local"] == pytest.approx(0, abs=1e-9)


def test_sido_that_lacks_an_industry_is_missing_and_not_a_zero() -> None:
    answer = shares(
        rows("busan", 2013, 50, 50), rows("ulsan", 2013, 90, 10), rows("busan", 2018, 60, 60), rows("ulsan", 2018, None, 20)
    )  # fmt: skip
    assert set(answer.index) == {("busan", 2013), ("nation", 2013)}
    nation = answer.loc[("nation", 2013)]
    assert pd.isna(nation["first_value"]) and nation["missing_units"] == 1
    assert nation["local_rate"] == pytest.approx(0, abs=1e-9)  # of those that are known


def test_sido_without_a_figure_in_one_of_the_years_is_missing() -> None:
    answer = shares(rows("busan", 2013, 50, 50), rows("ulsan", 2013, 90, 10), rows("busan", 2018, 60, 60))
    nation = answer.loc[("nation", 2013)]
    assert nation[["first_value", "last_value", "total", *PARTS]].isna().all() and nation["missing_units"] == 1


def test_parts_of_a_whole_are_the_sums_of_its_sido() -> None:
    answer = shares(
        rows("busan", 2018, 50, 50), rows("ulsan", 2018, 90, 10), rows("busan", 2023, 70, 60), rows("ulsan", 2023, 80, 20)
    )  # fmt: skip
    nation, both = answer.loc[("nation", 2018)], answer.loc[[("busan", 2018), ("ulsan", 2018)]]
    assert nation[PARTS].to_numpy(float) == pytest.approx(both[PARTS].sum().to_numpy(float))


def as_volumes(*parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same figures as volumes, beside printed wholes, which must not be counted with their parts."""
    found = [{("volume" if key == "value_added" else key): value for key, value in row.items()} for part in parts for row in part]
    places = {(row["unit_id"], row["reference_date"]) for row in found}
    wholes = [
        {"unit_id": unit, "reference_date": day, "activity": whole, "volume": 1e6, "own_borders": True}
        for unit, day in sorted(places)
        for whole in ("manufacturing", "value_added")
    ]
    return found + wholes


def test_dear_ships_are_a_local_gain_at_current_prices_and_a_loss_in_volume() -> None:
    """Ulsan's ships cost twice as much as before and are fewer, which Busan's are not."""
    before = rows("busan", 2018, 10, 90), rows("ulsan", 2018, 90, 10)
    answer = shares(
        *before, rows("busan", 2023, 10, 90), rows("ulsan", 2023, 140, 10),
        volumes=as_volumes(*before, rows("busan", 2023, 20, 90), rows("ulsan", 2023, 70, 10)),
    )  # fmt: skip
    current, volume = (answer.loc[(measure, "ulsan", 2018)] for measure in ("value_added", "value_added_real"))
    # Ships of the nation 100 -> 150: 140 - 90 * 1.5. Volumes 100 -> 90: 70 - 90 * 0.9.
    assert (current["local"], current["local_rate"]) == pytest.approx((5.0, 0.05))
    assert (volume["local"], volume["local_rate"]) == pytest.approx((-11.0, -0.11))
    assert volume["first_value"] == 100 and volume["missing_units"] == 0


def test_sido_whose_volume_lacks_is_missing_in_volume_alone() -> None:
    ends = [rows(unit, year, 50, 50) for unit in ("busan", "ulsan") for year in (2018, 2023)]
    answer = shares(*ends, volumes=as_volumes(*ends[:3], rows("ulsan", 2023, None, 50)))
    missing = answer.xs(("nation", 2018), level=("region_id", "first_year"))["missing_units"]
    assert missing.to_dict() == {"value_added": 0, "value_added_real": 1}


def test_no_figures_give_an_empty_table() -> None:
    assert shares().empty


def test_period_without_one_of_its_years_has_no_rows() -> None:
    period = of_period(
        typed(SIDO_VALUE_ADDED, *rows("busan", 2018, 1, 1)).rename(columns={"activity": "industry", "value_added": "value"}),
        2018,
        2023,
    )
    assert summed(period, typed(REGION_MEMBER, *MEMBERS)).empty


def test_rule_finds_what_is_left_over() -> None:
    row = {"first_value": 100.0, "last_value": 110.0, "total": 10.0, "national": 5.0, "mix": 3.0, "local": 2.0}
    measured = shift_share_adds_up(typed(SHIFT_SHARE, row, row | {"local": 1.9, "region_id": "나"}))
    assert measured["unexplained"].round(12).tolist() == [0.0, round(0.1 / 110, 12)]


@pytest.mark.parametrize(
    ("years", "found"),
    [
        (range(1985, 2024), [(1985, 1990), (1990, 1998), (1998, 2008), (2008, 2013), (2013, 2018), (2018, 2023)]),
        (range(2008, 2026), [(2008, 2013), (2013, 2018), (2018, 2023), (2020, 2025)]),
        (range(2013, 2032), [(2013, 2018), (2018, 2023), (2023, 2028), (2026, 2031)]),
        (range(2021, 2025), [(2021, 2024)]),
        ((2018, 2024), []),
        ((2024,), []),
    ],
)
def test_periods_move_on_with_the_newest_year(years: Iterable[int], found: list[tuple[int, int]]) -> None:
    assert periods(set(years)) == found
