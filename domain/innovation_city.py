"""The event study of innovation cities: rings about a city, outcomes, designs, who may be a donor."""

from __future__ import annotations

# Outer bounds in km, from the nearest site of a city.
RING_BOUNDS = (5.0, 10.0, 20.0)
RINGS = ("ring_0_5", "ring_5_10", "ring_10_20")
OUTCOMES = ("households", "businesses", "population", "youth_20_39")
DESIGNS = ("synthetic_control", "difference_in_differences", "growth_comparison")
# Why a unit moved for reasons of its own: a crisis region by law, next to Sejong, a town built for a moved government.
SHOCKS = ("crisis_region", "beside_sejong", "government_town")
# Donors without such units count; with them, and cities and gu without gun, stand beside.
DONOR_SETS = ("without_shocks", "all", "cities")
MAIN = DONOR_SETS[0]
FITS = ("good", "poor", "overfit")
