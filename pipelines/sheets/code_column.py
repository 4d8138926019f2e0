"""Only the codes of a file, for `rebalance vintage`: any sheet, map file, KOSIS answer, or one of these in a zip archive.

Shapes are not read. Whole sheets are `user_file.py`, map files `map_file.py`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from assets.geography.codes import without_float
from expectations.errors import SourceError, UsageError
from pipelines.sheets.map_file import ARCHIVE, MAPS, read_map, unpacked
from pipelines.sheets.user_file import CSV, EXCEL, read_sheet, require_columns

READABLE = CSV + EXCEL + MAPS


def read_codes(path: Path, columns: list[str], encoding: str, tab: str | None = None, layer: str | None = None) -> pd.DataFrame:
    """The named columns as text, the first being the codes; the index counts rows from 1, rows without a code are left out.

    Raises SourceError for a file that cannot be read and for a code that is not made of digits, with its row;
    UsageError for another kind of file, or a column that is not there, naming those that are.
    """
    with unpacked(path, READABLE) as file:
        frame = _frame(file, columns, encoding, tab, layer)
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


def _frame(path: Path, columns: list[str], encoding: str, tab: str | None, layer: str | None) -> pd.DataFrame:
    suffix = path.suffix.lower()
    if suffix in CSV + EXCEL:
        if layer:
            raise UsageError(f"--layer {layer}: a {suffix} file has no layers")
        return read_sheet(path, encoding, tab).frame
    if suffix not in MAPS:
        raise UsageError(f"{path.name}: a {suffix or 'nameless'} file; read are {', '.join((*READABLE, ARCHIVE))}")
    if not path.is_file():
        raise SourceError(str(path), "no such file", "a file with codes")
    records = _records(path) if suffix == ".json" else None
    return read_map(path, columns, encoding, layer) if records is None else records


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
