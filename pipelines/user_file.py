"""Reading and writing a user's own sheet: CSV or Excel, every cell kept as it stands.

What is done with its codes is `convert_file.py`.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd

from expectations.errors import SourceError, UsageError

CSV, EXCEL = (".csv", ".tsv", ".txt"), (".xlsx", ".xlsm")


def read_sheet(path: Path, encoding: str = "utf-8") -> pd.DataFrame:
    """All cells as text, empty ones as ''; the index counts data rows from 1.

    Raises UsageError for another kind of file, SourceError for one that cannot be read as declared.
    """
    suffix = path.suffix.lower()
    if not path.is_file():
        raise SourceError(str(path), "no such file", "a CSV or Excel sheet")
    if suffix in EXCEL:
        frame = pd.read_excel(path, dtype=str, keep_default_na=False)
    elif suffix in CSV:
        frame = _read_csv(path, encoding)
    else:
        raise UsageError(f"{path.name}: a {suffix or 'nameless'} file; convert reads {', '.join(CSV + EXCEL)}")
    frame.index = pd.RangeIndex(1, len(frame) + 1)
    return frame.map(lambda cell: str(cell).strip())


def write_sheet(frame: pd.DataFrame, path: Path, encoding: str = "utf-8") -> None:
    """Write as the kind that `path` names, whole or not at all."""
    temporary = path.with_name(f".{path.name}.tmp{path.suffix}")
    try:
        if path.suffix.lower() in EXCEL:
            frame.to_excel(temporary, index=False)
        else:
            frame.to_csv(temporary, index=False, encoding=encoding, sep="\t" if path.suffix.lower() == ".tsv" else ",")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _read_csv(path: Path, encoding: str) -> pd.DataFrame:
    data = path.read_bytes()
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        row = max(data.count(b"\n", 0, error.start), 1)
        hint = "It may be cp949: say --encoding cp949." if encoding.startswith("utf") else "Say --encoding with the right one."
        raise SourceError(path.name, f"bytes that are no {encoding}", f"text in {encoding}", row, hint) from error
    except LookupError as error:
        raise UsageError(f"--encoding {encoding}: no such encoding") from error
    rows = list(csv.reader(text.splitlines(), delimiter="\t" if path.suffix.lower() == ".tsv" else ","))
    if len(rows) < 2:
        raise SourceError(path.name, f"{len(rows)} rows", "a header and data")
    for number, cells in enumerate(rows[1:], start=1):
        if len(cells) != len(rows[0]):
            raise SourceError(path.name, f"{len(cells)} cells", f"{len(rows[0])} as in the header", number)
    return pd.DataFrame(rows[1:], columns=rows[0])
