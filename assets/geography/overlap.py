"""Overlap of two coverages: how much of each source polygon, by area or by people, lies in each target polygon.

Only geometry: which units these are, and where events make weights of this kind unnecessary, is
`crosswalk.py`'s business. It serves what has no events: eup-myeon-dong, grids, coverages of others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from assets.geography.coverage import Polygons
from domain.errors import ContractError

# Targets that overlap each other would receive one place twice; rounding of areas is below this share.
OVERLAP_SHARE = 1e-6

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Overlay:
    """Pairs whose interiors meet, by position: source, target, shared area in m2."""

    source: npt.NDArray[np.intp]
    target: npt.NDArray[np.intp]
    area_m2: Floats


def overlay(source: Polygons, target: Polygons) -> Overlay:
    """Shared areas of two arrays of valid polygons in one planar CRS; pairs that merely touch are left out.

    Only borders that cross are intersected: of a polygon inside another, the area is its own.
    """
    shapely.prepare(source)
    shapely.prepare(target)
    first, second = shapely.STRtree(target).query(source, predicate="intersects")
    apart = shapely.touches(source[first], target[second])
    first, second = first[~apart], second[~apart]
    area = np.full(len(first), np.nan)
    inside = shapely.covers(target[second], source[first])
    area[inside] = shapely.area(source[first[inside]])
    rest = np.flatnonzero(~inside)
    around = rest[shapely.covers(source[first[rest]], target[second[rest]])]
    area[around] = shapely.area(target[second[around]])
    crossing = np.flatnonzero(np.isnan(area))
    area[crossing] = shapely.area(shapely.intersection(source[first[crossing]], target[second[crossing]]))
    real = area > 0
    return Overlay(first[real], second[real], area[real])


def area_weights(source: Polygons, target: Polygons, *, drop_below: float = 0.0) -> pd.DataFrame:
    """Weights `source`, `target` (positions), `weight`, `method` by shared area; per source they sum to 1.

    What of a source lies outside all targets (another coastline) is spread over its targets in
    proportion, so that nothing is lost. A source that meets no target has no row, and conversion refuses
    its figures. Shares of a source smaller than `drop_below` are taken for digitising noise and left out
    before weights are taken; two surveys of one border differ by up to some percent of a unit.

    Raises ContractError when targets overlap each other.
    """
    table = _shared_areas(source, target, drop_below)
    return _weights(table, table["area"].to_numpy(), "area_km2")


def population_weights(
    source: Polygons, target: Polygons, atoms: Polygons, population: Sequence[float | None], *, drop_below: float = 0.0
) -> pd.DataFrame:
    """As `area_weights`, by the people of smaller polygons (eup-myeon-dong) in each shared area.

    People are spread evenly within an atom only. A source of which more than `drop_below` lies in atoms
    without a number, or where nobody lives, is weighed by area, which its `method` says; one measure
    serves a whole division.
    """
    table = _shared_areas(source, target, drop_below)
    pieces: Polygons = shapely.intersection(source[table["source"]], target[table["target"]])
    found = overlay(pieces, atoms)
    people = np.array([np.nan if number is None else number for number in population], dtype="float64")
    density = (people / shapely.area(atoms))[found.target]
    weights = _weights(table, _sum(found.source, np.nan_to_num(density) * found.area_m2, len(pieces)), "population")
    owner = table["source"].to_numpy()
    unknown = _sum(owner[found.source], np.isnan(density) * found.area_m2, len(source))
    blind = (unknown > drop_below * _sum(owner, table["area"].to_numpy(), len(source)))[owner]
    usable = weights["weight"].notna() & ~blind
    return weights.where(usable, _weights(table, table["area"].to_numpy(), "area_km2"))


def named(weights: pd.DataFrame, source_ids: Sequence[str], target_ids: Sequence[str]) -> pd.DataFrame:
    """Weights as a crosswalk between named units, with the columns of `crosswalk.COLUMNS`; no events lie behind it.

    `exact` is True for a source that meets one target only.
    """
    alone = ~weights["source"].duplicated(keep=False)
    return pd.DataFrame(
        {
            "from_unit_id": np.asarray(source_ids, dtype=object)[weights["source"]],
            "to_unit_id": np.asarray(target_ids, dtype=object)[weights["target"]],
            "weight": weights["weight"],
            "exact": alone,
            "method": weights["method"],
            "events": "",
        }
    )


def _shared_areas(source: Polygons, target: Polygons, drop_below: float) -> pd.DataFrame:
    """Columns `source`, `target`, `area` in m2, by source."""
    found = overlay(source, target)
    table = pd.DataFrame({"source": found.source, "target": found.target, "area": found.area_m2})
    shared = _sum(found.source, found.area_m2, len(source))
    twice = np.flatnonzero(shared > shapely.area(source) * (1 + OVERLAP_SHARE))
    if len(twice):
        raise ContractError(f"targets overlap in source {twice[0]}: parts of it would be assigned twice; clean them first")
    table = table[table["area"] >= drop_below * shared[table["source"]]]
    return table.sort_values(["source", "target"], ignore_index=True)


def _weights(table: pd.DataFrame, amounts: Floats, method: str) -> pd.DataFrame:
    """Amounts of each row over those of its source; not a number where the source has none."""
    owner = table["source"].to_numpy()
    whole = _sum(owner, amounts, 0)[owner]
    share = np.divide(amounts, whole, out=np.full(len(amounts), np.nan), where=whole > 0)
    return table[["source", "target"]].assign(weight=share, method=method)


def _sum(position: npt.NDArray[np.intp], amounts: Floats, size: int) -> Floats:
    return np.bincount(position, weights=amounts, minlength=size).astype("float64")
