"""Are codes known, and is nobody counted twice? Measured against the region history."""

from __future__ import annotations

import pandas as pd

from expectations.history import alive, day_of


def kosis_units_only(kosis_population: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per code and date a `verdict`: `known`, `unknown code`, or `gu beside its city` (counted twice)."""
    columns = ["vintage", "source_file", "source_row"]
    first = kosis_population.groupby(["region_code", "reference_date"], as_index=False)[columns].first()
    present = set(zip(first["region_code"], first["reference_date"], strict=True))
    parts = [rows.assign(verdict=_verdicts(rows, day, present, region)) for day, rows in first.groupby("vintage")]
    return pd.concat(parts, ignore_index=True) if parts else first.assign(verdict="")


def _verdicts(rows: pd.DataFrame, day: object, present: set[tuple[str, object]], region: pd.DataFrame) -> list[str]:
    """Verdicts on the rows of files with the codes of one day."""
    now = alive(region[region["level"] == "sigungu"], pd.Timestamp(str(day)))
    kosis = set(now.loc[now["in_kosis"], "mois_code"])
    city_of = dict(zip(now["mois_code"], now["parent_unit_id"], strict=True))
    code_of = dict(zip(now["unit_id"], now["mois_code"], strict=True))

    def verdict(code: str, date: object) -> str:
        if code in kosis:
            return "known"
        city = code_of.get(city_of.get(code, ""), "")
        return "gu beside its city" if (city, date) in present else "unknown code"

    return [verdict(code, date) for code, date in zip(rows["region_code"], rows["reference_date"], strict=True)]


def local_governments_only(local_finance: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per code a `verdict`: `known` when a basic local government of the copy's day bears it, else `unknown code`.

    The copy has the codes of one day in all years: successors are already applied.
    """
    governments = region[region["in_local_government"].astype(bool)]
    living = alive(governments, day_of(governments, "mois_code", local_finance["region_code"]))
    first = local_finance.groupby("region_code", as_index=False)[["source_file", "source_row"]].first()
    known = first["region_code"].isin(living["mois_code"])
    return first.assign(verdict=known.map({True: "known", False: "unknown code"}))


def unexplained_differences(code_comparison: pd.DataFrame) -> pd.DataFrame:
    """Per difference: is a reason declared?"""
    return code_comparison.assign(explained=code_comparison["reason"].notna())
