"""The KOSIS table DT_1K52C01: the establishment survey by sido, section and kind of establishment, a year a column."""

from __future__ import annotations

import re

import pandas as pd

from assets.io.asset import source
from assets.io.cells import numbers, refuse_repeats, require_form, statuses
from assets.io.source_file import SourceFile
from assets.io.tabular import SUPPRESSED
from assets.io.unfold import YEAR, parse_periods, unfold_sheet
from assets.sources.ksic_label import ALL_SECTIONS, section_of
from assets.sources.printed_sums import refuse_contradictions, sums_of_parts
from expectations.contracts.kosis_sido_industry import ALL_KINDS, KINDS, KOSIS_SIDO_INDUSTRY
from expectations.contracts.sido_workers import SECTIONS

KEYS = {"행정구역별": "region_name", "산업별": "industry_name", "사업체구분별": "kind_name", "항목": "item", "단위": "unit"}
ITEMS = {"사업체수[개]": ("establishments", "개"), "종사자수[명]": ("workers", "명")}
INDUSTRY = r"(?P<name>[^()]+)(?:[(](?P<divisions>[0-9]{2}(?:~[0-9]{2})?)[)])?"
CELL = ["region_name", "section", "kind_name", "year"]
NATION = "전국"


@source(contract=KOSIS_SIDO_INDUSTRY)
def kosis_sido_industry(file: SourceFile) -> pd.DataFrame:
    """Establishments and workers (persons). One row per sido or nation, section, kind and year.

    Raises SourceError with row for a section that its divisions contradict, and for sections, kinds or sido that contradict
    their printed whole.
    """
    long = parse_periods(file, unfold_sheet(file, tuple(KEYS)).rename(columns=KEYS), YEAR)
    long = long.join(_industries(file, long))
    rows = long["source_row"]
    require_form(file, long["kind_name"], rows, "|".join(map(re.escape, KINDS)), f"one of {', '.join(KINDS)}")
    units = "|".join(re.escape(item + unit) for item, (_, unit) in ITEMS.items())
    require_form(file, long["item"] + long["unit"], rows, units, "사업체수[개] or 종사자수[명]")
    refuse_repeats(file, long, [*CELL, "item"])
    establishments, workers = (_item(file, long, item, name) for item, (name, _) in ITEMS.items())
    table = workers.merge(
        establishments.drop(columns=["industry_name", "divisions", "source_row"]), on=CELL, validate="one_to_one"
    )
    # In 2019 the cells of workers of one or two establishments are empty instead of `X`.
    nobody = (table["workers_status"] == "missing") & (table["establishments_status"] == "missing")
    table = table.assign(**{f"{name}_status": table[f"{name}_status"].mask(nobody, "not_existing") for name, _ in ITEMS.values()})
    if len(table) != len(establishments) or len(table) != len(workers):
        raise file.error(
            f"{len(establishments)} numbers of establishments, {len(workers)} of workers", "both items of every cell"
        )
    refuse_contradictions(file, [sums for name, _ in ITEMS.values() for sums in _sums(table, name)])
    return table.assign(source_file=file.name)


def _industries(file: SourceFile, long: pd.DataFrame) -> pd.DataFrame:
    """`section` of each printed industry and its `divisions`; SourceError where the name and the divisions disagree."""
    printed = long.drop_duplicates("industry_name")
    wanted = "a section of KSIC with its divisions, 제조업(10~34)"
    parts = require_form(file, printed["industry_name"], printed["source_row"], INDUSTRY, wanted)
    sections = parts["name"].map(section_of)
    by_code = parts["divisions"].map(SECTIONS).where(parts["divisions"].notna(), ALL_SECTIONS)
    odd = sections.isna() | (sections != by_code)
    if odd.any():
        row = printed[odd].iloc[0]
        raise file.error(
            repr(row["industry_name"]), wanted, int(row["source_row"]), "Its name and its divisions are of two sections."
        )
    known = parts.assign(section=sections, industry_name=printed["industry_name"]).set_index("industry_name")
    return pd.DataFrame({column: long["industry_name"].map(known[column]) for column in ("section", "divisions")})


def _item(file: SourceFile, long: pd.DataFrame, item: str, name: str) -> pd.DataFrame:
    cells = long[long["item"] == item]
    value = numbers(file, cells["cell"], cells["source_row"], absent=("", SUPPRESSED), minimum=0, whole=True)
    found = cells[[*CELL, "industry_name", "divisions", "source_row"]]
    return found.assign(**{name: value, f"{name}_status": statuses(cells["cell"])})


def _sums(table: pd.DataFrame, item: str) -> list[tuple[str, pd.DataFrame]]:
    """Sums of sections, kinds and sido."""
    wholes = {
        "section": (table["section"] == ALL_SECTIONS, ["region_name", "kind_name", "year"]),
        "kind": (table["kind_name"] == ALL_KINDS, ["region_name", "section", "year"]),
        "sido": (table["region_name"] == NATION, ["section", "kind_name", "year"]),
    }
    return [
        (f"{' '.join(f'{{{k}}}' for k in key)} {item} by {name}", sums_of_parts(table[~whole], table[whole], key, item))
        for name, (whole, key) in wholes.items()
    ]
