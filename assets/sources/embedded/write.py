"""Writes the files of the two profiles that need no folder, shaped as publishers shape them, traps included.

`embedded`: figures carried over (`carried.py`), written by the modules beside this one; shapes come from a data package of
the lock. `schematic`: a few figures and shapes that the project computed itself, small and fast: the shapefile is CP949
without a `.cpg`, the CSV is wide with thousands commas and city rows beside their gu.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Callable, Iterable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from assets.lake.code_version import code_version
from assets.reading.source_file import sha256
from assets.sources.embedded import code_lists, economy, people, society
from assets.sources.embedded.carried import FIGURES, carried, carried_files
from assets.sources.embedded.files import FILE_DATE
from domain.ages import AGES as FIVE_YEAR_AGES
from domain.crs import CRS
from expectations.kept_files import make_folder, say

CATALOGUE = Path(__file__).parent / "catalogue.toml"
SCHEMATIC_CATALOGUE = Path(__file__).parent / "schematic.toml"
SHAPES = "schematic_shapes"
# Hidden, as it is no file of a publisher's.
SUMS = ".SHA256SUMS"
# Columns of the plain tables.
AGES = [f"age_{age}" for age in FIVE_YEAR_AGES]


def embedded_files(parent: Path) -> Path:
    """Folder below `parent` with the publishers' files of the carried figures."""
    writers = (*people.WRITERS, *economy.WRITERS, *society.WRITERS, *code_lists.WRITERS)
    return _written_once(parent, writers, carried_files())


def schematic_files(parent: Path) -> Path:
    """Folder below `parent` with the files of the schematic profile."""
    writers = (write_shapefile, write_kosis_json, write_mois_csv, write_kosis_sheet)
    return _written_once(parent, writers, [FIGURES / f"{SHAPES}.csv.gz", *sorted(FIGURES.glob("*.csv"))])


def _written_once(parent: Path, writers: Iterable[Callable[[Path], None]], figures: Iterable[Path]) -> Path:
    """Folder with what `writers` write, once per version of code and figures, and anew when a file is not as it was written.

    It appears by rename when it is whole, with the digests of its files; one from an earlier version is removed.
    """
    digest = hashlib.sha256(code_version(__name__).encode())
    for path in figures:
        digest.update(sha256(path).encode())
    folder = parent / digest.hexdigest()[:16]
    if _as_written(folder):
        return folder
    again = os.path.lexists(folder)
    make_folder(parent)
    temporary = parent / f".{uuid.uuid4().hex}.tmp"
    temporary.mkdir()
    try:
        for write in writers:
            write(temporary)
        (temporary / SUMS).write_text(_digests(temporary), encoding="utf-8")
        for old in parent.iterdir():
            if old != temporary:
                shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
        temporary.replace(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    if again:
        say(f"damaged    {folder}: found other files than were written there; they are written anew")
    return folder


def _as_written(folder: Path) -> bool:
    """True when the folder holds the files that its digests name, each as it was written."""
    try:
        return (folder / SUMS).read_text(encoding="utf-8") == _digests(folder)
    except (OSError, ValueError):
        return False


def _digests(folder: Path) -> str:
    """A line for each file, as `sha256sum` writes it."""
    files = sorted(path for path in folder.rglob("*") if not path.is_dir() and path != folder / SUMS)
    return "".join(f"{sha256(path)}  {path.relative_to(folder).as_posix()}\n" for path in files)


def write_shapefile(folder: Path) -> None:
    """`TL_SCCO_SIG.shp`: schematic sigungu in EPSG:5179, CP949 attributes, no `.cpg`. `tools/schematic.py` computed them."""
    table = carried(SHAPES).rows
    shapes = gpd.GeoDataFrame(table.drop(columns="wkt"), geometry=shapely.from_wkt(table["wkt"]), crs=CRS)
    path = folder / "TL_SCCO_SIG.shp"
    # Else the file says on which day it was written, and one that is written anew would be another.
    pyogrio.write_dataframe(shapes, path, encoding="CP949", DBF_DATE_LAST_UPDATE=f"{FILE_DATE:%Y-%m-%d}")
    path.with_suffix(".cpg").unlink()


def write_kosis_json(folder: Path) -> None:
    """`DT_1B04005N_YYYY.json`: one KOSIS OpenAPI answer a December."""
    table = pd.read_csv(FIGURES / "registered_population.csv", dtype=str)
    for day, rows in table.groupby("reference_date"):
        year = str(day)[:4]
        records = [
            record
            for row in rows.to_dict("records")
            for record in people.kosis_records(row["mois_code"], row["name_ko"], year, row["sex"][0], [row[a] for a in AGES])
        ]
        (folder / f"DT_1B04005N_{year}.json").write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")


def write_mois_csv(folder: Path) -> None:
    """`연령별인구현황.csv`: residents of a December, a unit a row, sido rows on top of their units."""
    table = pd.read_csv(FIGURES / "resident_population.csv", dtype={"code": str}).rename(columns={"label": "name"})
    units = table.assign(city=table["code"].str[4] == "0")
    gu = units[(units["code"].str[:2] >= "41") & (units["code"].str[2] < "7") & ~units["city"]]
    parts = units[~units["code"].str[:4].isin(set(gu["code"].str[:4])) | ~units["city"]]
    whole = {"code": parts["code"].str[:2] + "00000000", "name": parts["name"].str.split().str[0]}
    sido = parts.assign(**whole).groupby(["code", "name", "sex"], as_index=False)[AGES].sum()
    rows = pd.concat([table, sido]).pivot(index=["code", "name"], columns="sex", values=AGES)
    rows.columns = rows.columns.map(lambda of: f"{of[1][0]}{of[0].removeprefix('age_')}")
    heads = {"2024년": ("2024년_거주자", "2024년_남_거주자", "2024년_여_거주자")}
    people.write_wide_csv(folder / "연령별인구현황.csv", rows.reset_index().assign(period="2024년"), heads, people.FIVE_YEARS)


def write_kosis_sheet(folder: Path) -> None:
    """Registered people of sido: total, men and women of every year."""
    table = pd.read_csv(FIGURES / "sido_population.csv", dtype=str)
    rows = {
        str(name): [n if n == people.NOT_EXISTING else float(n) for n in of_sido[["total", "male", "female"]].to_numpy().ravel()]
        for name, of_sido in table.sort_values("year", kind="stable").groupby("name_ko", sort=False)
    }
    people.write_sido_sheet(folder, sorted(table["year"].unique()), rows)
