"""The asset graph as an SVG: one group a stage, an arrow for each table that another is made from.

Arrows that a longer way implies are left out, and of those into the release, which holds every table, only the last
stage's are drawn. Colours are chosen to be read on light and dark pages, so there is no
background. Which tables exist is known in `assets/`; writing the file is `pictures.py`.
"""

from __future__ import annotations

import graphlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from xml.sax.saxutils import escape

from assets.lake.asset import Declaration

RELEASE = "release"
LAST = "indicators"
PRODUCTS = ("every table, checked:", "warehouse.duckdb", "rebalance.gpkg", "maps/", "data_docs/", "manifest.json")

BOX_WIDTH, BOX_HEIGHT, ROW = 214, 30, 40
COLUMN, INDENT, MARGIN, HEAD = 330, 22, 26, 56
LANE = 11
LINE = 1.6


@dataclass(frozen=True)
class Stage:
    """Where a stage's group stands (column, and row of its first box) and its colours: line, and fill of the boxes."""

    column: int
    row: float
    line: str
    fill: str
    what: str


STAGES = {
    "sources": Stage(0, 0, "#3b82c4", "#d7e8f8", "as published"),
    "reference": Stage(0, 9.6, "#9570d6", "#e6dcf7", "facts kept in the repository"),
    "geography": Stage(1, 0, "#2e9a6b", "#d3f0e2", "repaired and dissolved"),
    "panel": Stage(2, 6.4, "#b98900", "#faecc0", "on the project's own units"),
    "indicators": Stage(3, 0.8, "#d1603d", "#fbdfd5", "definitions and map layers"),
    "release": Stage(4, 1.1, "#c2477f", "#f9d9e8", "published by rename"),
}


@dataclass
class Box:
    """One table, or the release, with the left upper corner of its box in pixels."""

    name: str
    schema: str
    stage: str
    tip: str
    x: float = 0.0
    y: float = 0.0
    height: float = BOX_HEIGHT
    upstream: set[str] = field(default_factory=set)

    @property
    def middle(self) -> float:
        """Height at which arrows arrive and leave."""
        return self.y + self.height / 2

    @property
    def right(self) -> float:
        """Of the box."""
        return self.x + BOX_WIDTH


def draw(declarations: Mapping[str, Declaration]) -> str:
    """SVG text of the graph; the same declarations give the same text."""
    boxes = _boxes(declarations)
    _place(boxes)
    width = MARGIN * 2 + COLUMN * max(s.column for s in STAGES.values()) + BOX_WIDTH + INDENT
    height = max(box.y + box.height for box in boxes.values()) + MARGIN + 2 * LANE
    body = [*_headings(), *_arrows(boxes), *(line for box in boxes.values() for line in _drawn(box))]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
            ' font-family="Helvetica, Arial, sans-serif" role="img" aria-labelledby="title">',
            '<title id="title">The assets of Rebalance by stage, and what each is made from</title>',
            "<defs>",
            *(_marker(name, stage) for name, stage in STAGES.items()),
            "</defs>",
            *body,
            "</svg>\n",
        ]
    )


def _boxes(declarations: Mapping[str, Declaration]) -> dict[str, Box]:
    boxes = {
        name: Box(
            name, d.contract.schema, d.stage, f"{d.contract.en} · {d.contract.ko}. One row: {d.contract.grain}.",
            upstream=set(d.upstream),
        )
        for name, d in declarations.items()
    }  # fmt: skip
    boxes[RELEASE] = Box(RELEASE, "", RELEASE, "Everything in one folder, published by rename", upstream=set(declarations))
    boxes = _reduced(boxes)
    boxes[RELEASE].upstream = {name for name in boxes[RELEASE].upstream if boxes[name].stage == LAST}
    return boxes


def _reduced(boxes: dict[str, Box]) -> dict[str, Box]:
    """Leave out every arrow that a longer way implies."""
    order = list(graphlib.TopologicalSorter({name: box.upstream for name, box in boxes.items()}).static_order())
    above: dict[str, set[str]] = {}
    for name in order:
        direct = boxes[name].upstream
        implied = set().union(*(above[up] for up in direct)) if direct else set()
        above[name] = direct | implied
        boxes[name].upstream = direct - implied
    return boxes


def _place(boxes: dict[str, Box]) -> None:
    """Rows from top to bottom within a stage, a table below the one of its stage that it is made from, indented."""
    for name, stage in STAGES.items():
        members = {key: box for key, box in boxes.items() if box.stage == name}
        row = stage.row
        for key, depth in _tree(members):
            box = members[key]
            box.x = MARGIN + stage.column * COLUMN + INDENT * depth
            box.y = HEAD + MARGIN + row * ROW
            row += 1
            if key == RELEASE:
                box.height = BOX_HEIGHT + 19 * len(PRODUCTS) + 8


def _tree(members: Mapping[str, Box]) -> list[tuple[str, int]]:
    """Members in the order of rows with their indentation; those with no child in the stage stand as they are declared."""
    children: dict[str, list[str]] = {name: [] for name in members}
    roots = []
    joined = []
    for name, box in members.items():
        own = sorted(box.upstream & set(members))
        if len(own) == 1:
            children[own[0]].append(name)
        elif own:
            joined.append(name)
        else:
            roots.append(name)
    listed: list[tuple[str, int]] = []

    def visit(name: str, depth: int) -> None:
        listed.append((name, depth))
        for child in sorted(children[name], key=lambda c: (len(children[c]), ORDER.get(c, 0), c)):
            visit(child, depth + 1)

    for name in sorted(roots, key=lambda r: (ORDER.get(r, 0), r)) + joined:
        visit(name, 0)
    return listed


# Rows that keep arrows from crossing; a table that is not named here stands before them.
ORDER = {
    name: place
    for stage in (
        (
            "mois_boundary",
            "sgis_boundary",
            "kostat_boundary",
            "kosis_sido_population",
            "mois_population",
            "kosis_population",
            "kosis_collected_population",
            "kosis_dong_population",
        ),
        ("megaregion_membership", "region", "region_event", "population_source", "population_carried"),
        ("boundary_quality", "boundary_repair", "reference_region"),
        ("sido_population", "population"),
        ("extinction_risk", "capital_concentration"),
        ("sigungu", "sido", "megaregion", "at_risk_count"),
    )
    for place, name in enumerate(stage, start=1)
}


def _headings() -> list[str]:
    lines = []
    for name, stage in STAGES.items():
        x = MARGIN + stage.column * COLUMN
        y = HEAD + MARGIN + stage.row * ROW
        lines += [
            f'<text x="{x:g}" y="{y - 29:g}" font-size="17" font-weight="bold" fill="{stage.line}">{name}</text>',
            f'<text x="{x:g}" y="{y - 12:g}" font-size="12.5" fill="{stage.line}">{stage.what}</text>',
        ]
    return lines


def _drawn(box: Box) -> list[str]:
    stage = STAGES[box.stage]
    label = f'<tspan fill="#5b6470">{box.schema}.</tspan>{escape(box.name)}' if box.schema else escape(box.name)
    lines = [
        f"<g><title>{escape(box.tip)}</title>",
        f'<rect x="{box.x:g}" y="{box.y:g}" width="{BOX_WIDTH}" height="{box.height:g}" rx="8" fill="{stage.fill}"'
        f' stroke="{stage.line}" stroke-width="{LINE}"/>',
        f'<text x="{box.x + 11:g}" y="{box.y + 20:g}" font-size="14" fill="#16202b">{label}</text>',
    ]
    if box.name == RELEASE:
        lines += [
            f'<text x="{box.x + 23:g}" y="{box.y + 42 + 19 * number:g}" font-size="13" fill="#3d4854">{product}</text>'
            for number, product in enumerate(PRODUCTS)
        ]
    return [*lines, "</g>"]


def _marker(name: str, stage: Stage) -> str:
    return (
        f'<marker id="to-{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6.5" markerHeight="6.5" orient="auto">'
        f'<path d="M0 0.6 L7.4 4 L0 7.4 z" fill="{stage.line}"/></marker>'
    )


def _arrows(boxes: Mapping[str, Box]) -> list[str]:
    """Arrows inside a stage as elbows, between stages as curves; each has the colour of where it comes from."""
    lines = []
    used: dict[tuple[int, str], int] = {}
    for box in boxes.values():
        for up in sorted(box.upstream, key=lambda name: boxes[name].y):
            start = boxes[up]
            if start.stage == box.stage:
                own = [name for name in box.upstream if boxes[name].stage == box.stage]
                path = _elbow(start, box) if len(own) == 1 else _rail(start, box)
            else:
                path = _curve(start, box, boxes, used)
            lines.append(
                f'<path d="{path}" fill="none" stroke="{STAGES[start.stage].line}" stroke-width="{LINE}"'
                f' stroke-opacity="0.85" marker-end="url(#to-{start.stage})"/>'
            )
    return lines


def _elbow(start: Box, end: Box) -> str:
    """Down from the box above, then right into the indented one."""
    x = start.x + INDENT / 2
    return f"M{x:g} {start.y + start.height:g} V{end.middle - 7:g} Q{x:g} {end.middle:g} {x + 7:g} {end.middle:g} H{end.x:g}"


def _rail(start: Box, end: Box) -> str:
    """Out to the left, down beside the boxes and into a table that is made from several of its stage."""
    x = min(start.x, end.x) - 13
    return (
        f"M{start.x:g} {start.middle:g} H{x + 7:g} Q{x:g} {start.middle:g} {x:g} {start.middle + 7:g}"
        f" V{end.middle - 7:g} Q{x:g} {end.middle:g} {x + 7:g} {end.middle:g} H{end.x:g}"
    )


def _curve(start: Box, end: Box, boxes: Mapping[str, Box], used: dict[tuple[int, str], int]) -> str:
    """Left to right; past a stage in between it takes a lane above or below that stage's boxes."""
    points = [(start.right, start.middle)]
    for column in range(STAGES[start.stage].column + 1, STAGES[end.stage].column):
        straight = points[-1][1] + (end.middle - points[-1][1]) * 0.5
        lane = _lane(column, straight, start, boxes, used)
        left = MARGIN + column * COLUMN
        points += [(left - 8, lane), (left + BOX_WIDTH + 2 * INDENT, lane)]
    points.append((end.x, end.middle))
    path = f"M{points[0][0]:g} {points[0][1]:g}"
    for (x, y), (to_x, to_y) in pairwise(points):
        bend = (to_x - x) * 0.5
        path += f" L{to_x:g} {to_y:g}" if y == to_y else f" C{x + bend:g} {y:g} {to_x - bend:g} {to_y:g} {to_x:g} {to_y:g}"
    return path


def _lane(column: int, y: float, start: Box, boxes: Mapping[str, Box], used: dict[tuple[int, str], int]) -> float:
    """Free height in a column near `y`: above its stage, or below; one lane for all arrows of one table."""
    members = [box for box in boxes.values() if STAGES[box.stage].column == column]
    top, bottom = min(b.y for b in members) - HEAD, max(b.y + b.height for b in members) + LANE
    if not top < y < bottom:
        return y
    if y - top < bottom - y:
        return top
    number = used.setdefault((column, start.name), sum(key[0] == column for key in used))
    return bottom + LANE * number
