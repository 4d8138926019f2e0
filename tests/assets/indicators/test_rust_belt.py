"""The rust-belt score: ranks among hubs only, on whole weight only, and no score where hubs are too few."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from assets.indicators.rust_belt import FEWEST_HUBS, NAMES, rust_belt, rust_belt_sensitivity, scored
from expectations.contracts.level_boundary import LEVEL_BOUNDARY
from expectations.contracts.manufacturing import MANUFACTURING
from expectations.contracts.population import POPULATION_TABLE
from expectations.contracts.reference_region import REFERENCE_REGION
from expectations.contracts.resident_industry import RESIDENT_INDUSTRY
from expectations.contracts.rust_belt import INDICATORS, RUST_BELT
from expectations.contracts.rust_belt_sensitivity import RUST_BELT_SENSITIVITY
from tests.frames import relation, result, typed
from tests.publisher_files import square

NAN = float("nan")
UNITS = [f"unit-{number:02}" for number in range(20)]


def values(seed: int = 1) -> pd.DataFrame:
    return pd.DataFrame(np.random.default_rng(seed).uniform(0, 1, size=(20, 7)), index=UNITS, columns=NAMES)


def hub(*, but: tuple[str, ...] = ()) -> pd.Series:
    return pd.Series([unit not in but for unit in UNITS], UNITS)


def test_score_is_the_mean_of_points_with_pillars_alike() -> None:
    """Worst in all of industry and best in all of people: 100 and 1, half each."""
    table = values()
    table.loc["unit-00", NAMES[:3]], table.loc["unit-00", NAMES[3:]] = 2.0, -1.0
    row = scored(table, hub()).loc["unit-00"]
    assert row[[f"{name}_points" for name in NAMES]].tolist() == [100] * 3 + [1] * 4
    assert row["score"] == pytest.approx(50.5)
    assert row["weight_known"] == 1


def test_unit_that_was_no_hub_is_scored_on_the_scale_of_the_hubs_but_not_ranked() -> None:
    table = values()
    table.loc["unit-00"] = 5.0
    row = scored(table, hub(but=("unit-00",))).loc["unit-00"]
    assert row["score"] == 100
    assert row[["rank", "rank_median", "rank_low", "rank_high"]].isna().all()


def test_unit_without_industry_has_half_the_weight_a_band_and_no_rank() -> None:
    table = values()
    table.loc["unit-00", NAMES[:3]] = NAN
    answer = scored(table, hub())
    row = answer.loc["unit-00"]
    assert row["weight_known"] == pytest.approx(0.5)
    assert pd.isna(row["rank"]) and 1 <= row["rank_low"] < row["rank_high"] <= 20
    assert sorted(answer["rank"].dropna()) == list(range(1, 20))


def test_bands_hold_their_median_and_are_the_same_again() -> None:
    answer, again = scored(values(), hub()), scored(values(), hub())
    assert (answer["rank_low"] <= answer["rank_median"]).all() and (answer["rank_median"] <= answer["rank_high"]).all()
    pd.testing.assert_frame_equal(answer, again)


def test_too_few_whole_hubs_give_no_score_but_say_what_is_known() -> None:
    few = tuple(UNITS[FEWEST_HUBS - 1 :])
    answer = scored(values(), hub(but=few))
    assert answer["score"].isna().all() and answer["rank_low"].isna().all()
    assert (answer["weight_known"] == 1).all()
    assert scored(values(), hub(but=tuple(UNITS[FEWEST_HUBS:])))["score"].notna().all()


def test_indicators_are_higher_where_things_are_worse() -> None:
    table = values()
    better = table.copy()
    for indicator in INDICATORS:
        better.loc["unit-05", indicator.name] = -0.1
    assert scored(better, hub()).loc["unit-05", "rank"] == 20


def layer() -> pd.DataFrame:
    """Two units, one of which nobody knows anything of."""
    regions = [
        {
            "level": "sigungu",
            "region_id": unit,
            "mois_code": code,
            "name_ko": name,
            "sido_ko": "경상남도",
            "megaregion": "southeast",
        }
        for unit, code, name in (("geoje-si", "48310", "거제시"), ("sejong", "36110", "세종"))
    ]
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
        {"level": "sigungu", "region_id": unit, "area_km2": 1.0, "geometry": square(n, 0)}
        for n, unit in enumerate(("geoje-si", "sejong"))
    ]
    return result(
        RUST_BELT,
        rust_belt(
            typed(MANUFACTURING),
            typed(RESIDENT_INDUSTRY),
            relation(POPULATION_TABLE, *people),
            typed(REFERENCE_REGION, *regions),
            typed(LEVEL_BOUNDARY, *shapes),
        ),
    )


def test_every_unit_has_a_row_and_what_is_not_known_is_empty() -> None:
    table = layer().set_index("region_id")
    assert table.loc["geoje-si", "population_loss"] == pytest.approx(0.1)
    assert table.loc["geoje-si", "weight_known"] == pytest.approx(0.25)
    assert table.loc["sejong", "weight_known"] == 0
    assert table["hub"].isna().all() and set(table["hub_basis"]) == {"unknown"}
    assert set(table["state"]) == set(table["trajectory"]) == {"unknown"}
    assert table["score"].isna().all()
    assert set(table["reference_date"]) == {dt.date(2024, 12, 31)}


def test_sensitivity_without_ranks_is_empty_and_with_them_sums_to_one() -> None:
    assert result(RUST_BELT_SENSITIVITY, rust_belt_sensitivity(layer())).empty
    table = values().assign(rank=range(1, 21))
    shares = result(RUST_BELT_SENSITIVITY, rust_belt_sensitivity(table))
    assert shares["variance_share"].sum() == pytest.approx(1)
    assert set(shares["designs"]) == {96} and set(shares["units"]) == {20}
