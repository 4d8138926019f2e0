"""Industry on the real publisher files: sums hold, known towns stand where the decision record says, validation as printed."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from expectations.rules.shift_share import shift_share_adds_up
from tests.conftest import Built

pytestmark = pytest.mark.real


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


def test_hubs_ranks_and_unknown_weight(real: Built) -> None:
    table = belt(real)
    assert (table["hub"].sum(), table["rank"].count(), len(table)) == (89, 78, 229)
    half = table[table["hub"].eq(True) & table["rank"].isna()]
    assert len(half) == 11 and set(half["weight_known"]) == {0.5}
    assert (table.loc[table["rank"].notna(), "weight_known"] >= 0.6).all()


@pytest.mark.parametrize(
    ("unit", "rank", "state", "trajectory"),
    [("geoje-si", 1, "hollowed", "trough"), ("yeongam-gun", 4, "eroded", "trough"), ("gunsan-si", 42, "eroded", "trough")],
)
def test_known_hubs_have_their_rank_within_its_band(real: Built, unit: str, rank: int, state: str, trajectory: str) -> None:
    row = belt(real).loc[unit]
    assert (row["rank"], row["state"], row["trajectory"]) == (rank, state, trajectory)
    assert row["rank_low"] <= row["rank"] <= row["rank_high"]


def test_dong_gu_and_changwon_have_a_wide_band_and_no_rank(real: Built) -> None:
    for unit in ("ulsan-dong-gu", "changwon-si"):
        row = belt(real).loc[unit]
        assert row["hub_basis"] == "residence" and pd.isna(row["rank"])
        assert row["rank_high"] - row["rank_low"] > 40


def test_tongyeong_and_mokpo_were_no_hubs_when_the_panel_begins(real: Built) -> None:
    table = belt(real).loc[["tongyeong-si", "mokpo-si"]]
    assert not table["hub"].any() and table["rank"].isna().all() and table["score"].notna().all()


def test_shares_of_variance_of_the_ranks(real: Built) -> None:
    shares = frame(real, "rust_belt_sensitivity").set_index("choice")["variance_share"]
    assert shares.sum() == pytest.approx(1)
    assert shares.idxmax() == "left_out_indicator" and round(shares["left_out_indicator"], 2) == 0.49


@pytest.mark.parametrize(
    ("label", "units", "area", "positives", "n"),
    [
        ("crisis", "all", 0.849, 8, 227),
        ("crisis", "hubs", 0.824, 4, 88),
        ("preemptive", "all", 0.337, 5, 228),
        ("any", "all", 0.655, 13, 227),
    ],
)
def test_agreement_with_designations(real: Built, label: str, units: str, area: float, positives: int, n: int) -> None:
    row = frame(real, "rust_belt_validation").set_index(["label", "units", "predictor"]).loc[(label, units, "score")]
    assert (round(row["auc"], 3), row["positives"], row["n"]) == (area, positives, n)


def test_condition_of_apartment_prices_in_the_month_before_the_first_designations(real: Built) -> None:
    table = frame(real, "crisis_trigger")
    march = table[table["month"] == dt.date(2018, 3, 1)].set_index("unit_id")
    met = march["met"]
    assert met[["geoje-si", "ulsan-dong-gu", "changwon-jinhae-gu", "tongyeong-si"]].all()
    assert not met[["gunsan-si", "mokpo-si"]].any() and round(march.loc["gunsan-si", "change"], 3) == -0.044
    assert (met.sum(), len(met)) == (26, 186)
    assert table.loc[table["met"] & (table["unit_id"] == "geoje-si"), "month"].min() == dt.date(2017, 1, 1)


def test_gap_between_capital_and_rest_turns_in_2013(real: Built) -> None:
    table = frame(real, "spatial_division_break").set_index(["series", "test"])
    row = table.loc[("division", "sup_f")]
    assert (row["break_year"], row["n"]) == (2013, 39)
    assert row["p_bootstrap"] < 0.05 and row["p_random_walk"] < 0.05
    assert table.loc[("professional_share", "sup_f"), "p_random_walk"] > 0.05
