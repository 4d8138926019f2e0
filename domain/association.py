"""Words of association between regions and between years, which is no cause."""

from __future__ import annotations

# A unit and its neighbours, as in a Moran scatter plot.
QUADRANTS = ("high-high", "low-high", "low-low", "high-low")
READING = "association, not cause"
# Fewer pairs of figures than this give no correlation.
LEAST = 8
NOT_SIGNIFICANT = "not significant"
# Draws of the places of the neighbours of a unit, and of the places of all units.
PERMUTATIONS, PERMUTATIONS_OF_MAP = 99_999, 9_999
# Draws of a series without a break.
BREAK_DRAWS = 1_999
