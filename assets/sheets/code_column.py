"""Only the codes of a file, for `rebalance vintage`: any sheet, map file, KOSIS answer, or one of these in a zip archive.

Shapes are not read. Whole sheets are `user_file.py`, map files `map_file.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from assets.reading.json_file import read_json, refuse_kosis_error
from assets.reading.source_file import SourceFile
from assets.sheets.code_cells import code_cells
from assets.sheets.map_file import (
    ARCHIVE,
    MAPS,
    named_file,
    read_map,
    unpacked,
)
from assets.sheets.name_offer import Offer
from assets.sheets.table import plain_name, require_columns
from assets.sheets.user_file import (
    CSV,
    EXCEL,
    Sheet,
    SheetFile,
    holds_code,
)
from domain.errors import SourceError, UsageError
from domain.gazetteer import Gazetteer

READABLE = CSV + EXCEL + MAPS


@dataclass(frozen=True)
class CodeColumn:
    """Columns of a file, the first being codes, and what to tell of the reading."""

    frame: pd.DataFrame
    said: tuple[str, ...]


def read_codes(
    file: SheetFile, columns: Sequence[str], gazetteer: Gazetteer, offer: Callable[[str], Offer], *, drop_notes: bool = False
) -> CodeColumn:
    """The named columns as text, the first being the codes; the index counts rows from 1, rows without a code are left out.

    Raises SourceError for a file that cannot be read and for a cell that is no code, with its row;
    UsageError for another kind of file, or a column that is not there, naming those that are.
    """
    with unpacked(file.path, READABLE) as path:
        if path.suffix.lower() in CSV + EXCEL:
            columns = [plain_name(name) for name in columns]
        sheet = _sheet(replace(file, path=path), list(columns))
    code = columns[0]
    cells = code_cells(sheet, code, gazetteer, offer, drop_notes=drop_notes, empty=True)
    found = sheet.frame.loc[cells.codes.index, list(dict.fromkeys(columns))].assign(**{code: cells.codes})
    return CodeColumn(found, (*sheet.said, *cells.said))


def _sheet(file: SheetFile, columns: list[str]) -> Sheet:
    path, encoding, suffix = file.path, file.encoding, file.path.suffix.lower()
    if suffix in CSV + EXCEL:
        if file.layer:
            raise UsageError(f"--layer {file.layer}: a {suffix} file has no layers")
        return file.read(columns, {columns[0]: holds_code})
    if suffix not in MAPS:
        raise UsageError(f"{path.name}: a {suffix or 'nameless'} file; read are {', '.join((*READABLE, ARCHIVE))}")
    if not path.is_file():
        raise SourceError(str(path), "no such file", "a file with codes")
    records = _records(named_file(path, encoding), columns) if suffix == ".json" else None
    frame = read_map(path, columns, encoding, file.layer) if records is None else records
    require_columns(path.name, frame, columns)
    text = frame[list(dict.fromkeys(columns))].fillna("").astype(str)
    return Sheet(path.name, text, encoding)


def _records(file: SourceFile, columns: list[str]) -> pd.DataFrame | None:
    """A JSON list of records, as KOSIS answers, its fields in capitals or not; None when it is something else."""
    answer = read_json(file)
    refuse_kosis_error(file, answer)
    if answer == []:
        raise file.error("no records", "records with codes", remedy="Is it the whole answer?")
    if not isinstance(answer, list) or not all(isinstance(record, dict) for record in answer):
        return None
    frame = pd.DataFrame(answer)
    spelt = {str(name).casefold(): name for name in frame.columns}
    alike = {spelt[name.casefold()]: name for name in columns if name not in frame.columns and name.casefold() in spelt}
    return frame.rename(columns=alike).set_axis(range(1, len(frame) + 1))
