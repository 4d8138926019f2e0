"""Levels of regions, from the nation down to the legal dong, and the groups of sido among them."""

from __future__ import annotations

# From the whole to the part; `capital_rest` is the capital region and the rest, `megaregion` the 5+3 groups, and
# `five_plus_two` their second reading, in which Jeonbuk belongs to the Southwest.
LEVELS = ("nation", "capital_rest", "five_plus_two", "megaregion", "sido", "sigungu")
# Levels that are groups of sido, and the grouping of core.megaregion_membership that each follows.
GROUPINGS = {"capital_rest": "capital_rest", "five_plus_two": "five_plus_two", "megaregion": "five_plus_three"}
# Levels of published boundaries, and those that are simplified for maps of the country.
BOUNDARY_LEVELS = ("sido", "sigungu", "emd", "legal_dong")
SIMPLE_LEVELS = ("megaregion", "sido", "sigungu", "emd")
