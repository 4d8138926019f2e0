"""`rebalance region`: what is printed of one unit's life, codes, events and neighbours.

Which unit is meant, and what there is to say of it, is found by `rebalance.region`; neighbours need a map, see `neighbours.py`.
"""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table

import rebalance


def run_region(console: Console, query: str, scheme: str, home: Path) -> None:
    """Print the card of the unit that is meant. UsageError when it is none or several."""
    region = rebalance.region(query, scheme=scheme)
    card = region.card
    console.print(card.title, style="bold", markup=False)
    table = Table(*region.eras.columns, box=None, header_style="dim", padding=(0, 2, 0, 0))
    for era in card.eras:
        table.add_row(*(era[column] for column in region.eras.columns))
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
    console.print(f"\nneighbours  {_neighbours(region, home)}", markup=False)
    if card.namesakes:
        console.print(f"\nof the same name  {', '.join(card.namesakes)}", markup=False)


def _neighbours(region: rebalance.Region, home: Path) -> str:
    found = region.neighbours(home)
    if found is None:
        return "not known without a map; `rebalance build` makes one"
    if found.units is None:
        return f"not on the map, which has units of its day and cities whole ({found.map})"
    names = ", ".join(f"{rebalance.region(unit).name_ko} {km:.0f} km" for unit, km in found.units) or "none: an island"
    warning = "; SCHEMATIC, computed shapes: one border in ten is missing, one pair in seven is none" if found.schematic else ""
    return f"{names}\n            ({found.map}{warning})"
