"""Prices of apartments: kinds, marks of the publisher, and when a sample was redrawn."""

from __future__ import annotations

PRICE_KINDS = ("sale", "jeonse")
# `(구)` before the name of a unit that has ended: formerly.
ENDED = r"^[(]구[)]"
# Where the average of more than a tenth of the regions leaves the index by this much in a month, the sample was redrawn.
REDRAWN_FROM, SHARE_OF_REGIONS = 0.02, 0.1
