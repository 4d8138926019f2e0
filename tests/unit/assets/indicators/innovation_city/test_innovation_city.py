"""Innovation cities on a small country: roles by distance, a known effect found, a placebo date without one."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from assets.indicators.innovation_city.effect import fitted, innovation_city_effect, innovation_city_series, verdict, with_ratio
from assets.indicators.innovation_city.path import donor_sets, innovation_city_donor, innovation_city_path, outcomes
from assets.indicators.innovation_city.unit import donor_pool, innovation_city_shock, innovation_city_unit, located_units
from domain.crs import CRS
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.households_businesses import BUSINESSES_TABLE, HOUSEHOLDS_TABLE
from expectations.contracts.innovation_city import GOVERNMENT_TOWN, INNOVATION_CITY, INNOVATION_CITY_SITE
from expectations.contracts.innovation_city_study import (
    INNOVATION_CITY_DONOR,
    INNOVATION_CITY_EFFECT,
    INNOVATION_CITY_PATH,
    INNOVATION_CITY_SERIES,
    INNOVATION_CITY_SHOCK,
    INNOVATION_CITY_UNIT,
)
from expectations.contracts.policy import CRISIS_DESIGNATION
from expectations.contracts.population import POPULATION_TABLE
from expectations.contracts.reference_boundaries import LEVEL_BOUNDARY, NEIGHBOUR
from expectations.contracts.units import REGION
from expectations.rules.policy import weights_sum_to_one
from tests.frames import relation, result, typed

# Kilometres east of the site in `host`; all in one sido but `far`, `sejong-si` and `suwon`.
PLACES = {
    "host": 2, "near": 4, "middle": 9, "ring": 19, "d1": 21, "d2": 30, "d3": 40, "d4": 50, "d5": 60, "other": 70, "far": 200,
    "sejong-si": 80, "suwon": 90,
}  # fmt: skip
SIDO = {"far": ("gangwon", "gangwon"), "sejong-si": ("sejong", "central"), "suwon": ("gyeonggi", "capital")}
# Those that are no gun.
KIND = {"d1": "시", "d2": "구"}
ORIGIN = (1_000_000.0, 1_800_000.0)
CITIES = (
    {"city_id": "naju", "first_arrival_year": 2013},
    {"city_id": "other", "first_arrival_year": 2013},
)


def shapes() -> gpd.GeoDataFrame:
    rows = [
        {"level": "sigungu", "region_id": name, "geometry": shapely.Point(ORIGIN[0] + 1000 * km, ORIGIN[1]).buffer(500)}
        for name, km in PLACES.items()
    ]
    return typed(LEVEL_BOUNDARY, *rows)


def regions() -> pd.DataFrame:
    rows = [
        {"level": "sigungu", "region_id": name, "name_ko": f"{name}{KIND.get(name, '군')}", "sido_ko": "전라남도"}
        | {"sido_unit_id": sido, "megaregion": group}
        for name in PLACES
        for sido, group in [SIDO.get(name, ("jeonnam", "southwest"))]
    ]
    return typed(REFERENCE_REGION, *rows)


def units(*shocks: str) -> pd.DataFrame:
    points = gpd.GeoSeries(gpd.points_from_xy([ORIGIN[0], ORIGIN[0] + 70_000], [ORIGIN[1]] * 2), crs=CRS).to_crs("EPSG:4326")
    sites = [
        {"site_id": city, "city_id": city, "unit_id": unit, "lon": point.x, "lat": point.y}
        for city, unit, point in zip(("naju", "other"), ("host", "other-gu"), points, strict=True)
    ]
    eras = [{"region_id": name, "unit_id": name, "in_kosis": True, "parent_unit_id": "jeonnam"} for name in PLACES]
    gu = {"region_id": "other-gu", "unit_id": "other-gu", "in_kosis": False, "parent_unit_id": "other"}
    return result(
        INNOVATION_CITY_UNIT,
        innovation_city_unit(
            typed(INNOVATION_CITY_SITE, *sites),
            regions(),
            typed(REGION, *eras, gu),
            shapes(),
            typed(INNOVATION_CITY_SHOCK, *({"unit_id": unit, "kind": "crisis_region"} for unit in shocks)),
        ),
    )


def roles(city: str, *shocks: str) -> dict[str, str]:
    table = units(*shocks)
    return dict(table.loc[table["city_id"] == city, ["unit_id", "role"]].to_numpy().tolist())


def test_rings_are_by_distance_of_the_centroid_and_the_host_is_in_none() -> None:
    found = roles("naju")
    assert found["host"] == "host"
    assert (found["near"], found["middle"], found["ring"]) == ("ring_0_5", "ring_5_10", "ring_10_20")


def test_gu_that_hosts_is_its_city() -> None:
    assert roles("other")["other"] == "host"


def test_donors_are_of_the_sido_20_km_from_every_site_and_host_of_none() -> None:
    found = roles("naju")
    # d1 is 21 km away, d5 is 10 km from the other city; capital, Sejong and other sido are out.
    assert {unit for unit, role in found.items() if role == "donor"} == {"d1", "d2", "d3", "d4", "far"}
    table = units()
    assert set(table.loc[table["role"] == "donor", "donor_pool"]) == {"outside_capital"}  # four in the sido are too few


def test_unit_with_a_shock_of_its_own_is_no_donor_and_says_why() -> None:
    found = roles("naju", "d2")
    assert found["d2"] == "donor_with_shock"
    assert {unit for unit, role in found.items() if role == "donor"} == {"d1", "d3", "d4", "far"}
    table = units("d2").set_index(["city_id", "unit_id"])
    assert table.loc[("naju", "d2"), "shocks"] == "crisis_region" and pd.isna(table.loc[("naju", "d1"), "shocks"])


def test_a_shock_of_a_host_or_in_a_ring_changes_no_role() -> None:
    assert roles("naju", "host", "ring") == roles("naju")


def test_shocks_follow_from_facts_and_a_gu_stands_for_its_city() -> None:
    eras = [{"region_id": name, "unit_id": name, "in_kosis": True, "parent_unit_id": "jeonnam"} for name in PLACES]
    gu = {"region_id": "d1-gu", "unit_id": "d1-gu", "in_kosis": False, "parent_unit_id": "d1"}
    day = dt.date(2018, 5, 29)
    crises = [
        {"scheme": "industrial_crisis", "unit_id": "d1-gu", "designated_from": day},
        {"scheme": "employment_crisis", "unit_id": "d1-gu", "designated_from": dt.date(2017, 4, 5)},
        {"scheme": "industrial_crisis", "unit_id": "gone", "designated_from": day},
    ]
    table = result(
        INNOVATION_CITY_SHOCK,
        innovation_city_shock(
            typed(CRISIS_DESIGNATION, *crises),
            typed(GOVERNMENT_TOWN, {"unit_id": "d3", "since_year": 2012, "government_en": "Government of Chungnam"}),
            typed(NEIGHBOUR, {"unit_id": "d4", "neighbour_id": "sejong-si"}, {"unit_id": "d4", "neighbour_id": "d5"}),
            typed(REGION, *eras, gu),
            regions(),
        ),
    )
    found = {row.unit_id: (row.kind, row.reason) for row in table.itertuples()}
    assert found == {
        "d1": ("crisis_region", "employment_crisis, industrial_crisis"),
        "d3": ("government_town", "Government of Chungnam"),
        "d4": ("beside_sejong", "borders Sejong"),
    }
    assert table.set_index("unit_id").loc["d1", "since_year"] == 2017


def test_choices_of_donors() -> None:
    located = located_units(regions(), shapes())
    chosen = {name: set(located.index[clean]) for name, clean in donor_sets(units("d2", "far"), located).items()}
    assert chosen == {"without_shocks": {"d1", "d3", "d4"}, "all": {"d1", "d2", "d3", "d4", "far"}, "cities": {"d1"}}


def test_a_host_that_the_reference_geography_does_not_have_takes_donors_from_outside_the_capital() -> None:
    located = located_units(regions(), shapes())
    clean = pd.Series(located.index.isin(["d1", "d2"]), located.index)
    assert donor_pool(located, clean, {"renamed-gun"}) == ("outside_capital", ["d1", "d2"])


def growth(unit: str, year: int) -> float:
    """Log households: a common path, a slope and a wave of each unit's own."""
    number = list(PLACES).index(unit)
    return 8 + number / 10 + 0.02 * (year - 2000) + 0.002 * math.sin(number + 2 * year)


def households(effect: float, first: int = 2000) -> list[dict[str, Any]]:
    rows = []
    for unit in PLACES:
        for year in range(first, 2025):
            gain = effect if unit == "host" and year >= 2013 else 0.0
            figure = {
                "unit_id": unit,
                "reference_date": dt.date(year, 12, 31),
                "households": round(1000 * math.exp(growth(unit, year) + gain)),
            }
            rows.append(figure)
    return rows


def as_people(row: dict[str, Any]) -> dict[str, Any]:
    """The same figure as registered persons of 60 to 64."""
    facts = {key: row[key] for key in ("unit_id", "reference_date")}
    return facts | {"population": row["households"], "population_concept": "registration", "age_from": 60}


def paths(
    effect: float, first: int = 2000, *, people: bool = False, shocks: tuple[str, ...] = (), shock: float = 0.0
) -> pd.DataFrame:
    """Paths of the small country; `shocks` fall by `shock` log points since 2016."""
    figures = households(effect, first)
    for row in figures:
        if row["unit_id"] in shocks and row["reference_date"].year >= 2016:
            row["households"] = round(row["households"] * math.exp(-shock))
    rows = [] if people else figures
    old = [as_people(row) for row in figures] if people else []
    table = innovation_city_path(
        typed(INNOVATION_CITY, *CITIES), units(*shocks), regions(), shapes(), relation(POPULATION_TABLE, *old),
        relation(HOUSEHOLDS_TABLE, *rows), relation(BUSINESSES_TABLE),
    )  # fmt: skip
    return result(INNOVATION_CITY_PATH, table)


def effects(path: pd.DataFrame, donors: str = "without_shocks") -> pd.DataFrame:
    table = result(INNOVATION_CITY_EFFECT, innovation_city_effect(path))
    return table[table["donor_set"] == donors].set_index(["city_id", "zone", "outcome", "event", "horizon"])


def test_known_gain_of_the_host_is_found_and_the_rings_have_none() -> None:
    table = effects(paths(math.log(1.2)))
    host = table.loc[("naju", "host", "households", "arrival", 5)]
    assert host["effect_pct"] == pytest.approx(20, abs=0.6)
    assert host["effect_pct"] > host["placebo_high_pct"] and host["p_value"] == pytest.approx(1 / 6)
    assert (host["design"], host["years_before"], host["donors"], host["units"]) == ("synthetic_control", 13, 5, 1)
    assert abs(table.loc[("naju", "ring_0_5", "households", "arrival", 5), "effect_pct"]) < 1


def test_five_years_before_the_arrival_nothing_is_found_and_later_years_are_not_seen() -> None:
    path = paths(math.log(1.2))
    early = path[path["event"] == "placebo_date"]
    assert early["reference_date"].max() == dt.date(2012, 12, 31) and set(early["event_year"]) == {2008}
    assert abs(effects(path).loc[("naju", "host", "households", "placebo_date", 3), "effect_pct"]) < 1


def test_donors_with_a_shock_of_their_own_make_a_gain_that_is_not_there() -> None:
    """Two of five donors fall by a tenth: without them the host has gained nothing, with them it seems to have."""
    path = paths(0.0, 2010, shocks=("d1", "d2"), shock=0.1)
    cell = ("naju", "host", "households", "arrival", 5)
    assert effects(path).loc[cell, "effect_pct"] == pytest.approx(0, abs=0.5)
    assert effects(path, "all").loc[cell, "effect_pct"] == pytest.approx(100 * math.expm1(0.1 * 2 / 5), abs=0.5)
    assert (effects(path).loc[cell, "donors"], effects(path, "all").loc[cell, "donors"]) == (3, 5)


def test_cities_alone_are_a_choice_and_a_choice_without_donors_has_no_rows() -> None:
    table = effects(paths(math.log(1.2)), "cities")
    row = table.loc[("naju", "host", "households", "arrival", 5)]
    assert (row["donors"], row["donor_pool"], row["placebos"]) == (2, "outside_capital", 2)
    assert effects(paths(0.0, shocks=("d1", "d2")), "cities").empty


def test_leaving_out_one_donor_after_the_other_bounds_the_estimate() -> None:
    """With equal weights: the mean of four donors, each of which lacks in turn."""
    path = paths(math.log(1.2), 2010)
    row = effects(path).loc[("naju", "host", "households", "arrival", 5)]
    assert row["one_out_low_pct"] < row["effect_pct"] < row["one_out_high_pct"]
    logs = {unit: [growth(unit, year) for year in range(2010, 2019)] for unit in ("host", "d1", "d2", "d3", "d4", "far")}
    gaps = []
    for out in ("d1", "d2", "d3", "d4", "far"):
        rest = np.mean([logs[unit] for unit in ("d1", "d2", "d3", "d4", "far") if unit != out], axis=0)
        difference = np.array(logs["host"]) - rest
        gaps.append(difference[8] - difference[:3].mean() + math.log(1.2))
    found = [row["one_out_low_pct"], row["one_out_high_pct"]]
    assert found == pytest.approx([100 * math.expm1(gap) for gap in (min(gaps), max(gaps))], abs=0.1)
    assert effects(path, "all")["one_out_low_pct"].isna().all()


def test_ratio_of_errors_by_hand_and_its_rank() -> None:
    """After 3 and 4 on 0.5 before: 6, then the root of 12.5 over 0.5."""
    row = {"donor_set": "all", "event": "arrival", "event_year": 2013, "outcome": "households", "zone": "host", "target_id": "a"}
    path = typed(
        INNOVATION_CITY_PATH,
        *(
            row | {"reference_date": dt.date(year, 12, 31), "gap": gap, "rmse_before": 0.5}
            for year, gap in ((2014, -4.0), (2013, 3.0))
        ),
    )
    assert with_ratio(path)["ratio"].tolist() == pytest.approx([6.0, math.sqrt(12.5) / 0.5])
    table = effects(paths(math.log(1.2), 2010))
    host = table.loc[("naju", "host", "households", "arrival", 5)]
    assert host["rmspe_ratio"] > 10 and host["p_rmspe"] == pytest.approx(1 / 6)
    assert pd.isna(table.loc[("all", "host", "households", "arrival", 5), "p_rmspe"])


@pytest.mark.parametrize(
    ("design", "rmse", "donors", "years", "fit"),
    [
        ("synthetic_control", 0.001, 115, 12, "overfit"),
        ("synthetic_control", 0.001, 12, 12, "overfit"),
        ("synthetic_control", 0.001, 11, 12, "good"),
        ("synthetic_control", 0.1, 115, 12, "poor"),
        ("difference_in_differences", 0.001, 115, 5, "good"),  # nothing is fitted
        ("growth_comparison", float("nan"), 115, 0, None),
    ],
)
def test_fit_of_as_many_donors_as_years_is_not_judged(design: str, rmse: float, donors: int, years: int, fit: str | None) -> None:
    assert fitted(design, rmse, 0.05, donors=donors, years=years) == fit


def test_overfit_host_has_no_ratio_of_errors_and_its_verdict_says_so() -> None:
    table = effects(paths(math.log(1.2), 2007))  # six years before, five donors
    row = table.loc[("naju", "host", "households", "arrival", 5)]
    assert (row["fit"], row["donors"], row["years_before"]) == ("good", 5, 6)
    said = verdict(44.4, 0.02, 26.9, "synthetic_control", "overfit")
    assert said.startswith("As many donors as years before, or more")


def test_mean_says_over_how_many_cities_it_is() -> None:
    table = effects(paths(0.0))
    assert table.loc[("all", "host", "households", "arrival", 5), "cities"] == 2
    assert table.loc[("naju", "host", "households", "arrival", 5), "cities"] == 1


def test_mean_over_cities_is_held_against_means_of_as_many_placebos() -> None:
    path = paths(math.log(1.2))
    table = effects(path)
    cell = ("host", "households", "arrival", 5)
    means = [math.log1p(table.loc[(city, *cell), "effect_pct"] / 100) for city in ("naju", "other")]
    pooled = table.loc[("all", *cell)]
    assert pooled["effect_pct"] == pytest.approx(100 * math.expm1(np.mean(means)))
    assert pooled["placebos"] == 10_000 and pd.isna(pooled["event_year"])
    assert effects(path).loc[("all", *cell), "p_value"] == pooled["p_value"]  # fixed seed


def test_one_city_has_no_mean_over_cities() -> None:
    path = paths(math.log(1.2))
    alone = effects(path[path["target_id"] != "other"])
    assert set(alone.index.get_level_values("city_id")) == {"naju"}


def test_few_years_before_give_equal_weights_and_none_gives_a_comparison_of_growth() -> None:
    assert effects(paths(0.0, 2010)).loc[("naju", "host", "households", "arrival", 5), "design"] == "difference_in_differences"
    table = effects(paths(math.log(1.2), 2015, people=True))
    row = table.loc[("naju", "host", "population", "arrival", 5)]
    assert (row["design"], row["years_before"]) == ("growth_comparison", 0)
    assert row["effect_pct"] == pytest.approx(0, abs=1)  # the gain came before the first year, so nothing can be seen of it
    assert "not an effect" in row["verdict"] and pd.isna(row["fit"])


def test_outcomes_are_counts_of_december_and_youth_is_20_to_39() -> None:
    def registered(age: int, count: int, day: dt.date, concept: str = "registration") -> dict[str, Any]:
        return {"unit_id": "a", "reference_date": day, "population_concept": concept, "age_from": age, "population": count}

    december, june = dt.date(2024, 12, 31), dt.date(2024, 6, 30)
    people = [registered(age, count, december) for age, count in ((15, 1), (20, 10), (25, 20), (35, 30), (40, 100))]
    others = [registered(20, 1000, june), registered(20, 5000, december, "mid_year")]
    table = outcomes(
        relation(POPULATION_TABLE, *people, *others),
        relation(HOUSEHOLDS_TABLE, {"unit_id": "a", "reference_date": december, "households": 7}),
        relation(BUSINESSES_TABLE, {"unit_id": "a", "reference_date": december, "businesses": 3}),
    )
    assert {name: found.loc["a", 2024] for name, found in table.items()} == {
        "households": 7, "businesses": 3, "population": 161, "youth_20_39": 60,
    }  # fmt: skip


def test_figures_of_other_outcomes_have_no_rows() -> None:
    assert set(paths(0.0)["outcome"]) == {"households"}


def test_unit_without_a_year_is_no_donor() -> None:
    rows = [row for row in households(0.0) if not (row["unit_id"] == "d3" and row["reference_date"].year == 2004)]
    table = innovation_city_donor(
        typed(INNOVATION_CITY, *CITIES),
        units(),
        relation(POPULATION_TABLE),
        relation(HOUSEHOLDS_TABLE, *rows),
        relation(BUSINESSES_TABLE),
    )
    found = result(INNOVATION_CITY_DONOR, table)
    assert "d3" not in set(found["unit_id"]) and "d2" in set(found["unit_id"])
    assert weights_sum_to_one(found)["excess"].abs().max() < 1e-9


def test_series_shows_host_beside_its_comparison() -> None:
    table = result(INNOVATION_CITY_SERIES, innovation_city_series(paths(math.log(1.2))))
    host = table[(table["city_id"] == "naju") & (table["zone"] == "host")].set_index("reference_date")
    last = host.loc[dt.date(2024, 12, 31)]
    assert last["observed"] / last["synthetic"] == pytest.approx(1.2, rel=0.01)
    assert (host.loc[dt.date(2012, 12, 31), "period"], last["period"]) == ("before", "after")
    assert host.loc[: dt.date(2012, 12, 31), "gap_pct"].mean() == pytest.approx(0, abs=0.01)


def test_profile_without_figures_has_empty_tables() -> None:
    nothing = (relation(POPULATION_TABLE), relation(HOUSEHOLDS_TABLE), relation(BUSINESSES_TABLE))
    path = result(
        INNOVATION_CITY_PATH, innovation_city_path(typed(INNOVATION_CITY, *CITIES), units(), regions(), shapes(), *nothing)
    )
    assert path.empty and effects(path).empty
    assert result(INNOVATION_CITY_SERIES, innovation_city_series(path)).empty
    assert result(INNOVATION_CITY_DONOR, innovation_city_donor(typed(INNOVATION_CITY, *CITIES), units(), *nothing)).empty


def test_verdict_without_a_difference_says_what_could_have_been_seen() -> None:
    said = verdict(1.234, 0.4, 15.0, "synthetic_control", "good")
    assert "No difference shown (+1.2 %, p = 0.400)" in said and "15.0 %" in said and "a smaller one may be there" in said


def test_verdict_with_a_difference_says_on_which_side_and_warns_of_a_poor_fit() -> None:
    assert verdict(12.0, 0.02, 15.0, "synthetic_control", "good").startswith("12.0 % above the comparison (p = 0.020)")
    assert verdict(-12.0, 0.02, 15.0, "synthetic_control", "poor").startswith("Poorly followed before arrival")
