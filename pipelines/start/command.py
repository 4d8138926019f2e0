"""`rebalance init`: what was recognised, the catalogue written, what was not recognised, and what is still missing."""

from __future__ import annotations

import shlex
import tempfile
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

import pyproj
from rich.console import Console
from rich.table import Table

from assets.reading.catalogue import OWN_CATALOGUE, read_catalogue
from domain.errors import UsageError
from expectations.contracts.registry import all_contracts
from pipelines.build.plan import all_declarations
from pipelines.start.entry import Entry, catalogue_text
from pipelines.start.maps import recognise_map
from pipelines.start.missing import fed, lacking, map_there, people_there
from pipelines.start.offered import Offered, Refused, form_of, offered
from pipelines.start.settle import settle
from pipelines.start.tables import recognise_table

MINIMUM, NO_MINIMUM = 0, 3


def run_init(console: Console, folder: Path, crs: str, *, force: bool, announce: Callable[[int], Callable[[str], None]]) -> int:
    """Recognise the files of a folder, write its catalogue if there is something to declare, and say the rest.

    `announce` takes the number of files, and gives what is called with each that has been looked at.

    Returns 0 when a map and a population to begin with are there, else 3. Raises UsageError when the folder is none, or has
    a catalogue already and `force` is not said, and for a CRS that is none.
    """
    _check(folder, crs, force=force)
    with tempfile.TemporaryDirectory() as scratch:
        entries, refused = recognise(folder, Path(scratch), crs, announce)
        written = settle(entries, folder)
        if written:
            _write(folder, catalogue_text(written), Path(scratch))
    for line in _heading(folder, written):
        console.print(line, markup=False)
    if written:
        console.print(_recognised(written), markup=False, emoji=False)
    for title, lines in (("left out", _left_out(written)), ("asks", _asked(written)), ("not recognised", _refused(refused))):
        _list(console, title, lines)
    return _verdict(console, folder, written)


def recognise(
    folder: Path, scratch: Path, crs: str, announce: Callable[[int], Callable[[str], None]]
) -> tuple[list[Entry], list[Refused]]:
    """Entries of all files below a folder as each says for itself, and the files that give none."""
    files = list(offered(folder, scratch))
    step = announce(len(files))
    entries: list[Entry] = []
    refused: list[Refused] = []
    for file in files:
        for found in [file] if isinstance(file, Refused) else _of(file, crs):
            if isinstance(found, Entry):
                entries.append(found)
            else:
                refused.append(found)
        step(file.name)
    return entries, refused


def _of(file: Offered, crs: str) -> Sequence[Entry | Refused]:
    """What one file gives. Whatever a broken file makes a library raise is the file's fault, and a line."""
    try:
        form = form_of(file)
        if isinstance(form, Refused):
            return [form]
        found = recognise_map(file, crs) if form == "map" else recognise_table(file, form)
    except Exception as error:  # noqa: BLE001  files of any content may lie there; none ends the command
        return [Refused(file.name, f"what no reader can make sense of ({type(error).__name__}: {error})")]
    return [found] if isinstance(found, Refused) else found


def _check(folder: Path, crs: str, *, force: bool) -> None:
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder; init wants the folder that holds the publishers' files")
    if (folder / OWN_CATALOGUE).exists() and not force:
        raise UsageError(f"{folder / OWN_CATALOGUE} is there already; --force writes it anew, and what you have put in is lost")
    if crs:
        try:
            pyproj.CRS(crs)
        except pyproj.exceptions.CRSError as error:
            raise UsageError(f"--crs {crs}: no CRS; write it as EPSG:5179") from error


def _write(folder: Path, text: str, scratch: Path) -> None:
    """The catalogue, whole or not at all, once it has been read as a build would read it."""
    datasets = frozenset(name for name, contract in all_contracts().items() if contract.schema == "raw")
    nested = {name: declaration.nested for name, declaration in all_declarations().items()}
    temporary = folder / f".{OWN_CATALOGUE}.{uuid.uuid4().hex}.tmp"
    try:
        temporary.write_text(text, encoding="utf-8")
        read_catalogue(temporary, folder, datasets, scratch, nested)
        temporary.replace(folder / OWN_CATALOGUE)
    except OSError as error:
        raise UsageError(f"{folder / OWN_CATALOGUE} cannot be written ({error.strerror})") from error
    finally:
        temporary.unlink(missing_ok=True)


def _heading(folder: Path, written: Sequence[Entry]) -> list[str]:
    if not written:
        return [f"nothing in {folder} was recognised; no {OWN_CATALOGUE} was written"]
    counted = sum(entry.counts for entry in written)
    entries = f"{counted} entr{'y' if counted == 1 else 'ies'}"
    return [f"written {folder / OWN_CATALOGUE}: {entries}{_besides(len(written) - counted)}", ""]


def _besides(others: int) -> str:
    return f", and {others} that do{'es' if others == 1 else ''} not count yet" if others else ""


def _recognised(written: Sequence[Entry]) -> Table:
    table = Table("file", "dataset", "holds", "encoding", "CRS", "codes of", box=None, header_style="bold")
    for entry in written:
        if not entry.off:
            name = f"{entry.archive}!{entry.path}" if entry.archive else entry.path
            name += f"#{entry.layer}" if entry.layer else ""
            holds = entry.notes[0].rstrip(".") if "*" in entry.path and entry.notes else entry.about
            table.add_row(name, entry.dataset, holds, entry.encoding, entry.crs, str(entry.vintage or ""))
    return table


def _left_out(written: Sequence[Entry]) -> list[str]:
    return [f"{entry.shown} ({entry.dataset}): {entry.off}" for entry in written if entry.off]


def _asked(written: Sequence[Entry]) -> list[str]:
    return [f"{entry.shown}: {entry.asks}" for entry in written if entry.asks and not entry.off]


def _refused(refused: Sequence[Refused]) -> list[str]:
    return [f"{file.name}: {file.reason}" for file in refused]


def _list(console: Console, title: str, lines: Sequence[str]) -> None:
    if lines:
        console.print()
        console.print(title, style="bold")
    for line in lines:
        console.print(f"  {' '.join(line.split())}", markup=False, soft_wrap=True)


def _verdict(console: Console, folder: Path, written: Sequence[Entry]) -> int:
    """What the files are enough for, what is missing, and what to do next."""
    there = {entry.dataset for entry in written if entry.counts}
    shapes, people = map_there(written), people_there(written)
    lacks = lacking(there)
    _list(console, "missing, and for which results", [lack.sentence() for lack in lacks])
    console.print()
    console.print(f"to begin    map of all sigungu: {f'{shapes.shown}, {shapes.vintage}' if shapes else _NO_MAP}", markup=False)
    console.print(f"            people by sigungu, sex and age: {people[1] if people else _NO_PEOPLE}", markup=False)
    if shapes and people:
        enough = f"{len(fed(there))} tables of results have all that they are made from"
        console.print(f"            {enough}; others are made of what is there, or empty", markup=False)
        console.print(f"next        rebalance build --sources {shlex.quote(str(folder))}", markup=False)
    how = f" --sources {shlex.quote(str(folder))}" if written else ""
    console.print(f"            rebalance sources --how --all{how}   # where further files come from", markup=False)
    return MINIMUM if shapes and people else NO_MINIMUM


_NO_MAP = "none yet (mois_boundary, sgis_boundary or kostat_boundary, whole, its CRS said)"
_NO_PEOPLE = "none yet (mois_population of all registered, 전체, or kosis_population, of all sigungu)"
