"""The rust belt: which manufacturing hubs are in decline, how far, and how sure their rank is (decision record 17).

Indicators and rules are in `rust_belt_indicators.py`, methods in `composite.py` and `composite_ranks.py`.
"""

from __future__ import annotations

import duckdb
import geopandas as gpd
import numpy as np
import pandas as pd

from assets.indicators.composite import Array, aggregate, normalise, ranks, weigh, weight_known
from assets.indicators.composite_ranks import rank_draws, variance_shares
from assets.indicators.rust_belt_indicators import hubs, of_industry, of_people
from assets.io.asset import asset
from expectations.contracts.rust_belt import INDICATORS, RUST_BELT, WEIGHT_FOR_A_RANK
from expectations.contracts.rust_belt_sensitivity import RUST_BELT_SENSITIVITY

NAMES = [indicator.name for indicator in INDICATORS]
PILLARS = np.array([indicator.pillar for indicator in INDICATORS])
REPLICATIONS, SEED = 2000, 20241231
# Weights by correlation and entropy need more complete hubs than indicators.
FEWEST_HUBS = 2 * len(INDICATORS)


@asset(contract=RUST_BELT)
def rust_belt(
    manufacturing: pd.DataFrame,
    resident_industry: pd.DataFrame,
    population: duckdb.DuckDBPyRelation,
    reference_region: pd.DataFrame,
    level_boundary: gpd.GeoDataFrame,
) -> gpd.GeoDataFrame:
    """Indicators, score, rank and its band, state and trajectory, EPSG:5179. One row per sigungu."""
    identity = reference_region.loc[
        reference_region["level"] == "sigungu", ["region_id", "mois_code", "name_ko", "name_en", "sido_ko", "megaregion"]
    ]
    industry = of_industry(manufacturing)
    table = identity.set_index("region_id").join(industry).join(of_people(population))
    table = table.join(hubs(industry["base_lq"].astype("float64"), resident_industry, table.index))
    table = table.join(scored(table[NAMES].astype("float64"), table["hub"].eq(True)))
    flags = table[["state", "trajectory"]].astype("object")
    table[["state", "trajectory"]] = flags.where(flags.notna(), "unknown")
    newest = duckdb.sql("SELECT max(reference_date) FROM population WHERE population_concept = 'registration'").fetchone()
    shapes = level_boundary[level_boundary["level"] == "sigungu"].drop(columns=["level", "area_km2"])
    return shapes.merge(table.reset_index(), on="region_id").assign(reference_date=newest[0] if newest else None)


@asset(contract=RUST_BELT_SENSITIVITY)
def rust_belt_sensitivity(rust_belt: pd.DataFrame) -> pd.DataFrame:
    """Share of the variance of ranks by choice, over hubs with a rank. One row per choice; none without hubs enough."""
    values = of_hubs(rust_belt[NAMES].astype("float64"), rust_belt["rank"].notna()).to_numpy()
    if not enough(values):
        return pd.DataFrame(columns=list(RUST_BELT_SENSITIVITY.column_names))
    shares = variance_shares(values, PILLARS)
    designs = 2 * 3 * 2 * (1 + len(NAMES))
    return pd.DataFrame(
        {"choice": list(shares), "variance_share": list(shares.values()), "designs": designs, "units": len(values)}
    )


def scored(values: pd.DataFrame, hub: pd.Series) -> pd.DataFrame:
    """Points, `score`, `weight_known`, `rank` and its band of units x indicators, higher is worse.

    Scales are those of the hubs. With too few hubs whose indicators are all known there is no score.
    """
    equal = weigh(np.empty((0, len(NAMES))), "equal", PILLARS)
    numbers = values.to_numpy()
    answer = pd.DataFrame({"weight_known": weight_known(numbers, equal)}, index=values.index)
    answer[[f"{name}_points" for name in NAMES]] = np.nan
    answer[["score", "rank", "rank_median", "rank_low", "rank_high"]] = np.nan
    ranked = of_hubs(values, hub)
    if not enough(ranked.to_numpy()):
        return answer
    points = normalise(numbers, "min_max", reference=ranked.to_numpy())
    answer[[f"{name}_points" for name in NAMES]] = points
    answer["score"] = aggregate(points, equal, "arithmetic")
    sure = answer.loc[ranked.index, "weight_known"].to_numpy() >= WEIGHT_FOR_A_RANK
    answer.loc[ranked.index[sure], "rank"] = ranks(answer.loc[ranked.index[sure], "score"].to_numpy())
    draws = rank_draws(ranked.to_numpy(), PILLARS, sure, replications=REPLICATIONS, seed=SEED)
    answer.loc[ranked.index, ["rank_median", "rank_low", "rank_high"]] = np.quantile(draws, [0.5, 0.05, 0.95], axis=0).T
    return answer


def of_hubs(values: pd.DataFrame, hub: pd.Series) -> pd.DataFrame:
    """Rows of hubs of which anything is known, in the order of their identifiers."""
    return values[hub & values.notna().any(axis=1)].sort_index()


def enough(values: Array) -> bool:
    """True when the complete rows allow for weights by correlation and entropy."""
    return int((~np.isnan(values)).all(axis=1).sum()) >= FEWEST_HUBS
