"""What libraries would like to tell programmers does not reach the user: one process of its own runs every command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.places import ROOT
from tests.workshop import BOUNDARY, MOIS_CSV, SHEET, Workshop

PROGRAM = """
import json, sys
from pipelines.cli.app import main
print(json.dumps([main(command) for command in json.loads(sys.argv[1])]), file=open(sys.argv[2], "w"))
"""


def run(tmp_path: Path, *commands: tuple[object, ...]) -> tuple[list[int], list[str]]:
    """Exit codes of commands that one fresh interpreter runs, and the lines of its error stream."""
    codes = tmp_path / "codes.json"
    words = json.dumps([[str(word) for word in command] for command in commands])
    command = [sys.executable, "-c", PROGRAM, words, str(codes)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=900)
    assert codes.exists(), done.stderr
    return json.loads(codes.read_text(encoding="utf-8")), done.stderr.splitlines()


def test_commands_that_succeed_say_nothing_on_the_error_stream(workshop: Workshop, tmp_path: Path) -> None:
    sheet = tmp_path / "people.csv"
    sheet.write_text("code,n\n47720,5\n11110,7\n", encoding="utf-8")
    workshop.home.lake.path("sido").unlink()
    home, place = ("--home", workshop.home.root), ("--home", workshop.home.root, "--sources", workshop.folder)
    codes, said = run(
        tmp_path,
        ("build", "--select", "sido", *place),
        ("status", *place),
        ("sources", *place),
        ("sources", "--how", *place),
        ("check", "sido", "level_boundary", *place),
        ("query", "SELECT * FROM extinction_risk_sido LIMIT 3", *home),
        ("claims", *home),
        ("claim", "overtook-2019", *home),
        ("scenario", "no-change", "--draws", 2, "--format", "csv", *home),
        ("region", "군위", *home),
        ("releases", *home),
        ("vintage", sheet, "--code-column", "code"),
        ("convert", sheet, "--code-column", "code", "--from", "mois@2020", "--to", "mois@2024", "--count", "n"),
        ("init", workshop.folder, "--force"),
    )
    assert codes == [0] * len(codes) and said == []


def test_spoilt_files_bring_one_message_and_no_warning(workshop: Workshop, tmp_path: Path) -> None:
    for name in (BOUNDARY, MOIS_CSV, SHEET):
        path = workshop.folder / name
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    place = ("--home", workshop.home.root, "--sources", workshop.folder)
    codes, said = run(
        tmp_path, ("build", *place), ("build", "--select", "mois_boundary", *place), ("init", workshop.folder, "--force")
    )
    assert codes == [3, 3, 3]
    first, *lines = said
    assert first == "error nothing was published, the last release stays:" and len(lines) == 4
    assert {line.split(",")[0].split(":")[0].removeprefix("error ") for line in lines} == {BOUNDARY, MOIS_CSV, SHEET}
