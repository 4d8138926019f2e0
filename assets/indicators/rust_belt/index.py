"""The rust belt: which manufacturing hubs are in decline, how far, and how sure their rank is (decision records 17 and 28).

Indicators and rules are in `components.py`, losses of jobs and their doubt in `jobs.py`, methods in
`assets/methods/composite.py`.
"""

from __future__ import annotations

import duckdb
import geopandas as gpd
import numpy as np
import pandas as pd

from assets.indicators.rust_belt.components import (
    hubs,
    jobs_seen,
    of_people,
    of_value_added,
    state,
    trajectory,
    value_added_seen,
)
from assets.indicators.rust_belt.jobs import JobsInSpan, jobs_in_span
from assets.lake.asset import asset
from assets.methods.composite import (
    TRIM,
    Array,
    aggregate,
    normalise,
    rank_draws,
    ranks,
    variance_shares,
    weigh,
    weight_known,
)
from domain.industries import LARGEST_DIFFERENCE
from domain.rust_belt import GROUPS, INDICATORS, WEIGHT_FOR_A_RANK
from expectations.contracts.rust_belt import RUST_BELT, RUST_BELT_SENSITIVITY

NAMES = [indicator.name for indicator in INDICATORS]
OF_JOBS = [indicator.name for indicator in INDICATORS if indicator.spans]
OF_VALUE = ["value_added_share_loss", "growth_gap"]
JOINT = {name: f"{name}_joint" for name in OF_JOBS}
PILLARS = np.array([indicator.pillar for indicator in INDICATORS])
REPLICATIONS, SEED = 2000, 20241231
INPUTS = 20
# Weights by correlation and entropy need more complete hubs than indicators.
FEWEST_HUBS = 2 * len(INDICATORS)


@asset(contract=RUST_BELT)
def rust_belt(
    manufacturing_jobs: pd.DataFrame,
    manufacturing: pd.DataFrame,
    sigungu_value_added: pd.DataFrame,
    kosis_sido_industry: pd.DataFrame,
    population: duckdb.DuckDBPyRelation,
    reference_region: pd.DataFrame,
    level_boundary: gpd.GeoDataFrame,
) -> gpd.GeoDataFrame:
    """Indicators, scores, ranks and their bands, state and trajectory, EPSG:5179. One row per sigungu."""
    identity = reference_region.loc[
        reference_region["level"] == "sigungu", ["region_id", "mois_code", "name_ko", "name_en", "sido_ko", "megaregion"]
    ]
    table = identity.set_index("region_id").assign(group_id=lambda of: of["megaregion"].eq("capital").map(_group))
    seen = jobs_seen(manufacturing_jobs).join(value_added_seen(manufacturing, nations_workers(kosis_sido_industry)), how="outer")
    table = table.join(seen).join(trajectory(manufacturing_jobs))
    table = table.join(hubs(table)).drop(columns="workers_worth")
    table = table.join(of_value_added(sigungu_value_added)).join(of_people(population))
    every = jobs_of(manufacturing_jobs, table.index)
    table = table.join(every.losses().rename(columns=JOINT)).assign(span_joint=every.text)
    groups = {group: table.index[table["group_id"] == group] for group in GROUPS}
    spans = {group: jobs_of(manufacturing_jobs, units) for group, units in groups.items()}
    table = table.join(pd.concat([of.losses() for of in spans.values()]))
    table["span"] = table["group_id"].map({group: of.text for group, of in spans.items()})
    table["state"] = state(table["hub"], table["jobs_loss"].astype("float64"))
    table["trajectory"] = table["trajectory"].astype("object").where(table["trajectory"].notna(), "unknown")
    as_published = of_value_added(sigungu_value_added, column="published")
    table = table.join(scored(figures(table, joint=True), table["hub"].eq(True), every, as_published))
    table = table.join(in_groups(table, spans, as_published))
    newest = duckdb.sql("SELECT max(reference_date) FROM population WHERE population_concept = 'registration'").fetchone()
    shapes = level_boundary[level_boundary["level"] == "sigungu"].drop(columns=["level", "area_km2"])
    return shapes.merge(table.reset_index(), on="region_id").assign(reference_date=newest[0] if newest else None)


@asset(contract=RUST_BELT_SENSITIVITY)
def rust_belt_sensitivity(
    rust_belt: pd.DataFrame, manufacturing_jobs: pd.DataFrame, sigungu_value_added: pd.DataFrame
) -> pd.DataFrame:
    """Share of the variance of ranks by choice, over hubs with a rank. One row per choice; none without hubs enough."""
    table = rust_belt.set_index("region_id")
    values = of_hubs(figures(table, joint=True), table["rank"].notna())
    if not enough(values.to_numpy()):
        return pd.DataFrame(columns=list(RUST_BELT_SENSITIVITY.column_names))
    span = jobs_of(manufacturing_jobs, table.index)
    drawn = draws_of_figures(values, span, of_value_added(sigungu_value_added, column="published"), INPUTS)
    shares = variance_shares(values.to_numpy(), PILLARS, drawn)
    designs = INPUTS * 2 * 3 * 2 * (1 + len(NAMES))
    return pd.DataFrame(
        {"choice": list(shares), "variance_share": list(shares.values()), "designs": designs, "units": len(values)}
    )


def jobs_of(manufacturing_jobs: pd.DataFrame, units: pd.Index[str]) -> JobsInSpan:
    """Jobs of `units`; what no national table can be held against is in doubt by as much as may differ without being left out."""
    return jobs_in_span(manufacturing_jobs, units, not_compared=LARGEST_DIFFERENCE)


def figures(table: pd.DataFrame, *, joint: bool) -> pd.DataFrame:
    """The indicators of `table`, units x indicators; jobs over the years common to all units if `joint`, else to the group."""
    columns = [JOINT.get(name, name) if joint else name for name in NAMES]
    return table[columns].set_axis(NAMES, axis=1).astype("float64")


def in_groups(table: pd.DataFrame, spans: dict[str, JobsInSpan], as_published: pd.DataFrame) -> pd.DataFrame:
    """`score_group`, `rank_group` and its band: each group on the scale of its own hubs."""
    parts = []
    for group, span in spans.items():
        own = table[table["group_id"] == group]
        found = scored(figures(own, joint=False), own["hub"].eq(True), span, as_published)
        parts.append(found[["score", "rank", "rank_low", "rank_high"]])
    names = {"score": "score_group", "rank": "rank_group", "rank_low": "rank_group_low", "rank_high": "rank_group_high"}
    return pd.concat(parts).rename(columns=names)


def scored(values: pd.DataFrame, hub: pd.Series, span: JobsInSpan, as_published: pd.DataFrame) -> pd.DataFrame:
    """Points, `score`, `weight_known`, `rank` and its band of units x indicators, higher is worse.

    Scales are those of the hubs. With too few hubs whose indicators are all known there is no score. `span` holds the jobs
    of the units, `as_published` value added on its other base: the band is over both.
    """
    equal = weigh(np.empty((0, len(NAMES))), "equal", PILLARS)
    numbers = values.to_numpy()
    answer = pd.DataFrame({"weight_known": weight_known(numbers, equal)}, index=values.index)
    answer[[f"{name}_points" for name in NAMES]] = np.nan
    answer[["score", "rank", "rank_median", "rank_low", "rank_high"]] = np.nan
    ranked = of_hubs(values, hub)
    if not enough(ranked.to_numpy()):
        return answer
    points = normalise(numbers, "min_max", reference=ranked.to_numpy(), trim=TRIM)
    answer[[f"{name}_points" for name in NAMES]] = points
    answer["score"] = aggregate(points, equal, "arithmetic")
    sure = answer.loc[ranked.index, "weight_known"].to_numpy() >= WEIGHT_FOR_A_RANK
    answer.loc[ranked.index[sure], "rank"] = ranks(answer.loc[ranked.index[sure], "score"].to_numpy())
    inputs = draws_of_figures(ranked, span, as_published, REPLICATIONS)
    draws = rank_draws(ranked.to_numpy(), PILLARS, sure, replications=REPLICATIONS, seed=SEED, inputs=inputs)
    answer.loc[ranked.index, ["rank_median", "rank_low", "rank_high"]] = np.quantile(draws, [0.5, 0.05, 0.95], axis=0).T
    return answer


def draws_of_figures(values: pd.DataFrame, span: JobsInSpan, as_published: pd.DataFrame, replications: int) -> Array:
    """Figures that might as well be true, replications x units x indicators, with a fixed seed; what is missing stays so.

    Jobs as `JobsInSpan.draws` says; value added of all units as published in half of the draws.
    """
    random = np.random.default_rng(SEED)
    drawn = np.array(np.broadcast_to(values.to_numpy(), (replications, *values.shape)))
    jobs = span.draws(span.units.get_indexer(values.index), random, replications)
    other = as_published.reindex(values.index)[OF_VALUE].to_numpy(dtype="float64")
    half = random.uniform(size=replications) < 0.5
    for place, name in enumerate(OF_JOBS):
        drawn[..., NAMES.index(name)] = jobs[..., place]
    for place, name in enumerate(OF_VALUE):
        known = values[name].to_numpy()
        drawn[half, :, NAMES.index(name)] = np.where(np.isnan(known) | np.isnan(other[:, place]), known, other[:, place])
    return drawn


def of_hubs(values: pd.DataFrame, hub: pd.Series) -> pd.DataFrame:
    """Rows of hubs of which anything is known, in the order of their identifiers."""
    return values[hub & values.notna().any(axis=1)].sort_index()


def enough(values: Array) -> bool:
    """True when the complete rows allow for weights by correlation and entropy."""
    return int((~np.isnan(values)).all(axis=1).sum()) >= FEWEST_HUBS


def nations_workers(kosis_sido_industry: pd.DataFrame) -> pd.Series:
    """Workers in manufacturing of the nation by year, persons."""
    rows = kosis_sido_industry.query("region_name == '전국' and kind_name == '계' and section == 'C'")
    return rows.set_index("year")["workers"].astype("float64")


def _group(capital: bool) -> str:
    return "capital" if capital else "rest"
