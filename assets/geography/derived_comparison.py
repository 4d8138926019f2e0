"""Derived sigungu held against what has been published of the same days.

How they are derived is `derived_boundary.py`; published vintages among each other are `boundary_comparison.py`.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from assets.geography.overlap import overlay
from assets.lake.asset import asset
from expectations.contracts.derived_boundaries import DERIVED_COMPARISON

# Two surveys of one unit share less than this where coasts are drawn otherwise.
SAME = 0.95
# Generalisation exchanges up to 1.7 % of a unit along lines that nobody disputes (Hwaseong's gu).
BORDER = 0.02


@asset(contract=DERIVED_COMPARISON)
def derived_comparison(
    derived_boundary: gpd.GeoDataFrame, boundary: gpd.GeoDataFrame, declared_difference: pd.DataFrame
) -> pd.DataFrame:
    """Areas, shared ground and verdict. One row per unit, day and published scheme; none where nothing is published."""
    published = boundary[(boundary["level"] == "sigungu") & boundary["unit_id"].notna()]
    parts = [
        compared(derived_boundary[derived_boundary["vintage"] == day].reset_index(drop=True), rows.reset_index(drop=True))
        for (day, _), rows in published.groupby(["vintage", "scheme"])
        if (derived_boundary["vintage"] == day).any()
    ]
    if not parts:
        return pd.DataFrame(columns=list(DERIVED_COMPARISON.column_names))
    declared = declared_difference[declared_difference["comparison"] == DERIVED_COMPARISON.name]
    return explained(pd.concat(parts, ignore_index=True), declared)


def compared(derived: gpd.GeoDataFrame, published: gpd.GeoDataFrame) -> pd.DataFrame:
    """One day's units of both, with areas in km2, shared ground, centres' distance in metres and what they exchange."""
    mine, theirs = derived.set_index("unit_id"), published.set_index("unit_id")
    found = overlay(derived.geometry.to_numpy(), published.geometry.to_numpy())
    shared = pd.DataFrame(
        {
            "own": derived["unit_id"].to_numpy()[found.source],
            "other": published["unit_id"].to_numpy()[found.target],
            "km2": found.area_m2 / 1e6,
        }
    )
    units = pd.Index(sorted(set(mine.index) | set(theirs.index)), name="unit_id")
    same = shared[shared["own"] == shared["other"]].set_index("own")["km2"].reindex(units, fill_value=0.0)
    areas = [frame.geometry.area.reindex(units) / 1e6 for frame in (mine, theirs)]
    derived_km2, published_km2 = areas
    union = derived_km2.fillna(0) + published_km2.fillna(0) - same
    covered = [shared.groupby(side)["km2"].sum().reindex(units, fill_value=0.0) for side in ("own", "other")]
    open_ground = [(area.fillna(0) - within).clip(lower=0) for area, within in zip(areas, covered, strict=True)]
    outside = open_ground[0] + open_ground[1]
    exchanged = (covered[0] + covered[1] - 2 * same).clip(lower=0)
    centres = [gpd.GeoSeries(frame.geometry.centroid).reindex(units) for frame in (mine, theirs)]
    # Where one of the two is missing its rows of the other stand in.
    names, events = mine["name_ko"].reindex(units), mine["events"].reindex(units)
    return pd.DataFrame(
        {
            "vintage": derived["vintage"].iloc[0],
            "scheme": published["scheme"].iloc[0],
            "published_fit_for": theirs["fit_for"].reindex(units),
            "code": theirs["code"].reindex(units).fillna(mine["code"].reindex(units)),
            "name_ko": names.fillna(theirs["name_ko"].reindex(units)),
            "derived_km2": derived_km2,
            "published_km2": published_km2,
            "overlap_share": (same / union).clip(upper=1.0),
            "centre_distance_m": shapely.distance(centres[0].to_numpy(), centres[1].to_numpy()),
            "outside_km2": outside,
            "exchanged_km2": exchanged,
            "sibling_share": _exchanged(shared, events.dropna()).reindex(units, fill_value=0.0)
            / np.fmin(derived_km2, published_km2),
            "events": events,
        },
        index=units,
    ).reset_index()


def _exchanged(shared: pd.DataFrame, events: pd.Series) -> pd.Series:
    """km2 that a unit has in one of the two and a unit of the same events has in the other."""
    moved = shared[(shared["own"] != shared["other"]) & shared["own"].isin(events.index) & shared["other"].isin(events.index)]
    siblings = moved[moved["own"].map(events).to_numpy() == moved["other"].map(events).to_numpy()]
    both = pd.concat([siblings[["own", "km2"]], siblings[["other", "km2"]].rename(columns={"other": "own"})])
    return pd.Series(both.groupby("own")["km2"].sum())


def explained(table: pd.DataFrame, declared: pd.DataFrame) -> pd.DataFrame:
    """Verdicts, and what makes the difference: the two surveys, or the reason that is declared for a border."""
    table = table.assign(sibling_share=table["sibling_share"].fillna(0.0))
    verdict = np.select(
        [
            table["published_km2"].isna(),
            table["derived_km2"].isna(),
            table["sibling_share"] > BORDER,
            table["overlap_share"] >= SAME,
        ],
        ["only_derived", "only_published", "border", "same"],
        default="survey",
    )
    reasons = declared[declared["kind"] == "border"].set_index("place")
    since = pd.to_datetime(table["unit_id"].map(reasons["since"]))
    reason = table["unit_id"].map(reasons["reason"]).where(since.isna() | (since <= pd.to_datetime(table["vintage"])))
    parted = [
        f"{outside:,.1f} km2 are land in one of the two only (coast, tidal and reclaimed land), {exchanged:,.1f} km2 drawn into "
        f"neighbours; {'no event moved the unit' if pd.isna(event) else 'its new borders agree'}"
        for outside, exchanged, event in table[["outside_km2", "exchanged_km2", "events"]].itertuples(index=False)
    ]
    explanation = pd.Series(parted, index=table.index).where(verdict == "survey", reason.where(verdict == "border"))
    return table.assign(verdict=verdict, explanation=explanation.astype("object").where(explanation.notna(), None))
