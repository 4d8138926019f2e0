"""How far ahead is projected and which years are shown: both move on with the newest population."""

from __future__ import annotations

ROUND = 5
FARTHEST, NEAREST = 21, 3


def last_year(base: int) -> int:
    """The last year divisible by five that lies at most 21 years after the base year: 2045 from 2024 to 2028."""
    return (base + FARTHEST) // ROUND * ROUND


def shown_years(base: int) -> tuple[int, ...]:
    """Years divisible by five, from three years after the base year to the last one: 2030, 2035, 2040, 2045 from 2024 to 2027."""
    first = -(-(base + NEAREST) // ROUND) * ROUND
    return tuple(range(first, last_year(base) + 1, ROUND))


def compared_years(base: int) -> tuple[int, ...]:
    """Those by which scenarios are told apart: the first two and the last."""
    years = shown_years(base)
    return tuple(dict.fromkeys((*years[:2], years[-1])))
