"""Damage in a home, by accident, tool or disk: it is noticed, told in one line, and made good by the next build.

The release is then what it was; no command dies of what lies in the home. Bits of single files are flipped by the hundred in
`tests/unit/assets/lake/test_damage.py`, releases and the history spoilt in the tests of those.
"""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from assets.release.publish import MANIFEST, SUMS, faults, read_manifest
from expectations.engine.report import read_report
from pipelines.build.plan import all_declarations
from pipelines.dagster.run import make_plan
from tests.command import Answer, rebalance
from tests.workshop import Workshop

pytestmark = pytest.mark.builds
TABLE = "capital_concentration"
DICE = random.Random(15)


def write_anew(path: Path, data: bytes) -> None:
    """As a new file: those of a workshop's release are second names of the shared build's."""
    path.unlink()
    path.write_bytes(data)


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[DICE.randrange(len(data))] ^= 1 << DICE.randrange(8)
    write_anew(path, bytes(data))


def flip_in_footer(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-100] ^= 4
    write_anew(path, bytes(data))


def cut(path: Path) -> None:
    write_anew(path, path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    write_anew(path, b"")


def zeroed(path: Path) -> None:
    write_anew(path, bytes(path.stat().st_size))


def garbage(path: Path) -> None:
    write_anew(path, random.Random(15).randbytes(5000))


def no_text(path: Path) -> None:
    data = path.read_bytes()
    write_anew(path, data[:100] + b"\xff" + data[101:])


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


def digests_of(release: Path) -> dict[str, str]:
    """Of the tables that a release says it has."""
    return {record["table"]: record["content_sha256"] for record in read_manifest(release)["tables"]}


def damage_told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [line for line in caplog.messages if line.startswith("damaged  ")]


def status(workshop: Workshop) -> Answer:
    return rebalance("status", "--home", workshop.home.root, "--sources", workshop.folder)


@pytest.mark.parametrize("damage", [flip, flip_in_footer, cut, empty, garbage, folder_instead])
def test_damaged_table_is_made_again_and_the_release_stays_what_it_was(
    workshop: Workshop, damage: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    damage(workshop.home.lake.path(TABLE))
    before = status(workshop)
    assert before.code == 0
    (line,) = (line.split() for line in before.out.splitlines() if f"mart.{TABLE} " in line)
    assert line[1] == "damaged"
    answer = workshop.build()
    assert answer.code == 0, answer.err
    assert [f"{TABLE}.parquet: found " in line for line in damage_told(caplog)] == [True]
    assert make_plan(workshop.home).steps == 0
    workshop.assert_untouched()
    assert len(list((workshop.home.lake.root / "damaged").iterdir())) == 1


def test_damage_is_told_in_one_line_of_the_error_stream(workshop: Workshop, capfd: pytest.CaptureFixture[str]) -> None:
    flip(workshop.home.lake.path(TABLE))
    assert workshop.build("--select", TABLE).code == 0
    found = [line for line in capfd.readouterr().err.splitlines() if line.startswith("damaged  ")]
    assert len(found) <= 1


@pytest.mark.parametrize("damage", [no_text, flip, cut, empty, folder_instead])
def test_damaged_report_is_made_again(
    workshop: Workshop, damage: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    path = workshop.home.checks / "population.json"
    damage(path)
    assert status(workshop).code == 0
    answer = workshop.build()
    assert answer.code == 0, answer.err
    assert ["population.json: found " in line for line in damage_told(caplog)] == [True]
    assert read_report(workshop.home.checks, "population") is not None
    workshop.assert_untouched()


@dataclass(frozen=True)
class Spoilt:
    """Damage to a published release, by its name and what does it."""

    name: str
    files: tuple[tuple[str, Callable[[Path], None]], ...]

    def __call__(self, release: Path) -> None:
        for path, damage in self.files:
            damage(release / path)


RELEASES = [
    Spoilt("the manifest emptied", ((MANIFEST, empty),)),
    Spoilt(
        "the database cut, the map zeroed, a table deleted",
        (("warehouse.duckdb", cut), ("rebalance.gpkg", zeroed), (f"csv/mart.{TABLE}.csv", Path.unlink)),
    ),
]


@pytest.mark.parametrize(
    "spoilt", [pytest.param(RELEASES[0], marks=pytest.mark.trial), *RELEASES[1:]], ids=lambda spoilt: spoilt.name
)
def test_damaged_release_is_published_anew(workshop: Workshop, spoilt: Spoilt) -> None:
    """Of a workshop's own profile, beside the damaged one, which is of another; what becomes of one name is `publish`'s."""
    release = workshop.home.releases / workshop.before["current"]
    digests = digests_of(release)
    spoilt(release)
    assert rebalance("verify", release.name, "--home", workshop.home.root).code == 7
    assert status(workshop).code == 0 and "damaged" in status(workshop).out
    answer = workshop.build()
    assert answer.code == 0, answer.err
    anew = (workshop.home.releases / "current").resolve()
    assert faults(anew) == [] and digests_of(anew) == digests
    assert rebalance("verify", "--home", workshop.home.root).code == 0
    assert "no difference" in rebalance("diff", "current", "current", "--data", "--home", workshop.home.root).out


def test_current_that_is_a_folder_becomes_a_link_again(workshop: Workshop) -> None:
    """As after `cp -rL`, a zip file, or a service that synchronises folders."""
    link = workshop.home.releases / "current"
    name = link.readlink()
    link.unlink()
    shutil.copytree(workshop.home.releases / name, link, copy_function=os.link)
    assert rebalance("query", "SELECT 1 AS one", "--home", workshop.home.root).code == 0
    answer = workshop.build()
    assert answer.code == 0, answer.err
    assert link.readlink() == name and not list(workshop.home.releases.glob(".*"))


def test_release_refuses_a_table_that_changed_while_it_was_made(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sound in itself, but not the one that the release began with."""
    (workshop.home.releases / "current").resolve().rename(workshop.home.root / "kept")
    lake, contract = workshop.home.lake, all_declarations()[TABLE].contract
    from assets.release import release as module

    write_files = module.write_files

    def other_writer(*arguments: object, **options: object) -> None:
        lake.put(lake.seal(contract, lake.frame(TABLE).iloc[1:], fingerprint="of another run"))
        write_files(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "write_files", other_writer)
    answer = workshop.build()
    assert answer.code == 5
    assert f"no release, the last one stays: table {TABLE} changed while it was made" in answer.message
    assert [path.name for path in workshop.home.releases.iterdir()] == ["current"]


PLACES = [
    f"lake/*/{TABLE}.parquet",
    "checks/*/population.json",
    f"releases/2*/{MANIFEST}",
    f"releases/2*/{SUMS}",
    "releases/2*/warehouse.duckdb",
    f"releases/2*/parquet/mart/{TABLE}.parquet",
    "releases/2*/datapackage.json",
    "releases/current",
    "lake/*",
    "checks/*",
    "lake",
    "checks",
    "build.lock",
]


def kinds(path: Path) -> Iterator[Callable[[Path], None]]:
    """What can happen to a file; to a folder only that a file stands there, or nothing."""

    def file_instead(folder: Path) -> None:
        Path.unlink(folder) if folder.is_symlink() else shutil.rmtree(folder)
        folder.write_bytes(b"?")

    def gone(folder: Path) -> None:
        Path.unlink(folder) if folder.is_symlink() else shutil.rmtree(folder)

    yield from (file_instead, gone) if path.is_dir() else (cut, empty, flip, garbage, folder_instead, Path.unlink)


@pytest.mark.parametrize("pattern", PLACES)
def test_no_damage_in_a_home_is_a_fault_of_the_program(workshop: Workshop, pattern: str) -> None:
    root = workshop.home.root
    (root / "build.lock").write_text("{}", encoding="utf-8")
    (path,) = root.glob(pattern)
    said = []
    for damage in kinds(path):
        kept = root.with_name("kept")
        shutil.copytree(path, kept, symlinks=True) if path.is_dir() and not path.is_symlink() else shutil.copy2(
            path, kept, follow_symlinks=False
        )
        damage(path)
        answers = [status(workshop)]
        if pattern.startswith("releases"):
            answers.append(rebalance("query", "SELECT count(*) FROM mart.sido", "--home", root))
            answers.append(rebalance("diff", "current", "current", "--home", root))
        elif pattern == "build.lock":
            answers.append(workshop.build("--select", "official_area"))
        said += [
            (damage.__name__, answer)
            for answer in answers
            if answer.code not in (0, 2, 5, 7) or "fault of the program" in answer.err
        ]
        if path.is_symlink() or path.is_file():
            path.unlink()
        elif path.is_dir():
            shutil.rmtree(path)
        kept.rename(path)
    assert said == []
    assert json.loads((root / "releases" / "current" / MANIFEST).read_text(encoding="utf-8"))["version"]
