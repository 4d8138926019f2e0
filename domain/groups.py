"""Groups of sido: the capital region, which is one in every reading of the country."""

from __future__ import annotations

# By unit and by the code that both books of Statistics Korea begin with.
CAPITAL = ("seoul", "incheon", "gyeonggi")
CAPITAL_KOSTAT = ("11", "23", "31")
