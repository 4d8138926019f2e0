"""The seven indicators of the rust belt by sigungu, and the rules for hub, state and trajectory; no score is made here."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd

from expectations.contracts.rust_belt import AT_PEAK_BELOW, ERODED_FROM, HOLLOWED_FROM, REBOUND_FROM, STILL_FALLING_FROM

BASE_YEARS = (2016, 2017, 2018)
YEARS_BETWEEN = 5
FEWEST_CHANGES = 5


def of_industry(manufacturing: pd.DataFrame) -> pd.DataFrame:
    """By `region_id`: the three indicators of pillar industry, `panel_date`, `base_lq`, `state` and `trajectory`."""
    table = manufacturing[(manufacturing["level"] == "sigungu") & manufacturing["panel_share"].notna()]
    year = table["reference_date"].map(lambda day: day.year).astype("int64")
    wide = {column: table.assign(year=year).pivot(index="region_id", columns="year", values=column) for column in _PANEL}
    if table.empty:
        return pd.DataFrame(columns=_INDUSTRY, index=pd.Index([], name="region_id"), dtype="float64")
    last = int(year.max())
    base, now = (
        wide["panel_lq"].reindex(columns=years).mean(axis=1, skipna=False) for years in (BASE_YEARS, range(last - 2, last + 1))
    )
    means = wide["panel_share_3y"]
    return pd.DataFrame(
        {
            "panel_date": table["reference_date"].max(),
            "manufacturing_loss": wide["panel_loss"][last],
            "specialisation_loss": base - now,
            "manufacturing_persistence": falls(wide["panel_share"]),
            "base_lq": base,
            "state": state(means),
            "trajectory": trajectory(means),
        }
    )


def of_people(population: duckdb.DuckDBPyRelation) -> pd.DataFrame:
    """By `region_id`: the four indicators of pillar people, on the newest December of registered population."""
    figures = duckdb.sql("""
        SELECT unit_id AS region_id, year(reference_date) AS year,
               sum(population)::DOUBLE AS persons,
               sum(population) FILTER (age_from >= 65)::DOUBLE AS old,
               sum(population) FILTER (age_from BETWEEN 15 AND 25)::DOUBLE AS young,
               sum(population) FILTER (age_from BETWEEN 20 AND 30)::DOUBLE AS grown
        FROM population
        WHERE population_concept = 'registration' AND month(reference_date) = 12
        GROUP BY ALL
    """)
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


def state(means: pd.DataFrame) -> pd.Series:
    """How much of its peak a unit has lost, from three-year means (units x years)."""
    lost = 1 - means[means.columns.max()] / means.max(axis=1).where(lambda peak: peak > 0)
    names = np.select([lost < ERODED_FROM, lost < HOLLOWED_FROM, lost.notna()], ["intact", "eroded", "hollowed"], "unknown")
    return pd.Series(names, means.index)


def trajectory(means: pd.DataFrame) -> pd.Series:
    """Where a unit is on its way, from three-year means (units x years); the lowest counts only after the peak."""
    known = means.dropna(axis=1, how="all")
    now, peak = known.iloc[:, -1], known.max(axis=1)
    after_peak = known.where(known.eq(peak, axis=0).cummax(axis=1))
    lowest = after_peak.min(axis=1)
    step = now - (known.iloc[:, -2] if known.shape[1] > 1 else np.nan)
    conditions = [
        now.isna() | peak.isna(),
        peak - now < AT_PEAK_BELOW,
        now - lowest >= REBOUND_FROM,
        step <= -STILL_FALLING_FROM,
        step.notna(),
    ]
    names = np.select(conditions, ["unknown", "at_peak", "rebounding", "declining", "trough"], "unknown")
    return pd.Series(names, means.index)


def hubs(base_lq: pd.Series, resident_industry: pd.DataFrame, units: pd.Index[str]) -> pd.DataFrame:
    """By unit `hub` and `hub_basis`: location quotient above 1 in the base years, else by residents of the newest year."""
    newest = resident_industry[resident_industry["reference_date"] == resident_industry["reference_date"].max()]
    table = newest.set_index("unit_id")[["employed", "in_manufacturing"]].astype("float64")
    nation = table["in_manufacturing"].sum() / table["employed"].sum() if len(table) else np.nan
    of_residents = (table["in_manufacturing"] / table["employed"].where(table["employed"] > 0)).reindex(units) / nation
    of_panel = base_lq.reindex(units)
    basis = np.select([of_panel.notna(), of_residents.notna()], ["panel", "residence"], "unknown")
    quotient = of_panel.fillna(of_residents)
    hub = (quotient > 1).astype("object").where(quotient.notna(), None)
    return pd.DataFrame({"hub": hub, "hub_basis": basis}, index=units)


_PANEL = ("panel_share", "panel_lq", "panel_share_3y", "panel_loss")
_INDUSTRY = [
    "panel_date", "manufacturing_loss", "specialisation_loss", "manufacturing_persistence", "base_lq", "state", "trajectory",
]  # fmt: skip
_PEOPLE = ["population_loss", "youth_outflow", "ageing_speed", "population_persistence"]
