"""Sigungu of later days put together from a published vintage: shapes of what nothing divided are carried forward.

What an event divided is cut along lines that somebody has published: those of another vintage that had the same units, else
those of eup-myeon-dong. A border that only moved between two units is not followed, and both units say so. Used where there
are no legal dong; with them `derived_boundary.py` dissolves these.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from assets.geography.composition import SIGUNGU_DIGITS
from domain.borders import FITNESS
from domain.codes import Geography, unit_of
from domain.history import alive, moving_links

# How a unit came by its shape. The first two have no line that nobody has published as a border of sigungu.
CARRIED, OTHER_VINTAGE, CUT = "carried", "other_vintage", "cut"
SERIES = ["scheme", "vintage"]
# Units of another vintage are those of a divided one when they cover so much of it.
COVERED = 0.9

State = dict[str, "Shape"]


@dataclass(frozen=True)
class Shape:
    """A unit's polygon (EPSG:5179) and its origin: how it was made, of how many shapes of which vintage, after which events.

    `border_before` is the day of the first event that moved its border and is not followed; `islets` are what it has from its
    eup-myeon-dong.
    """

    polygon: shapely.Geometry
    method: str
    base: dt.date
    parts: int = 1
    events: tuple[str, ...] = ()
    border_before: dt.date | None = None
    islets: tuple[shapely.Geometry, ...] = ()


def carry_forward(
    boundary: gpd.GeoDataFrame, region: pd.DataFrame, region_event: pd.DataFrame, event_piece: pd.DataFrame
) -> dict[dt.date, State]:
    """By day, in order, the units of that day with their shapes; a day that cannot be made ends it.

    Of days without a line of our own the last alone is given, the day of the last event before the next such line: its codes
    and names are those that hold longest. Empty where no published vintage that is fit for measuring is complete.
    """
    vintages = published_vintages(boundary, region)
    if not vintages:
        return {}
    base_day = max(day for day, _ in vintages)
    base = next(series for (day, _), series in vintages.items() if day == base_day)
    others = [(day, series) for (day, _), series in sorted(vintages.items(), reverse=True) if day != base_day]
    dong = dong_of(boundary, base, region)
    islets = islets_of(base, dong)
    state: State = {
        unit: Shape(shapely.union_all([polygon, *islets.get(unit, ())]), CARRIED, base_day, islets=islets.get(unit, ()))
        for unit, polygon in zip(base["unit_id"], base.geometry, strict=True)
    }
    events = region_event.assign(day=pd.to_datetime(region_event["date"]).dt.date)
    events = events[(events["day"] > base_day) & events["from_unit_id"].notna() & events["to_unit_id"].notna()]
    moving = moving_links(events)
    moving = moving[moving["from_mois_code"].str.len() == SIGUNGU_DIGITS]
    drawn: dict[dt.date, State] = {}
    whole, end = state, dt.date.max
    for day in sorted(set(moving["day"])):
        after = _step(state, moving[moving["day"] == day], day, others, dong, event_piece)
        if after is None:
            end = day
            break
        state = after
        if any(shape.method == CUT for shape in state.values()):
            drawn[day] = state
        else:
            whole = state
    before = min([*drawn, end])
    last = max(events.loc[events["day"] < before, "day"], default=None)
    return ({} if last is None else {last: whole}) | drawn


def published_vintages(boundary: gpd.GeoDataFrame, region: pd.DataFrame) -> dict[tuple[dt.date, str], gpd.GeoDataFrame]:
    """Published sigungu that are fit for measuring and complete on their day, by day and scheme, MOIS before the others."""
    fit = boundary[(boundary["level"] == "sigungu") & (boundary["fit_for"] == FITNESS[0])]
    found = {}
    for (scheme, vintage), series in sorted(fit.groupby(SERIES), key=lambda item: item[0] != "mois"):
        day = pd.Timestamp(str(vintage))
        living = alive(region[region["in_finest"]], day)["unit_id"]
        if living.isin(series["unit_id"]).all():
            found[day.date(), str(scheme)] = series[series["unit_id"].notna()]
    return found


def dong_of(boundary: gpd.GeoDataFrame, base: gpd.GeoDataFrame, region: pd.DataFrame) -> gpd.GeoDataFrame:
    """Eup-myeon-dong of the vintage and scheme of `base`, with the `unit_id` of their sigungu; none where there are none."""
    scheme, vintage = base[SERIES].iloc[0]
    rows = boundary[(boundary["level"] == "emd") & (boundary["scheme"] == scheme) & (boundary["vintage"] == vintage)]
    units = unit_of(region, Geography(str(scheme), pd.Timestamp(str(vintage)).date()))
    return rows.assign(unit_id=rows["code"].str[:SIGUNGU_DIGITS].map(units))


def islets_of(base: gpd.GeoDataFrame, dong: gpd.GeoDataFrame) -> dict[str, tuple[shapely.Geometry, ...]]:
    """By sigungu, the islets that its eup-myeon-dong have and no sigungu has: generalising by level loses the small ones."""
    known = dong[dong["unit_id"].isin(base["unit_id"])]
    parts, row = shapely.get_parts(known.geometry.to_numpy(), return_index=True)
    drawn = shapely.STRtree(shapely.get_parts(base.geometry.to_numpy()))
    free = np.setdiff1d(np.arange(len(parts)), drawn.query(parts, predicate="intersects")[0])
    units = known["unit_id"].to_numpy()[row[free]]
    return {unit: tuple(parts[free[units == unit]]) for unit in sorted(set(units))}


def _within(islets: Iterable[shapely.Geometry], polygon: shapely.Geometry) -> tuple[shapely.Geometry, ...]:
    return tuple(islet for islet in islets if polygon.intersects(shapely.point_on_surface(islet)))


def _step(
    state: State,
    links: pd.DataFrame,
    day: dt.date,
    others: Sequence[tuple[dt.date, gpd.GeoDataFrame]],
    dong: gpd.GeoDataFrame,
    event_piece: pd.DataFrame,
) -> State | None:
    """All units after the events of one day; None when a unit was divided and no published line says where."""
    arriving: dict[str, list[Shape]] = {}
    moved: set[str] = set()
    for unit in sorted(set(links["from_unit_id"])):
        ways = links[links["from_unit_id"] == unit]
        if unit not in state:
            return None
        targets, events = list(ways["to_unit_id"]), tuple(sorted(set(ways["event_id"])))
        if unit in targets and len(targets) > 1:
            moved |= set(targets)
            continue
        shapes = [state[unit]] if len(targets) == 1 else _divided(unit, state[unit], ways, others, dong, event_piece)
        if shapes is None:
            return None
        for target, shape in zip(targets, shapes, strict=True):
            arriving.setdefault(target, []).append(replace(shape, events=(*shape.events, *events)))
    left = set(links["from_unit_id"]) - moved
    after = {unit: shape for unit, shape in state.items() if unit not in left}
    for target, shapes in arriving.items():
        after[target] = _joined([*shapes, *([after[target]] if target in after else [])])
    for unit in moved:
        after[unit] = replace(after[unit], border_before=after[unit].border_before or day)
    return after


def _joined(shapes: Sequence[Shape]) -> Shape:
    """Several units made one."""
    methods = [shape.method for shape in shapes]
    return Shape(
        polygon=shapely.union_all([shape.polygon for shape in shapes]),
        method=max(methods, key=(CARRIED, OTHER_VINTAGE, CUT).index),
        base=max(shape.base for shape in shapes),
        parts=sum(shape.parts for shape in shapes),
        events=tuple(sorted({event for shape in shapes for event in shape.events})),
        border_before=min((shape.border_before for shape in shapes if shape.border_before), default=None),
        islets=tuple(islet for shape in shapes for islet in shape.islets),
    )


def _divided(
    unit: str,
    shape: Shape,
    ways: pd.DataFrame,
    others: Sequence[tuple[dt.date, gpd.GeoDataFrame]],
    dong: gpd.GeoDataFrame,
    event_piece: pd.DataFrame,
) -> list[Shape] | None:
    """The parts of a divided unit, in the order of `ways`."""
    targets = list(ways["to_unit_id"])
    for vintage, series in others:
        drawn = series.set_index("unit_id").geometry
        if not set(targets) <= set(drawn.index):
            continue
        lines = drawn.loc[targets].to_numpy()
        if shapely.area(shapely.intersection(shape.polygon, shapely.union_all(lines))) >= COVERED * shape.polygon.area:
            parts = cut(shape.polygon, lines)
            return [
                replace(shape, polygon=part, method=OTHER_VINTAGE, base=vintage, islets=_within(shape.islets, part))
                for part in parts
            ]
    members = _dong_of_parts(unit, ways, dong, event_piece)
    if members is None:
        return None
    parts = cut(shape.polygon, [shapely.coverage_union_all(rows.geometry.to_numpy()) for rows in members])
    return [
        replace(shape, polygon=part, method=CUT, parts=len(rows), islets=_within(shape.islets, part))
        for part, rows in zip(parts, members, strict=True)
    ]


def _dong_of_parts(
    unit: str, ways: pd.DataFrame, dong: gpd.GeoDataFrame, event_piece: pd.DataFrame
) -> list[gpd.GeoDataFrame] | None:
    """For each part its eup-myeon-dong, by the names that the event's evidence lists; None unless they are all, and once."""
    own = dong[dong["unit_id"] == unit]
    listed: Mapping[tuple[str, str, str], str] = {
        (event, source, target): str(evidence).rpartition(": ")[2]
        for event, source, target, evidence in event_piece[
            ["event_id", "from_unit_id", "to_unit_id", "evidence"]
        ].itertuples(index=False)
    }  # fmt: skip
    names = [listed.get((event, unit, to), "").split() for event, to in zip(ways["event_id"], ways["to_unit_id"], strict=True)]
    if own.empty or sorted(name for part in names for name in part) != sorted(own["name_ko"]):
        return None
    return [own[own["name_ko"].isin(part)] for part in names]


def cut(polygon: shapely.Geometry, lines: Sequence[shapely.Geometry]) -> list[shapely.Geometry]:
    """`polygon` parted as the shapes of another survey part it: nothing is lost, nothing is there twice.

    What none of them covers goes to the part that it borders on longest, or to the nearest.
    """
    parts: list[shapely.Geometry] = []
    free = polygon
    for line in lines:
        part = shapely.intersection(free, line)
        parts.append(_area_only(part))
        free = _area_only(shapely.difference(free, line))
    rest = [piece for piece in shapely.get_parts(free) if piece.area > 0]
    edges = [shapely.boundary(part) for part in parts]
    given: list[list[shapely.Geometry]] = [[part] for part in parts]
    for piece in rest:
        border = [float(shapely.length(shapely.intersection(shapely.boundary(piece), edge))) for edge in edges]
        place = int(np.argmax(border)) if max(border) > 0 else int(np.argmin([shapely.distance(piece, part) for part in parts]))
        given[place].append(piece)
    return [shapely.union_all(pieces) for pieces in given]


def _area_only(shape: shapely.Geometry) -> shapely.Geometry:
    """A shape without the lines and points that an overlay leaves."""
    pieces = [piece for piece in shapely.get_parts(shape) if piece.geom_type == "Polygon"]
    return pieces[0] if len(pieces) == 1 else shapely.MultiPolygon(pieces)
