"""Nothing shrinks in silence: a build with less than the last release of its sources publishes nothing, and says what is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assets.release.publish import MANIFEST, SUMS, read_manifest, write_manifest
from tests.workshop import KOSIS, Workshop

ULLEUNG = "47940"


def own_release(workshop: Workshop, **changes: Any) -> None:
    """Make the workshop's release, built as `schematic` from the same files, one of the workshop's own profile."""
    release = (workshop.home.releases / "current").resolve()
    manifest = read_manifest(release) | {"profile": workshop.home.profile} | changes
    for name in (MANIFEST, SUMS):
        (release / name).unlink()  # second names of the shared build's files
    write_manifest(release, manifest)
    workshop.before = workshop.published()


def without(workshop: Workshop, *codes: str) -> dict[Path, bytes]:
    """Take these units out of the population of every year; gives what the files were."""
    files = {path: path.read_bytes() for path in workshop.folder.glob(KOSIS.replace("2024", "*"))}
    for path, content in files.items():
        records = [record for record in json.loads(content) if record["C1"] not in codes]
        path.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
    return files


@pytest.mark.parametrize("year", ["2024", "2019"])
def test_a_file_that_is_gone_is_told_before_anything_is_built(workshop: Workshop, year: str) -> None:
    own_release(workshop)
    (workshop.folder / KOSIS.replace("2024", year)).unlink()
    answer = workshop.build()
    assert answer.code == 4
    assert f"raw.kosis_population: its file {KOSIS.replace('2024', year)} is gone" in answer.message
    assert "nothing was built" in answer.message and "--allow-shrink" in answer.message
    workshop.assert_untouched()


@pytest.mark.trial
def test_a_file_under_another_name_is_no_loss(workshop: Workshop) -> None:
    own_release(workshop)
    (workshop.folder / KOSIS).rename(workshop.folder / KOSIS.replace("2024", "2024_new"))
    assert workshop.build().code == 0


def test_a_unit_that_is_lost_publishes_nothing(workshop: Workshop) -> None:
    """Shares that no longer add up tell it before the comparison with the last release does, which would name the unit."""
    own_release(workshop)
    without(workshop, ULLEUNG)
    answer = workshop.build()
    assert answer.code == 4 and "shares_add_up" in answer.message
    workshop.assert_untouched()


@pytest.mark.trial
def test_a_year_may_go_where_it_is_allowed(workshop: Workshop) -> None:
    own_release(workshop)
    file = workshop.folder / KOSIS.replace("2024", "2019")
    content = file.read_bytes()
    file.unlink()
    smaller = workshop.build("--allow-shrink")
    assert smaller.code == 0, smaller.err
    assert workshop.published()["current"] != workshop.before["current"]
    file.write_bytes(content)  # more than the last release has is said without a word
    grown = workshop.build()
    assert grown.code == 0 and "compared" not in grown.out


def test_a_release_of_an_older_version_is_compared_as_far_as_it_goes(workshop: Workshop) -> None:
    manifest = read_manifest((workshop.home.releases / "current").resolve())
    kept = [{key: record[key] for key in ("table", "rows", "content_sha256")} for record in manifest["tables"]]
    own_release(workshop, tables=kept, fingerprint="older")
    answer = workshop.build()
    assert answer.code == 0, answer.err
    assert "is of an older version: only its files and rows could be held against this one" in answer.out
    assert "older version" not in workshop.build().out
