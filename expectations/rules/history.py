"""The region history: code lists agree with it, crosswalks lose nobody, the reference vintage is whole."""

from __future__ import annotations

import pandas as pd

from domain.history import alive, day_of

# Are codes known, and are differences of code tables explained? Measured against the region history.


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


# Is every source unit shared out whole?


def weights_of_a_source(crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Per set and era: sum of weights minus 1, and whether a source said to be exact goes to several units."""
    grouped = crosswalk.groupby(["track", "region_id"])
    return pd.DataFrame(
        {"excess": grouped["weight"].sum() - 1, "exact_but_divided": grouped["exact"].any() & (grouped.size() > 1)}
    ).reset_index()


# Does the reference geography hold the units that the region history says?


def unit_set_sizes(reference_region: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per unit set: units in the reference geography minus living units of the set in core.region."""
    living = region if reference_region.empty else alive(region, pd.Timestamp(reference_region["reference_vintage"].iloc[0]))
    sigungu = reference_region[reference_region["level"] == "sigungu"]
    here = {
        "sido": int((reference_region["level"] == "sido").sum()),
        "kosis": len(sigungu),
        "keis": int(sigungu["in_keis"].astype(bool).sum()),
        "local_government": int(sigungu["in_local_government"].astype(bool).sum()),
    }
    history = {"sido": int((living["level"] == "sido").sum())}
    history |= {name: int(living[f"in_{name}"].sum()) for name in ("kosis", "keis", "local_government")}
    return pd.DataFrame([(name, here[name], history[name], here[name] - history[name]) for name in here],
                        columns=["unit_set", "here", "in_history", "difference"])  # fmt: skip
