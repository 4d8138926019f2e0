"""Published rates on the reference geography: carried over, never summed; codes of each year's book."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assets.panel.vital import fertility
from expectations.contracts.events import CROSSWALK
from expectations.contracts.units import REGION
from expectations.contracts.vital import FERTILITY, KOSIS_FERTILITY
from tests.frames import result, typed

OLD = dt.date(1995, 1, 1)
# Two towns merged in 2014, a county that bore a new code from 2023, one that was split off in 2003.
ERAS = (
    {"unit_id": "cheongju", "kostat7_code": "33010", "valid_from": OLD, "valid_to": dt.date(2014, 7, 1)},
    {"unit_id": "cheongwon", "kostat7_code": "33310", "valid_from": OLD, "valid_to": dt.date(2014, 7, 1)},
    {"unit_id": "new", "kostat7_code": "33040", "kostat8_code": "33040", "valid_from": dt.date(2014, 7, 1)},
    {"unit_id": "goesan", "kostat7_code": "33360", "kostat8_code": "33560", "valid_from": OLD},
    {"unit_id": "jeungpyeong", "kostat7_code": "33390", "kostat8_code": "33590", "valid_from": dt.date(2003, 8, 30)},
)
MERGER, SPLIT = dt.date(2014, 7, 1), dt.date(2003, 8, 30)
WAYS = (
    {"from_unit_id": "cheongju", "to_unit_id": "new", "valid_from": OLD, "valid_to": MERGER},
    {"from_unit_id": "cheongwon", "to_unit_id": "new", "valid_from": OLD, "valid_to": MERGER},
    {"from_unit_id": "new", "to_unit_id": "new", "valid_from": MERGER},
    {"from_unit_id": "goesan", "to_unit_id": "goesan", "valid_from": OLD, "valid_to": SPLIT, "weight": 0.6, "exact": False},
    {"from_unit_id": "goesan", "to_unit_id": "jeungpyeong", "valid_from": OLD, "valid_to": SPLIT, "weight": 0.4, "exact": False},
    {"from_unit_id": "goesan", "to_unit_id": "goesan", "valid_from": SPLIT},
    {"from_unit_id": "jeungpyeong", "to_unit_id": "jeungpyeong", "valid_from": SPLIT},
)


def carried(*rows: tuple[str, int, float | None]) -> pd.DataFrame:
    """The table by unit and year of rows of code, year and rate."""
    printed = [{"region_code": c, "reference_date": dt.date(y, 12, 31), "total_fertility_rate": rate} for c, y, rate in rows]
    eras: list[dict[str, Any]] = [
        {"level": "sigungu", "in_kosis": True, "region_id": str(n), **era} for n, era in enumerate(ERAS)
    ]
    ways = [{"track": "kosis", "region_id": str(n), "weight": 1.0, "exact": True} | way for n, way in enumerate(WAYS)]
    table = result(FERTILITY, fertility(typed(KOSIS_FERTILITY, *printed), typed(REGION, *eras), typed(CROSSWALK, *ways)))
    return table.assign(year=[d.year for d in table["reference_date"]]).set_index(["unit_id", "year"])


def test_rate_of_an_unchanged_unit_is_the_published_one_under_either_code_book() -> None:
    table = carried(("33360", 2022, 0.9), ("33560", 2023, 0.8), ("33390", 2022, 1.0), ("33590", 2023, 1.1))
    assert table["total_fertility_rate"].to_dict() == {
        ("goesan", 2022): 0.9, ("goesan", 2023): 0.8, ("jeungpyeong", 2022): 1.0, ("jeungpyeong", 2023): 1.1,
    }  # fmt: skip


def test_rates_of_towns_that_merged_are_neither_summed_nor_averaged() -> None:
    table = carried(("33010", 2013, 1.2), ("33310", 2013, 1.4), ("33040", 2014, 1.3))
    assert pd.isna(table.loc[("new", 2013), "total_fertility_rate"])
    assert table.loc[("new", 2014), "total_fertility_rate"] == 1.3


def test_code_that_ended_has_an_empty_cell_and_no_say() -> None:
    table = carried(("33040", 2014, 1.3), ("33010", 2014, None), ("33310", 2014, None))
    assert table.index.tolist() == [("new", 2014)]


def test_part_of_a_unit_has_the_rate_of_the_whole_and_says_so() -> None:
    row = carried(("33360", 2001, 1.5)).loc[("jeungpyeong", 2001)]
    assert row["total_fertility_rate"] == pytest.approx(1.5) and row["interpolated"]


def test_figure_printed_for_a_unit_to_come_is_taken_instead() -> None:
    table = carried(("33360", 2001, 1.5), ("33390", 2001, 1.3))
    row = table.loc[("jeungpyeong", 2001)]
    assert row["total_fertility_rate"] == 1.3 and not row["interpolated"]
    assert table.loc[("goesan", 2001), "total_fertility_rate"] == pytest.approx(1.5)


def test_without_the_file_the_table_is_empty() -> None:
    assert len(carried()) == 0
