"""Writes the files of the two profiles that need no folder, shaped as publishers shape them, traps included.

`embedded`: figures carried over (`carried.py`), written by the modules beside this one; shapes come from a data package of
the lock. `schematic`: a few figures and shapes that the project computed itself, small and fast: the shapefile is CP949
without a `.cpg`, the CSV is wide with thousands commas and city rows beside their gu.
"""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import shapely

from assets.io.code_version import code_version
from assets.io.lake import CRS
from assets.io.source_file import sha256
from assets.sources.embedded import code_lists, economy, people, society
from assets.sources.embedded.carried import FIGURES, carried, carried_files
from assets.sources.embedded.files import save_undated

CATALOGUE = Path(__file__).parent / "catalogue.toml"
SCHEMATIC_CATALOGUE = Path(__file__).parent / "schematic.toml"
SHAPES = "schematic_shapes"
AGES = range(0, 101, 5)
SEXES = {"male": ("T3", "남자인구수", "남"), "female": ("T4", "여자인구수", "여")}


def embedded_files(parent: Path) -> Path:
    """Folder below `parent` with the publishers' files of the carried figures."""
    writers = (*people.WRITERS, *economy.WRITERS, *society.WRITERS, *code_lists.WRITERS)
    return _written_once(parent, writers, carried_files())


def schematic_files(parent: Path) -> Path:
    """Folder below `parent` with the files of the schematic profile."""
    writers = (write_shapefile, write_kosis_json, write_mois_csv, write_kosis_sheet)
    return _written_once(parent, writers, [FIGURES / f"{SHAPES}.csv.gz", *sorted(FIGURES.glob("*.csv"))])


def _written_once(parent: Path, writers: Iterable[Callable[[Path], None]], figures: Iterable[Path]) -> Path:
    """Folder with what `writers` write, once per version of code and figures.

    It appears by rename when it is whole; one from an earlier version is removed.
    """
    digest = hashlib.sha256(code_version(__name__).encode())
    for path in figures:
        digest.update(sha256(path).encode())
    folder = parent / digest.hexdigest()[:16]
    if folder.is_dir():
        return folder
    temporary = parent / f".{uuid.uuid4().hex}.tmp"
    temporary.mkdir(parents=True)
    try:
        for write in writers:
            write(temporary)
        for old in parent.iterdir():
            if old != temporary:
                shutil.rmtree(old, ignore_errors=True)
        temporary.replace(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return folder


def write_shapefile(folder: Path) -> None:
    """`TL_SCCO_SIG.shp`: schematic sigungu in EPSG:5179, CP949 attributes, no `.cpg`. `tools/schematic.py` computed them."""
    table = carried(SHAPES).rows
    shapes = gpd.GeoDataFrame(table.drop(columns="wkt"), geometry=shapely.from_wkt(table["wkt"]), crs=CRS)
    path = folder / "TL_SCCO_SIG.shp"
    pyogrio.write_dataframe(shapes, path, encoding="CP949")
    path.with_suffix(".cpg").unlink()


def write_kosis_json(folder: Path) -> None:
    """`DT_1B04005N_YYYY.json`: one KOSIS OpenAPI answer a December."""
    table = pd.read_csv(FIGURES / "registered_population.csv", dtype={"mois_code": str})
    for day, rows in table.groupby("reference_date"):
        year = str(day)[:4]
        text = json.dumps(list(_kosis_records(rows, year)), ensure_ascii=False)
        (folder / f"DT_1B04005N_{year}.json").write_text(text, encoding="utf-8")


def _kosis_records(rows: pd.DataFrame, year: str) -> Iterator[dict[str, str]]:
    for row in rows.itertuples(index=False):
        item, item_name, _ = SEXES[str(row.sex)]
        for age in AGES:
            yield {
                "ORG_ID": "101",
                "TBL_ID": "DT_1B04005N",
                "PRD_SE": "Y",
                "PRD_DE": year,
                "C1": str(row.mois_code),
                "C1_NM": str(row.name_ko),
                "C1_OBJ_NM": "행정구역(시군구)별",
                "C2": str(age + 5),
                "C2_NM": f"{age} - {age + 4}세" if age < AGES[-1] else "100+",
                "C2_OBJ_NM": "5세별",
                "ITM_ID": item,
                "ITM_NM": item_name,
                "UNIT_NM": "명",
                "DT": str(getattr(row, f"age_{age}")),
            }


def write_mois_csv(folder: Path) -> None:
    """`연령별인구현황.csv`: a unit a row, sex x age in the columns, CP949, sido rows on top of their units."""
    table = pd.read_csv(FIGURES / "resident_population.csv", dtype={"code": str})
    ages = [f"age_{age}" for age in AGES]
    units = table.assign(city=table["code"].str[4] == "0")
    gu = units[(units["code"].str[:2] >= "41") & (units["code"].str[2] < "7") & ~units["city"]]
    parts = units[~units["code"].str[:4].isin(set(gu["code"].str[:4])) | ~units["city"]]
    sido = parts.groupby([parts["code"].str[:2] + "00000000", parts["label"].str.split().str[0], "sex"])[ages].sum()
    wide: dict[tuple[str, str], dict[str, list[int]]] = {}
    for key, row in zip(sido.index.to_list(), sido.to_numpy(), strict=True):
        code, label, sex = map(str, key)
        wide.setdefault((code, f"{label} "), {})[sex] = [int(n) for n in row]
    for unit in table.itertuples(index=False):
        wide.setdefault((str(unit.code), str(unit.label)), {})[str(unit.sex)] = [int(getattr(unit, a)) for a in ages]
    bands = [f"{age}~{age + 4}세" if age < AGES[-1] else "100세 이상" for age in AGES]
    with (folder / "연령별인구현황.csv").open("w", encoding="cp949", newline="") as stream:
        sheet = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        prefixes = ["2024년_거주자_", *(f"2024년_{short}_거주자_" for _, _, short in SEXES.values())]
        sheet.writerow(["행정구역", *(p + b for p in prefixes for b in ("총인구수", "연령구간인구수", *bands))])
        for (code, label), sexes in sorted(wide.items()):
            both = [m + f for m, f in zip(sexes["male"], sexes["female"], strict=True)]
            cells = [n for values in (both, sexes["male"], sexes["female"]) for n in (sum(values), sum(values), *values)]
            sheet.writerow([f"{label} ({code})", *(f"{n:,}" for n in cells)])


def write_kosis_sheet(folder: Path) -> None:
    """`행정구역_시군구_별__성별_인구수.xlsx`: years in a merged first header row, items in the second."""
    table = pd.read_csv(FIGURES / "sido_population.csv", dtype=str)
    years = sorted(table["year"].unique())
    names = list(table["name_ko"].drop_duplicates())
    cells = {(row.name_ko, row.year): (row.total, row.male, row.female) for row in table.itertuples(index=False)}
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "데이터"
    sheet.append(["행정구역(시군구)별", *(cell for year in years for cell in (year, None, None))])
    sheet.append([None, *(["총인구수 (명)", "남자인구수 (명)", "여자인구수 (명)"] * len(years))])
    for name in names:
        numbers = [n for year in years for n in cells[name, year]]
        sheet.append([name, *(n if n == "-" else float(str(n)) for n in numbers)])
    for index in range(len(years)):
        sheet.merge_cells(start_row=1, end_row=1, start_column=2 + 3 * index, end_column=4 + 3 * index)
    save_undated(book, folder / "행정구역_시군구_별__성별_인구수.xlsx")
