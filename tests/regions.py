"""Members of made-up regions, as core.region_member lists them, for tests of what is summed over regions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from expectations.contracts.units import REGION_MEMBER
from tests.frames import typed

# A region's members are the units that name it in this column.
_NAMED_IN = {"sido": "sido_unit_id", "megaregion": "megaregion", "sigungu": "region_id"}


def members(regions: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """core.region_member of the nation, groups, sido and sigungu among rows of core.reference_region."""
    regions = list(regions)
    units = [row for row in regions if row["level"] in ("sigungu", "sido")]
    return typed(
        REGION_MEMBER,
        *(
            {
                "level": region["level"],
                "region_id": region["region_id"],
                "member_level": unit["level"],
                "member_id": unit["region_id"],
            }
            for region in regions
            for unit in units
            if region["level"] == "nation" or _within(region, unit)
        ),
    )


def _within(region: Mapping[str, Any], unit: Mapping[str, Any]) -> bool:
    if region["level"] == "sigungu" and unit["level"] != "sigungu":
        return False
    return bool(unit[_NAMED_IN[region["level"]]] == region["region_id"])
