"""What a projection must hold beyond its columns."""

from __future__ import annotations

import pandas as pd


def base_year_is_the_population(projection: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Persons of the base year less the registered persons of its December, by unit."""
    columns = ["unit_id", "difference"]
    if projection.empty:
        return pd.DataFrame(columns=columns)
    base = projection[projection["year"] == projection["base_year"]].groupby("unit_id")["population"].sum()
    registered = population[population["population_concept"] == "registration"]
    newest = registered[registered["reference_date"] == registered["reference_date"].max()]
    known = newest.groupby("unit_id")["population"].sum()
    both = pd.DataFrame({"base": base, "known": known}).fillna(0)
    return pd.DataFrame({"unit_id": both.index, "difference": (both["base"] - both["known"]).to_numpy()})
