"""What was wrong with published boundaries and what repairing changed, per vintage and per record.

Nothing is mended here; `boundary.py` does that. These tables exist so that repairs are seen.
"""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from assets.geography.boundary import SERIES, national, series_by_series
from assets.geography.coverage import dissolve, enclosed_gaps, overlaps, repair
from assets.lake.asset import asset
from domain.borders import OVERLAP_M2
from domain.history import alive
from expectations.contracts.boundaries import BOUNDARY_QUALITY, BOUNDARY_REPAIR
from expectations.coverage import faults, labels

SIDO_DIGITS = 2
CHANGED_M2 = 1.0
# From this share of its area on it is worth telling with whom a record overlaps.
NOTABLE = 0.01


@asset(contract=BOUNDARY_QUALITY)
def boundary_quality(
    mois_boundary: gpd.GeoDataFrame,
    sgis_boundary: gpd.GeoDataFrame,
    kostat_boundary: gpd.GeoDataFrame,
    boundary: gpd.GeoDataFrame,
    region: pd.DataFrame,
    official_area: pd.DataFrame,
) -> pd.DataFrame:
    """Faults before and state after cleaning. One row per level, scheme and vintage; km2 and counts."""
    published = national(mois_boundary, sgis_boundary, kostat_boundary)
    cleaned = dict(iter(boundary.groupby(SERIES)))
    registered = float(official_area.loc[official_area["level"] == "nation", "area_km2"].tail(1).max())
    measured = []
    series = dict(iter(published.groupby(SERIES)))
    after = {key: cleaned.get(key, boundary.head(0)) for key in series}  # no unit of a series may have a shape
    for key, found in zip(series, series_by_series(measure, series.values(), after.values()), strict=True):
        missing = missing_units(key, after[key], region)
        measured.append(
            dict(zip(SERIES, key, strict=True))
            | found
            | {
                "units_missing": None if missing is None else len(missing),
                "missing": ", ".join(missing[:20]) if missing else None,
                "registered_difference_share": found["area_after_km2"] / registered - 1,
            }
        )
    return pd.DataFrame(measured, columns=list(BOUNDARY_QUALITY.column_names))


def missing_units(series: tuple[Any, ...], after: gpd.GeoDataFrame, region: pd.DataFrame) -> list[str] | None:
    """Units that lived on the vintage and have no polygon; None for levels that core.region does not have."""
    level, _, vintage = series
    if level not in ("sido", "sigungu"):
        return None
    of_level = region[region["in_finest"]] if level == "sigungu" else region[region["level"] == "sido"]
    living = alive(of_level, pd.Timestamp(str(vintage)))["unit_id"]
    return sorted(living[~living.isin(after["unit_id"])])


def measure(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame) -> dict[str, Any]:
    """Faults of one published series and the state of its cleaned coverage."""
    present = before[before.geometry.notna()]
    polygons = present.geometry.to_numpy()
    valid = repair(polygons)
    found = overlaps(valid)
    cleaned = after.geometry.to_numpy()
    gaps = enclosed_gaps(cleaned)
    sido = dissolve(cleaned, list(after["code"].str[:SIDO_DIGITS]))
    parts = after.geometry.area.groupby(after["code"].str[:SIDO_DIGITS]).sum()
    return {
        "source_file": before["source_file"].iloc[0],
        "units": len(before),
        "units_without_geometry": len(before) - len(present),
        "units_lost": len(present) - len(after),
        "invalid": int((~shapely.is_valid(polygons)).sum()),
        "repaired": changed_records(before, after),
        "overlap_pairs": len(found.area_m2),
        "overlap_km2": float(found.area_m2.sum() / 1e6),
        "area_before_km2": float(shapely.area(valid).sum() / 1e6),
        "area_after_km2": float(shapely.area(cleaned).sum() / 1e6),
        "holes_left": len(gaps),
        "holes_left_km2": float(gaps.sum() / 1e6),
        "valid_coverage": faults(cleaned).none,
        "dissolve_difference_m2": float(max((abs(sido[code].area - parts[code]) for code in sido), default=0.0)),
        "geometry_basis": "schematic" if before["schematic"].iloc[0] else "published",
    }


def changed_records(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame) -> int:
    """Published polygons that were invalid, or whose area cleaning changed by more than 1 m2."""
    present = before[before.geometry.notna()]
    area = present["code"].map(after.set_index("code").geometry.area).fillna(0.0)
    changed = (area - shapely.area(present.geometry.to_numpy())).abs() > CHANGED_M2
    return int((changed | ~present.geometry.is_valid).sum())


@asset(contract=BOUNDARY_REPAIR)
def boundary_repair(
    mois_boundary: gpd.GeoDataFrame,
    sgis_boundary: gpd.GeoDataFrame,
    kostat_boundary: gpd.GeoDataFrame,
    boundary: gpd.GeoDataFrame,
) -> pd.DataFrame:
    """Records that were invalid, had no geometry, or changed by more than 1 m2. One row per record; m2."""
    published = national(mois_boundary, sgis_boundary, kostat_boundary)
    keys = [*SERIES, "code"]
    after = boundary[keys].assign(area_after_m2=boundary.geometry.area)
    table = published.merge(after, on=keys, how="left")
    present = table.geometry.notna().to_numpy()
    geometry = table.geometry.to_numpy()
    reason = np.where(present, shapely.is_valid_reason(geometry), "no geometry")
    # "Self-intersection[958100 1946200]": the place matters to whoever mends the file.
    repaired = ~np.isin(reason, ["Valid Geometry"])
    area = np.where(present, np.nan_to_num(shapely.area(geometry)), 0.0)
    table = table.assign(
        problem=np.where(repaired, reason, "overlap or gap"),
        area_before_m2=area,
        area_after_m2=table["area_after_m2"].fillna(0.0),
    )
    changed = (table["area_after_m2"] - table["area_before_m2"]).abs()
    table["change_share"] = np.where(area > 0, changed / np.where(area > 0, area, 1), np.where(changed > 0, 1.0, 0.0))
    table["overlaps_with"] = overlapping(table, np.flatnonzero(table["change_share"] > NOTABLE))
    return pd.DataFrame(table[repaired | (changed > CHANGED_M2)].drop(columns="geometry"))


def overlapping(published: gpd.GeoDataFrame, records: npt.NDArray[np.intp]) -> npt.NDArray[np.object_]:
    """For each of `records` (positions) who of its series claims most of its ground as well: `서초구 (11650): 39.200 km2`.

    None for all other rows, and for records that overlap nobody by more than `OVERLAP_M2`.
    """
    told = np.full(len(published), None, dtype=object)
    for positions in published.groupby(SERIES).indices.values():
        valid = repair(published.geometry.to_numpy()[positions])
        chosen = np.flatnonzero(np.isin(positions, records))
        own, other = shapely.STRtree(valid).query(valid[chosen], predicate="intersects")
        own = chosen[own]
        area = np.where(own == other, 0.0, shapely.area(shapely.intersection(valid[own], valid[other])))
        names = labels(published).to_numpy()[positions]
        for pair in np.argsort(area, kind="stable"):
            if area[pair] > OVERLAP_M2:
                told[positions[own[pair]]] = f"{names[other[pair]]}: {area[pair] / 1e6:.3f} km2"
    return told
