"""Only the codes of a file, for `rebalance vintage`: any sheet, shapefile, dbf, GeoJSON, TopoJSON, GeoPackage or KOSIS answer.

Shapes are not read. Whole sheets are `user_file.py`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyogrio

from assets.geography.gazetteer import Gazetteer
from expectations.errors import SourceError, UsageError
from pipelines.sheets.code_cells import code_cells
from pipelines.sheets.table import plain_name, require_columns
from pipelines.sheets.user_file import CSV, EXCEL, Sheet, read_sheet

VECTOR = (".shp", ".dbf", ".json", ".geojson", ".topojson", ".gpkg")


@dataclass(frozen=True)
class CodeColumn:
    """Columns of a file, the first being codes, and what to tell of the reading."""

    frame: pd.DataFrame
    said: tuple[str, ...]


def read_codes(
    path: Path, columns: list[str], encoding: str, tab: str | None = None, skip_rows: int | None = None, *,
    gazetteer: Gazetteer, drop_notes: bool = False, offer: Callable[[str], str] = lambda _: "",
) -> CodeColumn:  # fmt: skip
    """The named columns as text, the first being the codes; the index counts rows from 1, rows without a code are left out.

    Raises SourceError for a file that cannot be read and for a cell that is no code, with its row;
    UsageError for another kind of file, or a column that is not there, naming those that are.
    """
    if path.suffix.lower() in CSV + EXCEL:
        columns = [plain_name(name) for name in columns]
    code = columns[0]
    sheet = _sheet(path, columns, encoding, tab, skip_rows)
    cells = code_cells(sheet, code, gazetteer, offer, drop_notes=drop_notes, empty=True)
    found = sheet.frame.loc[cells.codes.index, list(dict.fromkeys(columns))].assign(**{code: cells.codes})
    return CodeColumn(found, (*sheet.said, *cells.said))


def _sheet(path: Path, columns: list[str], encoding: str, tab: str | None, skip_rows: int | None) -> Sheet:
    suffix = path.suffix.lower()
    if suffix in CSV + EXCEL:
        return read_sheet(path, encoding, tab, wanted=columns, key=columns[0], skip_rows=skip_rows)
    if suffix not in VECTOR:
        raise UsageError(f"{path.name}: a {suffix or 'nameless'} file; read are {', '.join(CSV + EXCEL + VECTOR)}")
    if not path.is_file():
        raise SourceError(str(path), "no such file", "a file with codes")
    records = _records(path) if suffix == ".json" else None
    frame = _attributes(path, columns) if records is None else records
    require_columns(path.name, frame, columns)
    text = frame[list(dict.fromkeys(columns))].fillna("").astype(str)
    return Sheet(path.name, text, encoding)


def _records(path: Path) -> pd.DataFrame | None:
    """A JSON list of records, as KOSIS answers; None when it is something else."""
    try:
        answer = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:  # also text that is no UTF-8, and numbers of thousands of digits
        raise SourceError(path.name, "no JSON", "JSON in UTF-8", remedy="Is it cut off?") from error
    if not isinstance(answer, list) or not all(isinstance(record, dict) for record in answer):
        return None
    frame = pd.DataFrame(answer)
    return frame.set_axis(range(1, len(frame) + 1))


def _attributes(path: Path, columns: list[str]) -> pd.DataFrame:
    """Only these columns, so that a name in another encoding does not stand in the way; codes are ASCII."""
    try:
        there = list(pyogrio.read_info(path)["fields"])
        require_columns(path.name, pd.DataFrame(columns=there), columns)
        frame = pyogrio.read_dataframe(path, columns=columns, read_geometry=False)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.FeatureError) as error:
        raise SourceError(
            path.name, f"what GDAL cannot read ({error})", "a file with codes", remedy="Download it again."
        ) from error
    except UnicodeDecodeError as error:
        raise SourceError(
            path.name, "bytes that are no UTF-8", f"plain text in {', '.join(columns)}", remedy="Name a column with codes."
        ) from error
    return pd.DataFrame(frame).set_axis(range(1, len(frame) + 1))
