"""The rust-belt score: ranks among hubs only, on whole weight only, and no score where hubs are too few."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from assets.indicators.rust_belt.index import (
    FEWEST_HUBS,
    NAMES,
    OF_JOBS,
    OF_VALUE,
    draws_of_figures,
    rust_belt,
    rust_belt_sensitivity,
    scored,
)
from assets.indicators.rust_belt.jobs import JobsInSpan
from domain.rust_belt import INDICATORS
from expectations.contracts.establishments import KOSIS_SIDO_INDUSTRY
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.industry import MANUFACTURING, MANUFACTURING_JOBS
from expectations.contracts.population import POPULATION_TABLE
from expectations.contracts.reference_boundaries import LEVEL_BOUNDARY
from expectations.contracts.rust_belt import RUST_BELT, RUST_BELT_SENSITIVITY
from expectations.contracts.value_added import SIGUNGU_VALUE_ADDED
from expectations.rules.industry import states_follow
from tests.frames import relation, result, typed
from tests.publisher_files import square

NAN = float("nan")
UNITS = [f"unit-{number:02}" for number in range(20)]


def values(seed: int = 1) -> pd.DataFrame:
    return pd.DataFrame(np.random.default_rng(seed).uniform(0, 1, size=(20, 8)), index=UNITS, columns=NAMES)


def span() -> JobsInSpan:
    """Two years of jobs, without a break and without doubt; losses between 0 and 1."""
    last = np.random.default_rng(7).uniform(0.1, 1, size=(20, 1))
    jobs = np.hstack([np.ones((20, 1)), last])
    return JobsInSpan(pd.Index(UNITS), (2018, 2019), np.array([True, False]), jobs, jobs, np.zeros_like(jobs))


def on_both_bases(table: pd.DataFrame) -> pd.DataFrame:
    return table[OF_VALUE]


def score(table: pd.DataFrame, hub: pd.Series) -> pd.DataFrame:
    return scored(table, hub, span(), on_both_bases(table))


def hub(*, but: tuple[str, ...] = ()) -> pd.Series:
    return pd.Series([unit not in but for unit in UNITS], UNITS)


def test_score_is_the_mean_of_points_with_pillars_alike() -> None:
    """Worst in all of industry and best in all of people: 100 and 1, half each."""
    table = values()
    table.loc["unit-00", NAMES[:4]], table.loc["unit-00", NAMES[4:]] = 2.0, -1.0
    row = score(table, hub()).loc["unit-00"]
    assert row[[f"{name}_points" for name in NAMES]].tolist() == [100] * 4 + [1] * 4
    assert row["score"] == pytest.approx(50.5)
    assert row["weight_known"] == 1


def test_unit_that_was_no_hub_is_scored_on_the_scale_of_the_hubs_but_not_ranked() -> None:
    table = values()
    table.loc["unit-00"] = 5.0
    row = score(table, hub(but=("unit-00",))).loc["unit-00"]
    assert row["score"] == 100
    assert row[["rank", "rank_median", "rank_low", "rank_high"]].isna().all()


def test_unit_without_industry_has_half_the_weight_a_band_and_no_rank() -> None:
    table = values()
    table.loc["unit-00", NAMES[:4]] = NAN
    answer = score(table, hub())
    row = answer.loc["unit-00"]
    assert row["weight_known"] == pytest.approx(0.5)
    assert pd.isna(row["rank"]) and 1 <= row["rank_low"] < row["rank_high"] <= 20
    assert sorted(answer["rank"].dropna()) == list(range(1, 20))


def test_bands_hold_their_median_and_are_the_same_again() -> None:
    answer, again = score(values(), hub()), score(values(), hub())
    assert (answer["rank_low"] <= answer["rank_median"]).all() and (answer["rank_median"] <= answer["rank_high"]).all()
    pd.testing.assert_frame_equal(answer, again)


def test_too_few_whole_hubs_give_no_score_but_say_what_is_known() -> None:
    few = tuple(UNITS[FEWEST_HUBS - 1 :])
    answer = score(values(), hub(but=few))
    assert answer["score"].isna().all() and answer["rank_low"].isna().all()
    assert (answer["weight_known"] == 1).all()
    assert score(values(), hub(but=tuple(UNITS[FEWEST_HUBS:])))["score"].notna().all()


def test_indicators_are_higher_where_things_are_worse() -> None:
    table = values()
    better = table.copy()
    for indicator in INDICATORS:
        better.loc["unit-05", indicator.name] = -0.1
    assert score(better, hub()).loc["unit-05", "rank"] == 20


def test_unit_whose_jobs_are_not_known_has_three_quarters_of_the_weight_and_no_rank() -> None:
    table = values()
    table.loc["unit-00", OF_JOBS] = NAN
    row = score(table, hub()).loc["unit-00"]
    assert row["weight_known"] == pytest.approx(0.75) and pd.isna(row["rank"]) and pd.notna(row["rank_low"])


def test_one_extreme_unit_does_not_press_the_others_together() -> None:
    table = values()
    table["growth_gap"] = [50.0, *np.linspace(0, 1, 19)]
    points = score(table, hub())["growth_gap_points"]
    assert points["unit-00"] == points.max() == 100
    assert points["unit-15"] - points["unit-05"] > 15


def test_draws_take_value_added_as_published_in_half_of_them_and_leave_people_alone() -> None:
    table = values()
    other = table[OF_VALUE] + 10
    drawn = draws_of_figures(table, span(), other, 400)
    growth = drawn[:, 0, NAMES.index("growth_gap")]
    assert set(np.round(growth - table.loc["unit-00", "growth_gap"], 9)) == {0.0, 10.0}
    assert (growth > 5).mean() == pytest.approx(0.5, abs=0.1)
    assert np.ptp(drawn[:, :, NAMES.index("ageing_speed")], axis=0).max() == 0


REGIONS = [
    {"level": "sigungu", "region_id": unit, "mois_code": code, "name_ko": name, "sido_ko": "경상남도", "megaregion": group}
    for unit, code, name, group in (("geoje-si", "48310", "거제시", "southeast"), ("suwon-si", "41110", "수원시", "capital"))
]


def layer(
    jobs: tuple[dict[str, object], ...] = (), quotients: tuple[dict[str, object], ...] = (), nation: int = 5000
) -> pd.DataFrame:
    """Two units, of one of which people are known; the nation has so many workers in manufacturing in 2015."""
    survey = {"region_name": "전국", "kind_name": "계", "section": "C", "year": 2015, "workers": nation}
    people = [
        {
            "unit_id": "geoje-si",
            "reference_date": dt.date(year, 12, 31),
            "population_concept": "registration",
            "age_from": 20,
            "population": count,
        }
        for year, count in ((2019, 100), (2024, 90))
    ]
    shapes = [
        {"level": "sigungu", "region_id": row["region_id"], "area_km2": 1.0, "geometry": square(n, 0)}
        for n, row in enumerate(REGIONS)
    ]
    return result(
        RUST_BELT,
        rust_belt(
            typed(MANUFACTURING_JOBS, *jobs),
            typed(MANUFACTURING, *quotients),
            typed(SIGUNGU_VALUE_ADDED),
            typed(KOSIS_SIDO_INDUSTRY, survey),
            relation(POPULATION_TABLE, *people),
            typed(REFERENCE_REGION, *REGIONS),
            typed(LEVEL_BOUNDARY, *shapes),
        ),
    )


def test_every_unit_has_a_row_and_what_is_not_known_is_empty() -> None:
    table = layer().set_index("region_id")
    assert table.loc["geoje-si", "population_loss"] == pytest.approx(0.1)
    assert table.loc["geoje-si", "weight_known"] == pytest.approx(0.25)
    assert table.loc["suwon-si", "weight_known"] == 0
    assert table["hub"].isna().all() and set(table["hub_basis"]) == {"unknown"}
    assert set(table["state"]) == {"not_known"} and set(table["trajectory"]) == {"unknown"}
    assert table["score"].isna().all() and table["span"].isna().all()
    assert table["group_id"].to_dict() == {"geoje-si": "rest", "suwon-si": "capital"}
    assert set(table["reference_date"]) == {dt.date(2024, 12, 31)}


def test_jobs_are_compared_within_the_group_and_once_more_over_years_common_to_all() -> None:
    """Geoje loses a tenth in 2015-2016 and a fifth in 2017-2018; of Suwon only the latter is known."""

    def row(unit: str, year: int, count: int) -> dict[str, object]:
        segment = "2015-2016" if year < 2017 else "2017-2018"
        same = {"level": "sigungu", "region_id": unit, "reference_date": dt.date(year, 12, 31), "segment": segment}
        return same | {"manufacturing_workers": count, "jobs_index": count / 5000, "workers_lq": 2.0, "usable": True}

    geoje = [row("geoje-si", year, count) for year, count in ((2015, 5000), (2016, 4500), (2017, 4500), (2018, 3600))]
    suwon = [row("suwon-si", year, count) for year, count in ((2017, 5000), (2018, 5000))]
    table = layer((*geoje, *suwon)).set_index("region_id")
    assert table["span"].to_dict() == {"geoje-si": "2015-2016, 2017-2018", "suwon-si": "2017-2018"}
    assert set(table["span_joint"]) == {"2017-2018"}
    assert table.loc["geoje-si", "jobs_loss"] == pytest.approx(0.28)
    assert table.loc["geoje-si", "jobs_loss_joint"] == pytest.approx(0.2)
    assert table["state"].to_dict() == {"geoje-si": "hollowed", "suwon-si": "intact"}
    assert set(states_follow(table.reset_index())["verdict"]) == {"follows"}


def test_unit_below_two_thousand_workers_is_no_hub_and_has_no_state() -> None:
    same = {"level": "sigungu", "region_id": "geoje-si", "segment": "2017-2018", "workers_lq": 3.0, "usable": True}
    jobs = [
        same | {"reference_date": dt.date(year, 12, 31), "manufacturing_workers": count, "jobs_index": count / 1999}
        for year, count in ((2017, 1999), (2018, 100))
    ]
    row = layer(tuple(jobs)).set_index("region_id").loc["geoje-si"]
    assert row["hub"] is False and row["state"] == "no_hub" and row["jobs_loss"] > 0.9


@pytest.mark.parametrize(("nation", "state"), [(5000, "unknown"), (1999, "no_hub")])
def test_hub_whose_jobs_are_not_published_is_told_from_no_hub_and_from_not_known(nation: int, state: str) -> None:
    """Geoje makes all the nation's value added, with as many workers as the nation has."""
    rows = [
        {"region_id": "nation", "level": "nation", "manufacturing_value_added": 100},
        {"region_id": "geoje-si", "level": "sigungu", "manufacturing_value_added": 100},
    ]
    quotients = tuple({"reference_date": dt.date(2015, 12, 31), "value_added_lq": 1.5} | row for row in rows)
    table = layer(quotients=quotients, nation=nation).set_index("region_id")
    assert table["state"].to_dict() == {"geoje-si": state, "suwon-si": "not_known"}
    assert table.loc["geoje-si", "hub_basis"] == "value_added"


def test_sensitivity_without_ranks_is_empty_and_with_them_sums_to_one() -> None:
    nothing = typed(MANUFACTURING_JOBS), typed(SIGUNGU_VALUE_ADDED)
    assert result(RUST_BELT_SENSITIVITY, rust_belt_sensitivity(layer(), *nothing)).empty
    joint = values().rename(columns={name: f"{name}_joint" for name in OF_JOBS})
    table = joint.assign(rank=range(1, 21), region_id=UNITS)
    jobs = [
        {
            "level": "sigungu",
            "region_id": unit,
            "reference_date": dt.date(year, 12, 31),
            "segment": "2018-2019",
            "workers_lq": 1.0,
        }
        | {"manufacturing_workers": 1000 - place * (year - 2018), "jobs_index": 1.0}
        for place, unit in enumerate(UNITS)
        for year in (2018, 2019)
    ]
    shares = result(RUST_BELT_SENSITIVITY, rust_belt_sensitivity(table, typed(MANUFACTURING_JOBS, *jobs), nothing[1]))
    assert shares["variance_share"].sum() == pytest.approx(1)
    assert "input" in set(shares["choice"]) and set(shares["units"]) == {20}
    # Twenty draws, two norms, three weights, two means, all indicators or all but one.
    assert set(shares["designs"]) == {20 * 2 * 3 * 2 * (1 + len(NAMES))}
