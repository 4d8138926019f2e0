"""Losses of jobs over common years: no difference crosses a break, no unit is compared over years that others lack."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest

from assets.indicators.rust_belt.jobs import JobsInSpan, jobs_in_span
from expectations.contracts.industry import MANUFACTURING_JOBS
from tests.frames import typed

SEGMENTS = {2015: "2015-2016", 2016: "2015-2016", 2017: "2017-2019", 2018: "2017-2019", 2019: "2017-2019", 2020: "2020-2020"}


def unit(name: str, quotients: dict[int, float | None] | None = None, **years: float | None) -> list[dict[str, Any]]:
    """`y2015=100` are a hundred jobs; the quotient is a hundredth of them unless given."""
    return [
        {
            "level": "sigungu", "region_id": name, "reference_date": dt.date(year, 12, 31), "segment": SEGMENTS[year],
            "manufacturing_workers": count, "jobs_index": count, "usable": True,
            "workers_lq": (quotients or {}).get(year, None if count is None else count / 100),
        }
        for year, count in ((int(name[1:]), count) for name, count in years.items())
    ]  # fmt: skip


def span(*units: list[dict[str, Any]]) -> JobsInSpan:
    rows = [row for of in units for row in of]
    return jobs_in_span(typed(MANUFACTURING_JOBS, *rows), sorted({row["region_id"] for row in rows}))


def test_loss_within_segments_and_nothing_over_the_break() -> None:
    """100 to 80, a break, 40 to 30: 0.8 times 0.75 is left, whatever became of the other 40."""
    found = span(unit("geoje-si", y2015=100, y2016=80, y2017=40, y2018=44, y2019=30))
    assert found.text == "2015-2016, 2017-2019"
    row = found.losses().loc["geoje-si"]
    assert row["jobs_loss"] == pytest.approx(1 - 0.8 * 0.75)
    # Quotients: -0.2, then +0.04 and -0.14.
    assert row["specialisation_loss"] == pytest.approx(0.3)


def test_peak_in_a_later_segment_counts_from_there() -> None:
    found = span(unit("asan-si", y2015=100, y2016=110, y2017=50, y2018=60, y2019=54))
    assert found.losses().loc["asan-si", "jobs_loss"] == pytest.approx(0.1)


def test_rise_is_no_loss() -> None:
    assert span(unit("asan-si", y2015=100, y2016=110)).losses().loc["asan-si"].tolist() == [0, 0]


def test_years_that_many_units_lack_are_not_compared() -> None:
    found = span(unit("geoje-si", y2015=100, y2016=50, y2017=40, y2018=20), unit("suwon-si", y2016=9, y2017=8, y2018=6))
    assert found.text == "2017-2018"
    assert found.losses()["jobs_loss"].tolist() == pytest.approx([0.5, 0.25])


def test_single_year_of_a_segment_is_left_out() -> None:
    assert span(unit("yeosu-si", y2018=10, y2019=9, y2020=5)).text == "2018-2019"


def test_unit_that_lacks_a_common_year_has_no_loss() -> None:
    others = [unit(f"unit-{number:02}", y2017=10, y2018=9) for number in range(30)]
    losses = span(*others, unit("sejong", y2017=10, y2018=None)).losses()
    assert np.isnan(losses.loc["sejong", "jobs_loss"]) and losses.loc["unit-00", "jobs_loss"] == pytest.approx(0.1)


def test_year_in_which_the_nation_is_not_known_has_no_quotient_and_adds_nothing() -> None:
    found = span(unit("busan-seo-gu", {2017: None, 2018: 2.0, 2019: 1.5}, y2017=100, y2018=100, y2019=80))
    assert found.losses().loc["busan-seo-gu"].tolist() == pytest.approx([0.2, 0.5])


def test_year_in_which_one_unit_alone_has_no_quotient_leaves_it_without_a_loss() -> None:
    known = unit("unit-00", y2017=100, y2018=90)
    losses = span(known, unit("yeosu-si", {2017: None, 2018: 2.0}, y2017=100, y2018=90)).losses()
    assert losses["jobs_loss"].tolist() == pytest.approx([0.1, 0.1])
    assert losses.loc["unit-00", "specialisation_loss"] == pytest.approx(0.1)
    assert np.isnan(losses.loc["yeosu-si", "specialisation_loss"])


def test_nobody_with_jobs_gives_no_span_and_no_loss() -> None:
    found = jobs_in_span(typed(MANUFACTURING_JOBS), ["geoje-si"])
    assert found.text is None and found.losses().isna().all(axis=None)
    assert np.isnan(found.draws(np.array([0]), np.random.default_rng(1), 3)).all()


def test_draws_move_over_the_break_only_and_with_the_doubt_of_the_sido() -> None:
    one = span(unit("a", y2017=100, y2018=90, y2019=80), unit("b", y2017=100, y2018=100, y2019=100))
    drawn = one.draws(np.array([0, 1]), np.random.default_rng(1), 50)
    assert drawn.shape == (50, 2, 2) and np.ptp(drawn[:, 0, 0]) == pytest.approx(0)
    years = {"y2015": 100, "y2016": 90, "y2017": 80, "y2018": 70}
    broken = span(unit("a", **years), unit("b", **dict.fromkeys(years, 100)))
    lost = broken.draws(np.array([0, 1]), np.random.default_rng(1), 200)[:, 0, 0]
    assert np.ptp(lost) > 0.05 and lost.min() >= broken.losses().loc["a", "jobs_loss"] - 1e-9
    doubted = pd.DataFrame(unit("c", y2017=100, y2018=80)).assign(national_difference=[0.0, 0.005]).to_dict("records")
    assert (
        np.ptp(
            span([{str(k): v for k, v in row.items()} for row in doubted]).draws(np.array([0]), np.random.default_rng(1), 200)[
                :, 0, 0
            ]
        )
        > 0.005
    )
