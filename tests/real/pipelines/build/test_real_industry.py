"""Industry on the real publisher files: sums hold, known towns stand where the decision record says, validation as printed."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from domain.groups import CAPITAL
from domain.rust_belt import EXPECTED, SCHEMES
from expectations.rules.industry import shift_share_adds_up
from tests.conftest import Built


def frame(real: Built, name: str) -> pd.DataFrame:
    return real.home.lake.frame(name)


def belt(real: Built) -> pd.DataFrame:
    return frame(real, "rust_belt").set_index("region_id")


def test_share_of_manufacturing_in_value_added_is_that_of_the_accounts(real: Built) -> None:
    table = frame(real, "manufacturing").set_index(["level", "region_id", "reference_date"])
    last = dt.date(2023, 12, 31)
    assert round(table.loc[("nation", "nation", last), "value_added_share"], 4) == 0.2756
    assert round(table.loc[("sido", "ulsan", last), "value_added_lq"], 2) == 2.33
    assert round(table.loc[("megaregion", "southeast", last), "value_added_loss"], 4) == 0.0753
    assert pd.isna(table.loc[("sido", "gyeongnam", dt.date(1997, 12, 31)), "value_added_lq"])


def test_shift_share_adds_up_to_1e_9_and_local_shifts_cancel(real: Built) -> None:
    table = frame(real, "shift_share")
    assert shift_share_adds_up(table)["unexplained"].abs().max() < 1e-9
    sums = table[(table["level"] == "sido") & (table["first_year"] >= 2013)].groupby(["measure", "first_year"])
    assert (sums["local"].sum().abs() / sums["first_value"].sum()).max() < 1e-9
    assert not table["missing_units"].any()


def test_all_sido_are_compared_since_2013_and_those_with_other_borders_are_not_before(real: Built) -> None:
    table = frame(real, "shift_share")
    sido = table[(table["level"] == "sido") & (table["measure"] == "value_added")].groupby("first_year")["region_id"].agg(set)
    assert len(sido[2013]) == len(sido[2018]) == 17
    assert not {"gyeongnam", "ulsan"} & sido[1990] and not {"chungnam", "sejong"} & sido[2008]


def test_published_product_of_sigungu_is_brought_to_the_accounts_of_the_sido(real: Built) -> None:
    table = frame(real, "sigungu_value_added").query("activity == 'grdp'")
    by_year = table.groupby(table["reference_date"].map(lambda day: day.year))
    assert by_year.size().to_dict() == {2010: 190, 2015: 229, 2020: 229}
    assert round(by_year["scaled"].sum()[2020] / 1e6, 1) == 2062.5 and round(by_year["published"].sum()[2020] / 1e6, 1) == 1945.9
    bases = table[table["price_base"] == "sido_table"].groupby("unit_id").size()
    assert bases.to_dict() == {"sejong-si": 2}


def test_gu_of_incheon_have_their_own_product(real: Built) -> None:
    """Seo-gu had 19.6 trillion won in 2016 and Yeonsu-gu 8.6, as Statistics Korea told."""
    table = frame(real, "value_added_reported").query("activity == 'grdp'").set_index(["unit_id", "reference_date"])["published"]
    day = dt.date(2015, 12, 31)
    assert round(table[("incheon-seo-gu", day)] / 1e6, 1) == 17.3 and round(table[("incheon-yeonsu-gu", day)] / 1e6, 1) == 9.1


def test_capital_region_in_the_census_is_49_49_50_25_and_50_90_percent(real: Built) -> None:
    table = frame(real, "sido_census_population")
    sums = (
        table.assign(capital=table["megaregion"] == "capital")
        .groupby(["reference_date", "capital"])[["population", "koreans"]]
        .sum()
    )
    share = (100 * sums.xs(True, level="capital") / sums.groupby("reference_date").sum()).round(2)
    assert share["population"].tolist() == [49.49, 50.25, 50.90] and share["koreans"].iloc[-1] == 50.67
    crossed = frame(real, "crossover").set_index("concept").loc[["census", "census_koreans"], "crossover_date"]
    assert crossed.tolist() == [dt.date(2020, 11, 1), dt.date(2025, 11, 1)]


def test_hubs_states_and_those_whose_jobs_are_not_known(real: Built) -> None:
    table = belt(real)
    assert (table["hub"].sum(), table["rank"].count(), len(table)) == (95, 89, 229)
    states = table.groupby("group_id")["state"].value_counts()
    assert states["rest"].to_dict() == {"no_hub": 92, "intact": 59, "unknown": 6, "eroded": 4, "hollowed": 2}
    assert states["capital"].to_dict() == {"no_hub": 42, "intact": 23, "eroded": 1}
    unknown = table[table["state"] == "unknown"]
    assert set(unknown["sido_ko"]) == {"전북특별자치도", "세종특별자치시"} and unknown["rank"].isna().all()


def test_jobs_are_compared_over_years_that_nearly_all_units_of_a_group_have(real: Built) -> None:
    spans = belt(real).groupby("group_id")["span"].first()
    assert spans.to_dict() == {"capital": "2017-2019", "rest": "2015-2016, 2017-2019"}
    assert set(belt(real)["span_joint"]) == {"2017-2019"}


@pytest.mark.parametrize(
    ("unit", "rank", "state", "jobs"),
    [
        ("tongyeong-si", 1, "hollowed", (11360, 4289)),
        ("geoje-si", 2, "eroded", (59799, 36074)),
        ("ulsan-dong-gu", 3, "eroded", (50567, 39338)),
        ("haenam-gun", 4, "hollowed", (6248, 4592)),
        ("yeongam-gun", 7, "eroded", (19911, 15726)),
        ("gumi-si", 14, "eroded", (99670, 87097)),
        ("pohang-si", 43, "intact", (36517, 42418)),
    ],
)
def test_known_towns_have_their_rank_among_hubs_outside(
    real: Built, unit: str, rank: int, state: str, jobs: tuple[int, int]
) -> None:
    row = belt(real).loc[unit]
    assert (row["rank_group"], row["state"]) == (rank, state)
    assert (row["jobs_first"], row["jobs_last"]) == jobs
    assert row["rank_group_low"] <= row["rank_group"] <= row["rank_group_high"]


def test_mokpo_was_no_hub_and_gunsan_is_one_whose_jobs_nobody_publishes(real: Built) -> None:
    table = frame(real, "rust_belt_expected").set_index("unit_id")
    assert table.loc["mokpo-si", "reason"].startswith("no hub: location quotient 0.28 by workers")
    assert "its province publishes no workers by section" in table.loc["gunsan-si", "reason"]
    assert table.loc["changwon-jinhae-gu", "region_id"] == "changwon-si"
    assert len(table) == 18 and table["reason_ko"].notna().all()
    assert set(EXPECTED) <= set(table.index) and table.loc["gumi-si", "expected_for"] == "named by experts"
    assert table.loc["incheon-jemulpo-gu", "reason"] == "no unit of the reference geography"


def test_every_scheme_has_its_positives_and_an_interval(real: Built) -> None:
    table = frame(real, "rust_belt_validation").query("units == 'hubs_rest' and predictor == 'score_group'").set_index("label")
    assert set(table.index) == {"any", "crisis", "preemptive", *SCHEMES}
    assert table["positives"].ge(4).all() and table[["auc", "auc_low", "auc_high"]].notna().all(axis=None)
    assert round(table.loc["industrial_crisis", "auc"], 2) == 0.96 and round(table.loc["preemptive", "auc_high"], 1) <= 0.7


def test_faulty_years_of_ulsan_and_jeju_are_not_used(real: Built) -> None:
    table = frame(real, "manufacturing_jobs")
    unused = table[~table["usable"]]
    assert {(day.year, name[:4]) for day, name in zip(unused["reference_date"], unused["region_id"], strict=True)} == {
        (2021, "ulsa"), (2021, "ulju"), (2018, "jeju"), (2018, "seog"),
    }  # fmt: skip


def test_shares_of_variance_of_the_ranks(real: Built) -> None:
    shares = frame(real, "rust_belt_sensitivity").set_index("choice")["variance_share"]
    assert shares.sum() == pytest.approx(1)
    assert shares.drop("interactions").idxmax() == "left_out_indicator" and shares["input"] > 0


@pytest.mark.parametrize(
    ("label", "units", "predictor", "area", "low", "positives", "n"),
    [
        ("crisis", "all", "score", 0.865, 0.676, 8, 228),
        ("crisis", "hubs", "score", 0.901, 0.700, 7, 94),
        ("crisis", "hubs_rest", "score_group", 0.961, 0.780, 7, 70),
        ("crisis", "hubs_rest", "jobs_loss", 0.980, 0.787, 6, 64),
        ("preemptive", "hubs_rest", "score_group", 0.333, 0.170, 7, 71),
        ("any", "hubs_rest", "score_group", 0.666, 0.496, 14, 70),
    ],
)
def test_agreement_with_designations(
    real: Built, label: str, units: str, predictor: str, area: float, low: float, positives: int, n: int
) -> None:
    row = frame(real, "rust_belt_validation").set_index(["label", "units", "predictor"]).loc[(label, units, predictor)]
    assert (round(row["auc"], 3), round(row["auc_low"], 3), row["positives"], row["n"]) == (area, low, positives, n)


def test_condition_of_apartment_prices_in_the_month_before_the_first_designations(real: Built) -> None:
    table = frame(real, "crisis_trigger")
    march = table[table["month"] == dt.date(2018, 3, 1)].set_index("unit_id")
    met = march["met"]
    assert met[["geoje-si", "ulsan-dong-gu", "changwon-jinhae-gu", "tongyeong-si"]].all()
    assert not met[["gunsan-si", "mokpo-si"]].any() and round(march.loc["gunsan-si", "change"], 3) == -0.044
    assert (met.sum(), len(met)) == (26, 186)
    assert table.loc[table["met"] & (table["unit_id"] == "geoje-si"), "month"].min() == dt.date(2017, 1, 1)


def test_gap_between_capital_and_rest_turns_in_2013_at_current_prices_and_in_2010_in_volumes(real: Built) -> None:
    table = frame(real, "spatial_division_break").set_index(["series", "price_basis", "test"])
    row = table.loc[("division", "current", "sup_f")]
    assert (row["break_year"], row["n"], row["direction"]) == (2013, 39, "narrowing")
    assert row["p_bootstrap"] < 0.05 and row["p_random_walk"] < 0.05
    assert table.loc[("professional_share", "current", "sup_f"), "p_random_walk"] > 0.05
    near = table.xs("sup_f_2010_2015", level="test")
    assert near.loc[("division", "chained"), "break_year"] == 2010
    assert round(near.loc[("professional_share", "chained"), "p_bootstrap"], 3) == 0.057


def test_local_shifts_of_2018_2023_turn_where_prices_are_left_out(real: Built) -> None:
    table = frame(real, "shift_share").query("level == 'sido' and first_year == 2018 and last_year == 2023")
    local = 100 * table.pivot(index="region_id", columns="measure", values="local_rate")
    found = {
        unit: local.loc[unit, ["value_added", "value_added_real"]].round(1).tolist() for unit in ("ulsan", "busan", "gyeongnam")
    }
    assert found == {"ulsan": [6.6, -3.3], "busan": [-5.6, -10.4], "gyeongnam": [-2.0, -5.1]}
    assert local.loc["jeonbuk"].round(1)["value_added_real"] == -7.9


def test_capital_share_of_manufacturing_falls_at_current_prices_and_rises_in_volume(real: Built) -> None:
    volume = frame(real, "sido_volume").query("activity == 'manufacturing'").rename(columns={"volume": "made"})
    amounts = frame(real, "sido_value_added")
    amounts = amounts[amounts["activity"].str.startswith("manufacturing")].rename(columns={"value_added": "made"})
    shares = {}
    for name, table in (("current", amounts), ("chained", volume)):
        of = table.assign(year=[day.year for day in table["reference_date"]], capital=table["unit_id"].isin(CAPITAL))
        sums = of.groupby(["year", "capital"])["made"].sum().unstack()
        shares[name] = (100 * sums[True] / sums.sum(axis=1)).round(1).loc[[2020, 2023]].tolist()
    assert shares == {"current": [43.9, 40.6], "chained": [43.9, 44.5]}


def test_gap_of_the_division_of_labour_against_2010(real: Built) -> None:
    table = frame(real, "spatial_division").query("level == 'capital_rest'")
    table = table.assign(year=[day.year for day in table["reference_date"]])
    for column, left in (("division", 0.75), ("division_real", 0.61)):
        wide = table.pivot(index="year", columns="region_id", values=column)
        gap = wide["capital"] - wide["rest"]
        assert round(gap[2023] / gap[2010], 2) == left
