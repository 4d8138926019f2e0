"""Facts of regional policy: its events, designated crisis regions, population-decline areas, innovation cities and sites."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import reference
from assets.reference.facts import fact_file, read_facts
from expectations.contracts.crisis_designation import CRISIS_DESIGNATION
from expectations.contracts.decline_area import DECLINE_AREA
from expectations.contracts.innovation_city import INNOVATION_CITY
from expectations.contracts.innovation_city_site import INNOVATION_CITY_SITE
from expectations.contracts.policy_event import POLICY_EVENT


@reference(contract=CRISIS_DESIGNATION, facts=(fact_file("crisis_designation"),))
def crisis_designation() -> pd.DataFrame:
    """Industrial and employment crisis regions. One row per unit, scheme and first day."""
    return read_facts("crisis_designation")


@reference(contract=DECLINE_AREA, facts=(fact_file("decline_area"),))
def decline_area() -> pd.DataFrame:
    """Population-decline areas of MOIS notice 2021-66. One row per unit."""
    return read_facts("decline_area")


@reference(contract=INNOVATION_CITY, facts=(fact_file("innovation_city"),))
def innovation_city() -> pd.DataFrame:
    """Innovation cities with institutions, staff and first arrival. One row per city."""
    return read_facts("innovation_city")


@reference(contract=INNOVATION_CITY_SITE, facts=(fact_file("innovation_city_site"),))
def innovation_city_site() -> pd.DataFrame:
    """Sites with their host unit and an approximate place (degrees). One row per site."""
    return read_facts("innovation_city_site")


@reference(contract=POLICY_EVENT, facts=(fact_file("policy_event"),))
def policy_event() -> pd.DataFrame:
    """Laws, plans, designations and moves since 1982. One row per event."""
    return read_facts("policy_event")
