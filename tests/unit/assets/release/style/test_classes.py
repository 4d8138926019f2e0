"""Class limits: natural, readable, half-open, and diverging where figures lie on both sides of a neutral value."""

from __future__ import annotations

import numpy as np
import pytest

from assets.release.style.classes import class_values, graduated
from assets.release.style.palette import ABOVE, BELOW, NO_DATA, RISK, SEQUENTIAL
from assets.release.style.themes import CATEGORIES, category_theme, neutral, number_theme
from domain.risk import RISK_CLASSES
from expectations.contract import Column
from expectations.contracts.extinction import EXTINCTION_RISK, RISK_INDEX
from expectations.contracts.map_layers import CLUSTERS
from expectations.contracts.policy import CRISIS_DESIGNATION
from expectations.contracts.rust_belt import RUST_BELT


def test_five_natural_groups_become_five_classes_from_light_to_dark() -> None:
    values = [1, 2, 11, 12, 101, 102, 1001, 1002, 5001, 5002]
    classes = graduated(values)
    assert [c.colour for c in classes] == list(SEQUENTIAL)
    assert class_values(values, classes) == ["1", "1", "2", "2", "3", "3", "4", "4", "5", "5"]


def test_classes_are_half_open_from_below() -> None:
    assert class_values([0.0, 0.1999, 0.2, 0.5, 1.0, 1.5, np.nan], RISK) == [
        "high_risk", "high_risk", "entering_risk", "caution", "normal", "low_risk", NO_DATA.value,
    ]  # fmt: skip


def test_balances_turn_at_zero_and_have_a_colour_a_side() -> None:
    values = np.array([-30.0, -20.0, -3.0, 2.0, 15.0, 40.0])
    classes = graduated(values, neutral=0.0)
    assert 0.0 in {c.lower for c in classes}
    by_class = {c.value: c.colour for c in classes}
    colours = [by_class[value] for value in class_values(values, classes)]
    assert set(colours[:3]) <= set(BELOW)
    assert set(colours[3:]) <= set(ABOVE)
    assert colours[0] == BELOW[-1]
    assert colours[-1] == ABOVE[-1]


def test_limits_have_no_more_digits_than_it_takes_to_keep_figures_apart() -> None:
    assert [c.lower for c in graduated([1.0, 9.0])] == [None, 5.0]

    classes = graduated([0.50111, 0.50222, 0.50333])
    limits = [c.lower for c in classes if c.lower is not None]
    assert len(limits) == 2
    assert len(classes) == len({c.en for c in classes}) == 3


def test_equal_figures_are_one_class_and_none_are_none() -> None:
    assert [c.value for c in graduated([7.0, 7.0])] == ["1"]
    assert class_values([7.0], graduated([7.0, 7.0])) == ["1"]
    assert graduated([np.nan]) == ()


def test_figures_a_rounding_error_apart_end_in_classes_and_no_fault() -> None:
    figures = [1.0, np.nextafter(1.0, 2.0), np.nextafter(np.nextafter(1.0, 2.0), 2.0)]
    assert len(graduated(figures)) <= 2
    assert len(class_values([-1.0, *figures], graduated([-1.0, *figures], neutral=0.0))) == 4


def test_many_figures_are_classed_by_their_quantiles() -> None:
    values = np.concatenate([np.full(5000, 1.0), np.full(5000, 9.0), np.linspace(4, 5, 5000)])
    assert len(set(class_values(values, graduated(values)))) >= 3


def test_official_limits_are_those_of_the_contract() -> None:
    theme = number_theme(RISK_INDEX, [0.3])
    assert tuple((c.lower or 0.0, c.value) for c in theme.classes) == RISK_CLASSES


@pytest.mark.parametrize(
    "column",
    [
        EXTINCTION_RISK.column("risk_class"), CLUSTERS.column("cluster"), RUST_BELT.column("state"),
        CRISIS_DESIGNATION.column("scheme"),
    ],
    ids=lambda column: column.name,
)  # fmt: skip
def test_the_palette_knows_every_class_that_a_contract_allows(column: Column) -> None:
    assert {c.value for c in category_theme(column).classes} == set(column.allowed)


def test_every_class_has_a_colour_of_its_own_and_two_languages() -> None:
    for classes in CATEGORIES.values():
        assert len({c.colour for c in classes}) == len(classes)
        assert all(c.ko and c.en for c in classes)


def test_quotients_turn_at_one() -> None:
    assert neutral(Column("grdp_quotient", "DOUBLE", "입지계수", "Quotient")) == 1.0
    assert neutral(Column("net_rate", "DOUBLE", "순이동률", "Net rate")) == 0.0
