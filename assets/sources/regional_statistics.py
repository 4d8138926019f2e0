"""Tables of the basic statistics (기본통계) of a sido as KOSIS hands them out: each sido has a layout of its own.

Years, items, industries and regions stand in header rows here, in columns there, in any order. All layouts are read alike:
a cell is what the labels above it and beside it say. What a label means is known in the module of the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pydantic import ConfigDict, Field

from assets.configuration.strict import Strict, Text
from assets.reading.source_file import SourceFile
from assets.reading.tabular import read_sheet
from domain.names import short_city_name

YEAR = re.compile(r"((?:19|20)[0-9]{2})(?: ?년)?")
TITLE = "○"
REGION = re.compile(r"(?:행정구역|시군|구군|군구|자치구)\S*별(?:\([0-9]\))?")
WHOLE = ("합계", "전체", "계")
EMD = re.compile(r"[가-힣0-9·]+[읍면동가]")
SIGUNGU = re.compile(r"[가-힣]+[시군구]")

Labels = tuple[str, ...]


class RegionalOptions(Strict):
    """What a reader of a sido's own table has to be told of it."""

    sido: Text = Field(description="The sido whose table it is, as printed.", examples=["충청북도"])
    subregions: list[Text] = Field([], description="Names of rows that sum up some of its units.", examples=[["남부", "북부"]])


class PrintedFaults(Strict):
    """Printed sums that do not fit, by the name that the reader's message offers: the whole minus its known parts."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, int] = Field(init=False)


@dataclass(frozen=True)
class Grid:
    """A sheet taken apart: the labels and the year of each column, the labels and the region of each row, and the cells."""

    years: list[int]
    above: list[Labels]
    regions: list[str]
    beside: list[Labels]
    cells: list[list[str]]


def read_grid(file: SourceFile) -> Grid:
    """The sheet `데이터` as labels and cells; a merged label holds for the rows below it.

    Raises SourceError as `read_sheet` does, and for a sheet without a year above its columns, without a column of regions,
    or with a column that has no year.
    """
    rows = [[_text(cell) for cell in row] for row in read_sheet(file)]
    rows = [row for row in rows if any(row) and not row[0].startswith(TITLE)]
    top = rows[0] if rows else []
    keys = next((place for place, cell in enumerate(top) if YEAR.fullmatch(cell)), 0)
    if not keys:
        raise file.error(f"first row {', '.join(top[:6])}", "names of columns and then years, such as 2015")
    head = next((n for n, row in enumerate(rows) if row[0] != top[0]), len(rows))
    names, body = top[:keys], rows[head:]
    region = next((place for place, name in enumerate(names) if REGION.fullmatch(name)), None)
    if region is None or not body:
        raise file.error(f"columns {', '.join(names)} and {len(body)} rows", "a column of regions, 시군별, and data below")
    years = [_year(file, cell) for cell in top[keys:]]
    above = [tuple(row[place] for row in rows[1:head]) for place in range(keys, len(top))]
    filled = _filled_down([row[:keys] for row in body])
    beside = [tuple(label for place, label in enumerate(row) if place != region) for row in filled]
    return Grid(years, above, [row[region] for row in filled], beside, [row[keys : len(top)] for row in body])


def figures(file: SourceFile, grid: Grid, meaning: Callable[[Labels], Mapping[str, Any] | None]) -> pd.DataFrame:
    """One row per cell that means something: `region_name`, `year`, `cell`, `source_row` and what `meaning` says of its labels.

    `meaning` gets the labels beside and above a cell, empty ones left out, and answers None for a cell to leave out; a
    ValueError of its becomes a SourceError with the row.
    """
    known: dict[Labels, Mapping[str, Any] | None] = {}
    found = []
    for number, (region, beside, cells) in enumerate(zip(grid.regions, grid.beside, grid.cells, strict=True), start=1):
        for year, above, cell in zip(grid.years, grid.above, cells, strict=True):
            labels = tuple(label for label in (*beside, *above) if label)
            if labels not in known:
                try:
                    known[labels] = meaning(labels)
                except ValueError as error:
                    wanted = "labels that say which figure of which industry it is"
                    raise file.error(f"{error} in {' / '.join(labels)}", wanted, number) from error
            if (told := known[labels]) is not None:
                found.append({"region_name": region, "year": year, "cell": cell, "source_row": number, **told})
    if not found:
        raise file.error("no figure that is looked for", "one in some cell")
    return pd.DataFrame(found)


def kinds_of_rows(file: SourceFile, grid: Grid) -> pd.DataFrame:
    """`region_name`, `row_kind` and `parent_name` of each printed region, told by its name, its place and the `RegionalOptions`.

    Raises SourceError for options that are missing, for a name that is none of a region, and for a gu below no city.
    """
    options = file.chosen(RegionalOptions)
    sido, subregions = options.sido, options.subregions
    whole_names = {*WHOLE, sido} | ({short_city_name(sido)} if sido.endswith("시") else set())
    whole = above = city = None
    rows = []
    for name in dict.fromkeys(grid.regions):
        if name in whole_names:
            kind, parent, whole, above = "sido", None, name, name
        elif name in subregions:
            kind, parent, above = "subregion", whole, name
        elif city and name.endswith("구") and sido.endswith("도"):
            kind, parent = "gu", city
        elif SIGUNGU.fullmatch(name) and not (name.endswith("구") and sido.endswith("도")):
            kind, parent, city = "sigungu", above, name
        elif EMD.fullmatch(name):
            kind, parent = "emd", above
        else:
            raise file.error(
                f"region {name!r}", "a sigungu, a gu below its city, an eup-myeon-dong or 합계", grid.regions.index(name) + 1
            )
        rows.append((name, kind, parent))
    return pd.DataFrame(rows, columns=["region_name", "row_kind", "parent_name"])


def _filled_down(rows: list[list[str]]) -> list[list[str]]:
    last: list[str] = []
    filled = []
    for row in rows:
        last = [label or before for label, before in zip(row, last or row, strict=True)]
        filled.append(last)
    return filled


def _year(file: SourceFile, cell: str) -> int:
    found = YEAR.fullmatch(cell)
    if not found:
        raise file.error(f"{cell!r} above a column", "a year such as 2015")
    return int(found.group(1))


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell).strip()
