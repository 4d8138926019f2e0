"""Facts of policy and of publications: designations, conditions, published figures, declared differences."""

from __future__ import annotations

import pandas as pd

from assets.lake.asset import reference
from assets.reference.units import fact_file, read_facts
from expectations.contracts.claims import PUBLISHED_FIGURE
from expectations.contracts.government import GOVERNMENT_TERM
from expectations.contracts.inequality import OECD_CAPITAL_REGION
from expectations.contracts.innovation_city import GOVERNMENT_TOWN, INNOVATION_CITY, INNOVATION_CITY_SITE
from expectations.contracts.legal_decline import DECLINE_AREA, INTEREST_AREA
from expectations.contracts.policy import CRISIS_CONDITION, CRISIS_DESIGNATION, POLICY_EVENT
from expectations.contracts.population import POPULATION_CARRIED, POPULATION_SOURCE
from expectations.contracts.population_check import DECLARED_DIFFERENCE
from expectations.contracts.projection import SIDO_PROJECTION

# Facts of regional policy: its events, designated crisis regions, population-decline areas, innovation cities and sites.


@reference(contract=CRISIS_DESIGNATION, facts=(fact_file("crisis_designation"),))
def crisis_designation() -> pd.DataFrame:
    """Industrial and employment crisis regions. One row per unit, scheme and first day."""
    return read_facts("crisis_designation")


@reference(contract=DECLINE_AREA, facts=(fact_file("decline_area"),))
def decline_area() -> pd.DataFrame:
    """Population-decline areas of MOIS notice 2021-66. One row per unit."""
    areas = read_facts("decline_area")
    return areas[areas["kind"] == "decline"].reset_index(drop=True)


@reference(contract=INTEREST_AREA, facts=(fact_file("decline_area"),))
def interest_area() -> pd.DataFrame:
    """Areas of interest of MOIS notice 2025-78, which are no population-decline areas. One row per unit."""
    areas = read_facts("decline_area")
    return areas[areas["kind"] == "interest"].reset_index(drop=True)


@reference(contract=INNOVATION_CITY, facts=(fact_file("innovation_city"),))
def innovation_city() -> pd.DataFrame:
    """Innovation cities with institutions, staff and first arrival. One row per city."""
    return read_facts("innovation_city")


@reference(contract=INNOVATION_CITY_SITE, facts=(fact_file("innovation_city_site"),))
def innovation_city_site() -> pd.DataFrame:
    """Sites with their host unit and an approximate place (degrees). One row per site."""
    return read_facts("innovation_city_site")


@reference(contract=GOVERNMENT_TOWN, facts=(fact_file("government_town"),))
def government_town() -> pd.DataFrame:
    """Units with a new town built for a provincial government that moved there. One row per unit."""
    return read_facts("government_town")


@reference(contract=POLICY_EVENT, facts=(fact_file("policy_event"),))
def policy_event() -> pd.DataFrame:
    """Laws, plans, designations and moves since 1982. One row per event."""
    return read_facts("policy_event")


@reference(contract=GOVERNMENT_TERM, facts=(fact_file("government_term"),))
def government_term() -> pd.DataFrame:
    """Presidents' days in office. One row per government."""
    return read_facts("government_term")


# What the law asks for before it designates a crisis region, with the series that each condition takes.


@reference(contract=CRISIS_CONDITION, facts=(fact_file("crisis_condition"),))
def crisis_condition() -> pd.DataFrame:
    """Conditions and whether a table for them is at hand. One row per scheme and condition."""
    table = read_facts("crisis_condition")
    return table.assign(checkable=table["table_at_hand"].isna().map({True: "not checkable", False: "checkable"}))


# Figures as ministries, institutes and the press published them.


@reference(contract=PUBLISHED_FIGURE, facts=(fact_file("published_figure"),))
def published_figure() -> pd.DataFrame:
    """Published figures with date, concept and unit set. One row per figure."""
    return read_facts("published_figure")


# Which source serves a cell of the population series, and figures carried over where no file has a unit.


@reference(contract=POPULATION_SOURCE, facts=(fact_file("population_source"),))
def population_source() -> pd.DataFrame:
    """Sources in the order in which they are asked. One row per level, concept and source."""
    return read_facts("population_source")


@reference(contract=POPULATION_CARRIED, facts=(fact_file("population_carried"),))
def population_carried() -> pd.DataFrame:
    """Registered persons by age, carried over as numbers. One row per unit, date and sex."""
    return read_facts("population_carried")


# Differences between sources and the region history that have been looked into.


@reference(contract=DECLARED_DIFFERENCE, facts=(fact_file("declared_difference"),))
def declared_difference() -> pd.DataFrame:
    """Reasons of differences. One row per comparison, kind and place."""
    return read_facts("declared_difference")


# Official population projections by sido, to which a projection may be controlled.


@reference(contract=SIDO_PROJECTION, facts=(fact_file("sido_projection"),))
def sido_projection() -> pd.DataFrame:
    """Official projections. One row per sido and year; none are shipped, and then nothing is controlled."""
    return read_facts("sido_projection")


# The OECD's large region with the capital of each country.


@reference(contract=OECD_CAPITAL_REGION, facts=(fact_file("oecd_capital_region"),))
def oecd_capital_region() -> pd.DataFrame:
    """Large region (TL2) of each capital. One row per country."""
    return read_facts("oecd_capital_region")
