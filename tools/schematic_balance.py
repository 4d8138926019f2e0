"""Hexagons of the schematic map: the grid, its polygons, and the exact balancing of cells between units.

Everything here works on labels (which unit holds a cell) and counts of cells. What the map should show, from the facts
table to the weights of the units, is decided in `schematic.py`.
"""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray

SEA = -1

Labels = NDArray[np.int16]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Window = tuple[slice, slice]
Cost = Callable[[int, int], float]
Cells = TypeVar("Cells", int, Ints)

# Corners of a hexagon, counter-clockwise from the upper right, in half spacings (east) and half corner radii (north).
_CORNER_EAST = (1, 0, -1, -1, 0, 1)
_CORNER_NORTH = (1, 2, 1, -1, -2, -1)
_PASSES = 12


@dataclass(frozen=True)
class Hexes:
    """Grid of pointy-topped hexagons, odd rows shifted east by half a spacing. Metres; cells are numbered row by row.

    The outermost cells must stay sea: neighbours of a cell are found without looking at the rim.
    """

    west: float
    south: float
    spacing: float
    shape: tuple[int, int]

    @classmethod
    def covering(cls, west: float, south: float, east: float, north: float, spacing: float) -> "Hexes":
        """Grid over a rectangle, metres."""
        return cls(west, south, spacing, (int((north - south) / (spacing * 3**0.5 / 2)) + 1, int((east - west) / spacing) + 1))

    @property
    def row_height(self) -> float:
        """Metres from one row of centres to the next."""
        return self.spacing * 3**0.5 / 2

    @property
    def cell_area(self) -> float:
        """Of one hexagon, m2."""
        return self.spacing * self.row_height

    @property
    def edge_length(self) -> float:
        """Of one hexagon's side, metres."""
        return self.spacing / 3**0.5

    @cached_property
    def x(self) -> Floats:
        """East of the centres, one per cell."""
        rows, columns = self.shape
        return self.west + self.spacing * (np.arange(columns)[None, :] + 0.5 * (np.arange(rows)[:, None] % 2))

    @cached_property
    def y(self) -> Floats:
        """North of the centres, one per row, as a column."""
        return self.south + self.row_height * np.arange(self.shape[0], dtype=float)[:, None]

    def centre(self, cell: int) -> tuple[float, float]:
        """Easting and northing of a cell's centre, metres."""
        row, column = divmod(cell, self.shape[1])
        return self.west + self.spacing * (column + 0.5 * (row % 2)), self.south + self.row_height * row

    def cell_at(self, x: Floats, y: Floats) -> list[int]:
        """Cells whose centre is nearest to the points, which must lie inside the grid."""
        row = np.rint((y - self.south) / self.row_height).astype(np.int64)
        candidates = row[:, None] + np.array([-1, 0, 1])
        column = np.rint((x[:, None] - self.west) / self.spacing - 0.5 * (candidates % 2)).astype(np.int64)
        gap = np.hypot(self.x[candidates, column] - x[:, None], self.y[candidates, 0] - y[:, None])
        pick = np.arange(len(row)), gap.argmin(axis=1)
        return [int(cell) for cell in candidates[pick] * self.shape[1] + column[pick]]

    def window(self, x: float, y: float, radius: float) -> Window:
        """Rows and columns that hold every centre within the radius."""
        row, column = (y - self.south) / self.row_height, (x - self.west) / self.spacing
        rows, columns = radius / self.row_height, radius / self.spacing
        return (
            slice(max(int(row - rows), 0), int(row + rows) + 2),
            slice(max(int(column - columns) - 1, 0), int(column + columns) + 2),
        )

    def pairs(self, values: NDArray[Any]) -> list[tuple[NDArray[Any], NDArray[Any]]]:
        """Views of the values of neighbouring cells; every pair of neighbours occurs once."""
        return [(values[:, :-1], values[:, 1:]), *self._row_pairs(values)]

    def _row_pairs(self, values: NDArray[Any]) -> list[tuple[NDArray[Any], NDArray[Any]]]:
        even, odd = values[0::2], values[1::2]
        up, down = len(odd), len(even) - 1
        return [
            (even[:up], odd),
            (even[:up, 1:], odd[:, :-1]),
            (odd[:down], even[1 : down + 1]),
            (odd[:down, :-1], even[1 : down + 1, 1:]),
        ]

    def ring(self, cell: Cells) -> tuple[Cells, ...]:
        """The six neighbours of a cell, or of every cell of an array, counter-clockwise from the east."""
        width = self.shape[1]
        shift = (cell // width) % 2
        above, below = cell + width + shift, cell - width + shift
        return cell + 1, above, above - 1, cell - 1, below - 1, below

    def blur(self, mask: NDArray[np.bool_], width_m: float) -> Floats:
        """Share of marked cells around every cell: two passes of a box of about twice the width."""
        share = mask.astype(np.float64)
        for _ in range(2):
            share = _box(_box(share, max(round(width_m / self.row_height), 1)).T, max(round(width_m / self.spacing), 1)).T
        return share

    def components(self, labels: Labels) -> NDArray[np.int64]:
        """Number of the connected part every cell belongs to; cells of one label that touch share it."""
        starts = np.ones(self.shape, dtype=bool)
        starts[:, 1:] = labels[:, 1:] != labels[:, :-1]
        run = np.cumsum(starts.ravel()).reshape(self.shape) - 1
        root = list(range(int(run[-1, -1]) + 1))

        def find(item: int) -> int:
            while root[item] != item:
                root[item] = root[root[item]]
                item = root[item]
            return item

        for (a, b), (run_a, run_b) in zip(self._row_pairs(labels), self._row_pairs(run), strict=True):
            same = a == b
            links = np.column_stack([run_a[same], run_b[same]])
            for one, two in links[np.append(True, (np.diff(links, axis=0) != 0).any(axis=1))[: len(links)]].tolist():
                low, high = sorted((find(one), find(two)))
                root[high] = low
        roots: Ints = np.array([find(item) for item in range(len(root))], dtype=np.int64)
        return np.asarray(roots[run], dtype=np.int64)

    def polygons(self, labels: Labels, count: int) -> NDArray[np.object_]:
        """One Polygon per label 0 .. count - 1, metres; None for a label without cells or in several pieces.

        Corners are computed once on a lattice, so neighbours share them exactly.
        """
        owner, start, end = self._borders(labels)
        if not len(owner):
            return np.full(count, None, dtype=object)
        order = np.lexsort((start, owner))
        owner, start, end = owner[order], start[order], end[order]
        # Three hexagons meet at a corner, so a label has at most one border leaving it: rings can be followed blindly.
        size = 2 * (self.shape[1] + 2) * (3 * self.shape[0] + 4)
        following = np.searchsorted(owner * size + start, owner * size + end).tolist()
        rings: list[list[int]] = []
        seen = bytearray(len(following))
        for first in range(len(following)):
            if not seen[first]:
                rings.append(ring := [])
                step = first
                while not seen[step]:
                    seen[step] = 1
                    ring.append(step)
                    step = following[step]
        north, east = np.divmod(start, 2 * (self.shape[1] + 2))
        xy = np.column_stack([self.west + (east - 2) * self.spacing / 2, self.south + (north - 2) * self.edge_length / 2])
        parts = shapely.linearrings(
            xy[np.concatenate(rings)], indices=np.repeat(np.arange(len(rings)), [len(ring) for ring in rings])
        )
        return _assembled(parts, owner[[ring[0] for ring in rings]], count)

    def _borders(self, labels: Labels) -> tuple[Ints, Ints, Ints]:
        """Edges between different labels, once for each side: owner, first and second corner (counter-clockwise)."""
        flat = labels.ravel().astype(np.int64)
        cells = np.flatnonzero(flat != SEA)
        rows, columns = np.divmod(cells, self.shape[1])
        corner = (3 * rows + 2) * 2 * (self.shape[1] + 2) + 2 * columns + rows % 2 + 2
        owner, start, end = [], [], []
        for side, other in enumerate(self.ring(cells)):
            border = flat[other] != flat[cells]
            owner.append(flat[cells[border]])
            start.append(corner[border] + self._corner_offset(side - 1))
            end.append(corner[border] + self._corner_offset(side))
        return np.concatenate(owner), np.concatenate(start), np.concatenate(end)

    def _corner_offset(self, corner: int) -> int:
        return _CORNER_NORTH[corner] * 2 * (self.shape[1] + 2) + _CORNER_EAST[corner]


def balance(labels: Labels, hexes: Hexes, cost: Cost, target: Ints, landmass: Ints, seats: list[int]) -> None:
    """Change the labels in place until every unit holds its seat and its target of cells in one piece, without gaps.

    `cost(unit, cell)` decides which cells change hands; units of different landmasses are kept apart by water. A unit
    that cannot be served without breaking a neighbour keeps its difference.
    """
    _lead_to_seats(labels, hexes, landmass, seats)
    _drop_strays(labels, hexes, seats)
    _fill_gaps(labels, hexes, cost, landmass)
    exchange = _Exchange(labels, hexes, cost, landmass, seats)
    surplus = np.bincount(labels.ravel() + 1, minlength=len(target) + 1)[1:] - target
    exchange.settle([int(cells) for cells in surplus])


def _lead_to_seats(labels: Labels, hexes: Hexes, landmass: Ints, seats: list[int]) -> None:
    """Give a unit whose seat went to a neighbour the cells from the seat to its nearest own cell."""
    flat = labels.reshape(-1)
    taken = set(seats)

    def open_to(unit: int, cell: int) -> bool:
        return all(flat[c] == SEA or landmass[flat[c]] == landmass[unit] for c in (cell, *hexes.ring(cell)))

    for unit, seat in enumerate(seats):
        if flat[seat] == unit or seats.count(seat) > 1 or not open_to(unit, seat):
            continue
        before = {seat: seat}
        queue = deque([seat])
        while queue and flat[at := queue.popleft()] != unit:
            for near in hexes.ring(at):
                if near not in before and near not in taken and flat[near] != SEA and open_to(unit, near):
                    before[near] = at
                    queue.append(near)
        path = at if flat[at] == unit else seat  # a unit without any cell starts from its seat alone
        while path != seat:
            flat[path] = unit
            path = before[path]
        flat[seat] = unit


def _drop_strays(labels: Labels, hexes: Hexes, seats: list[int]) -> None:
    """Leave every unit its largest part, or the part with its seat."""
    parts = hexes.components(labels)
    number, first, size = np.unique(parts, return_index=True, return_counts=True)
    flat, flat_parts = labels.ravel(), parts.ravel()
    by_unit: dict[int, list[tuple[bool, int, int]]] = defaultdict(list)
    for part, unit, cells in zip(number.tolist(), flat[first].tolist(), size.tolist(), strict=True):
        if unit != SEA:
            by_unit[unit].append((flat_parts[seats[unit]] == part, cells, part))
    strays = [part for owned in by_unit.values() for _, _, part in sorted(owned)[:-1]]
    labels[np.isin(parts, strays)] = SEA


def _fill_gaps(labels: Labels, hexes: Hexes, cost: Cost, landmass: Ints) -> None:
    """Give water without a way to the open sea to the cheapest neighbour, as long as it is no strait."""
    parts = hexes.components(labels)
    flat = labels.reshape(-1)
    waiting = deque(np.flatnonzero((flat == SEA) & (parts.ravel() != parts[0, 0])).tolist())
    idle = 0
    while waiting and idle < len(waiting):
        cell = waiting.popleft()
        around = {int(flat[other]) for other in hexes.ring(cell)} - {SEA}
        if len({int(landmass[unit]) for unit in around}) == 1:
            flat[cell] = min(around, key=lambda unit: (cost(unit, cell), unit))
            idle = 0
        else:
            waiting.append(cell)
            idle += 1


class _Exchange:
    """Frontier between all units and the sea, and the handing of cells across it."""

    def __init__(self, labels: Labels, hexes: Hexes, cost: Cost, landmass: Ints, seats: list[int]) -> None:
        self._flat, self._hexes, self._cost = labels.reshape(-1), hexes, cost
        self._landmass = [*landmass.tolist(), SEA]  # the last entry answers for the sea, label -1
        self._seats = set(seats)
        # frontier[giver][taker]: cells of the giver that touch the taker.
        self._frontier: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
        cells = np.arange(labels.size).reshape(labels.shape)
        for (a, b), (cell_a, cell_b) in zip(hexes.pairs(labels), hexes.pairs(cells), strict=True):
            border = a != b
            for one, two, cell_one, cell_two in zip(*(v[border].tolist() for v in (a, b, cell_a, cell_b)), strict=True):
                self._frontier[one][two].add(cell_one)
                self._frontier[two][one].add(cell_two)

    def settle(self, surplus: list[int]) -> None:
        """Hand cells along the shortest chains of neighbours until no unit has too many or too few."""
        for _ in range(_PASSES):
            blocked: set[tuple[int, int]] = set()
            for unit in sorted(range(len(surplus)), key=lambda u: (-abs(surplus[u]), u)):
                while surplus[unit] and (chain := self._chain(unit, surplus, blocked)):
                    self._hand_along(chain, surplus, blocked)
            if not any(surplus):
                return

    def _chain(self, unit: int, surplus: list[int], blocked: set[tuple[int, int]]) -> list[int]:
        """Units from giver to taker: `unit` at one end, at the other the nearest that evens it out, or the sea."""
        giving = surplus[unit] > 0
        before: dict[int, int] = {unit: unit}
        queue = deque([unit])
        while queue:
            at = queue.popleft()
            if at == SEA or (surplus[at] < 0 if giving else surplus[at] > 0):
                chain = [at]
                while chain[-1] != unit:
                    chain.append(before[chain[-1]])
                return chain[::-1] if giving else chain
            for other in sorted((o for o, cells in self._frontier[at].items() if cells), reverse=True):
                if other not in before and ((at, other) if giving else (other, at)) not in blocked:
                    before[other] = at
                    queue.append(other)
        return []

    def _hand_along(self, chain: list[int], surplus: list[int], blocked: set[tuple[int, int]]) -> None:
        wanted = min(abs(surplus[unit]) for unit in (chain[0], chain[-1]) if unit != SEA)
        for giver, taker in pairwise(chain):
            wanted = self._hand(giver, taker, wanted)
            for unit, change in ((giver, -wanted), (taker, wanted)):
                if unit != SEA:
                    surplus[unit] += change
            if not wanted:
                blocked.add((giver, taker))
                return

    def _hand(self, giver: int, taker: int, wanted: int) -> int:
        """Hand over up to `wanted` cells, cheapest first; returns how many could go."""
        handed, progress = 0, True
        while handed < wanted and progress:
            progress = False
            for _, cell in sorted((self._cost(taker, c) - self._cost(giver, c), c) for c in self._frontier[giver][taker]):
                if handed < wanted and self._may_go(cell, giver, taker):
                    self._relabel(cell, giver, taker)
                    handed, progress = handed + 1, True
        return handed

    def _may_go(self, cell: int, giver: int, taker: int) -> bool:
        """Whether giver and taker stay in one piece, no water is cut off and no strait is closed."""
        ring = [int(self._flat[other]) for other in self._hexes.ring(cell)]
        if (
            cell in self._seats
            or taker not in ring
            or any(self._landmass[u] != self._landmass[taker] for u in ring if SEA not in (u, taker))
        ):
            return False
        return sum((a == giver) != (b == giver) for a, b in pairwise([*ring, ring[0]])) == 2

    def _relabel(self, cell: int, giver: int, taker: int) -> None:
        self._flat[cell] = taker
        for cells in self._frontier[giver].values():
            cells.discard(cell)
        for near in self._hexes.ring(cell):
            unit = int(self._flat[near])
            if unit != taker:
                self._frontier[taker][unit].add(cell)
                self._frontier[unit][taker].add(near)
            if unit != giver and all(self._flat[other] != giver for other in self._hexes.ring(near)):
                self._frontier[unit][giver].discard(near)


def _box(values: Floats, radius: int) -> Floats:
    """Mean over 2 * radius + 1 rows; rows beyond the rim count as zero."""
    total = np.cumsum(np.pad(values, ((radius + 1, radius), (0, 0))), axis=0)
    return np.asarray((total[2 * radius + 1 :] - total[: -2 * radius - 1]) / (2 * radius + 1), dtype=np.float64)


def _assembled(rings: NDArray[np.object_], owner: Ints, count: int) -> NDArray[np.object_]:
    shells = shapely.is_ccw(rings)
    polygons = np.empty(count, dtype=object)
    for unit in range(count):
        own = owner == unit
        if (own & shells).sum() == 1:
            polygons[unit] = shapely.Polygon(rings[own & shells][0], list(rings[own & ~shells]))
    return polygons
