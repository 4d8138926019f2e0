"""Which source serves a cell of the population series, and figures carried over where no file has a unit."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import reference
from assets.reference.facts import fact_file, read_facts
from expectations.contracts.population_carried import POPULATION_CARRIED
from expectations.contracts.population_source import POPULATION_SOURCE


@reference(contract=POPULATION_SOURCE, facts=(fact_file("population_source"),))
def population_source() -> pd.DataFrame:
    """Sources in the order in which they are asked. One row per level, concept and source."""
    return read_facts("population_source")


@reference(contract=POPULATION_CARRIED, facts=(fact_file("population_carried"),))
def population_carried() -> pd.DataFrame:
    """Registered persons by age, carried over as numbers. One row per unit, date and sex."""
    return read_facts("population_carried")
