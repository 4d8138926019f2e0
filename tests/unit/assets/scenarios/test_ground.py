"""Official totals by sido as growth over the base year."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from assets.scenarios.ground import control_of
from expectations.contracts.projection import SIDO_PROJECTION
from tests.country import EAST_WEST
from tests.frames import frame

BASE = dt.date(2024, 12, 31)


def rows(**paths: dict[int, int]) -> pd.DataFrame:
    return frame(
        SIDO_PROJECTION,
        *(
            {"sido_unit_id": sido, "year": year, "population": persons}
            for sido, path in paths.items()
            for year, persons in path.items()
        ),
    )


def test_growth_is_taken_from_the_base_year_and_straight_between_two_years() -> None:
    control = control_of(rows(sunrise={2022: 1000, 2032: 900}, sunset={2024: 500, 2032: 580}), EAST_WEST, BASE)
    # 2024: 980, 2029: 930.
    assert control[2029] == pytest.approx([930 / 980, 550 / 500])
    assert min(control) == 2025


def test_year_outside_the_path_and_sido_without_one_are_not_controlled() -> None:
    control = control_of(rows(sunrise={2024: 1000, 2030: 900}), EAST_WEST, BASE)
    assert np.isnan(control[2034][0])
    assert np.isnan(control[2029][1])


def test_path_that_begins_after_the_base_year_controls_nothing() -> None:
    assert np.isnan(control_of(rows(sunrise={2026: 1000, 2040: 900}), EAST_WEST, BASE)[2029]).all()


def test_no_rows_are_no_control() -> None:
    assert control_of(frame(SIDO_PROJECTION), EAST_WEST, BASE) == {}
