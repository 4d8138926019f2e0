"""The look-alike index by hand, its label, and how measures agree."""

from __future__ import annotations

import datetime as dt
from math import sqrt
from typing import Any

import pandas as pd
import pytest

from assets.indicators.extinction.agreement import agreement, decline_lookalike, risk_agreement, with_index
from domain.decline import LOOKALIKE
from expectations.contracts.decline import DECLINE_LOOKALIKE, EXTINCTION_COMPARISON, RISK_AGREEMENT
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.population import POPULATION_TABLE
from expectations.contracts.work_family import EMPLOYMENT_RATE, FERTILITY_RATE
from tests.frames import DAY, relation, result, typed

BEFORE = dt.date(2019, 12, 31)


def people(unit: str, day: dt.date, **groups: int) -> list[dict[str, Any]]:
    """`a15=5`: five persons of 15-19."""
    return [
        {"unit_id": unit, "reference_date": day, "sex": "female", "age_from": int(key[1:]), "population": count}
        | {"population_concept": "registration"}
        for key, count in groups.items()
    ]


def lookalike(population: list[dict[str, Any]], fertility: dict[str, float], units: tuple[str, ...] = ("a", "b")) -> pd.DataFrame:
    regions = [{"level": "sigungu", "region_id": unit} for unit in units]
    rates = [{"level": "sigungu", "region_id": unit, "total_fertility_rate": rate} for unit, rate in fertility.items()]
    table = decline_lookalike(
        relation(POPULATION_TABLE, *population),
        typed(FERTILITY_RATE, *rates),
        typed(EMPLOYMENT_RATE),
        typed(REFERENCE_REGION, *regions),
    )
    return result(DECLINE_LOOKALIKE, table).set_index("unit_id")


def test_figures_by_hand() -> None:
    rows = people("a", BEFORE, a15=10, a20=10, a25=20, a60=60) + people("a", DAY, a20=8, a25=8, a30=14, a65=60)
    row = lookalike(rows, {"a": 0.7}).loc["a"]
    assert row["population_change"] == pytest.approx(-0.1)
    assert row["old_share"] == pytest.approx(60 / 90)
    assert row["youth_residual"] == pytest.approx(30 / 40 - 1)
    assert row["fertility"] == 0.7


def test_index_is_the_mean_of_scores_and_lower_is_worse() -> None:
    rows = (
        people("a", BEFORE, a20=100) + people("a", DAY, a25=50, a65=50) + people("b", BEFORE, a20=100) + people("b", DAY, a25=100)
    )
    table = lookalike(rows, {"a": 0.5, "b": 0.7})
    # Two units differ by one standard deviation from their mean, each figure to the same side or not at all.
    assert table.loc["a", ["old_share_z", "youth_residual_z", "fertility_z"]].tolist() == pytest.approx([-1, -1, -1])
    assert table["figures"].unique().tolist() == ["population_change, fertility, old_share, youth_residual"]
    assert table["rank"].isna().all()


def test_scores_of_three_units_by_hand() -> None:
    figures = pd.DataFrame(
        {"population_change": [0.0, 1.0, 2.0], "fertility": [1.0, 1.0, 4.0], "old_share": [0.3, 0.2, 0.1]}
        | {"youth_residual": [None] * 3, "jobs_change": [None] * 3},
        index=["a", "b", "c"],
    )
    table = with_index(figures)
    assert table.loc["c", "population_change_z"] == pytest.approx(1 / sqrt(2 / 3))
    assert table.loc["a", "old_share_z"] == pytest.approx(-1 / sqrt(2 / 3))
    assert table.loc["a", "fertility_z"] == pytest.approx(-1 / sqrt(2))
    assert table.loc["a", "lookalike_index"] == pytest.approx((-2 / sqrt(2 / 3) - 1 / sqrt(2)) / 3)
    assert table["rank"].tolist() == [1, 2, 3]


def test_unit_that_lacks_a_figure_of_others_has_no_index_and_says_which() -> None:
    rows = people("a", BEFORE, a20=100) + people("a", DAY, a25=90, a65=1) + people("b", DAY, a25=100)
    row = lookalike(rows, {"a": 0.5, "b": 0.7}).loc["b"]
    assert pd.isna(row["lookalike_index"]) and row["missing_figures"] == "population_change, youth_residual"


def test_every_row_says_that_it_is_not_the_official_index() -> None:
    table = lookalike(people("a", DAY, a20=1), {})
    assert table["label"].tolist() == [LOOKALIKE] * 2 == ["look-alike, not the official index"] * 2
    assert "look-alike, not the official index" in DECLINE_LOOKALIKE.en and "공식 지수 아님" in DECLINE_LOOKALIKE.ko


# --- agreement


def test_same_order_is_one_opposite_is_minus_one_and_unknown_units_do_not_count() -> None:
    table = pd.DataFrame({"x": [1.0, 2, 3, 4, None], "y": [10.0, 20, 30, 40, 50], "z": [4.0, 3, 2, 1, 0]})
    assert (agreement(table, "x", "y")["kendall_tau"], agreement(table, "x", "z")["kendall_tau"]) == (1, -1)
    assert (agreement(table, "x", "y")["n"], agreement(table, "y", "z")["n"]) == (4, 5)


def test_tau_b_with_a_tie_by_hand() -> None:
    table = pd.DataFrame({"x": [1.0, 2, 3], "y": [1.0, 1, 2]})
    # Two pairs agree, one is tied in y: 2 / sqrt(3 * 2).
    assert agreement(table, "x", "y")["kendall_tau"] == pytest.approx(2 / sqrt(6))


def test_overlap_is_of_the_worst_quarter() -> None:
    table = pd.DataFrame({"x": [1.0, 2, 3, 4, 5, 6, 7, 8], "y": [2.0, 9, 1, 8, 7, 6, 5, 4]})
    row = agreement(table, "x", "y")
    assert (row["worst_size"], row["among_worst_in_both"]) == (2, 1)


def test_nothing_known_has_no_tau() -> None:
    table = result(RISK_AGREEMENT, risk_agreement(pd.DataFrame(columns=list(EXTINCTION_COMPARISON.column_names))))
    assert table["n"].tolist() == [0, 0, 0] and table["kendall_tau"].isna().all()
