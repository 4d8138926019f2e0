"""Only the codes of a file, for `rebalance vintage`: any sheet, shapefile, dbf, GeoJSON, TopoJSON, GeoPackage or KOSIS answer.

Shapes are not read. Whole sheets are `user_file.py`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pyogrio

from assets.geography.codes import without_float
from expectations.errors import SourceError, UsageError
from pipelines.sheets.user_file import CSV, EXCEL, read_sheet, require_columns

VECTOR = (".shp", ".dbf", ".json", ".geojson", ".topojson", ".gpkg")


def read_codes(path: Path, columns: list[str], encoding: str, tab: str | None = None) -> pd.DataFrame:
    """The named columns as text, the first being the codes; the index counts rows from 1, rows without a code are left out.

    Raises SourceError for a file that cannot be read and for a code that is not made of digits, with its row;
    UsageError for another kind of file, or a column that is not there, naming those that are.
    """
    suffix = path.suffix.lower()
    if suffix in CSV + EXCEL:
        frame = read_sheet(path, encoding, tab).frame
    elif suffix not in VECTOR:
        raise UsageError(f"{path.name}: a {suffix or 'nameless'} file; read are {', '.join(CSV + EXCEL + VECTOR)}")
    elif not path.is_file():
        raise SourceError(str(path), "no such file", "a file with codes")
    else:
        records = _records(path) if suffix == ".json" else None
        frame = _attributes(path, columns) if records is None else records
    require_columns(path.name, frame, columns)
    code, *rest = columns
    found = frame[[code, *rest]].fillna("").astype(str)
    found[code] = found[code].str.strip().map(without_float)
    found = found[found[code] != ""]
    if found.empty:
        raise SourceError(path.name, f"no code in column {code}", "codes")
    wrong = found.index[~found[code].str.fullmatch(r"[0-9]+")]
    if len(wrong):
        raise SourceError(path.name, f"{found.loc[wrong[0], code]!r} in column {code}", "a code made of digits", int(wrong[0]))
    return found


def _records(path: Path) -> pd.DataFrame | None:
    """A JSON list of records, as KOSIS answers; None when it is something else."""
    try:
        answer = json.loads(path.read_bytes())
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
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
    except pyogrio.errors.DataSourceError as error:
        raise SourceError(
            path.name, f"what GDAL cannot read ({error})", "a file with codes", remedy="Download it again."
        ) from error
    except UnicodeDecodeError as error:
        raise SourceError(
            path.name, "bytes that are no UTF-8", f"plain text in {', '.join(columns)}", remedy="Name a column with codes."
        ) from error
    return pd.DataFrame(frame).set_axis(range(1, len(frame) + 1))
