"""Ratios of cohorts, by hand: two units, three ages."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from assets.projection.ratios import (
    HALF_WEIGHT,
    OPEN,
    RATIO_BOUND,
    YEAR_WEIGHT,
    five_years_on,
    ratios_alone,
    ratios_of,
    sido_ratios,
    spans_of,
    trend_of,
    trend_of_days,
)
from domain.ages import AGES
from tests.country import EAST_WEST, ONE_SIDO, history, people

FIRST = people({20: 1000, 25: 500}, {20: 400, 25: 300})
LAST = people({0: 90, 20: 600, 25: 900, 30: 450}, {0: 40, 20: 200, 25: 440, 30: 330})


def test_cohort_that_lost_beside_the_nation_goes_on_by_its_ratio() -> None:
    ratios = ratios_of(history({2019: FIRST, 2024: LAST}))
    nation = (900 + 440) / (1000 + 400)
    assert ratios.stay[0, :, 5] == pytest.approx([0.9, 0.9])  # 900 of 1,000
    assert nation > 0.9 and ratios.gain[0, :, 5].tolist() == [0, 0]


def test_cohort_that_gained_beside_the_nation_goes_on_by_the_persons_it_gained() -> None:
    ratios = ratios_of(history({2019: FIRST, 2024: LAST}))
    nation = (900 + 440) / (1000 + 400)
    assert ratios.stay[1, :, 5] == pytest.approx([nation] * 2)
    assert ratios.gain[1, :, 5] == pytest.approx([440 - 400 * nation] * 2)
    assert ratios.pool[0, 5] == pytest.approx(1000 + 400)


def test_ratio_of_the_nation_is_that_of_sums() -> None:
    nation = ratios_of(history({2019: FIRST, 2024: LAST})).nation
    assert nation[0, 5] == pytest.approx((900 + 440) / (1000 + 400))


def test_child_woman_ratio_counts_women_15_to_49_of_the_newest_date() -> None:
    children = ratios_of(history({2019: FIRST, 2024: LAST})).children
    assert children[0] == pytest.approx([90 / (600 + 900 + 450)] * 2)


def test_small_cohort_is_drawn_to_the_ratio_of_its_sido() -> None:
    cells = {2019: people({20: 900}, {20: 100}), 2024: people({25: 900}, {25: 80})}
    change = ratios_of(history(cells, ONE_SIDO)).stay[1, 0, 5]
    sido, own, weight = 980 / 1000, 0.8, 100 / (100 + HALF_WEIGHT)
    assert change == pytest.approx(weight * own + (1 - weight) * sido)


def test_ratios_alone_are_held_within_their_bound_of_the_sido() -> None:
    cells = {2019: people({20: 99_000}, {20: 1000}), 2024: people({25: 99_000}, {25: 3000})}
    sido = 102_000 / 100_000
    alone = ratios_alone(history(cells, ONE_SIDO))
    assert alone.stay[1, 0, 5] == pytest.approx(RATIO_BOUND * sido)
    assert not alone.gain.any()


def test_a_span_weighs_half_of_one_that_ends_a_year_later() -> None:
    cells = {
        2018: people({20: 1000}, {20: 10_000}), 2019: people({20: 3000}, {20: 10_000}),
        2023: people({25: 1000}, {25: 20_000}), 2024: people({25: 2400}, {25: 20_000}),
    }  # fmt: skip
    ratios = ratios_of(history(cells))
    assert YEAR_WEIGHT == 0.5
    assert ratios.stay[0, 0, 5] == pytest.approx((0.5 * 1000 + 2400) / (0.5 * 1000 + 3000))
    assert ratios.spans.tolist() == [2, 2]


def test_what_lies_more_than_ten_years_back_is_not_carried_on() -> None:
    old = people({20: 1000}, {20: 10_000})
    cells = {2010: old, 2015: old, 2020: FIRST, 2025: LAST}
    assert spans_of(history(cells)) == [(a, b) for a, b in history(cells).spans() if a.year >= 2015]
    assert trend_of(history(cells)) == (2015, 2025)


def test_a_gap_of_years_before_the_newest_date_leaves_the_spans_before_it() -> None:
    dates = history({2015: FIRST, 2019: FIRST, 2024: LAST, 2031: LAST})
    assert trend_of(dates) == (2019, 2024)
    assert ratios_of(dates).spans.tolist() == [1, 1]


def test_no_span_crosses_the_year_since_when_unknown_abodes_are_registered() -> None:
    dates = history({2008: FIRST, 2009: FIRST, 2010: LAST, 2013: LAST, 2015: LAST})
    assert [(a.year, b.year) for a, b in spans_of(dates)] == [(2010, 2015)]
    assert trend_of(history({2007: FIRST, 2012: LAST})) is None


def test_the_trend_is_known_from_the_days_alone() -> None:
    days = [dt.date(year, 12, 31) for year in (2015, 2019, 2023, 2024)]
    assert trend_of_days(days) == (2019, 2024)
    assert trend_of_days([]) is None


def test_unit_without_early_figures_takes_the_ratios_of_its_sido_and_says_so() -> None:
    cells = {2019: people({20: 1000}, None), 2024: people({25: 700}, {20: 50, 25: 60})}
    ratios = ratios_of(history(cells, ONE_SIDO))
    assert ratios.spans.tolist() == [1, 0]
    assert ratios.stay[1, :, 5] == pytest.approx([0.7, 0.7])


def test_without_ratios_of_their_own_all_units_of_a_sido_change_alike() -> None:
    flat = sido_ratios(history({2019: FIRST, 2024: LAST}, ONE_SIDO))
    assert flat.stay[0, 0, 5] == flat.stay[1, 0, 5] == pytest.approx(1340 / 1400)


def test_open_age_group_is_fed_by_the_last_closed_one_and_itself() -> None:
    cells = {2019: people({95: 300, 100: 100}, {95: 1}), 2024: people({100: 100}, {100: 1})}
    assert ratios_of(history(cells)).nation[0, OPEN] == pytest.approx((100 + 1) / (400 + 1))


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
