"""The tables of projections and scenarios from frames written here, and from too few dates."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from assets.projection.cohort_path import cohort_path
from assets.scenarios.official_comparison import projection_comparison
from assets.scenarios.projection import projection
from assets.scenarios.projection_backtest import projection_backtest, projection_error
from assets.scenarios.scenario import scenario, scenario_history, scenario_result
from assets.scenarios.scenario_file import presets
from domain.ages import AGES
from domain.projection import DRAWS
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.outlook import PROJECTION_COMPARISON, SCENARIO_HISTORY
from expectations.contracts.population import POPULATION_TABLE
from expectations.contracts.population_check import KOSIS_NATIONAL_POPULATION
from expectations.contracts.projection import (
    COHORT_PATH,
    PROJECTION,
    PROJECTION_BACKTEST,
    PROJECTION_ERROR,
    SCENARIO,
    SCENARIO_RESULT,
    SIDO_PROJECTION,
)  # fmt: skip
from expectations.contracts.units import REGION_MEMBER
from expectations.rules.projection import base_year_is_the_population
from tests.frames import frame, relation, result, typed

SIDO = {"east": "sunrise", "west": "sunset"}
LEVELS = (("nation", "nation", "east"), ("nation", "nation", "west"), ("capital_rest", "capital", "east"),
          ("capital_rest", "rest", "west"), ("megaregion", "southwest", "west"), ("sido", "sunrise", "east"),
          ("sido", "sunset", "west"), ("sigungu", "east", "east"), ("sigungu", "west", "west"))  # fmt: skip


def population(*years: int, lacking: tuple[str, int] | None = None) -> pd.DataFrame:
    """The east gains a fiftieth in each cohort and year, the west loses as much; `lacking` is a unit without figures."""
    rows = [
        {
            "population_concept": "registration", "unit_id": unit, "reference_date": dt.date(year, 12, 31), "sex": sex,
            "age_from": age, "population": round((1000 - 4 * age) * (1 + change * (year - years[0]))),
        }
        for year in years
        for unit, change in (("east", 0.02), ("west", -0.02))
        if (unit, year) != lacking
        for sex in ("female", "male")
        for age in AGES
    ]  # fmt: skip
    return typed(POPULATION_TABLE, *rows)


def places() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Regions and what belongs to them."""
    regions = [
        {"level": level, "region_id": region, "sido_unit_id": SIDO.get(unit, ""), "in_keis": level == "sigungu"}
        for level, region, unit in dict.fromkeys(LEVELS)
    ]
    seen = {(row["level"], row["region_id"]): row for row in regions}
    links = [{"level": a, "region_id": b, "member_level": "sigungu", "member_id": c} for a, b, c in LEVELS]
    return typed(REFERENCE_REGION, *seen.values()), frame(REGION_MEMBER, *links)


def official(first: int, last: int, yearly: float = 0.99) -> pd.DataFrame:
    """A national path that loses a hundredth of every group in every year."""
    rows = [
        {
            "year": year,
            "sex": sex,
            "age_from": age,
            "population": round(10**6 * yearly ** (year - first)),
            "population_concept": "projection",
        }
        for year in range(first, last + 1)
        for sex in ("female", "male")
        for age in AGES
    ]
    return typed(KOSIS_NATIONAL_POPULATION, *rows)


YEARS = tuple(range(2015, 2026))
NOTHING = frame(SIDO_PROJECTION), frame(KOSIS_NATIONAL_POPULATION)
HELD = frame(SIDO_PROJECTION), official(2023, 2070)


def scenarios(people: pd.DataFrame) -> pd.DataFrame:
    """The scenario that every test of results needs; presets name places that there are not here."""
    table = result(SCENARIO, scenario(relation(POPULATION_TABLE, *people.to_dict("records"))))
    return table[table["scenario"] == "no-change"]


def test_scenarios_are_kept_with_their_text_and_name_the_years_of_the_trend() -> None:
    people = population(2015, 2020, 2025)
    table = result(SCENARIO, scenario(relation(POPULATION_TABLE, *people.to_dict("records")))).set_index("scenario")
    assert table.loc["no-change", "definition"] == presets()["no-change"].read_text(encoding="utf-8")
    assert table.loc["no-change", "title_ko"] == "추세 지속 (2015-2025)"
    assert (
        not table[["title_ko", "title_en", "description"]].apply(lambda text: text.str.contains("{", regex=False)).any(axis=None)
    )


def test_one_date_gives_empty_tables() -> None:
    row = {"population_concept": "registration", "unit_id": "east", "sex": "male", "age_from": 0, "population": 5}
    people = typed(POPULATION_TABLE, row)
    regions, members = places()
    for contract, made in ((PROJECTION, projection), (COHORT_PATH, cohort_path), (SCENARIO_HISTORY, scenario_history)):
        assert result(contract, made(people, regions, members, *HELD)).empty
    assert result(PROJECTION_BACKTEST, projection_backtest(people, regions, members)).empty
    assert result(PROJECTION_ERROR, projection_error(people, regions, members)).empty
    nothing = result(SCENARIO_RESULT, scenario_result(scenarios(people), people, regions, members, *HELD))
    assert nothing.empty
    assert result(PROJECTION_COMPARISON, projection_comparison(nothing, frame(SCENARIO_HISTORY), *HELD)).empty


@pytest.mark.parametrize(("given", "basis"), [(NOTHING, "balanced"), (HELD, "controlled")])
def test_projection_and_the_scenario_without_levers_are_one_path(given: tuple[pd.DataFrame, pd.DataFrame], basis: str) -> None:
    people, (regions, members) = population(*YEARS), places()
    path = result(PROJECTION, projection(people, regions, members, *given))
    told = result(SCENARIO_RESULT, scenario_result(scenarios(people), people, regions, members, *given))
    assert set(path["basis"]) == set(told["basis"]) == {basis}
    assert set(told["draws"]) == {DRAWS}
    sums = path.groupby("year")["population"].sum()
    nation = told[(told["level"] == "nation") & (told["measure"] == "population")].set_index("year")["median"]
    assert len(nation) == 3
    for year, persons in nation.items():
        assert persons == pytest.approx(sums[year], rel=1e-12)


def test_the_newest_path_of_all_regions_is_that_of_the_projection() -> None:
    people, (regions, members) = population(*YEARS), places()
    path = result(PROJECTION, projection(people, regions, members, *HELD))
    ahead = result(COHORT_PATH, cohort_path(people, regions, members, *HELD))
    newest = ahead[(ahead["basis"] == "controlled") & (ahead["reference_date"] == dt.date(2025, 12, 31))]
    for year in (2030, 2035, 2045):
        of_year = path[path["year"] == year]
        both = newest[(newest["year"] == year) & (newest["level"] == "sigungu")].set_index("region_id")
        assert both["population"].to_dict() == pytest.approx(of_year.groupby("unit_id")["population"].sum().to_dict())
        nation = newest[(newest["year"] == year) & (newest["level"] == "nation")].iloc[0]
        assert nation["population"] == pytest.approx(both["population"].sum())
        women = of_year[(of_year["sex"] == "female") & of_year["age_from"].between(20, 35)]["population"].sum()
        assert nation["women_20_39"] == pytest.approx(women)


def test_paths_of_dates_before_the_official_one_are_the_registers_own() -> None:
    people, (regions, members) = population(*YEARS), places()
    ahead = result(COHORT_PATH, cohort_path(people, regions, members, *HELD))
    bases = ahead.groupby("reference_date")["basis"].unique().map(set)
    assert bases[dt.date(2022, 12, 31)] == {"balanced", "region_alone"}
    assert bases[dt.date(2023, 12, 31)] == {"controlled", "balanced", "region_alone"}
    assert set(ahead["year"] - pd.to_datetime(ahead["reference_date"]).dt.year) == set(range(0, 31, 5))


def test_unit_without_figures_five_years_before_has_no_path_of_its_own_but_shares_in_the_balanced_one() -> None:
    people, (regions, members) = population(2020, 2025, lacking=("west", 2020)), places()
    ahead = result(COHORT_PATH, cohort_path(people, regions, members, *NOTHING))
    west = ahead[(ahead["level"] == "sigungu") & (ahead["region_id"] == "west")]
    assert set(west["basis"]) == {"balanced"}
    nation = ahead[(ahead["level"] == "nation") & (ahead["year"] == 2025)].set_index("basis")
    assert nation["missing_units"].to_dict() == {"balanced": 0, "region_alone": 1}


REGISTERED = 51.0


@pytest.mark.parametrize(
    ("basis", "band", "within", "on_register", "said"),
    [
        ("controlled", (45.0, 55.0), True, True, "Births: children per woman change"),
        ("controlled", (45.0, 49.5), False, True, "Outside the band, but inside it once brought to the register"),
        ("controlled", (45.0, 48.0), False, False, "Outside the band: the official figure is rounded"),
        ("balanced", (40.0, 45.0), False, False, "Outside the band: no official path holds this one"),
    ],
)
def test_official_figure_stands_beside_ours_with_the_reason_why_they_differ(
    basis: str, band: tuple[float, float], within: bool, on_register: bool, said: str
) -> None:
    nation = {"level": "nation", "region_id": "nation", "measure": "population"}
    row = nation | {"scenario": "no-change", "year": 2030, "base_year": 2025, "basis": basis, "p05": band[0], "p95": band[1]}
    past = typed(SCENARIO_HISTORY, nation | {"year": 2025, "value": REGISTERED})
    path = official(2023, 2070)
    whole = {year: 42 * round(10**6 * 0.99 ** (year - 2023)) for year in (2025, 2030)}
    path["population"] = path["population"] * (50.0 / whole[2030])
    told = typed(SCENARIO_RESULT, row | {"median": 47.0})
    (found,) = result(PROJECTION_COMPARISON, projection_comparison(told, past, frame(SIDO_PROJECTION), path)).to_dict("records")
    assert found["official"] == pytest.approx(50.0) and found["difference"] == pytest.approx(-3.0)
    assert found["official_on_register"] == pytest.approx(REGISTERED * whole[2030] / whole[2025])
    assert (found["within_band"], found["register_within_band"]) == (within, on_register)
    assert found["explanation"].startswith(said)
    assert "Foreigners" in found["explanation"] and "children per woman" in found["explanation"]


def test_figure_of_a_sido_that_is_published_for_a_shown_year_has_a_row() -> None:
    people, (regions, members) = population(*YEARS), places()
    sido = frame(
        SIDO_PROJECTION,
        *({"sido_unit_id": name, "year": year, "population": persons, "source": "x", "verified": True}
          for name, persons in (("sunrise", 10_000), ("sunset", 30_000)) for year in (2022, 2030)),
    )  # fmt: skip
    told = result(SCENARIO_RESULT, scenario_result(scenarios(people), people, regions, members, sido, HELD[1]))
    past = result(SCENARIO_HISTORY, scenario_history(people, regions, members, sido, HELD[1]))
    table = result(PROJECTION_COMPARISON, projection_comparison(told, past, sido, HELD[1])).set_index(["region_id", "year"])
    assert set(table.index) == {("nation", 2030), ("nation", 2035), ("nation", 2045), ("sunrise", 2030), ("sunset", 2030)}
    assert np.isnan(table.loc[("sunrise", 2030), "official_on_register"])
    # Both keep their part of the nation, and so does the path that is held to them.
    east, west = (table.loc[(name, 2030), "projected"] for name in ("sunrise", "sunset"))
    base = people[people["reference_date"] == dt.date(2025, 12, 31)].groupby("unit_id")["population"].sum()
    assert east / west == pytest.approx(base["east"] / base["west"], rel=1e-6)


def test_unit_that_lost_a_person_in_the_base_year_is_noticed() -> None:
    population = typed(POPULATION_TABLE, {"population_concept": "registration", "unit_id": "east", "population": 5})
    table = pd.DataFrame({"unit_id": ["east"], "year": [2024], "base_year": [2024], "population": [4.0]})
    assert base_year_is_the_population(table, population)["difference"].tolist() == [-1]
