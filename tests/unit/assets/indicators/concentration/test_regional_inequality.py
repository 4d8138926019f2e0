"""Inequality and convergence on tables: who is compared, what counts as one, and regressions that scipy agrees with."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import linregress

from assets.indicators.concentration.borders import on_own_borders
from assets.indicators.concentration.inequality import converge, convergence, regional_inequality
from expectations.contracts.events import CROSSWALK, REFERENCE_REGION
from expectations.contracts.inequality import CONVERGENCE, REGIONAL_INEQUALITY
from expectations.contracts.sido_figures import LOCAL_FINANCE, SIDO_FIGURE_REPORTED
from expectations.contracts.sido_population import SIDO_POPULATION_REPORTED
from expectations.contracts.units import REGION
from expectations.rules.concentration import parts_add_up
from tests.frames import relation, result, typed

BEGIN = dt.date(1994, 12, 31)
GROUPS = {"seoul": "capital", "gyeonggi": "capital", "chungnam": "central", "sejong": "central"}
CODES = {"11110": "capital", "11140": "capital", "44131": "central"}
START = {"seoul": 40, "gyeonggi": 30, "chungnam": 20, "sejong": 10}


def day(year: int) -> dt.date:
    return dt.date(year, 12, 31)


BORN = {"sejong": dt.date(2012, 7, 1)}


def way(unit: str, to: str, weight: float = 1.0, begins: dt.date = BEGIN, ends: dt.date | None = None) -> dict[str, object]:
    return {
        "track": "sido", "from_unit_id": unit, "to_unit_id": to, "weight": weight, "exact": weight == 1,
        "valid_from": begins, "valid_to": ends,
    }  # fmt: skip


WAYS = (
    way("seoul", "seoul"), way("gyeonggi", "gyeonggi"),
    way("chungnam", "chungnam", 0.95, ends=BORN["sejong"]), way("chungnam", "sejong", 0.05, ends=BORN["sejong"]),
    way("chungnam", "chungnam", begins=BORN["sejong"]), way("sejong", "sejong", begins=BORN["sejong"]),
)  # fmt: skip


def within_chungnam(values: dict[str, int]) -> dict[str, int]:
    return {unit: value + (values["sejong"] if unit == "chungnam" else 0) for unit, value in values.items() if unit != "sejong"}


def inputs(
    products: dict[int, dict[str, int]], joined: tuple[int, ...] = (), fiscal: tuple[tuple[str, int, float], ...] = ()
) -> tuple:  # type: ignore[type-arg]
    """Ten persons in every sido; in `joined` years product is of before Sejong, which is within that of Chungnam."""
    figures = [
        {
            "figure": "grdp",
            "unit_id": unit,
            "reference_date": day(year),
            "source_vintage": day(2011 if year in joined else year),
            "value": value,
        }
        for year, values in products.items()
        for unit, value in (within_chungnam(values) if year in joined else values).items()
    ]  # fmt: skip
    people = [
        {"unit_id": unit, "reference_date": day(year), "source_vintage": max(day(year), BORN.get(unit, BEGIN)), "population": 10}
        for year in products
        for unit in GROUPS
    ]
    regions = [{"level": "sido", "region_id": unit, "megaregion": group} for unit, group in GROUPS.items()]
    units = [
        {
            "region_id": code,
            "unit_id": f"unit-{code}",
            "mois_code": code,
            "level": "sigungu",
            "megaregion": group,
            "in_local_government": True,
            "valid_from": BEGIN,
        }
        for code, group in CODES.items()
    ]
    finance = [{"region_code": code, "year": year, "fiscal_independence_after_reform": rate} for code, year, rate in fiscal]
    return (
        typed(SIDO_FIGURE_REPORTED, *figures), typed(SIDO_POPULATION_REPORTED, *people), typed(CROSSWALK, *WAYS),
        typed(REFERENCE_REGION, *regions),
        relation(LOCAL_FINANCE, *finance), relation(REGION, *units),
    )  # fmt: skip


def inequality(*args: object, **kwargs: object) -> pd.DataFrame:
    return result(REGIONAL_INEQUALITY, regional_inequality(*inputs(*args, **kwargs))).set_index(["figure", "reference_date"])  # type: ignore[arg-type]


def test_product_per_head_by_hand() -> None:
    row = inequality({2020: START}).loc[("grdp_per_head", day(2020))]
    assert (row["units"], row["missing_units"], row["mean"]) == (4, 0, 2.5)
    assert row["theil"] == pytest.approx(0.4 * math.log(1.6) + 0.3 * math.log(1.2) + 0.2 * math.log(0.8) + 0.1 * math.log(0.4))
    assert row["theil_between"] == pytest.approx(0.7 * math.log(1.4) + 0.3 * math.log(0.6))
    assert row["gini"] == pytest.approx(0.25)
    assert row["top_to_bottom"] == pytest.approx(4)


def test_between_and_within_make_the_whole() -> None:
    table = inequality({2019: START, 2020: dict(zip(START, (7, 5, 11, 2), strict=True))}).reset_index()
    assert parts_add_up(table)["difference"].abs().max() < 1e-9
    assert parts_add_up(table.assign(theil_within=table["theil_within"] + 0.1))["difference"].min() == pytest.approx(0.1)


def test_sido_that_are_not_told_apart_are_one_unit_with_their_people() -> None:
    row = inequality({2010: START}, joined=(2010,)).loc[("grdp_per_head", day(2010))]
    assert (row["units"], row["missing_units"], row["mean"]) == (3, 0, 2.5)
    assert row["top_to_bottom"] == pytest.approx(4 / 1.5)


def test_a_sido_without_a_figure_is_missing() -> None:
    row = inequality({2020: dict.fromkeys(("seoul", "gyeonggi", "chungnam"), 1)}).loc[("grdp_per_head", day(2020))]
    assert (row["units"], row["missing_units"]) == (3, 1)


def test_product_is_divided_by_the_people_of_the_same_borders() -> None:
    """A gun of 10 persons leaves Gyeongbuk for Daegu in 2023: until then its product and its people are Gyeongbuk's."""
    moved = dt.date(2023, 7, 1)
    ways = [
        way("gyeongbuk", "gyeongbuk", 0.99, ends=moved), way("gyeongbuk", "daegu", 0.01, ends=moved),
        way("gyeongbuk", "gyeongbuk", begins=moved), way("daegu", "daegu"),
    ]  # fmt: skip
    printed = {
        2022: {"gyeongbuk": (5_000, 1_000), "daegu": (2_000, 900)},
        2023: {"gyeongbuk": (4_950, 990), "daegu": (2_050, 910)},
    }
    rows = [
        {"unit_id": unit, "reference_date": day(year), "source_vintage": day(year)} | {"product": product, "people": people}
        for year, units in printed.items()
        for unit, (product, people) in units.items()
    ]
    figures = [{"figure": "grdp", "value": row["product"]} | {k: row[k] for k in list(row)[:3]} for row in rows]
    people = [{"population": row["people"]} | {k: row[k] for k in list(row)[:3]} for row in rows]
    own = on_own_borders(typed(SIDO_FIGURE_REPORTED, *figures), typed(SIDO_POPULATION_REPORTED, *people), typed(CROSSWALK, *ways))
    told = {(row.unit, row.reference_date.year): (row.value, row.people) for row in own.itertuples()}
    assert told == {(unit, year): pair for year, units in printed.items() for unit, pair in units.items()}


def test_a_sido_whose_people_are_not_known_is_missing_and_not_given_those_of_another() -> None:
    tables = list(inputs({2010: START}, joined=(2010,)))
    tables[1] = tables[1][tables[1]["unit_id"] != "gyeonggi"]
    row = result(REGIONAL_INEQUALITY, regional_inequality(*tables)).set_index("figure").loc["grdp_per_head"]
    assert (row["units"], row["missing_units"]) == (2, 1)


def test_each_local_government_counts_once_and_a_silent_one_is_missing() -> None:
    rates = (("11110", 2020, 30.0), ("11140", 2020, 10.0), ("44131", 2020, 20.0), ("11110", 2021, 30.0), ("44131", 2021, 10.0))
    table = inequality({}, fiscal=rates)
    full, part = (table.loc[("fiscal_independence_after_reform", day(year))] for year in (2020, 2021))
    assert (full["units"], full["missing_units"], full["mean"]) == (3, 0, 20)
    assert (part["units"], part["missing_units"]) == (2, 1)
    assert "fiscal_independence_before_reform" not in table.index.get_level_values("figure")


def converged(*args: object, **kwargs: object) -> pd.DataFrame:
    return result(CONVERGENCE, convergence(*inputs(*args, **kwargs))).set_index(["first_date", "last_date"])  # type: ignore[arg-type]


def test_regression_on_a_line_drawn_by_hand() -> None:
    start = np.exp([0.0, 1.0, 2.0])
    end = start * np.exp((0.1 - 0.02 * np.log(start)) * 10)
    row = converge(start, end, 10)
    assert (row["beta"], row["intercept"], row["r2"]) == pytest.approx((-0.02, 0.1, 1.0))
    assert row["beta_error"] == pytest.approx(0, abs=1e-9)
    assert row["speed"] == pytest.approx(-math.log(0.8) / 10)
    assert row["sigma_first"] == pytest.approx(math.sqrt(2 / 3)) and row["sigma_last"] == pytest.approx(0.8 * math.sqrt(2 / 3))
    assert row["sigma_convergence"]


def test_regression_equals_scipy() -> None:
    random = np.random.default_rng(3)
    start, end = random.lognormal(3, 0.4, 16), random.lognormal(4, 0.3, 16)
    ours, theirs = converge(start, end, 23), linregress(np.log(start), np.log(end / start) / 23)
    assert ours["beta"] == pytest.approx(theirs.slope) and ours["intercept"] == pytest.approx(theirs.intercept)
    assert ours["beta_error"] == pytest.approx(theirs.stderr) and ours["r2"] == pytest.approx(theirs.rvalue**2)


def test_periods_are_the_whole_series_and_every_ten_years() -> None:
    years = dict.fromkeys((2000, 2001, 2010, 2011, 2013), START)
    assert [(a.year, b.year) for a, b in converged(years).index] == [(2000, 2010), (2000, 2013), (2001, 2011)]


def test_both_ends_are_compared_on_the_units_that_both_tell_apart() -> None:
    row = converged({2010: START, 2020: {unit: 2 * value for unit, value in START.items()}}, joined=(2010,)).iloc[0]
    assert row["units"] == 3
    assert row["beta"] == pytest.approx(0, abs=1e-12) and row["intercept"] == pytest.approx(math.log(2) / 10)


def test_nothing_to_compare_gives_no_rows() -> None:
    assert inequality({}).empty and converged({}).empty
