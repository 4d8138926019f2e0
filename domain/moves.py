"""Moves between regions: how many must move to be drawn, and how many partners of a region are listed."""

from __future__ import annotations

# Persons a year, below which a line between two regions is left out of a map.
SIDO_THRESHOLD = 1000
SIGUNGU_THRESHOLD = 500
# Regions that a region exchanges most people with.
PARTNERS = 10
