"""`rebalance convert`: which files it reads and writes, and what it prints. What becomes of a sheet is `rebalance.convert`'s."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from rich.console import Console

import rebalance
from pipelines.cli.command_words import command_line, file_options


@dataclass(frozen=True)
class Outputs:
    """Where the answer goes: a file or folder, by default beside the input; `force` writes over an earlier output."""

    out: Path | None = None
    force: bool = False


def run_convert(
    console: Console, file: rebalance.SheetFile, asked: dict[str, Any], wanted: Sequence[str], outputs: Outputs
) -> None:
    """Read, convert to each target, write all outputs or none, and say what happened to codes and totals.

    `asked` are the arguments of `rebalance.identify`.
    """
    targets = list(dict.fromkeys(rebalance.geography(text) for text in wanted))
    pairs = _output_paths(file.path, targets, outputs.out, force=outputs.force)
    try:
        identified = rebalance.identify(file, **asked)
    except rebalance.NamesForCodesError as error:
        error.say(lambda columns, notes: _with_names(file, asked, targets, outputs, columns, drop_notes=notes))
        raise
    results = [rebalance.convert(identified, target) for target in targets]
    files: dict[Path, pd.DataFrame] = {}
    for result, (table, log) in zip(results, pairs, strict=True):
        files |= {table: result.frame, log: result.log}
    rebalance.write_sheets(files, like=identified)
    for line in identified.report():
        console.print(line, markup=False)
    for result, (table, log) in zip(results, pairs, strict=True):
        console.print(f"\n{result.target}", style="bold", markup=False)
        for line in result.report():
            console.print(line, markup=False)
        console.print(f"  written   {table}\n  log       {log}", markup=False)


def _with_names(
    file: rebalance.SheetFile, asked: dict[str, Any], targets: Sequence[rebalance.Geography], outputs: Outputs,
    columns: Sequence[str], *, drop_notes: bool,
) -> str:  # fmt: skip
    """The same command with names in place of codes."""
    said: list[tuple[str, Sequence[object]]] = [
        ("--name-column", columns), ("--from", _one(asked["from_"])), ("--from-column", _one(asked["from_column"])),
        ("--to", targets), ("--count", asked["counts"]), ("--rate", asked["rates"]), ("--weight", _one(asked["weight"])),
        ("--by", asked["by"]), ("--drop", asked["drop"]), ("--units", _one(asked["units"])),
        ("--absent", ["zero"] if asked["absent"] == "zero" else []),
    ]  # fmt: skip
    words = [word for option, values in said for value in values for word in (option, str(value))]
    out = ["--out", str(outputs.out)] if outputs.out else []
    flags = {"--drop-notes": drop_notes, "--join-rows": asked["join_rows"], "--force": outputs.force}
    words += [*file_options(file), *out, *(flag for flag, wanted in flags.items() if wanted)]
    return command_line(["rebalance", "convert", str(file.path), *words])


def _one(value: str | None) -> list[str]:
    return [value] if value else []


def _output_paths(
    path: Path, targets: Sequence[rebalance.Geography], out: Path | None, *, force: bool
) -> list[tuple[Path, Path]]:
    """Where each converted sheet and its log go.

    Raises UsageError when that would overwrite the input, or another file without `force`.
    """
    folder = out is not None and out.is_dir()
    if out is not None and len(targets) > 1 and not folder:
        raise rebalance.UsageError(f"--out {out}: several --to need a folder that exists")
    if out is not None and not folder and out.suffix.lower() not in rebalance.SHEETS:
        raise rebalance.UsageError(f"--out {out}: no {', '.join(rebalance.SHEETS)} file and no folder that exists")
    suffix = ".xlsx" if path.suffix.lower() in rebalance.WORKBOOKS else path.suffix
    pairs = []
    for target in targets:
        name = f"{path.stem}.{target.scheme}-{target.day}{suffix}"
        table = out if out is not None and not folder else (out or path.parent) / name
        pairs.append((table, table.with_name(f"{table.stem}.log.csv")))
    for file in (file for pair in pairs for file in pair):
        if file.exists() and file.samefile(path):
            raise rebalance.UsageError(f"{file}: is the input, which is never overwritten; name another --out")
        if file.exists() and not force:
            raise rebalance.UsageError(f"{file}: is there already; say --force to write it anew, or another --out")
    return pairs
