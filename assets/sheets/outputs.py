"""Where `rebalance convert` writes: a table and its log for each target, never over the input."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assets.sheets.user_file import CSV, EXCEL
from domain.codes import Geography
from domain.errors import UsageError


def output_paths(path: Path, targets: Sequence[Geography], out: Path | None, *, force: bool) -> list[tuple[Path, Path]]:
    """Where each converted sheet and its log go.

    Raises UsageError when that would overwrite the input, or another file without `force`.
    """
    folder = out is not None and out.is_dir()
    if out is not None and len(targets) > 1 and not folder:
        raise UsageError(f"--out {out}: several --to need a folder that exists")
    if out is not None and not folder and out.suffix.lower() not in CSV + EXCEL:
        raise UsageError(f"--out {out}: no {', '.join(CSV + EXCEL)} file and no folder that exists")
    suffix = ".xlsx" if path.suffix.lower() in EXCEL else path.suffix
    pairs = []
    for target in targets:
        name = f"{path.stem}.{target.scheme}-{target.day}{suffix}"
        table = out if out is not None and not folder else (out or path.parent) / name
        pairs.append((table, table.with_name(f"{table.stem}.log.csv")))
    for file in (file for pair in pairs for file in pair):
        if file.exists() and file.samefile(path):
            raise UsageError(f"{file}: is the input, which is never overwritten; name another --out")
        if file.exists() and not force:
            raise UsageError(f"{file}: is there already; say --force to write it anew, or another --out")
    return pairs
