"""Hundreds of spoilt sheets: each ends in a message that names the file, or in a right answer; never in a fault of ours."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.command import Answer, rebalance
from tests.sheets import rows
from tests.spoilt import CODES, spoilt, tried, workbook, written

# Wrong use, a source that is not as declared, a broken contract: all but a fault of the program.
CLEAN = {2, 3, 4}
BATCHES, IN_A_BATCH = 10, 24


def run(folder: Path, seed: int) -> tuple[str, Answer]:
    """Spoil a sheet by a seed and run convert or vintage on it; the file's name and what came back."""
    name, data, options = spoilt(random.Random(seed))
    path = folder / name
    path.write_bytes(data)
    if name.startswith("names"):
        keys = ["--code-column", "시군구"] if seed % 3 == 0 else ["--name-column", "시도", "--name-column", "시군구"]
    else:
        keys = ["--code-column", "code"]
    if seed % 4 == 0:
        mine = [] if {"--by", "--from", "--from-column"} & set(options) else options
        return name, rebalance("vintage", path, *keys, *mine)
    source = [] if seed % 2 or "--from" in options else ["--from", "mois@2022"]
    return name, rebalance("convert", path, *keys, "--to", "mois@2024", "--count", "n", *source, *options)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_spoilt_sheet_is_refused_by_name_or_read_rightly(tmp_path: Path, batch: int) -> None:
    first = batch * IN_A_BATCH
    for seed in range(first, first + tried(IN_A_BATCH)):
        folder = tmp_path / str(seed)
        folder.mkdir()
        name, answer = run(folder, seed)
        made = sorted(path.name for path in folder.iterdir() if path.name != name)
        assert answer.code == 0 or answer.code in CLEAN, (seed, answer.err)
        if answer.code:
            assert name in answer.message or answer.message.startswith("error --"), (seed, answer.err)
            assert not made, (seed, made)
        elif made:
            before, after = answer.out.split("\n  n  ")[1].split("\n")[0].split(" before, ")
            held = after.partition(", and ")[2].split(" in cells")[0]
            assert held or after == f"{before} after", (seed, answer.out)


BASE = [["code", "n"], *([row[0], row[2]] for row in CODES[1:])]
EXPECTED = {"42110": "100", "42130": "2000", "42150": "30", "43111": "7", "47720": "23283", "36110": "10"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize(("suffix", "delimiter"), [(".csv", ","), (".csv", ";"), (".txt", "\t"), (".tsv", "\t")])
def test_what_programs_do_to_a_sheet_does_not_change_its_answer(
    tmp_path: Path, end: str, encoding: str, suffix: str, delimiter: str
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(written(BASE, delimiter, end).encode(encoding))
    assert answered(path, tmp_path / "out.xlsx") == EXPECTED


@pytest.mark.parametrize("hidden", [False, True])
def test_a_workbook_of_the_same_cells_has_the_same_answer(tmp_path: Path, hidden: bool) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook(BASE, hidden=hidden))
    assert answered(tmp_path / "a.xlsx", tmp_path / "out.csv") == EXPECTED


def answered(path: Path, out: Path) -> dict[str, str]:
    """The same codes of the same day; a workbook comes back as CSV when it is converted once more."""
    options = (
        "--code-column",
        "code",
        "--from",
        "mois@2022",
        "--to",
        "mois@2022",
        "--count",
        "n",
        "--units",
        "finest",
        "--force",
    )
    answer = rebalance("convert", path, *options, "--out", out)
    assert answer.code == 0, answer.err
    if out.suffix == ".xlsx":
        drop = ("--drop", "interpolated", "--drop", "missing_sources")
        assert rebalance("convert", out, *options, *drop, "--out", out.with_suffix(".csv")).code == 0
    return {row["code"]: row["n"] for row in rows(out.with_suffix(".csv"), "utf-8-sig")}
