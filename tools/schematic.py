"""Schematic map of the sigungu, grown from one seat and one area per unit.

The facts become a map in three steps: a weighted power diagram gives every unit about its area and lets the coast
follow from the areas, `schematic_balance` hands over single cells until the areas are met, and the cells become
polygons. No published geometry is read here, and none may be added: neither this module nor its facts table describes
a boundary.
"""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from tools.schematic_balance import SEA, Hexes, balance

CRS = "EPSG:5179"

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Exponent of the size in the metric: 0 is a plain power diagram, 1 measures every distance in radii of the unit. At
# 0.75 small districts hold their seat against large neighbours, and most of the true adjacency is met.
_SIZE_EXPONENT = 0.75
# Seats further apart than this many summed radii face each other over water: no land is forced between them.
_LAND_LINK = 1.8
# Width over which the coast is smoothed, in radii of the mean unit, and how strongly, in squares of it.
_COAST_BLUR = 0.9
_COAST_PULL = 4.0
# Pull of an island's units towards their common middle, relative to the pull of their own seats.
_ISLAND_ROUNDNESS = 3.0
_STEPS = 18
_COAST_STEPS = range(4, 12, 2)


@dataclass(frozen=True)
class _Units:
    """Facts as arrays, one entry per unit in code order; metres and square metres in EPSG:5179."""

    x: Floats
    y: Floats
    area: Floats
    stiffness: Floats
    landmass: Ints  # 0 is the mainland
    middle_x: Floats
    middle_y: Floats

    @property
    def radius(self) -> Floats:
        return np.sqrt(self.area / np.pi)


def grow(facts: pd.DataFrame, spacing_m: float = 700.0) -> gpd.GeoDataFrame:
    """Schematic polygons of all units.

    Parameters
    ----------
    facts
        One row per unit: `mois_code`, `seat_lon` and `seat_lat` (degrees, WGS 84), `area_km2`, and `island`: the name
        of the island or archipelago the unit lies on, empty for the mainland. Units of different landmasses never
        touch.
    spacing_m
        Distance between the centres of neighbouring hexagons, metres. A unit's area is met to half a hexagon
        (0.21 km2 at 700 m), so the spacing decides how exact the smallest districts are; a unit its neighbours leave no
        room for keeps a larger difference. Time grows with the inverse square.

    Returns
    -------
    GeoDataFrame
        `mois_code`, `area_km2` (of the polygon) and `geometry` in EPSG:5179, sorted by code. Every geometry is one
        valid Polygon around its seat, and together they are a valid coverage: neighbours share their vertices. A unit
        enclosed by another is a hole in it. The same facts give the same map, in whatever order the rows come.

    Raises
    ------
    ValueError
        A column is missing, a code or seat is repeated, a coordinate is not finite, an area is not positive, or the
        spacing is so wide that a unit finds no room beside its neighbours.
    """
    facts = _checked(facts)
    units = _units(facts)
    hexes = _hexes(units, spacing_m)
    labels, weights = _power_diagram(units, hexes)
    target = np.maximum(np.rint(units.area / hexes.cell_area), 1).astype(np.int64)
    balance(labels, hexes, _Cost(units, weights, hexes), target, units.landmass, hexes.cell_at(units.x, units.y))
    geometry = hexes.polygons(labels, len(facts))
    if (broken := shapely.is_missing(geometry)).any():
        raise ValueError(f"no room at {spacing_m} m for {facts['mois_code'][broken].tolist()}: take a finer spacing")
    return gpd.GeoDataFrame(
        {"mois_code": facts["mois_code"].to_numpy(), "area_km2": shapely.area(geometry) / 1e6},
        geometry=geometry,
        crs=CRS,
    )


def _checked(facts: pd.DataFrame) -> pd.DataFrame:
    if missing := {"mois_code", "seat_lon", "seat_lat", "area_km2", "island"} - set(facts.columns):
        raise ValueError(f"sigungu facts lack {sorted(missing)}, found {list(facts.columns)}")
    if facts.empty:
        raise ValueError("sigungu facts have no rows")
    numbers = facts[["seat_lon", "seat_lat", "area_km2"]].astype(float)
    for problem, bad in {
        "a repeated mois_code": facts["mois_code"].duplicated(keep=False),
        "a repeated seat": facts.duplicated(["seat_lon", "seat_lat"], keep=False),
        "a number that is not finite": ~np.isfinite(numbers).all(axis=1),
        "an area that is not positive": numbers["area_km2"] <= 0,
    }.items():
        if bad.any():
            raise ValueError(f"sigungu facts have {problem}: {facts['mois_code'][np.asarray(bad)].tolist()}")
    return facts.assign(mois_code=facts["mois_code"].astype(str)).sort_values("mois_code", ignore_index=True)


def _units(facts: pd.DataFrame) -> _Units:
    x, y = Transformer.from_crs("EPSG:4326", CRS, always_xy=True).transform(
        facts["seat_lon"].to_numpy(), facts["seat_lat"].to_numpy()
    )
    area = facts["area_km2"].to_numpy(dtype=float) * 1e6
    island = facts["island"].fillna("").astype(str)
    landmass = np.unique(["", *island], return_inverse=True)[1][1:].astype(np.int64)
    return _Units(
        x=np.asarray(x, dtype=float),
        y=np.asarray(y, dtype=float),
        area=area,
        stiffness=(area / area.mean()) ** -_SIZE_EXPONENT,
        landmass=landmass,
        middle_x=_landmass_mean(np.asarray(x), area, landmass),
        middle_y=_landmass_mean(np.asarray(y), area, landmass),
    )


def _landmass_mean(values: Floats, area: Floats, landmass: Ints) -> Floats:
    total = np.bincount(landmass, area)
    return np.asarray((np.bincount(landmass, area * values) / np.where(total > 0, total, 1.0))[landmass], dtype=float)


def _hexes(units: _Units, spacing_m: float) -> Hexes:
    """Grid around all seats, wide enough that no unit can reach its rim."""
    margin = 3 * float(units.radius.max()) + 10 * spacing_m
    return Hexes.covering(
        float(units.x.min()) - margin,
        float(units.y.min()) - margin,
        float(units.x.max()) + margin,
        float(units.y.max()) + margin,
        spacing_m,
    )


class _Cost:
    """Weighted power distance of a cell to a unit, in square metres; the sea costs nothing."""

    def __init__(self, units: _Units, weights: Floats, hexes: Hexes) -> None:
        self._hexes = hexes
        self._x, self._y = units.x.tolist(), units.y.tolist()
        self._stiffness, self._weight = units.stiffness.tolist(), weights.tolist()

    def __call__(self, unit: int, cell: int) -> float:
        if unit == SEA:
            return 0.0
        x, y = self._hexes.centre(cell)
        return float(self._stiffness[unit] * ((x - self._x[unit]) ** 2 + (y - self._y[unit]) ** 2) - self._weight[unit])


def _power_diagram(units: _Units, hexes: Hexes) -> tuple[NDArray[np.int16], Floats]:
    """Labels of the cells and the weights that give every unit nearly its area (partial optimal transport).

    Damped Newton steps on the weights after Kitagawa, Merigot and Thibert, "Convergence of a Newton algorithm for
    semi-discrete optimal transport" (2019); a cell that costs every unit more than its threshold stays sea.
    """
    mainland = _mainland(units, hexes)
    threshold = np.where(mainland, np.inf, 0.0)
    weights = units.stiffness * units.area / np.pi
    limit = units.stiffness * (units.area / (2 * np.pi) + 4e6)
    labels = _assign(units, hexes, weights, threshold)
    for step in range(_STEPS):
        if step in _COAST_STEPS:
            threshold = np.where(mainland, np.inf, _coast_threshold(labels, units, hexes))
        missing = units.area - np.bincount(labels.ravel() + 1, minlength=len(weights) + 1)[1:] * hexes.cell_area
        change = np.linalg.solve(_jacobian(labels, units, hexes), missing)
        # Whole square metres: the last bits of the solver differ between machines and must not decide a cell.
        weights = np.rint(weights + np.clip(change, -limit, limit) * (1.0 if step < _COAST_STEPS.stop else 0.7))
        labels = _assign(units, hexes, weights, threshold)
    return labels, weights


def _assign(units: _Units, hexes: Hexes, weights: Floats, threshold: Floats) -> NDArray[np.int16]:
    """Nearest unit of every cell in power distance, sea beyond the threshold."""
    best = np.full(hexes.shape, np.inf)
    labels = np.full(hexes.shape, SEA, dtype=np.int16)
    reach = 2.5 * np.sqrt(np.maximum(weights / units.stiffness, units.area / np.pi))
    for unit, radius in enumerate(reach):
        window = hexes.window(units.x[unit], units.y[unit], radius)
        x, y = hexes.x[window], hexes.y[window[0]]
        cost = ((x - units.x[unit]) ** 2 + (y - units.y[unit]) ** 2) * units.stiffness[unit] - weights[unit]
        nearer = cost < best[window]
        best[window][nearer] = cost[nearer]
        labels[window][nearer] = unit
    islands = np.flatnonzero(np.append(units.landmass > 0, False)[labels])
    sea = best >= threshold
    sea.flat[islands] = best.flat[islands] >= _island_threshold(islands, labels, units, hexes)
    sea[[0, -1], :] = sea[:, [0, -1]] = True
    labels[sea] = SEA
    _open_straits(islands[~sea.flat[islands]], labels, units, hexes)
    return labels


def _island_threshold(cells: Ints, labels: NDArray[np.int16], units: _Units, hexes: Hexes) -> Floats:
    """Falls with the distance to the middle of the landmass, so that units sharing an island form one round shape."""
    unit = labels.flat[cells]
    x, y = hexes.x.flat[cells], hexes.y[cells // hexes.shape[1], 0]
    distance = (x - units.middle_x[unit]) ** 2 + (y - units.middle_y[unit]) ** 2
    return np.asarray(-_ISLAND_ROUNDNESS * units.stiffness[unit] * distance, dtype=float)


def _open_straits(islands: Ints, labels: NDArray[np.int16], units: _Units, hexes: Hexes) -> None:
    """Sink the cells next to the given island cells that belong to another landmass."""
    landmass = np.append(units.landmass, SEA)  # the last entry answers for the sea, label -1
    own = landmass[labels.flat[islands]]
    for near in hexes.ring(islands):
        other = landmass[labels.flat[near]]
        labels.flat[near[(other != SEA) & (other < own)]] = SEA


def _jacobian(labels: NDArray[np.int16], units: _Units, hexes: Hexes) -> Floats:
    """Change of the areas (rows) with the weights (columns): length of a shared border over the jump of the slope."""
    count = len(units.x)
    flow = np.zeros((count + 1) ** 2)
    east, north = np.broadcast_to(hexes.x, hexes.shape), np.broadcast_to(hexes.y, hexes.shape)
    for (one, other), (xs, _), (ys, _) in zip(hexes.pairs(labels), hexes.pairs(east), hexes.pairs(north), strict=True):
        border = one != other
        a, b, x, y = one[border].astype(np.int64), other[border].astype(np.int64), xs[border], ys[border]
        ax, ay = _slope(a, x, y, units)
        bx, by = _slope(b, x, y, units)
        steepness = np.maximum(np.hypot(ax - bx, ay - by), 1000.0)
        flow += np.bincount((a + 1) * (count + 1) + b + 1, hexes.edge_length / steepness, minlength=flow.size)
    shared = flow.reshape(count + 1, count + 1)
    shared = shared + shared.T
    # The small diagonal term keeps a unit without a single cell solvable: its weight then rises by the clipped step.
    return np.diag(shared.sum(axis=1)[1:] + 0.02 / units.stiffness) - shared[1:, 1:]


def _slope(unit: Ints, x: Floats, y: Floats, units: _Units) -> tuple[Floats, Floats]:
    scale = np.where(unit == SEA, 0.0, 2 * units.stiffness[unit])
    return scale * (x - units.x[unit]), scale * (y - units.y[unit])


def _mainland(units: _Units, hexes: Hexes) -> NDArray[np.bool_]:
    """Cells between mainland seats that lie close enough for land to join them."""
    seats = np.flatnonzero(units.landmass == 0)
    if len(seats) < 3:
        return np.zeros(hexes.shape, dtype=bool)
    points = np.column_stack([units.x[seats], units.y[seats]])
    triangles = shapely.get_parts(shapely.delaunay_triangles(shapely.multipoints(points)))
    corners = shapely.get_coordinates(triangles).reshape(-1, 4, 2)
    nearest = {(x, y): unit for (x, y), unit in zip(map(tuple, points), seats, strict=True)}
    corner = np.array([[nearest[tuple(xy)] for xy in ring] for ring in corners], dtype=np.int64).reshape(-1, 4)
    side = np.hypot(*np.diff(corners, axis=1).transpose(2, 0, 1))
    close = side < _LAND_LINK * (units.radius[corner[:, :-1]] + units.radius[corner[:, 1:]])
    land = shapely.union_all(triangles[close.all(axis=1)])
    shapely.prepare(land)
    east, north = np.broadcast_arrays(hexes.x, hexes.y)
    return np.asarray(shapely.contains_xy(land, east, north), dtype=bool)


def _coast_threshold(labels: NDArray[np.int16], units: _Units, hexes: Hexes) -> Floats:
    """Threshold of the mainland that fills the notches of the coast and wears down its headlands."""
    mainland = np.append(units.landmass == 0, False)[labels]
    radius = float(np.sqrt(units.area.mean() / np.pi))
    return _COAST_PULL * radius**2 * (hexes.blur(mainland, _COAST_BLUR * radius) - 0.5)
