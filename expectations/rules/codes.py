"""Are codes known, and is nobody counted twice? Measured against the region history."""

from __future__ import annotations

import pandas as pd

from expectations.history import alive

# The copy of the table carries codes of this day throughout: successors already applied.
KOSIS_CODES_OF = pd.Timestamp("2024-02-01")


def kosis_units_only(kosis_population: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per code and date a `verdict`: `known`, `unknown code`, or `gu beside its city` (counted twice)."""
    now = alive(region[region["level"] == "sigungu"], KOSIS_CODES_OF)
    kosis = set(now.loc[now["in_kosis"], "mois_code"])
    city_of = dict(zip(now["mois_code"], now["parent_unit_id"], strict=True))
    code_of = dict(zip(now["unit_id"], now["mois_code"], strict=True))
    first = kosis_population.groupby(["region_code", "reference_date"], as_index=False)[["source_file", "source_row"]].first()
    present = set(zip(first["region_code"], first["reference_date"], strict=True))

    def verdict(code: str, date: object) -> str:
        if code in kosis:
            return "known"
        city = code_of.get(city_of.get(code, ""), "")
        return "gu beside its city" if (city, date) in present else "unknown code"

    return first.assign(verdict=[verdict(c, d) for c, d in zip(first["region_code"], first["reference_date"], strict=True)])
