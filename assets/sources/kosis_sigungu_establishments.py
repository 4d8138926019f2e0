"""The establishment survey by sigungu and section, as each sido publishes it in its own basic statistics and layout.

Only all establishments and all workers are read; women, kinds of owner and of establishment are left out.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from assets.io.asset import source
from assets.io.cells import numbers, statuses
from assets.io.source_file import SourceFile
from assets.io.tabular import NOT_EXISTING, SUPPRESSED
from assets.sources.ksic_label import ALL_SECTIONS, section_of
from assets.sources.printed_sums import refuse_contradictions, sums_of_parts
from assets.sources.regional_statistics import Labels, figures, kinds_of_rows, read_grid
from expectations.contracts.kosis_sigungu_establishments import KOSIS_SIGUNGU_ESTABLISHMENTS

ITEM = re.compile(r"(?P<name>.+?) ?[(\[](?P<unit>[^()\[\]]+)[)\]]")
ITEMS = {"사업체수": "establishments", "사업체": "establishments", "종사자수": "workers", "종사자": "workers"}
UNITS = {"establishments": ("개", "개소"), "workers": ("명",)}
# Parts of the figures that are looked for: women who lead, men and women who work; owners and kinds of establishment.
PART = re.compile(r"(?:여성|여자)대표자(?:사업체)?수?|(?:남성|남자|남|여성|여자|여)(?:종사자수?)?|조직형태별|사업체구분별")
UNPUBLISHED = "..."
# How files print `X`: letters that look like it, for workers of one or two establishments.
MARKS = {"Ⅹ": SUPPRESSED, "×": SUPPRESSED, "…": UNPUBLISHED}
FIGURES = ("establishments", "workers")
CELL = ["region_name", "year", "section"]


@source(contract=KOSIS_SIGUNGU_ESTABLISHMENTS, options=("sido", "subregions"))
def kosis_sigungu_establishments(file: SourceFile) -> pd.DataFrame:
    """Establishments and workers (persons) of one sido's table. One row per printed region, year and section.

    Raises SourceError with file and row for a label that means nothing, another unit, a figure given twice, and for parts
    that contradict their printed whole, sections or regions.
    """
    grid = read_grid(file)
    kinds = kinds_of_rows(file, grid)
    cells = _one_name_each(file, figures(file, grid, meaning))
    tables = [_column(file, cells[cells["item"] == item], item) for item in FIGURES]
    table = tables[1].merge(tables[0].drop(columns=["industry_name", "source_row"]), on=CELL, how="left", validate="one_to_one")
    lone = table["establishments_status"].isna()
    if lone.any() or len(tables[0]) != len(table):
        odd = table[lone].iloc[0] if lone.any() else tables[0].iloc[0]
        raise file.error(f"one item only of {odd['region_name']} {odd['year']}", "both items", int(odd["source_row"]))
    table = table.merge(kinds, on="region_name", validate="many_to_one")
    table = table.assign(sido_name=file.options["sido"], source_file=file.name)
    refuse_contradictions(file, [sums for item in FIGURES for sums in _sums(table, item)])
    return table


def meaning(labels: Labels) -> dict[str, Any] | None:
    """`item`, `section` and `industry_name` of a cell with these labels; None for a part that is left out.

    Raises ValueError for a label that says nothing, an item in another unit, and for labels of no item or of two industries.
    """
    item, units, industries = "", set[str](), dict[str, str]()
    for label in labels:
        found = ITEM.fullmatch(label)
        name = re.sub(r"\s", "", found["name"] if found else label)
        if PART.fullmatch(name):
            return None
        if found and name in ITEMS:
            item, units = ITEMS[name], units | {found["unit"]}
        elif label in (*UNITS["establishments"], *UNITS["workers"]):
            units.add(label)
        elif section := section_of(label):
            industries[section] = label
        else:
            raise ValueError(f"the unknown label {label!r}")
    sections = [section for section in industries if section != ALL_SECTIONS]
    if not item or len(sections) > 1:
        raise ValueError("two industries" if item else "no item")
    if odd := units - set(UNITS[item]):
        raise ValueError(f"the unit {odd.pop()} of {item}")
    section = sections[0] if sections else ALL_SECTIONS
    return {"item": item, "section": section, "industry_name": industries.get(section, "계")}


def _one_name_each(file: SourceFile, cells: pd.DataFrame) -> pd.DataFrame:
    """One cell per region, year, section and item: tables that list the names of two revisions fill one of them.

    SourceError where both have a figure.
    """
    cells = cells.assign(cell=cells["cell"].replace(MARKS))
    key = [*CELL, "item"]
    cells = cells.assign(empty=cells["cell"] == NOT_EXISTING).sort_values([*key, "empty"], kind="stable")
    twice = cells[~cells["empty"]].duplicated(key)
    if twice.any():
        row = cells[~cells["empty"]][twice].iloc[0]
        found = f"two figures of {row['region_name']} {row['year']} {row['industry_name']}"
        raise file.error(found, "one, the name of the other revision with `-`", int(row["source_row"]))
    return cells.drop_duplicates(key)


def _column(file: SourceFile, cells: pd.DataFrame, item: str) -> pd.DataFrame:
    text, rows = cells["cell"], cells["source_row"]
    value = numbers(file, text, rows, absent=(NOT_EXISTING, SUPPRESSED, UNPUBLISHED), minimum=0, whole=True)
    status = statuses(text.replace(UNPUBLISHED, ""))
    return cells[[*CELL, "industry_name", "source_row"]].assign(**{item: value, f"{item}_status": status})


def _sums(table: pd.DataFrame, item: str) -> list[tuple[str, pd.DataFrame]]:
    """Sums of the sections of each region, and of the parts of each region."""
    whole = table["section"] == ALL_SECTIONS
    by_section = sums_of_parts(table[~whole], table[whole], ["region_name", "year"], item)
    parts = table.dropna(subset=["parent_name"]).drop(columns="region_name").rename(columns={"parent_name": "region_name"})
    # A year of which no part is published (all `-`) has a whole all the same.
    given = parts["establishments_status"].isin(["reported"]).groupby([parts["region_name"], parts["year"]]).transform("any")
    by_region = sums_of_parts(parts[given], table, CELL, item)
    return [
        (f"{{region_name}} {{year}} {item} by section", by_section),
        (f"{{region_name}} {{year}} {{section}} {item} by part", by_region),
    ]
