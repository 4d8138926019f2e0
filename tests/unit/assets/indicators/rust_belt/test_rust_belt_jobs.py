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


def hidden(rows: list[dict[str, Any]], year: int, workers: int) -> list[dict[str, Any]]:
    """The same rows with the manufacturing of one year suppressed, of so many workers in all; half the nation's are in it."""
    same = {"workers": workers, "workers_share": 1.0, "workers_lq": 2.0}
    nobody = {
        "manufacturing_workers": None,
        "jobs_index": None,
        "workers_lq": None,
        "workers_share": None,
        "status": "suppressed",
    }
    return [row | same | (nobody if row["reference_date"].year == year else {"workers_lq": row["workers_lq"]}) for row in rows]


def test_suppressed_workers_leave_the_loss_open_and_are_anything_up_to_all_in_the_draws() -> None:
    """One of 30 units hides its last year, in which 200 worked there at all: from none lost to all."""
    others = [unit(f"unit-{number:02}", {2017: 2.0, 2018: 1.8}, y2017=10, y2018=9) for number in range(30)]
    others = [[row | {"workers": 10, "workers_share": row["workers_lq"] / 2} for row in rows] for rows in others]
    found = span(*others, hidden(unit("geoje-si", y2017=100, y2018=80), 2018, 200))
    assert np.isnan(found.losses().loc["geoje-si"]).all()
    place = found.units.get_indexer(pd.Index(["geoje-si"]))
    lost = found.draws(place, np.random.default_rng(1), 2000)[:, 0]
    assert np.isfinite(lost).all() and lost[:, 0].min() == 0 and lost[:, 0].max() > 0.95
    # Half of the range lies above the hundred of the year before, where nothing is lost.
    assert (lost[:, 0] == 0).mean() == pytest.approx(0.5, abs=0.05)
    # The nation's share is a half, so that all of them would be twice the nation's; the year before it was once.
    assert lost[:, 1].max() > 0.95 and (lost[:, 1] == 0).mean() == pytest.approx(0.5, abs=0.05)
    told = found.draws(found.units.get_indexer(pd.Index(["unit-00"])), np.random.default_rng(1), 50)[:, 0, 0]
    assert told == pytest.approx(0.1)


def test_figures_that_no_national_table_can_be_held_against_are_in_doubt() -> None:
    rows = [*unit("a", y2017=100, y2018=90), *unit("b", y2017=100, y2018=100)]
    sure, unsure = (jobs_in_span(typed(MANUFACTURING_JOBS, *rows), ["a", "b"], not_compared=share) for share in (0.0, 0.01))
    place, dice = np.array([0]), np.random.default_rng
    assert np.ptp(sure.draws(place, dice(1), 200)[:, 0, 0]) == pytest.approx(0)
    assert 0.01 < np.ptp(unsure.draws(place, dice(1), 200)[:, 0, 0]) < 0.04
