"""Foreign keys that many tables share, written once: to units, reference regions, indicators, innovation cities.

How a broken one is found before DuckDB refuses it is in `orphans.py`.
"""

from __future__ import annotations

from expectations.contract import ForeignKey


def to_unit(*columns: str) -> tuple[ForeignKey, ...]:
    """Each column names a sido or sigungu that has ever been."""
    return tuple(ForeignKey((column,), "core.unit", ("unit_id",)) for column in columns or ("unit_id",))


def to_region(level: str = "level", region: str = "region_id") -> tuple[ForeignKey, ...]:
    """The pair names a region of the reference geography."""
    return (ForeignKey((level, region), "core.reference_region", ("level", "region_id")),)


def to_indicator() -> tuple[ForeignKey, ...]:
    """`indicator` is defined in mart.indicator."""
    return (ForeignKey(("indicator",), "mart.indicator", ("indicator",)),)


def to_city() -> tuple[ForeignKey, ...]:
    """`city_id` is one of the ten innovation cities."""
    return (ForeignKey(("city_id",), "core.innovation_city", ("city_id",)),)


def to_term() -> tuple[ForeignKey, ...]:
    """`term` is a term of local government."""
    return (ForeignKey(("term",), "core.local_government_term", ("term",)),)


def to_country() -> tuple[ForeignKey, ...]:
    """`country` has its capital region named."""
    return (ForeignKey(("country",), "core.oecd_capital_region", ("country",)),)
