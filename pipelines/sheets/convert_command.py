"""What `rebalance convert` does step by step, and what it prints. The steps themselves are in the modules that it imports."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from rich.console import Console

from assets.geography.codes import parse_geography, without_float
from assets.geography.life import Facts
from expectations.errors import UsageError
from pipelines.regions.facts import facts
from pipelines.sheets.conversion_log import fates
from pipelines.sheets.convert import Converted, Request, convert, left_out, output_paths
from pipelines.sheets.source_geography import source_geography
from pipelines.sheets.units import Rows, require_days, rows_of, without_row
from pipelines.sheets.user_file import read_sheet, require_columns, write_sheets

SET_NAMES = {"finest": "gu of cities apart", "kosis": "cities whole", "sido": "sido"}


def run_convert(
    console: Console, path: Path, request: Request, given: str | None, wanted: list[str], *,
    units: str, out: Path | None, force: bool, encoding: str, tab: str | None,
) -> None:  # fmt: skip
    """Read, convert to each target, write all outputs or none, and say what happened to codes and totals."""
    known = facts()
    targets = list(dict.fromkeys(parse_geography(text) for text in wanted))
    source = parse_geography(given) if given else None
    for geography in (*targets, *([source] if source else [])):
        require_days(geography, known)
    if request.weight and not request.rates:
        raise UsageError("--weight averages rates; say which column is one with --rate")
    outputs = output_paths(path, targets, out, force=force)
    sheet = read_sheet(path, encoding, tab)
    require_columns(sheet.name, sheet.frame, request.columns)
    codes = sheet.frame[request.code_column].map(without_float)
    floats = int((codes != sheet.frame[request.code_column]).sum())
    frame = sheet.frame.assign(**{request.code_column: codes})
    found = ""
    if source is None:
        source, fit = source_geography(sheet.name, frame, request.code_column, known, units)
        found = f", found from the codes (they fit {fit.scheme}, {fit.period})"
    unused = left_out(sheet.name, frame, request)
    rows = rows_of(sheet.name, frame, request.code_column, source, known, units)
    results = [convert(sheet.name, rows, request, source, target, known) for target in targets]
    files: dict[Path, pd.DataFrame] = {}
    for result, (table, log) in zip(results, outputs, strict=True):
        files |= {table: result.table, log: result.log}
    write_sheets(files, sheet.encoding)
    console.print(f"{sheet.name}: {len(frame):,} rows, codes of {source}{found}; {SET_NAMES[rows.track]}", markup=False)
    if floats:
        console.print(
            f"  {floats:,} codes stood as decimal numbers ({sheet.frame[request.code_column].iloc[0]}); read as {codes.iloc[0]}"
        )
    if rows.beside:
        console.print(f"  left out: rows of {_some(rows.beside)}, which count the same people as others")
    if gaps := without_row(rows, source, known):
        console.print(f"  no row for {_some(tuple(known.names.korean(unit, source.day) for unit in gaps))}", markup=False)
    if unused:
        console.print(f"  left out: column{'s' if len(unused) > 1 else ''} {', '.join(unused)}", markup=False)
    for result, (table, log) in zip(results, outputs, strict=True):
        _print_result(console, result, rows, known, table, log)


def _print_result(console: Console, result: Converted, rows: Rows, known: Facts, table: Path, log: Path) -> None:
    console.print(f"\n{result.target}", style="bold", markup=False)
    counts = fates(result.log)
    console.print(f"  rows      {len(rows.table):,} in, {len(result.table):,} out", markup=False)
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
    console.print(f"  written   {table}\n  log       {log}", markup=False)


def _some(names: tuple[str, ...], shown: int = 3) -> str:
    return f"{', '.join(names[:shown])}{f' and {len(names) - shown} more' if len(names) > shown else ''}"
