"""The spatial division of labour by hand, and a break only where the series is whole."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest

from assets.indicators.industry.spatial_division import gaps, spatial_division, spatial_division_break
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.industry import SPATIAL_DIVISION, SPATIAL_DIVISION_BREAK
from expectations.contracts.units import REGION_MEMBER
from expectations.contracts.value_added import SIDO_VALUE_ADDED
from expectations.contracts.workers import SIDO_WORKERS
from tests.frames import result, typed

UNITS = {"seoul": "capital", "ulsan": "rest"}
MEMBERS = [
    {"level": level, "region_id": region, "member_level": "sido", "member_id": unit}
    for unit, half in UNITS.items()
    for level, region in (("sido", unit), ("capital_rest", half), ("nation", "nation"))
]


def accounts(unit: str, professional: float, manufacturing: float, rest: float, year: int = 2023) -> list[dict[str, Any]]:
    figures = {
        "professional": professional,
        "manufacturing_food": manufacturing / 2,
        "manufacturing_textile": manufacturing / 2,
        "trade": rest,
    }
    row = {"unit_id": unit, "reference_date": dt.date(year, 12, 31), "own_borders": True}
    return [row | {"activity": activity, "value_added": value} for activity, value in figures.items()]


def workers(unit: str, professional: int, manufacturing: int, rest: int, year: int = 2023) -> list[dict[str, Any]]:
    row = {"unit_id": unit, "reference_date": dt.date(year, 12, 31)}
    return [
        row | {"section": section, "workers": count}
        for section, count in (("M", professional), ("C", manufacturing), ("G", rest))
    ]


def division(added: list[dict[str, Any]], employed: list[dict[str, Any]] = []) -> pd.DataFrame:  # noqa: B006
    regions = [dict(pair) for pair in {tuple((key, row[key]) for key in ("level", "region_id")) for row in MEMBERS}]
    table = spatial_division(
        typed(SIDO_VALUE_ADDED, *added),
        typed(SIDO_WORKERS, *employed),
        typed(REGION_MEMBER, *MEMBERS),
        typed(REFERENCE_REGION, *regions),
    )
    return result(SPATIAL_DIVISION, table)


def test_shares_and_specialisation_by_hand() -> None:
    """Seoul 20 of 100 think and 10 make, Ulsan 5 and 50: ratios 2 and 0.1, the nation 25 / 60."""
    table = division(accounts("seoul", 20, 10, 70) + accounts("ulsan", 5, 50, 45)).set_index(["level", "region_id"])
    seoul, ulsan = table.loc[("sido", "seoul")], table.loc[("sido", "ulsan")]
    assert (seoul["professional_share"], ulsan["professional_share"]) == (0.2, 0.05)
    assert seoul["division"] == pytest.approx(0.1) and ulsan["division"] == pytest.approx(-0.45)
    assert seoul["functional_specialisation"] == pytest.approx(2 / (25 / 60) - 1)
    assert ulsan["functional_specialisation"] == pytest.approx(0.1 / (25 / 60) - 1)
    assert table.loc[("nation", "nation"), "functional_specialisation"] == 0
    assert seoul["workers_division"] is None or np.isnan(seoul["workers_division"])


def test_workers_stand_beside_in_columns_of_their_own_and_years_of_their_own() -> None:
    table = division(accounts("seoul", 20, 10, 70, 2023), workers("seoul", 30, 10, 60, 2024)).set_index(
        ["level", "region_id", "reference_date"]
    )
    row = table.loc[("sido", "seoul", dt.date(2024, 12, 31))]
    assert row["workers_division"] == pytest.approx(0.2)
    assert np.isnan(row["division"])
    assert row[["professional_workers", "manufacturing_workers"]].tolist() == [30, 10]


def test_region_without_manufacturing_has_no_ratio() -> None:
    table = division(accounts("seoul", 20, 0, 80) + accounts("ulsan", 5, 50, 45)).set_index(["level", "region_id"])
    assert np.isnan(table.loc[("sido", "seoul"), "functional_specialisation"])


def test_no_figures_give_empty_tables() -> None:
    table = division([])
    assert table.empty
    assert result(SPATIAL_DIVISION_BREAK, spatial_division_break(table)).empty


def broken(*, without: int | None = None) -> pd.DataFrame:
    """Gap of 1985-2023 whose manufacturing part turns in 2013, on noise."""
    random = np.random.default_rng(1)
    rows = []
    for year in range(1985, 2024):
        made = 0.4 + 0.003 * max(0, year - 2012) + (0.03 if year >= 2013 else 0) + random.normal() * 0.001
        if year != without:
            rows += accounts("seoul", 10, 10, 80, year) + accounts("ulsan", 2, 100 * made, 98 - 100 * made, year)
    return division(rows)


def test_break_that_is_there_is_dated_and_its_window_reported() -> None:
    table = result(SPATIAL_DIVISION_BREAK, spatial_division_break(broken())).set_index(["series", "test"])
    found = table.loc[("manufacturing_share", "sup_f")]
    assert (found["break_year"], found["n"], found["first_year"], found["last_year"]) == (2013, 39, 1985, 2023)
    assert found["p_bootstrap"] < 0.01
    assert sorted(table.loc[("manufacturing_share", "chow"), "break_year"]) == list(range(2010, 2016))
    assert table.loc[("manufacturing_share", "sup_f_2010_2015"), "p_bootstrap"] <= found["p_bootstrap"]
    assert pd.isna(found["p_independent"])


def test_series_with_a_gap_is_not_tested() -> None:
    assert gaps(broken(without=2000)) == {}
    assert set(gaps(broken())) == {"professional_share", "manufacturing_share", "division"}
