"""Share, location quotient and loss since the peak by hand; a figure of other borders is compared with nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assets.indicators.industry.manufacturing import (
    compared,
    held_by_others,
    manufacturing,
    trailing_mean,
)
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.industry import MANUFACTURING, MANUFACTURING_JOBS
from expectations.contracts.units import REGION_MEMBER
from expectations.contracts.value_added import SIDO_VALUE_ADDED, SIGUNGU_VALUE_ADDED
from tests.frames import result, typed

SIDO, SIGUNGU = ("gyeongnam", "ulsan"), ("geoje-si", "ulsan-dong-gu")
MEMBERS = (
    *({"level": "sido", "region_id": unit, "member_level": "sido", "member_id": unit} for unit in SIDO),
    *({"level": "nation", "region_id": "nation", "member_level": "sido", "member_id": unit} for unit in SIDO),
)
REGIONS = (
    {"level": "nation", "region_id": "nation"},
    *({"level": "sido", "region_id": unit} for unit in SIDO),
    *({"level": "sigungu", "region_id": unit} for unit in SIGUNGU),
)


def day(year: int) -> dt.date:
    return dt.date(year, 12, 31)


def added(unit: str, year: int, ships: float, trade: float, *, own: bool = True) -> list[dict[str, Any]]:
    figures = {"manufacturing_machine_transport": ships, "trade": trade}
    row = {"unit_id": unit, "reference_date": day(year), "own_borders": own}
    return [row | {"activity": activity, "value_added": value} for activity, value in figures.items()]


def of_unit(unit: str, year: int, ships: float, trade: float, *, interpolated: bool = False) -> list[dict[str, Any]]:
    same = {"unit_id": unit, "reference_date": day(year), "interpolated": interpolated}
    figures = {"manufacturing": ships, "trade": trade, "value_added": ships + trade}
    return [same | {"activity": activity, "published": value, "scaled": value} for activity, value in figures.items()]


def measured(
    *accounts: list[dict[str, Any]], units: tuple[list[dict[str, Any]], ...] = (), jobs: tuple[dict[str, Any], ...] = ()
) -> pd.DataFrame:
    table = manufacturing(
        typed(SIDO_VALUE_ADDED, *(row for part in accounts for row in part)),
        typed(SIGUNGU_VALUE_ADDED, *(row for part in units for row in part)),
        typed(MANUFACTURING_JOBS, *jobs),
        typed(REGION_MEMBER, *MEMBERS),
        typed(REFERENCE_REGION, *REGIONS),
    )
    answer = result(MANUFACTURING, table)
    return answer.set_index(["region_id", answer["reference_date"].map(lambda date: date.year)])


def test_location_quotient_by_hand() -> None:
    """Gyeongnam 40 of 100, Ulsan 60 of 100, the nation 100 of 200: quotients 0.8 and 1.2."""
    table = measured(added("gyeongnam", 2020, 40, 60), added("ulsan", 2020, 60, 40))
    assert table.loc[("gyeongnam", 2020), "value_added_share"] == pytest.approx(0.4)
    assert table.loc[("gyeongnam", 2020), "value_added_lq"] == pytest.approx(0.8)
    assert table.loc[("ulsan", 2020), "value_added_lq"] == pytest.approx(1.2)
    assert table.loc[("nation", 2020), "value_added_lq"] == 1
    assert table.loc[("nation", 2020), "manufacturing_value_added"] == 100


def test_loss_is_from_the_peak_of_three_year_means() -> None:
    """Shares 0.4 0.6 0.5 0.3 0.1: means 0.5, 14/30, 0.3; lost 0, 1/30, 0.2."""
    shares = dict(zip(range(2016, 2021), (40, 60, 50, 30, 10), strict=True))
    table = measured(*(added("ulsan", year, share, 100 - share) for year, share in shares.items())).loc["ulsan"]
    assert table["value_added_share_3y"].tolist()[2:] == pytest.approx([0.5, 14 / 30, 0.3])
    assert table["value_added_loss"].tolist()[2:] == pytest.approx([0, 1 / 30, 0.2])
    assert table["value_added_loss"].isna().tolist() == [True, True, False, False, False]


def test_mean_over_a_gap_is_empty() -> None:
    table = pd.DataFrame(
        {"level": "sido", "region_id": "ulsan", "reference_date": [day(year) for year in (2016, 2017, 2019, 2020)]}
    )
    assert trailing_mean(table, pd.Series([1.0, 1, 1, 1])).isna().all()


def test_gyeongnam_with_ulsan_has_a_share_but_no_quotient_and_no_part_in_the_peak() -> None:
    years = [added("gyeongnam", year, 90, 10, own=False) for year in (1995, 1996, 1997)]
    years += [part for year in (1998, 1999, 2000) for part in (added("gyeongnam", year, 40, 60), added("ulsan", year, 60, 40))]
    table = measured(*years)
    assert table.loc[("gyeongnam", 1997), "value_added_share"] == 0.9
    assert pd.isna(table.loc[("gyeongnam", 1997), "value_added_lq"])
    assert table.loc[("gyeongnam", 2000), "value_added_loss"] == 0
    assert table.loc[("nation", 1997), "missing_units"] == 0
    assert table.loc[("nation", 2000), "value_added_loss"] == pytest.approx(0.4)


def test_sido_held_by_another_is_not_missing_in_the_region_that_has_both() -> None:
    years = pd.DataFrame({"reference_date": [day(1990), day(1998)]})
    held = held_by_others(years)
    assert ["ulsan", day(1990)] in held.to_numpy().tolist() and ["ulsan", day(1998)] not in held.to_numpy().tolist()
    row = measured(added("gyeongnam", 1990, 40, 60, own=False)).loc[("nation", 1990)]
    assert (row["value_added"], row["missing_units"]) == (100, 0)


def test_amount_of_the_nation_is_empty_without_a_sido_and_its_share_is_of_the_others() -> None:
    row = measured(added("gyeongnam", 2020, 40, 60)).loc[("nation", 2020)]
    assert row[["value_added", "manufacturing_value_added"]].isna().all()
    assert (row["value_added_share"], row["missing_units"]) == (pytest.approx(0.4), 1)


def test_sigungu_is_compared_with_the_nation_of_the_accounts() -> None:
    """Geoje 60 of 80, the nation 100 of 200: a share of 0.75 and a quotient of 1.5."""
    accounts = (added("gyeongnam", 2020, 60, 40), added("ulsan", 2020, 40, 60))
    row = measured(*accounts, units=(of_unit("geoje-si", 2020, 60, 20),)).loc[("geoje-si", 2020)]
    assert (row["level"], row["value_added_share"], row["value_added_lq"]) == ("sigungu", 0.75, 1.5)
    assert row[["value_added_share_3y", "value_added_loss"]].isna().all() and row["missing_units"] == 0


def test_figure_shared_out_of_a_divided_unit_is_left_out() -> None:
    table = measured(added("ulsan", 2010, 1, 1), units=(of_unit("geoje-si", 2010, 60, 20, interpolated=True),))
    assert "geoje-si" not in table.index.get_level_values("region_id")


def test_index_of_jobs_stands_beside_value_added_of_the_same_year_and_alone_in_others() -> None:
    same = {"level": "sigungu", "region_id": "geoje-si"}
    jobs = tuple(
        same | {"reference_date": day(year), "jobs_index": index, "jobs_loss": 0.1} for year, index in ((2019, 0.9), (2020, 0.8))
    )
    table = measured(added("ulsan", 2020, 1, 1), units=(of_unit("geoje-si", 2020, 60, 20),), jobs=jobs)
    assert table.loc["geoje-si", "jobs_index"].to_dict() == {2019: 0.9, 2020: 0.8}
    assert table.loc["geoje-si", "value_added"].isna().to_dict() == {2019: True, 2020: False}


def test_sido_share_is_not_handed_down_to_sigungu() -> None:
    table = measured(added("ulsan", 2016, 60, 40))
    assert "ulsan-dong-gu" not in table.index.get_level_values("region_id")


def test_compared_needs_the_nation() -> None:
    table = pd.DataFrame({"level": ["sido"], "region_id": ["ulsan"], "reference_date": [day(2020)], "share": [0.5]})
    assert compared(table, "share", "x", comparable=pd.Series([True]))["x_lq"].isna().all()


def test_no_figures_give_an_empty_table() -> None:
    assert measured().empty
