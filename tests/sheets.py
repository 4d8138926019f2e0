"""Small sheets of a user's own, converted by the command line and read back."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.command import Answer, rebalance

Row = dict[str, str]


def sheet(folder: Path, text: str, name: str = "people.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text("\n".join(line.strip() for line in text.strip().splitlines()) + "\n", encoding=encoding)
    return path


def convert(path: Path, *options: str) -> Answer:
    return rebalance("convert", path, "--code-column", "code", *options)


def rows(path: Path, encoding: str = "utf-8") -> list[Row]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def converted(path: Path, *options: str, to: str = "mois@2024", source: str = "mois@2022") -> list[Row]:
    """Convert to a file `out.csv` and read it."""
    out = path.with_name("out.csv")
    answer = convert(path, "--from", source, "--to", to, "--out", str(out), "--force", *options)
    assert answer.code == 0, answer.err
    return rows(out)


def log(path: Path) -> list[Row]:
    return rows(path.with_name("out.log.csv"))


def numbers(table: list[Row], column: str) -> dict[str, str]:
    return {row["code"]: row[column] for row in table}
