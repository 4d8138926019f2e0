"""Publishers' files: published figures on moves reproduced, households kept to the last one, innovation cities judged."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from expectations.rules.moves import balances_cancel, residuals_cancel
from tests.conftest import Built


def table(real: Built, name: str) -> pd.DataFrame:
    frame = real.home.lake.frame(name)
    if "reference_date" in frame.columns:
        frame["year"] = frame["reference_date"].map(lambda day: day.year if day else None)
    return frame


def test_net_inflow_to_the_capital_from_2004_to_2024_is_the_published_one(real: Built) -> None:
    published = real.home.lake.frame("published_figure").set_index("figure").loc["net_inflow_cumulative"]
    inflow = table(real, "capital_inflow")
    rest = inflow[inflow["level"] == "capital_rest"]
    assert rest.loc[rest["year"].between(2004, 2024), "net_to_capital"].sum() == published["value"] == 960_657
    sums = rest.set_index("year")["cumulative_net"]
    assert sums[2024] - sums[2003] == 960_657
    assert rest.set_index("year").loc[2024, "net_to_capital"] == 45_169


def test_balances_cancel_at_every_level_in_every_year(real: Built) -> None:
    sums = balances_cancel(table(real, "migration_balance"))
    assert set(sums["net_moves"]) == {0}
    assert sums["reference_date"].nunique() == 26 and set(sums["level"]) == {
        "capital_rest",
        "five_plus_two",
        "megaregion",
        "sido",
        "sigungu",
    }


def test_matrix_of_2025_continues_the_sheet(real: Built) -> None:
    balance = table(real, "migration_balance")
    capital = balance[(balance["level"] == "capital_rest") & (balance["region_id"] == "capital")].set_index("year")
    assert (capital.loc[2024, "flow_source"], capital.loc[2025, "flow_source"]) == ("kosis_sido_migration", "migration_flow")
    assert capital.loc[2025, "net_moves"] == 38_465
    sigungu = balance[balance["level"] == "sigungu"].groupby("flow_source")["year"]
    assert sigungu.agg(["min", "max", "size"]).T.to_dict("list") == {
        "kosis_sigungu_moves": [2015, 2023, 9 * 229],
        "migration_flow": [2025, 2025, 229],
    }


def test_moves_of_sigungu_are_all_moves_of_the_nation(real: Built) -> None:
    moves = table(real, "sigungu_moves")
    sums = moves.groupby("year")[["moves_in", "moves_out", "net_moves"]].sum()
    assert sums.loc[2015].tolist() == [7_755_286, 7_755_286, 0] and sums.loc[2023].tolist() == [6_128_738, 6_128_738, 0]
    assert set(moves.groupby("year")["unit_id"].nunique()) == {229}
    michuhol = moves[moves["unit_id"] == "incheon-michuhol-gu"].set_index("year")
    assert michuhol.loc[2018, ["moves_in", "moves_out"]].tolist() == [67_320, 70_295]  # printed in two parts


def test_youth_move_to_the_capital_and_the_residuals_cancel(real: Built) -> None:
    """Five years of persons 20-34 at the end; the published 61,490 are of ages 19-34 at the move, in 2024 alone."""
    youth = table(real, "youth_migration")
    assert set(youth["year"]) >= {2020, 2021, 2022, 2023, 2024}
    capital = youth[(youth["level"] == "capital_rest") & (youth["region_id"] == "capital")].set_index("year")
    assert capital.loc[2024, "net_20_34"] == pytest.approx(365_889, abs=1)
    assert capital.loc[2024, "missing_units"] == 0
    assert residuals_cancel(youth)[["net_20_34", "net_20_39", "net_women_20_34"]].abs().to_numpy().max() < 1e-6


def test_every_household_of_25_years_is_on_the_reference(real: Built) -> None:
    households = table(real, "households")
    sums = households.groupby("year")["households"].sum()
    assert (sums[2000], sums[2024]) == (15_765_275, 24_118_928)
    assert set(households.groupby("year")["unit_id"].nunique()) == {229}
    assert set(households.loc[households["interpolated"], "unit_id"]) == {"cheongju-si", "gongju-si", "sejong-si"}


def test_cities_of_jeju_do_not_jump_after_2010(real: Built) -> None:
    jeju = table(real, "businesses").query("unit_id == 'jeju-si'").set_index("reference_date")["businesses"]
    assert (jeju[dt.date(2010, 12, 31)], jeju[dt.date(2011, 12, 31)]) == (50_638, 52_135)


def test_hosts_gained_households_on_average_and_not_before_the_arrival(real: Built) -> None:
    effects = table(real, "innovation_city_effect").set_index(["donor_set", "city_id", "zone", "outcome", "event", "horizon"])
    mean = effects.xs(("all", "host", "households", "arrival", 11), level=("city_id", "zone", "outcome", "event", "horizon"))
    assert mean["effect_pct"].round(1).to_dict() == {"all": 12.2, "cities": 10.5, "without_shocks": 15.3}
    assert (mean["p_value"] < 0.01).all() and (mean["effect_pct"] > mean["mde_pct"]).all()
    before = effects.loc[("without_shocks", "all", "host", "households", "placebo_date", 3)]
    assert abs(before["effect_pct"]) < 1 and before["p_value"] > 0.4


def test_people_of_six_hosts_in_ten_were_fewer_in_2024_than_in_2015(real: Built) -> None:
    people = table(real, "innovation_city_series").query("zone == 'host' and outcome == 'population'")
    wide = people.assign(year=[day.year for day in people["reference_date"]]).pivot(
        index="city_id", columns="year", values="observed"
    )
    change = (100 * (wide[2024] / wide[2015] - 1)).round(1)
    assert change[change < 0].to_dict() == {
        "busan": -12.1, "daegu": -2.1, "gyeongbuk": -3.3, "gyeongnam": -1.6, "jeonbuk": -1.7, "ulsan": -15.3,
    }  # fmt: skip


def test_fit_of_more_donors_than_years_is_not_called_good_and_the_ratio_of_errors_has_a_p_of_its_own(real: Built) -> None:
    effects = table(real, "innovation_city_effect").query("city_id != 'all'")
    fitted = effects[(effects["design"] == "synthetic_control") & (effects["donors"] >= effects["years_before"])]
    assert len(fitted) > 100 and set(fitted["fit"]) <= {"overfit", "poor"}
    assert fitted.loc[(fitted["city_id"] == "jeju") & (fitted["zone"] == "host"), "fit"].eq("overfit").all()
    households = effects.query("donor_set == 'all' and zone == 'host' and outcome == 'households' and horizon == 11")
    p = households.set_index("city_id")[["p_value", "p_rmspe"]].round(2)
    assert p.loc[["chungbuk", "gangwon"]].to_numpy().tolist() == [[0.1, 0.28], [0.13, 0.72]]


def test_every_finding_without_a_difference_says_what_could_have_been_detected(real: Built) -> None:
    effects = table(real, "innovation_city_effect")
    silent = effects[effects["p_value"] > 0.05]
    said = [f"{mde:.1f} % or more" in text for mde, text in zip(silent["mde_pct"], silent["verdict"], strict=True)]
    assert len(said) > 300 and all(said)
    late = effects[effects["outcome"].isin(["population", "youth_20_39"])]
    assert set(late["design"]) == {"difference_in_differences"}, "people by age are there since 2008, before the first arrival"
