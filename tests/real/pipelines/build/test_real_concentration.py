"""Concentration and inequality on publishers' files: what was published comes out, or the difference is known."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from expectations.rules.claims import at_risk_between_published
from expectations.rules.concentration import parts_add_up
from tests.conftest import Built


def frame(real: Built, name: str) -> pd.DataFrame:
    return real.home.lake.frame(name)


def day(year: int) -> dt.date:
    return dt.date(year, 12, 31)


def test_each_concept_has_its_own_year_of_the_crossover(real: Built) -> None:
    table = frame(real, "crossover").set_index("concept")
    crossed = table[table["outcome"] == "crossed"]
    assert {concept: date.year for concept, date in crossed["crossover_date"].items()} == {
        "registration": 2019, "oecd_tl2": 2020, "grdp": 2015, "oecd_tl2_gdp": 2015, "employed": 2017,
        "registration_20_34": 2008, "census": 2020, "census_koreans": 2025,
    }  # fmt: skip
    assert crossed.loc["registration", ["margin_before", "margin_after"]].tolist() == [-231_223, 1737]
    assert crossed.loc["oecd_tl2", ["margin_before", "margin_after"]].tolist() == [-21_438, 135_313]
    # No figures by age of 1999-2007: it was in one of these years.
    assert table.loc["registration_20_34", "before_date"] == day(1998)
    assert table.loc["establishments", "outcome"] == "never a majority"
    assert table.loc["jobs", "outcome"] == "majority throughout"


def test_shares_of_the_capital_region(real: Built) -> None:
    table = frame(real, "concentration").set_index(["level", "region_id", "reference_date"]).loc[("capital_rest", "capital")]
    assert table.loc[day(1985), "grdp_share"] == pytest.approx(0.4416, abs=5e-5)
    assert table.loc[day(2022), "grdp_share"] == pytest.approx(0.5280, abs=5e-5)
    assert table.loc[
        day(2024), ["population_share", "youth_share", "jobs_share", "establishments_share"]
    ].tolist() == pytest.approx([0.5086, 0.5612, 0.5192, 0.4887], abs=5e-5)


def test_share_of_the_long_series_is_that_of_the_headline(real: Built) -> None:
    table = frame(real, "concentration").set_index(["level", "region_id", "reference_date"]).loc[("capital_rest", "capital")]
    headline = frame(real, "capital_concentration").set_index("reference_date")["capital_share"]
    assert (table["population_share"].reindex(headline.index) - headline).abs().max() < 1e-12


def test_sejong_is_not_told_from_chungnam_before_it_is_printed(real: Built) -> None:
    table = frame(real, "sido_figure")
    grdp = table[(table["figure"] == "grdp") & (table["reference_date"] == day(2012))]
    assert set(grdp.loc[grdp["unit_id"] != grdp["group_id"], "unit_id"]) == {"chungnam", "sejong"}
    reported = frame(real, "sido_figure_reported")
    both = [
        t[(t["figure"] == "grdp") & (t["reference_date"] >= day(1995))].groupby("reference_date")["value"].sum()
        for t in (table, reported)
    ]
    assert (both[0] == both[1]).all() and len(both[0]) == 29


def test_theil_parts_add_up_on_every_row(real: Built) -> None:
    table = frame(real, "regional_inequality")
    assert len(table) == 60 and parts_add_up(table)["difference"].abs().max() < 1e-9


def test_product_per_head_diverged_before_2011_and_converged_after(real: Built) -> None:
    table = frame(real, "convergence").set_index(["figure", "first_date", "last_date"])
    before, after = (table.loc[("grdp_per_head", day(a), day(b))] for a, b in ((2001, 2011), (2011, 2021)))
    assert (before["beta"], before["beta_error"], before["r2"]) == pytest.approx((0.01427, 0.00675, 0.2419), abs=5e-5)
    assert (after["beta"], after["beta_error"], after["r2"]) == pytest.approx((-0.02324, 0.00683, 0.4526), abs=5e-5)
    assert (before["units"], after["units"]) == (16, 16)
    assert not before["sigma_convergence"] and after["sigma_convergence"]


def test_korea_is_first_to_eighteenth_by_definition(real: Built) -> None:
    table = frame(real, "oecd_rank")
    of_2020 = table[(table["year"] == 2020) & (table["at_least_regions"] == 2) & (table["which"] == "capital")]
    ranks = of_2020.set_index(["measure", "korea_region"])["rank"].to_dict()
    assert ranks == {
        ("population", "sudogwon"): 1, ("population", "seoul_gyeonggi"): 3, ("population", "seoul"): 12,
        ("gdp", "sudogwon"): 2, ("gdp", "seoul_gyeonggi"): 3, ("gdp", "seoul"): 18,
    }  # fmt: skip
    assert set(of_2020["countries"]) == {28}


def test_published_figures_are_reproduced_or_the_difference_is_known(real: Built) -> None:
    table = frame(real, "published_comparison")
    assert set(table["verdict"]) <= {"no_source", "reproduced", "within_bounds", "explained", "not_comparable"}
    rows = table.set_index("figure_id")
    assert rows.loc["net-inflow-cumulative-2004-2024-registered-moves-all-ages-capital", "our_value"] == 960_657
    assert rows.loc["grdp-share-2022-nominal-capital", "difference"] == pytest.approx(0.0030, abs=5e-5)
    verdicts = rows["verdict"].to_dict()
    assert verdicts["oecd-rank-population-2023-capital-region-share-among-26-countries-nation"] == "not_comparable"
    assert verdicts["oecd-rank-gdp-2017-seoul-and-gyeonggi-share-nation"] == "within_bounds"
    assert verdicts["tfr-2024-nation"] == verdicts["tfr-2024-seoul"] == "explained"
    assert verdicts["at-risk-count-2023-02-registration-nation"] == "within_bounds"
    assert rows.loc["at-risk-count-2023-02-registration-nation", "our_value"] == 119, "of 228, Gunwi among them"
    assert rows.loc["tfr-2024-nation", "our_value"] == pytest.approx(0.746, abs=5e-4)


def test_counts_at_risk_of_every_december_lie_between_the_published_ones(real: Built) -> None:
    table = at_risk_between_published(frame(real, "at_risk_count"), frame(real, "published_figure"))
    assert len(table) == 22 and (table["outside"] == 0).all()
