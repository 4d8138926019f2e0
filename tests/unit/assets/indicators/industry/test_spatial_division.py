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
from expectations.contracts.value_added import SIDO_VALUE_ADDED, SIDO_VOLUME
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


def volumes(unit: str, professional: float, manufacturing: float | None, whole: float, year: int = 2023) -> list[dict[str, Any]]:
    """Printed wholes; parts of manufacturing stand beside and do not add up to it."""
    figures = {"professional": professional, "manufacturing": manufacturing, "value_added": whole, "manufacturing_food": 77.0}
    row = {"unit_id": unit, "reference_date": dt.date(year, 12, 31), "own_borders": True}
    return [row | {"activity": activity, "volume": value} for activity, value in figures.items() if value is not None]


def division(
    added: list[dict[str, Any]],
    employed: list[dict[str, Any]] = [],  # noqa: B006
    made: list[dict[str, Any]] = [],  # noqa: B006
) -> pd.DataFrame:
    regions = [dict(pair) for pair in {tuple((key, row[key]) for key in ("level", "region_id")) for row in MEMBERS}]
    table = spatial_division(
        typed(SIDO_VALUE_ADDED, *added),
        typed(SIDO_WORKERS, *employed),
        typed(REGION_MEMBER, *MEMBERS),
        typed(REFERENCE_REGION, *regions),
        typed(SIDO_VOLUME, *made),
    )
    return result(SPATIAL_DIVISION, table)


def test_shares_of_volumes_are_of_the_printed_wholes() -> None:
    """Seoul 30 of 100 think and 10 make; nation 36 of 150 and 40."""
    table = division(
        accounts("seoul", 20, 10, 70) + accounts("ulsan", 5, 50, 45),
        made=volumes("seoul", 30, 10, 100) + volumes("ulsan", 6, 30, 50),
    ).set_index("region_id")
    assert table.loc["seoul", ["professional_share_real", "division_real"]].tolist() == pytest.approx([0.3, 0.2])
    assert table.loc["nation", ["professional_share_real", "division_real"]].tolist() == pytest.approx([36 / 150, -4 / 150])
    assert table.loc["seoul", "division"] == pytest.approx(0.1)


def test_region_of_which_a_sido_has_no_volume_has_no_share_of_volumes() -> None:
    table = division(
        accounts("seoul", 20, 10, 70) + accounts("ulsan", 5, 50, 45),
        made=volumes("seoul", 30, 10, 100) + volumes("ulsan", 6, None, 50),
    ).set_index("region_id")
    assert table.loc["seoul", "division_real"] == pytest.approx(0.2)
    assert table.loc[["ulsan", "rest", "nation"], "division_real"].isna().all()
    assert table.loc[["ulsan", "rest", "nation"], "division"].notna().all()


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


def broken(*, without: int | None = None, wider: bool = False) -> pd.DataFrame:
    """Gap of 1985-2023 whose manufacturing part turns in 2013, in volumes in 2010, on noise; narrower by default."""
    random = np.random.default_rng(1)
    rows, made = [], []
    for year in range(1985, 2024):
        noise = random.normal() * 0.001
        current, real = (
            0.4 + (1 if wider else -1) * (0.003 * max(0, year - start + 1) + (0.03 if year >= start else 0)) + noise
            for start in (2013, 2010)
        )
        if year != without:
            rows += accounts("seoul", 10, 10, 80, year) + accounts("ulsan", 2, 100 * current, 98 - 100 * current, year)
            made += volumes("seoul", 10, 10, 100, year) + volumes("ulsan", 2, 100 * real, 100, year)
    return division(rows, made=made)


def breaks(**how: Any) -> pd.DataFrame:
    table = result(SPATIAL_DIVISION_BREAK, spatial_division_break(broken(**how)))
    return table.set_index(["series", "price_basis", "test"]).sort_index()


def test_break_that_is_there_is_dated_and_its_window_reported() -> None:
    table = result(SPATIAL_DIVISION_BREAK, spatial_division_break(broken())).query("price_basis == 'current'")
    table = table.set_index(["series", "test"])
    found = table.loc[("manufacturing_share", "sup_f")]
    assert (found["break_year"], found["n"], found["first_year"], found["last_year"]) == (2013, 39, 1985, 2023)
    assert found["p_bootstrap"] < 0.01
    assert sorted(table.loc[("manufacturing_share", "chow"), "break_year"]) == list(range(2010, 2016))
    assert table.loc[("manufacturing_share", "sup_f_2010_2015"), "p_bootstrap"] <= found["p_bootstrap"]
    assert pd.isna(found["p_independent"])


def test_volumes_are_tested_beside_current_prices_and_may_break_in_another_year() -> None:
    table = breaks().xs("sup_f", level="test")["break_year"]
    assert table[("division", "current")] == 2013 and table[("division", "chained")] == 2010


def test_break_says_whether_the_gap_narrowed_or_widened() -> None:
    assert set(breaks()["direction"].xs("division")) == {"narrowing"}
    wider = breaks(wider=True)
    assert set(wider["direction"].xs("division")) == {"widening"}
    row = wider.reset_index().query("series == 'division' and price_basis == 'current' and test == 'sup_f'").iloc[0]
    assert row["p_bootstrap"] < 0.01 and row["gap_after"] > row["gap_before"] > 0
    assert row["slope_after"] == pytest.approx(0.003, abs=0.0005) and row["slope_before"] == pytest.approx(0, abs=0.0005)


def test_series_with_a_gap_is_not_tested() -> None:
    assert gaps(broken(without=2000)) == {} and gaps(broken(without=2000), "chained") == {}
    assert set(gaps(broken())) == set(gaps(broken(), "chained")) == {"professional_share", "manufacturing_share", "division"}
