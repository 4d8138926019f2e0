"""Writes the establishment survey by sigungu as the sido print it: a table each, in three of their layouts.

Where years, items, industries and regions stand differs from sido to sido; a layout says which of them are beside the cells and
which above, and which sido prints so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from assets.sources.embedded.carried import carried
from assets.sources.embedded.files import Cell, figure, write_sheet

ITEMS = {"establishments": "사업체수 (개)", "workers": "종사자수 (명)"}


@dataclass(frozen=True)
class Layout:
    """Names of the columns of labels, by what they hold, and what stands in the header rows from the first to the last."""

    beside: Mapping[str, str]
    above: tuple[str, ...]


ABOVE = Layout({"region": "행정구역(시군)별(1)"}, ("year", "industry", "item"))
BESIDE = Layout({"region": "행정구역(시군)별(1)", "industry": "산업대분류별(1)"}, ("year", "item"))
SEOUL = Layout({"item": "구분별(1)", "region": "자치구별(1)", "industry": "산업대분류별(1)"}, ("year",))
LAYOUTS = {"서울특별시": SEOUL, "경기도": BESIDE, "경상남도": BESIDE, "제주특별자치도": BESIDE}


def write_kosis_sigungu_establishments(folder: Path) -> None:
    """`업종_<sido>.xlsx` of each sido; a label that the row above has is empty, as in a merged cell."""
    rows = carried("kosis_sigungu_establishments").rows
    for sido, table in rows.groupby("sido", sort=False):
        write_sheet(folder / f"업종_{sido}.xlsx", _sheet(table, LAYOUTS.get(str(sido), ABOVE)))


def _sheet(table: pd.DataFrame, layout: Layout) -> Iterator[list[Cell]]:
    long = table.melt(["region", "industry"], list(table.columns[4:]), "column", "cell")
    long[["item", "year"]] = long.pop("column").str.split("_", expand=True)
    long = long[long["cell"] != ""].assign(item=long["item"].map(ITEMS))
    total_first = table.assign(part=table["section"] != "total").sort_values(["part", "section"], kind="stable")
    order: dict[str, Iterable[str]] = {
        "region": table["region"],
        "industry": total_first["industry"],
        "item": ITEMS.values(),
        "year": sorted(long["year"]),
    }
    places = {key: {label: place for place, label in enumerate(dict.fromkeys(labels))} for key, labels in order.items()}
    rows, columns = (_sorted(long, places, keys) for keys in (list(layout.beside), list(layout.above)))
    cells = {
        (row, column): cell
        for row, column, cell in zip(_labels(long, layout.beside), _labels(long, layout.above), long["cell"], strict=True)
    }
    for header in range(len(layout.above)):
        yield [*layout.beside.values(), *(column[header] for column in columns)]
    last: tuple[str, ...] = ()
    for row in rows:
        same = next((n for n, (new, old) in enumerate(zip(row, last, strict=False)) if new != old), 0)
        yield [*[""] * same, *row[same:], *(figure(cells.get((row, column), "-")) for column in columns)]
        last = row


def _sorted(long: pd.DataFrame, places: Mapping[str, Mapping[str, int]], keys: Sequence[str]) -> list[tuple[str, ...]]:
    """Each combination of labels once, in the order of `places`."""
    found = set(_labels(long, keys))
    return sorted(found, key=lambda labels: [places[key][label] for key, label in zip(keys, labels, strict=True)])


def _labels(long: pd.DataFrame, keys: Iterable[str]) -> list[tuple[str, ...]]:
    return list(long[list(keys)].itertuples(index=False, name=None))
