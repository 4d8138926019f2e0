"""A release that has less than the last one of its profile says what, whatever is the reason, and a larger one says nothing."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assets.lake.lake import Lake
from assets.release.continuity import (
    gone_files,
    keeps_figures,
    last_release,
    losses,
    require_continuity,
    require_files,
    table_records,
)
from domain.errors import ValidationError
from expectations.columns import REFERENCE_DATE
from expectations.contract import Column, TableContract
from expectations.extent import ALL, MayLose

CODE = Column("region_code", "VARCHAR", "코드", "Code")
COUNT = Column("population", "BIGINT", "인구", "People")
PEOPLE = TableContract(
    name="people", schema="raw", ko="인구", en="People", description="", grain="a unit and day", source="",
    columns=(CODE, REFERENCE_DATE, COUNT), key=("region_code", "reference_date"),
)  # fmt: skip
SHARES = TableContract(
    name="shares", schema="mart", ko="몫", en="Shares", description="", grain="a unit and day", source="raw.people",
    columns=(CODE, REFERENCE_DATE, COUNT), key=("region_code", "reference_date"),
)  # fmt: skip
CLUSTERS = TableContract(
    name="clusters", schema="mart", ko="군집", en="Clusters", description="", grain="a unit", source="raw.people",
    columns=(CODE, COUNT), key=("region_code",),
)  # fmt: skip
CONTRACTS = {contract.name: contract for contract in (PEOPLE, SHARES, CLUSTERS)}
UNITS = ("11110", "11140", "26110", "27720")
FILE = {"dataset": "people", "file": "2024.json", "sha256": "24"}
OLDER = {"dataset": "people", "file": "2023.json", "sha256": "23"}


def rows(*years: int, units: tuple[str, ...] = UNITS) -> pd.DataFrame:
    days = [dt.date(year, 12, 31) for year in years for _ in units]
    return pd.DataFrame({"region_code": list(units) * len(years), "reference_date": days, "population": 1})


def manifest(
    folder: Path, tables: dict[str, pd.DataFrame], files: tuple[dict[str, str], ...] = (OLDER, FILE), **facts: Any
) -> dict[str, Any]:
    """What a release of these tables says; a table that is not given is empty."""
    lake = Lake(folder)
    for contract in CONTRACTS.values():
        table = tables.get(contract.name, rows()[list(contract.column_names)])
        lake.put(lake.seal(contract, table, fingerprint="one"))
    made = dict.fromkeys(CONTRACTS, "this program")
    said = {"version": "v", "profile": "mine", "reference_vintage": "2024-01-18", "created_at": "2026-01-01"}
    return said | {"tables": table_records(CONTRACTS, lake, made), "inputs": list(files)} | facts


def lost(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return list(losses(before, after, CONTRACTS))


def test_a_year_more_is_said_without_a_word(tmp_path: Path) -> None:
    before = manifest(tmp_path, {"people": rows(2022, 2023)}, (OLDER,))
    assert lost(before, manifest(tmp_path, {"people": rows(2022, 2023, 2024)})) == []


def test_newest_date_that_goes_back_is_named(tmp_path: Path) -> None:
    before = manifest(tmp_path, {"people": rows(2022, 2023, 2024)})
    told = lost(before, manifest(tmp_path, {"people": rows(2022, 2023)}, (OLDER,)))
    assert told[0] == "raw.people: its file 2024.json is gone"
    assert told[1] == "raw.people: its newest reference_date goes back from 2024-12-31 to 2023-12-31"


def test_a_gap_in_the_middle_is_named(tmp_path: Path) -> None:
    before = manifest(tmp_path, {"people": rows(2019, 2020, 2024)})
    told = lost(before, manifest(tmp_path, {"people": rows(2019, 2024)}))
    assert told[0] == "raw.people: reference_date 2020-12-31 is lost"


def test_rows_and_units_that_a_cut_file_lacks_are_counted(tmp_path: Path) -> None:
    before = manifest(tmp_path, {"people": rows(2023, 2024)})
    assert lost(before, manifest(tmp_path, {"people": rows(2023, 2024, units=UNITS[:3])})) == [
        "raw.people: 1 of 4 units are lost",
        "raw.people: 8 rows have become 6 (25.0% fewer; 1% may be)",
    ]


def test_an_empty_table_is_named_by_what_is_gone(tmp_path: Path) -> None:
    before = manifest(tmp_path, {"people": rows(2023, 2024)})
    assert lost(before, manifest(tmp_path, {}))[0] == ("raw.people: nothing is left of reference_date 2023-12-31 to 2024-12-31")


def test_what_is_made_of_a_raw_table_that_shrank_is_not_told_beside_it(tmp_path: Path) -> None:
    before = manifest(tmp_path, {"people": rows(2023, 2024), "shares": rows(2023, 2024)})
    told = lost(before, manifest(tmp_path, {"people": rows(2023), "shares": rows(2023)}))
    assert told and all(sentence.startswith("raw.people") for sentence in told)


def test_a_table_that_shrinks_by_itself_is_told(tmp_path: Path) -> None:
    before = manifest(tmp_path, {"people": rows(2023, 2024), "shares": rows(2023, 2024)})
    (told,) = lost(before, manifest(tmp_path, {"people": rows(2023, 2024), "shares": rows(2023, 2024)[:7]}))
    assert told == "mart.shares: 8 rows have become 7 (12.5% fewer; 1% may be)"


def test_a_result_without_periods_may_come_out_smaller(tmp_path: Path) -> None:
    found = rows(2024)[list(CLUSTERS.column_names)]
    before = manifest(tmp_path, {"clusters": found})
    assert lost(before, manifest(tmp_path, {"clusters": found[:1]})) == []
    assert CLUSTERS.loses == ALL


def test_a_declared_share_is_granted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = manifest(tmp_path, {"people": rows(2023, 2024)})
    after = manifest(tmp_path, {"people": rows(2023, 2024, units=UNITS[:3])})
    monkeypatch.setattr(TableContract, "loses", MayLose(rows=0.3, units=0.3))
    assert lost(before, after) == []


def test_a_table_made_by_another_program_is_not_compared_but_its_source_is(tmp_path: Path) -> None:
    tables = {"people": rows(2023, 2024), "shares": rows(2023, 2024)}
    before, after = manifest(tmp_path, tables), manifest(tmp_path, tables | {"shares": rows(2024)})
    assert lost(before, after)
    for record in before["tables"]:
        record["made_by"] = "another program" if record["table"] == "mart.shares" else record["made_by"]
    assert lost(before, after) == []
    assert lost(before, manifest(tmp_path, {"people": rows(2024)}))


def test_on_other_reference_units_only_the_newest_day_of_a_result_counts(tmp_path: Path) -> None:
    tables = {"people": rows(2023, 2024), "shares": rows(2023, 2024)}
    before = manifest(tmp_path, tables, reference_vintage="2024-01-18")
    merged = tables | {"shares": rows(2023, 2024, units=UNITS[:2])}
    assert lost(before, manifest(tmp_path, merged, reference_vintage="2026-07-01")) == []
    assert lost(before, manifest(tmp_path, tables | {"shares": rows(2023)}, reference_vintage="2026-07-01")) == [
        "mart.shares: its newest reference_date goes back from 2024-12-31 to 2023-12-31"
    ]


def test_a_release_of_an_older_version_is_compared_by_files_and_rows(tmp_path: Path) -> None:
    before = manifest(tmp_path, {"people": rows(2023, 2024), "shares": rows(2023, 2024)})
    for record in before["tables"]:
        record.pop("covers", None), record.pop("made_by")
    assert not keeps_figures(before)
    assert lost(before, manifest(tmp_path, {"people": rows(2024)}, (FILE,))) == [
        "raw.people: its file 2023.json is gone",
        "raw.people: 8 rows have become 4 (50.0% fewer; 1% may be)",
    ]


@pytest.mark.parametrize(
    ("now", "shrunk", "told"),
    [
        pytest.param([OLDER], set(), ["raw.people: its file 2024.json is gone"], id="gone"),
        pytest.param([OLDER, FILE | {"file": "2024년.json"}], set(), [], id="another name for the same bytes"),
        pytest.param([OLDER, FILE | {"file": "new.json", "sha256": "new"}], set(), [], id="another file, and nothing lost"),
        pytest.param(
            [OLDER, FILE | {"file": "new.json", "sha256": "new"}], {"people"}, ["raw.people: its file 2024.json is gone"],
            id="another file, and something lost",
        ),
        pytest.param([OLDER, FILE | {"sha256": "other"}], {"people"}, [], id="the same name with other bytes"),
        pytest.param([OLDER, FILE | {"dataset": "other"}], set(), ["raw.people: its file 2024.json is gone"], id="other table"),
    ],
)  # fmt: skip
def test_files_that_are_gone(now: list[dict[str, str]], shrunk: set[str], told: list[str]) -> None:
    assert list(gone_files([OLDER, FILE], now, shrunk)) == told


def test_what_lies_beside_a_shapefile_may_go() -> None:
    parts = [FILE | {"file": f"map.{end}", "sha256": end} for end in ("shp", "dbf", "cpg")]
    assert list(gone_files(parts, parts[:1], set())) == []
    assert len(list(gone_files(parts, [FILE], set()))) == 0  # another file of the table has come
    assert list(gone_files(parts, [], set())) == ["raw.people: its file map.shp is gone"]


def test_files_are_looked_at_before_anything_is_built(tmp_path: Path) -> None:
    before = manifest(tmp_path, {})
    require_files(before, [OLDER, FILE])
    with pytest.raises(ValidationError, match=r"(?s)nothing was built: v,.*2024\.json is gone\n.*--allow-shrink"):
        require_files(before, [OLDER])


def write(folder: Path, said: dict[str, Any]) -> Path:
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps(said, default=str), encoding="utf-8")
    return folder


def test_the_last_release_is_that_of_the_profile(tmp_path: Path) -> None:
    assert last_release(tmp_path, "mine") is None
    old = write(tmp_path / "b", {"profile": "mine", "created_at": "2026-01-01"})
    new = write(tmp_path / "a", {"profile": "mine", "created_at": "2026-02-01"})
    theirs = write(tmp_path / "c", {"profile": "theirs", "created_at": "2026-03-01"})
    write(tmp_path / ".d.tmp", {"profile": "mine", "created_at": "2026-04-01"})
    (tmp_path / "current").symlink_to(theirs.name)
    assert last_release(tmp_path, "mine") == (new, {"profile": "mine", "created_at": "2026-02-01"})
    (tmp_path / "current").unlink()
    (tmp_path / "current").symlink_to(old.name)
    assert last_release(tmp_path, "mine") == (old, {"profile": "mine", "created_at": "2026-01-01"})


@pytest.mark.parametrize("content", ["", "{", "[]", "\udcff"])
def test_a_damaged_release_is_no_ground_to_compare_with(tmp_path: Path, content: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "manifest.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    assert last_release(tmp_path, "mine") is None


def test_nothing_is_published_that_has_less(tmp_path: Path) -> None:
    lake, releases = tmp_path / "lake", tmp_path / "releases"
    write(releases / "v", manifest(lake, {"people": rows(2023, 2024)}))
    after = manifest(lake, {"people": rows(2023, 2024)[:7]})
    with pytest.raises(ValidationError, match=r"(?s)the last release stays: v has .*8 rows have become 7.*--allow-shrink"):
        require_continuity(releases, CONTRACTS, after, Lake(lake))
    require_continuity(releases, CONTRACTS, after | {"profile": "theirs"}, Lake(lake))
