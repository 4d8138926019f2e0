"""Three measures of decline side by side, and whether they rank sigungu alike.

Each measure is made in its own module; designations in law are no measure and are kept apart (`legal_decline_area.py`).
"""

from __future__ import annotations

from itertools import combinations

import geopandas as gpd
import pandas as pd

from assets.io.asset import asset
from expectations.contracts.extinction_comparison import EXTINCTION_COMPARISON
from expectations.contracts.risk_agreement import MEASURES, RISK_AGREEMENT


@asset(contract=EXTINCTION_COMPARISON)
def extinction_comparison(
    level_boundary: gpd.GeoDataFrame,
    reference_region: pd.DataFrame,
    extinction_risk: pd.DataFrame,
    masuda: pd.DataFrame,
    decline_lookalike: pd.DataFrame,
) -> gpd.GeoDataFrame:
    """The three measures on the newest date, EPSG:5179. One row per sigungu; 1 is the worst rank."""
    day = extinction_risk["reference_date"].max()
    parts = {
        "risk": _of_day(extinction_risk, day, ["risk_index", "risk_class"]),
        "masuda": _of_day(masuda, day, ["projected_ratio", "halves"]),
        "lookalike": decline_lookalike.rename(columns={"unit_id": "region_id"})[["region_id", "lookalike_index"]],
    }
    names = reference_region.loc[reference_region["level"] == "sigungu", ["region_id", "name_ko", "name_en", "sido_ko"]]
    shapes = level_boundary.loc[level_boundary["level"] == "sigungu", ["region_id", "geometry_basis", "geometry"]]
    table = shapes.merge(names, on="region_id")
    for part in parts.values():
        table = table.merge(part, on="region_id", how="left")
    for measure in MEASURES:
        ranks = table[measure].astype("float64").rank(method="min").astype("Int64")
        table = table.assign(**{f"{measure}_rank": ranks})
    return table.rename(columns={"region_id": "unit_id"}).assign(reference_date=day)


@asset(contract=RISK_AGREEMENT)
def risk_agreement(extinction_comparison: pd.DataFrame) -> pd.DataFrame:
    """Kendall's tau-b with the number of sigungu, and overlap of the worst quarters. One row per pair of measures."""
    return pd.DataFrame(
        [agreement(extinction_comparison, first, second) for first, second in combinations(MEASURES, 2)],
        columns=list(RISK_AGREEMENT.column_names),
    )


def agreement(table: pd.DataFrame, first: str, second: str) -> dict[str, object]:
    """Row of two measures, both of which are lower for worse."""
    from scipy.stats import kendalltau  # noqa: PLC0415  (half a second to import)

    known = table[[first, second]].astype("float64").dropna()
    size = len(known) // 4
    worst = [set(known[name].sort_values(kind="stable").index[:size]) for name in (first, second)]
    tau = float(kendalltau(known[first], known[second], variant="b").statistic) if len(known) > 1 else None
    return {
        "measure_a": first, "measure_b": second, "n": len(known), "kendall_tau": tau,
        "among_worst_in_both": len(worst[0] & worst[1]), "worst_size": size,
    }  # fmt: skip


def _of_day(series: pd.DataFrame, day: object, columns: list[str]) -> pd.DataFrame:
    rows = series[(series["level"] == "sigungu") & (series["reference_date"] == day)]
    return rows[["region_id", *columns]]
