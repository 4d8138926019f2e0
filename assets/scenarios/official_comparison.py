"""mart.projection_comparison: the projection beside the official path, and whether its band holds it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from assets.lake.asset import asset
from assets.projection.official import national_path
from assets.scenarios.scenario_file import BASELINE
from domain.projection import BIRTHS, CONTROLLED, FOREIGNERS
from expectations.contracts.outlook import PROJECTION_COMPARISON

KEY = ["level", "region_id", "year"]
OUTSIDE = "Outside the band:"


@asset(contract=PROJECTION_COMPARISON)
def projection_comparison(
    scenario_result: pd.DataFrame,
    scenario_history: pd.DataFrame,
    sido_projection: pd.DataFrame,
    kosis_national_population: pd.DataFrame,
) -> pd.DataFrame:
    """Persons of the path without levers, and official ones. One row per region and year that has an official figure.

    The official figure is also brought to the register: the registered persons of the base year times its growth since then.
    """
    ours = scenario_result[(scenario_result["scenario"] == BASELINE) & (scenario_result["measure"] == "population")]
    table = ours.rename(columns={"median": "projected"}).merge(_official(sido_projection, kosis_national_population), on=KEY)
    if table.empty:
        return pd.DataFrame(columns=list(PROJECTION_COMPARISON.column_names))
    past = scenario_history[scenario_history["measure"] == "population"]
    base = past.rename(columns={"value": "registered", "year": "base_year"})[["level", "region_id", "base_year", "registered"]]
    official = _official(sido_projection, kosis_national_population).rename(
        columns={"official": "official_base", "year": "base_year"}
    )
    table = table.merge(base, on=["level", "region_id", "base_year"], how="left")
    table = table.merge(official, on=["level", "region_id", "base_year"], how="left")
    numbers = table[["projected", "p05", "p95", "official"]].astype("float64")
    on_register = table["registered"] * table["official"] / table["official_base"]
    within = (numbers["official"] >= numbers["p05"]) & (numbers["official"] <= numbers["p95"])
    within = within.astype("boolean").where(numbers["p05"].notna())
    held = ((on_register >= numbers["p05"]) & (on_register <= numbers["p95"])).astype("boolean")
    table = table.assign(
        official_on_register=on_register,
        difference=numbers["projected"] - numbers["official"],
        within_band=within,
        register_within_band=held.where(numbers["p05"].notna() & on_register.notna()),
    )
    return table.assign(
        explanation=[
            _explained(*row) for row in zip(table["basis"], table["within_band"], table["register_within_band"], strict=True)
        ]
    )


def _official(sido_projection: pd.DataFrame, kosis_national_population: pd.DataFrame) -> pd.DataFrame:
    """Official persons of the nation by year, and of sido where a figure is published."""
    nation = [
        {"level": "nation", "region_id": "nation", "year": year, "official": float(cells.sum())}
        for year, cells in national_path(kosis_national_population).items()
    ]
    sido = sido_projection.rename(columns={"sido_unit_id": "region_id", "population": "official"}).assign(level="sido")
    parts = [pd.DataFrame(nation, columns=[*KEY, "official"]), sido[[*KEY, "official"]]]
    return pd.concat([part.astype({"official": "float64", "year": "int64"}) for part in parts], ignore_index=True)


def _explained(basis: str, within: object, within_on_register: object) -> str:
    """Why the two differ; and, where the official figure lies outside the band, what that is due to."""
    said = f"{BIRTHS[basis]} {FOREIGNERS}"
    if within is not False and within is not np.False_:
        return said
    if within_on_register is True or within_on_register is np.True_:
        return f"Outside the band, but inside it once brought to the register: the difference is one of who is counted. {said}"
    if basis == CONTROLLED:
        why = "the official figure is rounded, of another release than the nation's path, or of a region not held to it"
        return f"{OUTSIDE} {why}. {said}"
    return f"{OUTSIDE} no official path holds this one, and births and moves of the register's own trend go on. {said}"
