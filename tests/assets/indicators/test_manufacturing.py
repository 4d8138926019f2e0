"""Share, location quotient and loss since the peak by hand; a figure of other borders is compared with nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd
import pytest

from assets.indicators.manufacturing import by_panel, compared, held_by_others, manufacturing, trailing_mean
from expectations.contracts.manufacturing import MANUFACTURING
from expectations.contracts.panel_manufacturing import PANEL_MANUFACTURING
from expectations.contracts.population import POPULATION_TABLE
from expectations.contracts.reference_region import REFERENCE_REGION
from expectations.contracts.region_member import REGION_MEMBER
from expectations.contracts.sido_value_added import SIDO_VALUE_ADDED
from tests.frames import relation, result, typed

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


def measured(
    *accounts: list[dict[str, Any]],
    panel: Sequence[tuple[str, int, float]] = (),
    people: Mapping[str, int] = MappingProxyType({}),
) -> pd.DataFrame:
    shares = [{"unit_id": unit, "reference_date": day(year), "panel_share": share} for unit, year, share in panel]
    years = {year for _, year, _ in panel}
    persons = [
        {"unit_id": unit, "reference_date": day(year), "population_concept": "registration", "age_from": age, "population": count}
        for unit, count in people.items()
        for year in years
        for age in (10, 15, 60, 65)
    ]
    table = manufacturing(
        typed(SIDO_VALUE_ADDED, *(row for part in accounts for row in part)), typed(PANEL_MANUFACTURING, *shares),
        relation(POPULATION_TABLE, *persons), typed(REGION_MEMBER, *MEMBERS), typed(REFERENCE_REGION, *REGIONS),
    )  # fmt: skip
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
    table = pd.DataFrame({"level": ["nation", "sido"], "region_id": ["nation", "gyeongnam"], "reference_date": [day(1990)] * 2})
    assert held_by_others(table, typed(REGION_MEMBER, *MEMBERS)).tolist() == [1, 0]
    assert held_by_others(table.assign(reference_date=day(1998)), typed(REGION_MEMBER, *MEMBERS)).tolist() == [0, 0]


def test_nation_of_the_panel_is_weighted_by_persons_aged_15_to_64() -> None:
    """0.5 of 30 persons and 0.1 of 10: 0.4, and a quotient of 1.25. The third unit has no share and is missing."""
    panel = [("geoje-si", 2016, 0.5), ("ulsan-dong-gu", 2016, 0.1)]
    table = measured(panel=panel, people={"geoje-si": 15, "ulsan-dong-gu": 5, "jung-gu": 7})
    assert table.loc[("nation", 2016), "panel_share"] == pytest.approx(0.4)
    assert table.loc[("nation", 2016), "missing_units"] == 1
    assert table.loc[("geoje-si", 2016), "panel_lq"] == pytest.approx(1.25)


def test_panel_share_without_persons_of_the_year_has_no_quotient() -> None:
    persons = pd.DataFrame({"unit_id": [], "reference_date": [], "persons": []})
    panel = pd.DataFrame({"unit_id": ["geoje-si"], "reference_date": [day(2016)], "panel_share": [0.5]})
    assert by_panel(panel, persons)["panel_lq"].isna().all()


def test_sido_share_is_not_handed_down_to_sigungu() -> None:
    table = measured(added("ulsan", 2016, 60, 40), panel=[("ulsan-dong-gu", 2016, 0.1)], people={"ulsan-dong-gu": 5})
    row = table.loc[("ulsan-dong-gu", 2016)]
    assert row[["value_added", "value_added_share", "value_added_lq"]].isna().all()


def test_compared_needs_the_nation() -> None:
    table = pd.DataFrame({"level": ["sido"], "region_id": ["ulsan"], "reference_date": [day(2020)], "share": [0.5]})
    assert compared(table, "share", "x", comparable=pd.Series([True]))["x_lq"].isna().all()


def test_no_figures_give_an_empty_table() -> None:
    assert measured().empty
