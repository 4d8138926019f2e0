"""What `rebalance convert` does step by step, and what it prints. The steps themselves are in the modules that it imports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
from rich.console import Console

from assets.geography.fact_files import facts
from assets.geography.life import Facts
from assets.sheets.code_cells import code_cells
from assets.sheets.conversion_log import fates
from assets.sheets.convert import (
    Converted,
    Part,
    Request,
    convert,
    left_out,
)
from assets.sheets.name_cells import NameCells, name_cells, name_keys
from assets.sheets.name_offer import command_line, name_offer
from assets.sheets.outputs import output_paths
from assets.sheets.sources import (
    Source,
    panel_parts,
    parts_of_codes,
    parts_of_names,
)
from assets.sheets.table import plain_name
from assets.sheets.units import require_days, without_row
from assets.sheets.user_file import (
    Sheet,
    holds_code,
    read_sheet,
    write_sheets,
)
from domain.codes import Geography, parse_geography
from domain.errors import UsageError

SET_NAMES = {"finest": "gu of cities apart", "kosis": "cities whole", "sido": "sido"}


@dataclass(frozen=True)
class Options:
    """How a file is laid out, of which day its rows are, and where the answer goes."""

    source: str | None = None
    from_column: str | None = None
    units: str = ""
    out: Path | None = None
    force: bool = False
    encoding: str = "utf-8"
    tab: str | None = None
    skip_rows: int | None = None
    drop_notes: bool = False


@dataclass(frozen=True)
class Answer:
    """A sheet as it was read and understood, what it is on each target, and what to tell."""

    sheet: Sheet
    source: Source
    unused: list[str]
    said: tuple[str, ...]
    results: list[Converted]


def run_convert(console: Console, path: Path, request: Request, wanted: list[str], options: Options) -> None:
    """Read, convert to each target, write all outputs or none, and say what happened to codes and totals."""
    known = facts()
    targets = list(dict.fromkeys(parse_geography(text) for text in wanted))
    for target in targets:
        require_days(target, known)
    if request.weight and not request.rates:
        raise UsageError("--weight averages rates; say which column is one with --rate")
    request = request.plain()
    if options.from_column:
        options = replace(options, from_column=plain_name(options.from_column))
        request = replace(request, by=tuple(dict.fromkeys([str(options.from_column), *request.by])))
    outputs = output_paths(path, targets, options.out, force=options.force)
    answer = _answer(path, request, targets, options, known)
    files: dict[Path, pd.DataFrame] = {}
    for result, (table, log) in zip(answer.results, outputs, strict=True):
        files |= {table: result.table, log: result.log}
    write_sheets(files, answer.sheet.encoding, answer.sheet.delimiter, path.suffix.lower())
    _print_reading(console, answer, request, known)
    for result, (table, log) in zip(answer.results, outputs, strict=True):
        _print_result(console, result, answer.source.parts, request, known, table, log)


def _answer(path: Path, request: Request, targets: Sequence[Geography], options: Options, known: Facts) -> Answer:
    """Everything but writing."""
    sheet = read_sheet(
        path, options.encoding, options.tab, wanted=request.columns, skip_rows=options.skip_rows,
        keys={request.code_column: holds_code} if request.code_column else name_keys(request.name_columns, known.gazetteer),
    )  # fmt: skip
    keys: pd.Series | NameCells
    if request.code_column:

        def offer(column: str) -> str:
            return _offer(path, sheet, column, request, targets, options, known)

        codes = code_cells(sheet, request.code_column, known.gazetteer, offer, drop_notes=options.drop_notes, empty=False)
        keys, said = codes.codes, codes.said
        unused = left_out(sheet.name, sheet.frame, keys, request)
    else:
        keys = name_cells(sheet, request.name_columns, drop_notes=options.drop_notes)
        unused, said = left_out(sheet.name, sheet.frame, keys.names, request), keys.said
    if options.from_column:
        source = panel_parts(sheet, keys, request, options.from_column, options.source, known, options.units)
    elif isinstance(keys, NameCells):
        source = parts_of_names(sheet, keys, request, options.source, known, options.units)
    else:
        source = parts_of_codes(sheet, keys, request, options.source, known, options.units)
    results = [convert(sheet.name, source.parts, request, target, known) for target in targets]
    return Answer(sheet, source, unused, (*sheet.said, *said, *source.said), results)


def _offer(
    path: Path, sheet: Sheet, column: str, request: Request, targets: Sequence[Geography], options: Options, known: Facts
) -> str:
    """The command with names in place of codes that works on this very file."""
    by_name = replace(request, code_column=None)

    def attempt(columns: Sequence[str], drop_notes: bool) -> object:
        named = replace(by_name, name_columns=tuple(columns))
        return _answer(path, named, targets, replace(options, drop_notes=options.drop_notes or drop_notes), known)

    def command(columns: Sequence[str], drop_notes: bool) -> str:
        return _command(path, by_name, columns, targets, replace(options, drop_notes=options.drop_notes or drop_notes))

    taken = [name for name in request.columns if name != column]
    return name_offer(sheet, column, taken, known.gazetteer, attempt, command)


def _command(path: Path, request: Request, columns: Sequence[str], targets: Sequence[Geography], options: Options) -> str:
    """The same command with names in place of codes."""
    by = [column for column in request.by if column != options.from_column]
    said: list[tuple[str, Sequence[object]]] = [
        ("--name-column", columns), ("--from", [options.source] if options.source else []),
        ("--from-column", [options.from_column] if options.from_column else []), ("--to", targets),
        ("--count", request.counts), ("--rate", request.rates), ("--weight", request.weights), ("--by", by),
        ("--drop", request.drop), ("--units", [options.units] if options.units else []),
        ("--absent", ["zero"] if request.absent == "zero" else []),
        ("--encoding", [options.encoding] if options.encoding != "utf-8" else []),
        ("--sheet", [options.tab] if options.tab else []),
        ("--skip-rows", [options.skip_rows] if options.skip_rows is not None else []),
        ("--out", [options.out] if options.out else []),
    ]  # fmt: skip
    words = [word for option, values in said for value in values for word in (option, str(value))]
    flags = [*(["--drop-notes"] if options.drop_notes else []), *(["--force"] if options.force else [])]
    return command_line(["rebalance", "convert", str(path), *words, *flags])


def _print_reading(console: Console, answer: Answer, request: Request, known: Facts) -> None:
    sheet, found = answer.sheet, answer.source
    of = f"{len(sheet.frame):,} rows, {'codes' if request.code_column else 'names'} of {found.told}"
    console.print(f"{sheet.name}: {of}; {SET_NAMES[found.parts[0].rows.track]}", markup=False)
    for line in answer.said:
        console.print(f"  {line}", markup=False)
    beside = tuple(dict.fromkeys(key for part in found.parts for key in part.rows.beside))
    if beside:
        console.print(f"  left out: rows of {_some(beside)}, which count the same people as others", markup=False)
    for part in found.parts:
        if gaps := without_row(part.rows, part.source, known):
            day = f" on {part.source.day}" if len(found.parts) > 1 else ""
            names = tuple(known.names.korean(unit, part.source.day) for unit in gaps)
            console.print(f"  no row for {_some(names)}{day}", markup=False)
    if unused := answer.unused:
        console.print(f"  left out: column{'s' if len(unused) > 1 else ''} {', '.join(unused)}", markup=False)


def _print_result(
    console: Console, result: Converted, parts: Sequence[Part], request: Request, known: Facts, table: Path, log: Path
) -> None:
    console.print(f"\n{result.target}", style="bold", markup=False)
    counts = fates(result.log)
    rows = sum(len(part.rows.table) for part in parts)
    console.print(f"  rows      {rows:,} in, {len(result.table):,} out", markup=False)
    console.print(f"  codes     {sum(counts.values())}: " + ", ".join(f"{number} {fate}" for fate, number in counts.items()))
    for total in result.totals:
        held = f", and {total.held_back} in cells left empty" if total.held_back else ""
        console.print(f"  {total.column}  {total.before} before, {total.after} after{held}", markup=False)
    lacking = result.table[result.table["missing_sources"] > 0]
    if len(lacking):
        names = _some(tuple(dict.fromkeys(lacking["sido_ko"] + " " + lacking["name_ko"])))
        console.print(f"  missing   {len(lacking):,} rows lack a part and are left empty: {names}", markup=False)
    if counts["lost"]:
        console.print(
            f"  no code   rows of {counts['lost']} codes are there without one: none is known in {result.target}", markup=False
        )
    if str(result.target.day) > known.last_event:
        console.print(f"  note      events are known up to {known.last_event}", markup=False)
    renamed = f" (was {request.code_column})" if request.code_column not in (None, result.code) else ""
    console.print(f"  column    {result.code}{renamed} holds codes of {result.target}, as column code_scheme says", markup=False)
    console.print(f"  written   {table}\n  log       {log}", markup=False)


def _some(names: tuple[str, ...], shown: int = 3) -> str:
    return f"{', '.join(names[:shown])}{f' and {len(names) - shown} more' if len(names) > shown else ''}"
