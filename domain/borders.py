"""What boundaries serve, and how far lines may be apart: gaps that are closed, corners, simplification. Metres and shares."""

from __future__ import annotations

# Gaps up to this width are the work of generalising each unit by itself; real water of that width lies inside units.
NARROW_M = 200
# Wider ones between three units and more are closed up to this width, unless the other vintages say that they are water.
JUNCTION_M = 1000
# Ground in another vintage that covers this much of a gap covers it, and so many of the vintages must for it to be ground.
COVERED_SHARE = 0.9
GROUND_SHARE = 0.8
# In fewer of them even a narrow gap, or one between three, is water; fewer vintages than this say nothing about a narrow one.
WATER_SHARE = 0.5
VINTAGES_NEEDED = 3
# Why a gap is closed, and why one is kept.
CLOSED = ("narrow", "ground elsewhere", "between three", "border elsewhere")
KEPT = ("water", "not known", "a missing unit", "open water")

# Touching along less than this is a corner, which generalising makes or takes away.
CORNER_KM = 0.2
# What an unexplained border, and all of them together, may come to.
BORDER_KM = 10.0
BORDERS_KM = 20.0

# How far a simplified line may leave the full one, and up to which width water between parts of a unit is drawn as ground.
TOLERANCE_M = 100
CLOSED_GAP_M = 1000

# What shapes serve: simplified one by one they overlap and lose islands, and are no ground for areas or neighbours.
FITNESS = ("measuring", "maps")

# Overlaps below this, and a union that misses the sum of areas by less a pair, are rounding of coordinates.
OVERLAP_M2 = 1.0
