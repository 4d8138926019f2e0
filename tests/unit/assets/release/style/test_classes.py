"""Class limits: natural, readable, half-open, and diverging where figures lie on both sides of a neutral value."""

from __future__ import annotations

import numpy as np
import pytest

from assets.release.style.classes import class_values, graduated, hides, of_date
from assets.release.style.palette import ABOVE, BELOW, NO_DATA, RISK, SEQUENTIAL, MapClass
from assets.release.style.themes import CATEGORIES, category_theme, neutral, number_theme
from domain.risk import RISK_CLASSES
from domain.rust_belt import STATES
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


RATE = Column("net_rate", "DOUBLE", "수도권으로의 순유출률", "Rate of net moves", "per 1,000 registered at the origin")
# Of 14 regions on one date: all within 5 of zero, while other dates went to 60.
NOW = np.array([-3.0, -0.5, 0.1, 0.4, 0.7, 1.0, 1.3, 1.6, 1.9, 2.2, 2.5, 2.9, 3.4, 4.1])
EVER = np.concatenate([NOW, NOW * 5, NOW * 15, NOW * 14, NOW * 6])


def counts(values: np.ndarray, classes: tuple[MapClass, ...]) -> list[int]:
    found = class_values(values, classes)
    return [found.count(c.value) for c in classes]


def test_a_date_that_all_dates_hide_has_classes_of_its_own_with_something_in_each_end() -> None:
    assert hides(NOW, graduated(EVER, neutral=0.0))
    classes, own = of_date(EVER, NOW, neutral=0.0)
    filled = counts(NOW, classes)
    assert own and filled[0] > 0 and filled[-1] > 0 and 2 * max(filled) <= len(NOW)
    assert 0.0 in {c.lower for c in classes}


@pytest.mark.parametrize("empty_end", ["low", "high"])
def test_an_empty_outer_class_is_enough(empty_end: str) -> None:
    every = np.arange(0.0, 100.0)
    shown = every[every > 30] if empty_end == "low" else every[every < 70]
    filled = counts(shown, graduated(every))
    assert (filled[0] if empty_end == "low" else filled[-1]) == 0
    classes, own = of_date(every, shown)
    assert own and all(counts(shown, classes))


def test_a_date_that_the_classes_of_all_dates_show_well_keeps_them() -> None:
    every = np.concatenate([np.arange(0.0, 100.0), np.arange(1.0, 101.0)])
    classes, own = of_date(every, np.arange(0.0, 100.0))
    assert not own and classes == graduated(every)


def test_where_natural_breaks_hide_it_too_classes_have_as_many_each() -> None:
    shown = np.concatenate([np.linspace(0.0, 1.0, 40), [50.0, 80.0, 120.0, 400.0]])
    assert hides(shown, graduated(shown))
    classes, own = of_date(np.concatenate([shown, shown + 1000]), shown)
    assert own and not hides(shown, classes)


@pytest.mark.parametrize("shown", [np.array([np.nan, np.nan]), np.array([5.0, 5.0, 5.0]), np.array([])])
def test_a_date_without_differences_keeps_the_classes_of_all(shown: np.ndarray) -> None:
    every = np.arange(0.0, 100.0)
    assert of_date(every, shown) == (graduated(every), False)


def test_missing_figures_neither_hide_nor_fill_a_class() -> None:
    every = np.arange(0.0, 100.0)
    sparse = np.where(np.arange(100) % 10 == 0, every, np.nan)
    assert not hides(sparse, graduated(sparse)) and not hides(np.full(3, np.nan), graduated(every))


def test_legend_says_of_which_dates_its_classes_are() -> None:
    own = number_theme(RATE, EVER, NOW)
    assert own.spread == "date"
    assert own.classed("2025-12-31") == ("2025년 값으로 나눈 등급", "classes of 2025")
    assert own.classed("2026-06-30") == ("2026년 6월 값으로 나눈 등급", "classes of 2026-06")
    assert number_theme(RATE, EVER).classed("2025-12-31") == ("모든 시점의 값으로 나눈 등급", "classes of all dates")
    assert own.classed("") == ("", "")


def test_official_limits_hold_whatever_they_hide() -> None:
    theme = number_theme(RISK_INDEX, [0.1, 0.3, 0.7, 1.2, 2.0], [0.1, 0.11, 0.12])
    assert theme.spread == "" and theme.classed("2025-12-31") == ("", "")
    assert [c.value for c in theme.classes] == [name for _, name in RISK_CLASSES]


def test_only_hubs_of_the_rust_belt_have_a_colour_and_the_rest_two_greys_told_apart_in_the_legend() -> None:
    colour = {shown.value: shown.colour for shown in CATEGORIES["state"]}
    grey = {value for value, code in colour.items() if len({code[1:3], code[3:5], code[5:7]}) == 1}
    assert grey == {"no_hub", "not_known"} and set(colour) == set(STATES)
    ko, en = zip(*((shown.ko, shown.en) for shown in CATEGORIES["state"] if shown.value in grey), strict=True)
    assert ko == ("제조업 거점 아님", "거점 여부를 알 수 없음") and en == ("no manufacturing hub", "not known whether a hub")
