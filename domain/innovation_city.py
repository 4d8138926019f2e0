"""The event study of innovation cities: rings about a city, outcomes, designs."""

from __future__ import annotations

# Outer bounds in km, from the nearest site of a city.
RING_BOUNDS = (5.0, 10.0, 20.0)
RINGS = ("ring_0_5", "ring_5_10", "ring_10_20")
OUTCOMES = ("households", "businesses", "population", "youth_20_39")
DESIGNS = ("synthetic_control", "difference_in_differences", "growth_comparison")
