"""`rebalance region`: one unit's life, codes, events and neighbours, straight from the fact files.

Which unit is meant is `search.py`, its life `assets/geography/life.py`; neighbours need a map, see `neighbours.py`.
"""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table

from assets.geography.fact_files import facts
from assets.geography.life import ERA_COLUMNS, Card, Facts, card_of
from assets.sheets.search import find


def run_region(console: Console, query: str, scheme: str, home: Path) -> None:
    """Print the card of the unit that is meant. UsageError when it is none or several."""
    known = facts()
    card = card_of(find(query, known.region, scheme), known)
    console.print(card.title, style="bold", markup=False)
    table = Table(*ERA_COLUMNS, box=None, header_style="dim", padding=(0, 2, 0, 0))
    for era in card.eras:
        table.add_row(*(era[column] for column in ERA_COLUMNS))
    console.print(table, markup=False)
    console.print("\nevents" if card.events else "\nevents      none since 1995", markup=False)
    for event in card.events:
        console.print(f"  {event.date}  {event.type}: {event.what}", markup=False)
        flag = "verified" if event.checked else "not verified"
        console.print(
            f"              {flag}; source: {event.source}{f'; {event.note}' if event.note else ''}", style="dim", markup=False
        )
        if event.disputed:
            console.print(f"              disputed: {event.disputed}", markup=False)
    console.print(f"\nneighbours  {_neighbours(card, known, home)}", markup=False)
    if card.namesakes:
        console.print(f"\nof the same name  {', '.join(card.namesakes)}", markup=False)


def _neighbours(card: Card, known: Facts, home: Path) -> str:
    nothing = "not known without a map; `rebalance build` makes one"
    if not home.is_dir():
        return nothing
    from rebalance.neighbours import neighbours  # noqa: PLC0415  (the card itself needs no database)

    found = neighbours(home, card.unit_id, card.level)
    if found is None:
        return nothing
    if found.units is None:
        return f"not on the map, which has units of its day and cities whole ({found.map})"
    names = ", ".join(f"{known.names.korean(unit)} {km:.0f} km" for unit, km in found.units) or "none: an island"
    warning = "; SCHEMATIC, computed shapes: one border in ten is missing, one pair in seven is none" if found.schematic else ""
    return f"{names}\n            ({found.map}{warning})"
