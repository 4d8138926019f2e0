"""`make architecture`: draws the house from its imports, and fills the table of rooms in `docs/architecture.md`. Needs no build.

A room is a folder of modules; families of indicators count with `assets/indicators`, parts of the release with `assets/release`.
What belongs in a room is said in its `README.md` and read from there; nothing about rooms is typed here.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "architecture.md"
PICTURE = ROOT / "docs" / "images" / "architecture.svg"
PACKAGES = ("rebalance", "pipelines", "assets", "expectations", "domain")
BEGIN, END = "<!-- rooms: begin -->", "<!-- rooms: end -->"

# Of the picture, in points.
WIDTH, BOX_HEIGHT, FLOOR_HEIGHT, GAP, MARGIN = 1080, 40, 84, 14, 20
FILLS = {"rebalance": "#f5d9c8", "pipelines": "#d9d3ea", "assets": "#d3e4ea", "expectations": "#dfe8cf", "domain": "#f0e6c0"}


class CircleError(ValueError):
    """Rooms import each other in a ring; the message names them."""


@dataclass(frozen=True)
class Room:
    """One folder: its name from the root (`assets/panel`), its README's lines, how much is in it, and which rooms it imports."""

    name: str
    readme: tuple[str, ...]
    files: int
    lines: int
    imports: frozenset[str] = field(default=frozenset())

    @property
    def may_import(self) -> frozenset[str]:
        """Rooms that its README allows, from the second line: `May import: domain, assets/lake.`"""
        _, _, named = (self.readme[1] if len(self.readme) > 1 else "").partition("May import:")
        return frozenset(re.findall(r"[a-z_]+(?:/[a-z_]+)?", named.split(";")[0])) - {"libraries", "only"}


def room_of(module: Iterable[str]) -> str:
    """Room of a module given as the parts of its path or dotted name: the folder, two levels deep at the most."""
    first, *rest = module
    return "/".join((first, *rest[:1])) if len(rest) > 1 else first


def house(root: Path = ROOT) -> dict[str, Room]:
    """Rooms by name, with the arrows between them as the import statements have them, wherever those stand."""
    modules = {
        path: path.relative_to(root).with_suffix("").parts
        for package in PACKAGES
        for path in sorted((root / package).rglob("*.py"))
    }
    known = {".".join(parts[:-1] if parts[-1] == "__init__" else parts): room_of(parts) for parts in modules.values()}
    files: dict[str, list[Path]] = {}
    for path, parts in modules.items():
        files.setdefault(room_of(parts), []).append(path)
    return {
        name: Room(
            name,
            _readme(root / name),
            len(paths),
            sum(len(path.read_text(encoding="utf-8").splitlines()) for path in paths),
            frozenset(room for path in paths for room in _imported(path, known)) - {name},
        )
        for name, paths in sorted(files.items())
        if not all(path.name == "__init__.py" for path in paths)
    }


def _readme(folder: Path) -> tuple[str, ...]:
    page = folder / "README.md"
    return tuple(page.read_text(encoding="utf-8").strip().splitlines()) if page.exists() else ()


def _imported(path: Path, known: Mapping[str, str]) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            # `from package import module` reaches the module, not the package's face.
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name in known else node.module for name in whole]
        else:
            continue
        found.update(known[name] for name in names if name in known)
    return found


def floors(rooms: Mapping[str, Room]) -> dict[str, int]:
    """Floor of each room: 1 on the ground, else one above the highest room that it imports.

    Raises CircleError where rooms form a ring.
    """
    found: dict[str, int] = {}

    def floor(name: str, way: tuple[str, ...]) -> int:
        if name in way:
            raise CircleError(" -> ".join((*way[way.index(name) :], name)))
        if name not in found:
            below = [floor(other, (*way, name)) for other in sorted(rooms[name].imports) if other in rooms]
            found[name] = 1 + max(below, default=0)
        return found[name]

    for name in rooms:
        floor(name, ())
    return found


def shown_arrows(rooms: Mapping[str, Room]) -> list[tuple[str, str]]:
    """Arrows that a picture needs: without those that a longer way makes already."""
    below: dict[str, set[str]] = {}
    for name in sorted(rooms, key=lambda room: floors(rooms)[room]):
        below[name] = set(rooms[name].imports).union(*(below[other] for other in rooms[name].imports if other in below))
    return [
        (name, other)
        for name, room in rooms.items()
        for other in sorted(room.imports)
        if other in rooms and not any(other in below.get(between, ()) for between in room.imports if between != other)
    ]


def picture(rooms: Mapping[str, Room]) -> str:
    """The house as SVG: floors from the ground up, a room as wide as it has lines, arrows to what it imports."""
    level = floors(rooms)
    top = max(level.values())
    boxes: dict[str, tuple[float, float, float]] = {}
    for floor in range(1, top + 1):
        names = [name for name in rooms if level[name] == floor]
        wide = {name: max(9.0 * len(name) + 16, rooms[name].lines / 60) for name in names}
        x = (WIDTH - sum(wide.values()) - GAP * (len(names) - 1)) / 2
        for name in names:
            boxes[name] = (x, MARGIN + (top - floor) * FLOOR_HEIGHT, wide[name])
            x += wide[name] + GAP
    height = 2 * MARGIN + (top - 1) * FLOOR_HEIGHT + BOX_HEIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="13">',
        "<title>Rooms of the project and what each imports</title>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#777"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
    ]
    for name, other in shown_arrows(rooms):
        (x0, y0, w0), (x1, y1, w1) = boxes[name], boxes[other]
        start, end = (x0 + w0 / 2, y0 + BOX_HEIGHT), (x1 + w1 / 2, y1)
        middle = (start[1] + end[1]) / 2
        parts.append(
            f'<path d="M{start[0]:.0f} {start[1]:.0f}C{start[0]:.0f} {middle:.0f} {end[0]:.0f} {middle:.0f} '
            f'{end[0]:.0f} {end[1]:.0f}" fill="none" stroke="#999" marker-end="url(#tip)"/>'
        )
    for name, (x, y, w) in boxes.items():
        parts.append(
            f'<rect x="{x:.0f}" y="{y:.0f}" width="{w:.0f}" height="{BOX_HEIGHT}" rx="4" stroke="#555" '
            f'fill="{FILLS[name.split("/")[0]]}"/>'
            f'<text x="{x + w / 2:.0f}" y="{y + 17:.0f}" text-anchor="middle">{escape(name)}</text>'
            f'<text x="{x + w / 2:.0f}" y="{y + 32:.0f}" text-anchor="middle" font-size="10" fill="#555">'
            f"{rooms[name].files} files, {_about(rooms[name].lines)} lines</text>"
        )
    return "\n".join([*parts, "</svg>", ""])


def _about(lines: int) -> str:
    """Rounded, so that the page does not change with every edit: two digits."""
    digits = max(len(str(lines)) - 2, 0)
    return f"{round(lines, -digits):,}"


def table(rooms: Mapping[str, Room]) -> str:
    """Rooms from the top floor down: what belongs there, and what each imports."""
    level = floors(rooms)
    rows = ["| floor | room | what belongs there | imports |", "|---|---|---|---|"]
    for name in sorted(rooms, key=lambda room: (-level[room], room)):
        what = rooms[name].readme[0] if rooms[name].readme else ""
        imports = ", ".join(f"`{other}`" for other in sorted(rooms[name].imports))
        rows.append(f"| {level[name]} | [`{name}/`](../{name}) | {what} | {imports} |")
    return "\n".join(rows)


def page(text: str, rooms: Mapping[str, Room]) -> str:
    """`text` with the table of rooms between its two marks as it is now. ValueError where a mark is missing."""
    if BEGIN not in text or END not in text:
        raise ValueError(f"{PAGE.name} has lost the marks {BEGIN} and {END}")
    before, rest = text.split(BEGIN, 1)
    return f"{before}{BEGIN}\n{table(rooms)}\n{END}{rest.split(END, 1)[1]}"


def main() -> None:
    """Write the picture and the table anew."""
    rooms = house()
    PICTURE.write_text(picture(rooms), encoding="utf-8")
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), rooms), encoding="utf-8")


if __name__ == "__main__":
    main()
