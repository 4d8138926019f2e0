"""Parts of the rust belt by sigungu: losses over common years, people, and the rules for hub, state and trajectory.

Spans and losses of jobs are in `jobs.py`; no score is made here.
"""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd

from assets.indicators.rust_belt.jobs import COMMON
from domain.ages import AGED_15_29, AGED_20_34, AGED_65_OVER
from domain.rust_belt import ERODED_FROM, FEWEST_WORKERS, HOLLOWED_FROM, PEOPLE_YEARS, STEADY_WITHIN

YEARS_BETWEEN = 5
FEWEST_CHANGES = 5


def of_value_added(sigungu_value_added: pd.DataFrame, *, column: str = "scaled") -> pd.DataFrame:
    """By `region_id`: `value_added_share_loss` and `growth_gap` between the first and the newest year that nearly all units have.

    `column` is `scaled` or `published`; the nation is the sum of the units. Empty with one common year or none.
    """
    wide = manufacturing_of(sigungu_value_added, column)
    units = wide.index.get_level_values("unit_id").nunique()
    known = wide.groupby("reference_date").size()
    common = sorted(known.index[known >= COMMON * units]) if units else []
    if len(common) < 2:
        return pd.DataFrame(
            columns=["value_added_share_loss", "growth_gap"], index=pd.Index([], name="region_id"), dtype="float64"
        )
    first, last = (wide.xs(day, level="reference_date") for day in (common[0], common[-1]))
    share = first["made"] / first["all"] - last["made"] / last["all"]
    growth = last["made"] / first["made"].where(first["made"] > 0)
    both = first.index.intersection(last.index)
    nation = last.loc[both, "made"].sum() / first.loc[both, "made"].sum()
    table = pd.DataFrame({"value_added_share_loss": share, "growth_gap": 1 - growth / nation})
    return table.rename_axis("region_id")


def manufacturing_of(sigungu_value_added: pd.DataFrame, column: str) -> pd.DataFrame:
    """`made` and `all` value added by `unit_id, reference_date`; what was shared out of a divided unit is left out.

    Where the total is not published it is the sum of the activities.
    """
    rows = sigungu_value_added[~sigungu_value_added["interpolated"].astype(bool)]
    wide = rows.pivot(index=["unit_id", "reference_date"], columns="activity", values=column).astype("float64")
    if wide.empty:
        return pd.DataFrame(
            columns=["made", "all"], index=pd.MultiIndex.from_arrays([[], []], names=["unit_id", "reference_date"])
        )
    parts = wide.drop(columns=["value_added", "net_taxes", "grdp"], errors="ignore").sum(axis=1, skipna=False)
    whole = wide["value_added"].fillna(parts) if "value_added" in wide else parts
    table = pd.DataFrame({"made": wide.get("manufacturing"), "all": whole}).dropna()
    return table[table["all"] > 0]


def of_people(population: duckdb.DuckDBPyRelation) -> pd.DataFrame:
    """By `region_id`: the four indicators of pillar people, on the newest December of registered population."""
    figures = duckdb.sql(
        """
        SELECT unit_id AS region_id, year(reference_date) AS year,
               sum(population)::DOUBLE AS persons,
               sum(population) FILTER (age_from IN $old)::DOUBLE AS old,
               sum(population) FILTER (age_from IN $young)::DOUBLE AS young,
               sum(population) FILTER (age_from IN $grown)::DOUBLE AS grown
        FROM population
        WHERE population_concept = 'registration' AND month(reference_date) = 12
        GROUP BY ALL
        """,
        params={"grown": AGED_20_34.groups, "young": AGED_15_29.groups, "old": AGED_65_OVER.groups},
    )
    table = figures.df()
    if table.empty:
        return pd.DataFrame(columns=_PEOPLE, index=pd.Index([], name="region_id"), dtype="float64")
    persons, old, young, grown = (
        table.pivot(index="region_id", columns="year", values=name) for name in ("persons", "old", "young", "grown")
    )
    last = int(table["year"].max())
    before = last - YEARS_BETWEEN
    persons, old, young, grown = (wide.reindex(columns=persons.columns.union([before])) for wide in (persons, old, young, grown))
    share = old / persons
    # The years of the industry: what the countryside lost before them is another story.
    persons = persons.loc[:, last - PEOPLE_YEARS :]
    return pd.DataFrame(
        {
            "population_loss": (1 - persons[last] / persons.max(axis=1)).where(persons[before].notna()),
            "youth_outflow": 1 - grown[last] / young[before],
            "ageing_speed": share[last] - share[before],
            "population_persistence": falls(persons),
        }
    )


def falls(wide: pd.DataFrame) -> pd.Series:
    """Share of known changes between one year and the next that are falls; empty with fewer than five."""
    years = wide.reindex(columns=range(int(wide.columns.min()), int(wide.columns.max()) + 1))
    change = years.diff(axis=1)
    known = change.notna().sum(axis=1)
    return ((change < 0).sum(axis=1) / known).where(known >= FEWEST_CHANGES)


def jobs_seen(manufacturing_jobs: pd.DataFrame) -> pd.DataFrame:
    """By `region_id`: jobs with dates in the first year known, at the highest index and in the last, and the quotients then."""
    known = manufacturing_jobs.dropna(subset=["jobs_index"]).sort_values(["region_id", "reference_date"])
    rows = {
        "first": known.groupby("region_id").head(1),
        "peak": known.loc[known.groupby("region_id")["jobs_index"].idxmax()],
        "last": known.groupby("region_id").tail(1),
    }
    table = pd.DataFrame(index=pd.Index(sorted(set(known["region_id"])), name="region_id"))
    for when, of in rows.items():
        found = of.set_index("region_id")
        table[f"jobs_{when}"] = found["manufacturing_workers"].astype("float64")
        table[f"jobs_{when}_date"] = found["reference_date"]
        if when != "last":
            table[f"workers_lq_{when}"] = found["workers_lq"]
    return table


def value_added_seen(manufacturing: pd.DataFrame, nations_workers: pd.Series) -> pd.DataFrame:
    """By `region_id`: the quotient by value added in the first year known, its highest, and `workers_worth`.

    That is the largest number of workers that the unit's value added of manufacturing would take at the nation's a worker, of
    the years in `nations_workers` (persons by year).
    """
    table = manufacturing[manufacturing["value_added_lq"].notna()].sort_values("reference_date")
    year = table["reference_date"].map(lambda day: day.year)
    nation = table[table["level"] == "nation"].set_index(year[table["level"] == "nation"])["manufacturing_value_added"]
    units = table[table["level"] == "sigungu"]
    a_worker = year[units.index].map(nation / nations_workers).astype("float64")
    worth = units["manufacturing_value_added"].astype("float64") / a_worker
    cells = units.assign(worth=worth).groupby("region_id")
    return pd.DataFrame(
        {
            "value_added_lq_first": cells["value_added_lq"].first(),
            "value_added_lq_highest": cells["value_added_lq"].max(),
            "workers_worth": cells["worth"].max(),
        }
    )


def hubs(seen: pd.DataFrame) -> pd.DataFrame:
    """`hub` and `hub_basis` from the columns of `jobs_seen` and `value_added_seen`.

    Enough manufacturing, and a quotient above 1 by workers in the first year known or at the peak, or by value added in any.
    """
    jobs = seen[["jobs_first", "jobs_peak"]].max(axis=1)
    size = jobs.fillna(seen["workers_worth"])
    by_workers = seen[["workers_lq_first", "workers_lq_peak"]].max(axis=1)
    by_value = seen["value_added_lq_highest"]
    large = size >= FEWEST_WORKERS
    workers, value = large & (by_workers > 1), large & (by_value > 1)
    known = size.notna() & (by_workers.notna() | by_value.notna())
    hub = workers | value
    named = [
        (workers & value) | (~hub & by_workers.notna() & by_value.notna()),
        workers | (~hub & by_workers.notna()),
        value | (~hub & by_value.notna()),
    ]
    basis = np.select([~known, *named], ["unknown", "both", "workers", "value_added"], "unknown")
    return pd.DataFrame({"hub": hub.astype("object").where(known, None), "hub_basis": basis}, index=seen.index)


def state(hub: pd.Series, jobs_loss: pd.Series) -> pd.Series:
    """State of each unit from the share of jobs that it lost; only of hubs."""
    names = np.select(
        [hub.isna(), hub.eq(False), jobs_loss.isna(), jobs_loss < ERODED_FROM, jobs_loss < HOLLOWED_FROM],
        ["not_known", "no_hub", "unknown", "intact", "eroded"],
        "hollowed",
    )
    return pd.Series(names, hub.index)


def trajectory(manufacturing_jobs: pd.DataFrame) -> pd.DataFrame:
    """By `region_id`: `trajectory` with its dates, from the change a year between the ends of the newest segment known twice."""
    known = manufacturing_jobs.dropna(subset=["jobs_index"]).sort_values(["region_id", "reference_date"])
    ends = known.groupby(["region_id", "segment"]).agg(
        trajectory_from=("reference_date", "first"),
        trajectory_to=("reference_date", "last"),
        start=("jobs_index", "first"),
        end=("jobs_index", "last"),
        years=("jobs_index", "size"),
    )
    newest = ends[(ends["years"] > 1) & (ends["start"] > 0)].reset_index().groupby("region_id").tail(1).set_index("region_id")
    between = [b.year - a.year for a, b in zip(newest["trajectory_from"], newest["trajectory_to"], strict=True)]
    change = (newest["end"] / newest["start"]) ** (1 / pd.Series(between, newest.index, dtype="float64")) - 1
    names = np.select([change <= -STEADY_WITHIN, change >= STEADY_WITHIN], ["declining", "rising"], "steady")
    return newest[["trajectory_from", "trajectory_to"]].assign(trajectory=names)


_VALUE = ["value_added_share_loss", "growth_gap"]
_PEOPLE = ["population_loss", "youth_outflow", "ageing_speed", "population_persistence"]
