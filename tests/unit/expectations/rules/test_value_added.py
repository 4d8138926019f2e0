"""Are units of a sido under their own names? Their product by activity is held against their workers by section."""

from __future__ import annotations

import datetime as dt

import numpy as np

from expectations.contracts.value_added import VALUE_ADDED_REPORTED
from expectations.contracts.workers import SIGUNGU_WORKERS_REPORTED
from expectations.rules.economy import SECTIONS, product_goes_with_workers
from tests.frames import typed

UNITS = ("incheon-jung-gu", "incheon-namdong-gu", "incheon-seo-gu", "incheon-yeonsu-gu")
DAY, EARLIER = dt.date(2015, 12, 31), dt.date(2016, 12, 31)
HANDS = np.random.default_rng(3).integers(100, 30_000, size=(len(UNITS), len(SECTIONS)))


def verdicts(*order: int, workers: bool = True) -> list[str]:
    """Product of each unit is that of the workers of the unit in its place of `order`."""
    product = [
        {
            "unit_id": unit,
            "sido_unit_id": "incheon",
            "reference_date": DAY,
            "activity": activity,
            "published": 60.0 * HANDS[of, n],
        }
        for unit, of in zip(UNITS, order, strict=True)
        for n, activity in enumerate(SECTIONS)
    ]
    hands = [
        {"unit_id": unit, "reference_date": EARLIER, "section": section, "workers": int(HANDS[place, n])}
        for place, unit in enumerate(UNITS)
        for n, section in enumerate(SECTIONS.values())
    ]
    survey = typed(SIGUNGU_WORKERS_REPORTED, *(hands if workers else []))
    measured = product_goes_with_workers(typed(VALUE_ADDED_REPORTED, *product), survey)
    return list(measured["verdict"])


def test_units_in_their_place_are_found_there() -> None:
    assert verdicts(0, 1, 2, 3) == ["in place"] * 4


def test_names_moved_by_one_row_are_told_with_the_unit_that_fits() -> None:
    assert verdicts(0, 3, 1, 2) == ["in place", f"fits {UNITS[3]}", f"fits {UNITS[1]}", f"fits {UNITS[2]}"]


def test_two_units_that_exchanged_figures_are_told() -> None:
    assert verdicts(1, 0, 2, 3)[:2] == [f"fits {UNITS[1]}", f"fits {UNITS[0]}"]


def test_sido_whose_workers_are_not_published_cannot_be_judged() -> None:
    assert verdicts(1, 0, 2, 3, workers=False) == []
    assert product_goes_with_workers(typed(VALUE_ADDED_REPORTED), typed(SIGUNGU_WORKERS_REPORTED)).empty
