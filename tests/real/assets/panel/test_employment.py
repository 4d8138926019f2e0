"""Rates of employment of each level are those of the survey that is drawn for it."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from tests.conftest import Built


def test_real_rates_above_sigungu_are_those_of_the_labour_force_survey(real: Built) -> None:
    table = real.home.lake.frame("employment_rate")
    newest = table[table["reference_date"] == dt.date(2024, 12, 31)].set_index(["level", "region_id"])
    every = newest["employment_rate_15_over"].round(2)
    assert (every["nation", "nation"], every["capital_rest", "capital"], every["capital_rest", "rest"]) == (62.7, 63.14, 62.25)
    assert newest.loc[("nation", "nation"), "employment_rate_15_64"] == 69.5
    assert every["sido"].loc[["seoul", "gyeonggi", "sejong"]].tolist() == [61.7, 64.1, 65.2]
    gap = newest["survey_gap_15_over"].round(1)
    assert gap["sido"].loc[["gyeonggi", "seoul", "daegu", "incheon", "busan", "ulsan", "jeonnam", "chungnam"]].tolist() == [
        -2.4, -2.3, -2.0, -1.8, -1.4, -1.2, 0.8, 1.0,
    ]  # fmt: skip
    first = table[table["reference_date"] == dt.date(2000, 12, 31)].set_index(["level", "region_id"])
    assert first.loc[("nation", "nation"), "employment_rate_15_over"] == 58.5


def test_real_young_people_work_more_in_the_capital_region_and_sejong_is_not_surveyed(real: Built) -> None:
    table = real.home.lake.frame("employment_rate")
    newest = table[table["reference_date"] == dt.date(2024, 12, 31)].set_index(["level", "region_id"])
    young = newest["employment_rate_15_29"].round(1)
    assert (young["capital_rest", "capital"], young["capital_rest", "rest"], young["nation", "nation"]) == (44.8, 40.1, 42.7)
    assert newest.loc[("nation", "nation"), "missing_units"] == 1 and len(newest.loc["sigungu"]) == 228
    assert pd.isna(newest.loc[("nation", "nation"), "employed_15_29"]) and pd.isna(young["sido", "sejong"])
    early = table[table["reference_date"] == dt.date(2013, 6, 30)]
    assert "nation" not in set(early["level"]) and (early["level"] == "sigungu").sum() == 154


def test_real_sources_of_one_figure_lie_no_further_apart_than_measured(real: Built) -> None:
    table = real.home.lake.frame("two_sources").set_index("figure")
    ends = table.groupby("figure")["difference"].agg(["min", "max"]).round(1)
    rates = ends.loc[["employment_rate_15_over", "employment_rate_15_64"]]
    assert rates.to_numpy().tolist() == [[-3.8, 2.0], [-3.9, 0.8]]
    assert ends.loc[["population", "net_moves"]].to_numpy().tolist() == [[0, 0], [0, 0]]
    assert table.loc["product", "relative_difference"].agg(["min", "max"]).round(3).tolist() == [-0.119, 0.023]
