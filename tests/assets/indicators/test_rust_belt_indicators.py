"""The parts of the rust-belt score by hand, and the rules for hub, state and trajectory at their bounds."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest

from assets.indicators.rust_belt_indicators import falls, hubs, of_industry, of_people, state, trajectory
from expectations.contracts.manufacturing import MANUFACTURING
from expectations.contracts.population import POPULATION_TABLE
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


# --- industry


def test_industry_by_hand() -> None:
    """Quotients 2.0 on average in 2016-2018 and 1.5 in 2022-2024: half a point lost; six falls of eight."""
    shares = [0.54, 0.47, 0.41, 0.41, 0.39, 0.34, 0.33, 0.34, 0.33]
    quotients = [2.1, 2.0, 1.9, 1.7, 1.7, 1.6, 1.5, 1.5, 1.5]
    means = [NAN, NAN, 0.473, 0.43, 0.403, 0.38, 0.353, 0.337, 0.333]
    rows = [
        {
            "level": "sigungu",
            "region_id": "geoje-si",
            "reference_date": dt.date(year, 12, 31),
            "panel_share": share,
            "panel_lq": quotient,
            "panel_share_3y": mean,
            "panel_loss": 0.14,
        }
        for year, share, quotient, mean in zip(range(2016, 2025), shares, quotients, means, strict=True)
    ]
    row = of_industry(typed(MANUFACTURING, *rows)).loc["geoje-si"]
    assert row["base_lq"] == pytest.approx(2.0)
    assert row["specialisation_loss"] == pytest.approx(0.5)
    assert row["manufacturing_persistence"] == pytest.approx(6 / 8)
    assert row["manufacturing_loss"] == 0.14
    assert (row["state"], row["trajectory"], row["panel_date"]) == ("hollowed", "declining", dt.date(2024, 12, 31))


def test_no_panel_gives_no_rows() -> None:
    assert of_industry(typed(MANUFACTURING)).empty


# --- rules


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((0.4, 0.37), "intact"),
        ((0.4, 0.36), "eroded"),
        ((0.4, 0.31), "eroded"),
        ((0.4, 0.3), "hollowed"),
        ((0.4, NAN), "unknown"),
        ((0.0, 0.0), "unknown"),
    ],
)
def test_state_is_the_part_of_the_peak_that_is_lost(values: tuple[float, ...], expected: str) -> None:
    assert state(wide(*values)).iloc[0] == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((0.30, 0.40, 0.395), "at_peak"),
        ((0.40, 0.38, 0.36), "declining"),
        ((0.40, 0.36, 0.359), "trough"),
        ((0.40, 0.30, 0.305), "trough"),
        ((0.40, 0.30, 0.32), "rebounding"),
        ((0.20, 0.40, 0.38), "declining"),
        ((0.40, 0.38, NAN), "unknown"),
    ],
)
def test_trajectory(values: tuple[float, ...], expected: str) -> None:
    """The lowest figure counts only after the peak: a unit that rose and falls now is not rebounding."""
    other = pd.DataFrame([[0.1, 0.1, 0.1]], index=["x"], columns=range(2018, 2021))
    assert trajectory(pd.concat([wide(*values), other])).iloc[0] == expected


def residents(**units: tuple[float, float]) -> pd.DataFrame:
    rows = [(name.replace("_", "-"), dt.date(2024, 12, 31), *figures) for name, figures in units.items()]
    return pd.DataFrame(rows, columns=["unit_id", "reference_date", "employed", "in_manufacturing"])


def test_hub_is_a_quotient_above_one_in_the_base_years_else_of_residents() -> None:
    """Residents of the nation: 50 of 200 make things. Dong-gu has 40 of 100, Jung-gu 10 of 100."""
    units = pd.Index(["geoje-si", "mokpo-si", "dong-gu", "jung-gu", "gunwi-gun"])
    base = pd.Series({"geoje-si": 2.0, "mokpo-si": 1.0})
    table = hubs(base, residents(dong_gu=(100, 40), jung_gu=(100, 10)), units)
    assert table["hub"].tolist() == [True, False, True, False, None]
    assert table["hub_basis"].tolist() == ["panel", "panel", "residence", "residence", "unknown"]


def test_without_panel_and_survey_nobody_is_called_a_hub_or_none() -> None:
    table = hubs(pd.Series(dtype="float64"), residents(), pd.Index(["geoje-si"]))
    assert table.loc["geoje-si"].tolist() == [None, "unknown"]
