"""Ratios of cohorts, by hand: two units, three ages."""

from __future__ import annotations

import numpy as np
import pytest

from assets.projection.ratios import (
    CAP,
    HALF_WEIGHT,
    OPEN,
    five_years_on,
    ratios_of,
    sido_ratios,
    spans_of,
)
from domain.ages import AGES
from tests.country import EAST_WEST, ONE_SIDO, history, people

FIRST = people({20: 1000, 25: 500}, {20: 400, 25: 300})
LAST = people({0: 90, 20: 600, 25: 900, 30: 450}, {0: 40, 20: 200, 25: 440, 30: 330})


def test_change_is_the_cohort_after_five_years_over_the_cohort_before() -> None:
    change = ratios_of(history({2019: FIRST, 2024: LAST})).change
    assert change[0, :, 5] == pytest.approx([0.9, 0.9])  # 900 of 1,000
    assert change[0, :, 6] == pytest.approx([0.9, 0.9])  # 450 of 500
    assert change[1, :, 5] == pytest.approx([1.1, 1.1])  # 440 of 400


def test_ratio_of_the_nation_is_that_of_sums() -> None:
    nation = ratios_of(history({2019: FIRST, 2024: LAST})).nation
    assert nation[0, 5] == pytest.approx((900 + 440) / (1000 + 400))


def test_child_woman_ratio_counts_women_15_to_49_of_the_newest_date() -> None:
    children = ratios_of(history({2019: FIRST, 2024: LAST})).children
    assert children[0] == pytest.approx([90 / (600 + 900 + 450)] * 2)


def test_small_cohort_is_drawn_to_the_ratio_of_its_sido() -> None:
    cells = {2019: people({20: 900}, {20: 100}), 2024: people({25: 900}, {25: 80})}
    change = ratios_of(history(cells, ONE_SIDO)).change[1, 0, 5]
    sido, own, weight = 980 / 1000, 0.8, 100 / (100 + HALF_WEIGHT)
    assert change == pytest.approx(weight * own + (1 - weight) * sido)


def test_ratio_is_held_within_its_bound_of_the_sido() -> None:
    cells = {2019: people({20: 99_000}, {20: 1000}), 2024: people({25: 99_000}, {25: 3000})}
    sido = 102_000 / 100_000
    assert ratios_of(history(cells, ONE_SIDO)).change[1, 0, 5] == pytest.approx(CAP * sido)


def test_spans_are_averaged_by_the_people_in_them() -> None:
    cells = {
        2018: people({20: 1000}, {20: 1}), 2019: people({20: 3000}, {20: 1}),
        2023: people({25: 1000}, {25: 1}), 2024: people({25: 2400}, {25: 1}),
    }  # fmt: skip
    ratios = ratios_of(history(cells))
    assert ratios.change[0, 0, 5] == pytest.approx((1000 + 2400) / (1000 + 3000))
    assert ratios.spans.tolist() == [2, 2]


def test_unit_without_early_figures_takes_the_ratios_of_its_sido_and_says_so() -> None:
    cells = {2019: people({20: 1000}, None), 2024: people({25: 700}, {20: 50, 25: 60})}
    ratios = ratios_of(history(cells, ONE_SIDO))
    assert ratios.spans.tolist() == [1, 0]
    assert ratios.change[1, :, 5] == pytest.approx([0.7, 0.7])


def test_without_ratios_of_their_own_all_units_of_a_sido_change_alike() -> None:
    flat = sido_ratios(history({2019: FIRST, 2024: LAST}, ONE_SIDO))
    assert flat.change[0, 0, 5] == flat.change[1, 0, 5] == pytest.approx(1340 / 1400)


def test_open_age_group_is_fed_by_the_last_closed_one_and_itself() -> None:
    cells = {2019: people({95: 300, 100: 100}, {95: 1}), 2024: people({100: 100}, {100: 1})}
    assert ratios_of(history(cells)).change[0, 0, OPEN] == pytest.approx(100 / 400)


def test_four_years_count_where_there_are_no_five() -> None:
    dates = history({2015: FIRST, 2019: LAST})
    assert [(a.year, b.year) for a, b in spans_of(dates)] == [(2015, 2019)]
    assert spans_of(history({2015: FIRST, 2024: LAST})) == []


def test_four_years_are_scaled_to_five() -> None:
    first, last = people({20: 1000}, {20: 1}), people({20: 100, 25: 600}, {20: 1})
    # After four years a fifth of who was 20-24 is still in that group: 0.2 * 100 + 0.8 * 600 = 500 of 1,000.
    assert five_years_on(first, last, 4)[0, 0, 5] == pytest.approx(1000 * 0.5 ** (5 / 4))


def test_even_ages_that_nobody_leaves_have_a_ratio_of_one_over_four_years() -> None:
    even = np.full((2, 2, len(AGES)), 1000.0)
    aged = five_years_on(even, even, 4)
    assert aged[:, :, 1:OPEN] == pytest.approx(np.full((2, 2, OPEN - 1), 1000.0))


def test_one_date_gives_no_ratios() -> None:
    with pytest.raises(ValueError, match="no two dates"):
        ratios_of(history({2024: LAST}, EAST_WEST))
