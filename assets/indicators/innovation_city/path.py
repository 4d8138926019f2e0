"""Paths of innovation cities and of placebos against their donors, by outcome and year.

How weights are found is `synthetic_control.py`, who is a donor `unit.py`, what the paths say
`effect.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from assets.indicators.innovation_city.unit import donor_pool, located_units
from assets.lake.asset import asset
from assets.methods.synthetic_control import (
    Floats,
    equal_weights,
    gaps,
    simplex_weights,
)
from domain.ages import AGED_20_39
from domain.days import year_ends
from domain.innovation_city import DONOR_SETS, MAIN, RINGS
from expectations.contracts.innovation_city_study import INNOVATION_CITY_DONOR, INNOVATION_CITY_PATH

# From so many years before arrival weights are fitted; with fewer they would follow noise, and all donors count alike.
FEWEST_YEARS_TO_FIT = 6
# The placebo date lies so many years before the arrival.
PLACEBO_YEARS = 5


@dataclass(frozen=True)
class Target:
    """A unit or sum of units whose path is compared, with its pool of donors."""

    name: str
    zone: str
    units: tuple[str, ...]
    pool: str
    donors: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """All targets against their donors in one table of units by year.

    `weights` is targets x units, `observed` and `gap` (log points) targets x years, `base` marks
    years, `donors` counts those with figures. `low` and `high` (targets x years) bound the gap when one donor after the
    other is left out; not a number where that was not tried.
    """

    design: str
    targets: list[Target]
    weights: Floats
    observed: Floats
    gap: Floats
    base: npt.NDArray[np.bool_]
    donors: list[int]
    low: Floats
    high: Floats


@asset(contract=INNOVATION_CITY_PATH)
def innovation_city_path(
    innovation_city: pd.DataFrame,
    innovation_city_unit: pd.DataFrame,
    reference_region: pd.DataFrame,
    level_boundary: gpd.GeoDataFrame,
    population: duckdb.DuckDBPyRelation,
    households: duckdb.DuckDBPyRelation,
    businesses: duckdb.DuckDBPyRelation,
) -> pd.DataFrame:
    """Gaps in log points of cities, rings and placebo hosts. One row per choice of donors, event, outcome, target and year."""
    tables = outcomes(population, households, businesses)
    units = located_units(reference_region, level_boundary)
    parts = []
    for donor_set, clean in donor_sets(innovation_city_unit, units).items():
        placebos = [Target(unit, "placebo", (unit,), *_pool(units, clean, {unit})) for unit in map(str, units.index[clean])]
        for arrival, cities in by_arrival(innovation_city).items():
            targets = [*city_targets(innovation_city_unit, units, clean, cities), *placebos]
            for outcome, table in tables.items():
                for event, year, part in _events(table, arrival, donor_set):
                    compared = compare(part, targets, year, one_out=donor_set == MAIN and event == "arrival")
                    found = _rows(compared, part.columns)
                    parts.append(found.assign(donor_set=donor_set, event=event, event_year=year, outcome=outcome))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(INNOVATION_CITY_PATH.column_names))


@asset(contract=INNOVATION_CITY_DONOR)
def innovation_city_donor(
    innovation_city: pd.DataFrame,
    innovation_city_unit: pd.DataFrame,
    population: duckdb.DuckDBPyRelation,
    households: duckdb.DuckDBPyRelation,
    businesses: duckdb.DuckDBPyRelation,
) -> pd.DataFrame:
    """Weights of the donors of each host. One row per city, outcome and donor; weights of a city and outcome sum to 1."""
    tables = outcomes(population, households, businesses)
    parts = []
    for arrival, cities in by_arrival(innovation_city).items():
        targets = list(hosts_and_donors(innovation_city_unit, cities))
        for outcome, table in tables.items():
            found = compare(table, targets, arrival)
            wide = pd.DataFrame(found.weights, [target.name for target in found.targets], table.index)
            long = wide.rename_axis("city_id").reset_index().melt("city_id", var_name="unit_id", value_name="weight")
            long = long[long["weight"] > 0]
            parts.append(long.assign(outcome=outcome, design=found.design))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(INNOVATION_CITY_DONOR.column_names))


def outcomes(
    population: duckdb.DuckDBPyRelation, households: duckdb.DuckDBPyRelation, businesses: duckdb.DuckDBPyRelation
) -> dict[str, pd.DataFrame]:
    """Units by year of each outcome, units that lack a year left out; outcomes without figures are not there."""
    long = duckdb.sql(
        """
        WITH figure AS (
            SELECT 'households' AS outcome, unit_id, year(reference_date) AS year, households AS value
            FROM households
            UNION ALL
            SELECT 'businesses', unit_id, year(reference_date), businesses
            FROM businesses
            UNION ALL
            SELECT 'population', unit_id, year(reference_date), sum(population)
            FROM population
            WHERE population_concept = 'registration' AND month(reference_date) = 12
            GROUP BY ALL
            UNION ALL
            SELECT 'youth_20_39', unit_id, year(reference_date), sum(population)
            FROM population
            WHERE population_concept = 'registration' AND age_from IN $young AND month(reference_date) = 12
            GROUP BY ALL
        )
        SELECT outcome, unit_id, year, CAST(value AS DOUBLE) AS value
        FROM figure
        WHERE value > 0
        ORDER BY ALL
        """,
        params={"young": AGED_20_39.groups},
    ).df()
    wide = {str(name): rows.pivot(index="unit_id", columns="year", values="value") for name, rows in long.groupby("outcome")}
    return {name: unbroken(table).dropna() for name, table in wide.items()}


def unbroken(table: pd.DataFrame) -> pd.DataFrame:
    """The columns of the last years that follow each other without a gap."""
    years = table.columns.to_numpy("int64")
    gaps = np.flatnonzero(np.diff(years) > 1)
    return table.iloc[:, gaps[-1] + 1 :] if len(gaps) else table


def by_arrival(innovation_city: pd.DataFrame) -> dict[int, set[str]]:
    """Cities by the year in which the first institution began work."""
    years = innovation_city["first_arrival_year"].astype("int64")
    return {int(year): set(innovation_city.loc[years == year, "city_id"]) for year in sorted(years.unique())}


def donor_sets(innovation_city_unit: pd.DataFrame, units: pd.DataFrame) -> dict[str, pd.Series]:
    """Which units may be donors and placebo hosts under each choice; those that no city can have are none."""
    role = innovation_city_unit.drop_duplicates(["unit_id", "role"]).groupby("role")["unit_id"].agg(set)
    quiet, shocked = (units.index.isin(list(role.get(name, set()))) for name in ("donor", "donor_with_shock"))
    city = units["name_ko"].astype(str).str.endswith(("시", "구")).to_numpy()
    chosen = dict(zip(DONOR_SETS, (quiet, quiet | shocked, quiet & city), strict=True))
    return {name: pd.Series(which, units.index) for name, which in chosen.items()}


def city_targets(innovation_city_unit: pd.DataFrame, units: pd.DataFrame, clean: pd.Series, cities: set[str]) -> list[Target]:
    """Hosts and rings of the cities, each the sum of its units, against the pool that the rule finds for the hosts."""
    targets = []
    for city, rows in innovation_city_unit[innovation_city_unit["city_id"].isin(cities)].groupby("city_id"):
        pool, donors = _pool(units, clean, set(rows.loc[rows["role"] == "host", "unit_id"]))
        for zone, members in rows[rows["role"].isin(["host", *RINGS])].groupby("role"):
            targets.append(Target(str(city), str(zone), tuple(members["unit_id"]), pool, donors))
    return targets


def hosts_and_donors(innovation_city_unit: pd.DataFrame, cities: set[str]) -> Iterator[Target]:
    """Hosts of the cities with the donors that count."""
    for city, rows in innovation_city_unit[innovation_city_unit["city_id"].isin(cities)].groupby("city_id"):
        hosts, donors = (rows[rows["role"] == role] for role in ("host", "donor"))
        if len(hosts):
            pool = str(donors["donor_pool"].iloc[0]) if len(donors) else "none"
            yield Target(str(city), "host", tuple(hosts["unit_id"]), pool, tuple(donors["unit_id"]))


def compare(table: pd.DataFrame, targets: list[Target], event_year: int, *, one_out: bool = False) -> Comparison:
    """Targets of which all units have figures, against those of their donors that have; without donors a target is left out.

    The base are all years before the event; where there is none, the first year alone, and the comparison is one
    of growth since. With `one_out` hosts are compared again without each of their donors.
    """
    years = table.columns.to_numpy()
    before = years < event_year
    base = before if before.any() else years == years.min()
    design = "synthetic_control" if before.sum() >= FEWEST_YEARS_TO_FIT else "difference_in_differences"
    design = design if before.any() else "growth_comparison"
    figures, place = table.to_numpy("float64"), {unit: row for row, unit in enumerate(table.index)}
    kept = [t for t in targets if all(u in place for u in t.units) and any(u in place for u in t.donors)]
    observed = np.array([figures[[place[u] for u in t.units]].sum(axis=0) for t in kept]).reshape(len(kept), len(years))
    logs, pools = np.log(figures), [[place[unit] for unit in target.donors if unit in place] for target in kept]
    fitted = design == "synthetic_control"
    weights = np.array([_weights(row, logs, donors, base, fitted) for row, donors in zip(np.log(observed), pools, strict=True)])
    gap = gaps(np.log(observed), logs, weights.reshape(len(kept), len(figures)), base)
    low, high = np.full_like(gap, np.nan), np.full_like(gap, np.nan)
    for row, donors in enumerate(pools):
        if one_out and kept[row].zone == "host" and len(donors) > 1:
            without = [[other for other in donors if other != one] for one in donors if weights[row, one] > 0]
            again = np.array([_weights(np.log(observed[row]), logs, rest, base, fitted) for rest in without])
            found = gaps(np.repeat(np.log(observed[[row]]), len(again), axis=0), logs, again, base)
            low[row], high[row] = found.min(axis=0), found.max(axis=0)
    return Comparison(design, kept, weights.reshape(len(kept), len(figures)), observed, gap, base, [*map(len, pools)], low, high)


def _weights(target: Floats, logs: Floats, donors: list[int], base: npt.NDArray[np.bool_], fitted: bool) -> Floats:
    """Weights of all units (0 but for `donors`) for one target: fitted over the base years, or equal."""
    weights = np.zeros(len(logs))
    weights[donors] = simplex_weights(target[base], logs[donors][:, base].T) if fitted else equal_weights(len(donors))
    return weights


def _pool(units: pd.DataFrame, clean: pd.Series, of: set[str]) -> tuple[str, tuple[str, ...]]:
    pool, donors = donor_pool(units, clean, of)
    return pool, tuple(donors)


def _events(table: pd.DataFrame, arrival: int, donor_set: str) -> Iterator[tuple[str, int, pd.DataFrame]]:
    """The arrival, and with the donors that count a placebo date where the years before it are enough to fit.

    The path of a placebo date ends before the arrival.
    """
    yield "arrival", arrival, table
    placebo, years = arrival - PLACEBO_YEARS, table.columns.to_numpy("int64")
    if donor_set == MAIN and (years < placebo).sum() >= FEWEST_YEARS_TO_FIT:
        yield "placebo_date", placebo, table.iloc[:, np.flatnonzero(years < arrival)]


def _rows(found: Comparison, years: pd.Index) -> pd.DataFrame:
    """One row per target and year."""
    count = len(years)
    before = int(found.base.sum()) if found.design != "growth_comparison" else 0
    rmse = np.sqrt((found.gap[:, found.base] ** 2).mean(axis=1))
    facts = pd.DataFrame(
        {
            "zone": [target.zone for target in found.targets],
            "target_id": [target.name for target in found.targets],
            "units": [len(target.units) for target in found.targets],
            "donor_pool": [target.pool for target in found.targets],
            "donors": found.donors,
            "rmse_before": rmse if before > 1 else np.full(len(rmse), np.nan),
        }
    )
    table = facts.loc[facts.index.repeat(count)].reset_index(drop=True)
    ends = year_ends(years)
    return table.assign(
        reference_date=ends * len(facts),
        observed=found.observed.ravel(),
        gap=found.gap.ravel(),
        gap_low=found.low.ravel(),
        gap_high=found.high.ravel(),
        is_base=np.tile(found.base, len(facts)),
        design=found.design,
        years_before=before,
    )
