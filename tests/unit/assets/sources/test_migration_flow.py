"""Migration flows: one year, all ages, both sexes; moves inside a unit kept and marked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assets.sources.migration_flow import migration_flow
from domain.errors import SourceError
from expectations.contracts.flows import MIGRATION_FLOW
from tests.frames import result
from tests.publisher_files import declared

ASKED = {"yearFrom": 2025, "yearTo": 2025, "counterpartyUnit": "sgg", "ageGroup": "", "gender": ""}
FLOWS = [{"ori": 11110, "des": 11110, "flow": 7}, {"ori": 11110, "des": 41590, "flow": 3}]


def read(tmp_path: Path, flows: Any = FLOWS, *, count: int | None = None, **asked: Any) -> pd.DataFrame:
    document = {"params": ASKED | asked, "count": len(flows) if count is None else count, "data": flows}
    path = tmp_path / "od.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return result(MIGRATION_FLOW, migration_flow(declared(path, "migration_flow", encoding="utf-8")))


def test_record_is_an_origin_and_a_destination(tmp_path: Path) -> None:
    rows = read(tmp_path)[["year", "origin_code", "destination_code", "moves", "is_within", "source_row"]]
    assert rows.to_numpy().tolist() == [[2025, "11110", "11110", 7, True, 1], [2025, "11110", "41590", 3, False, 2]]


def test_the_year_may_be_written_as_text(tmp_path: Path) -> None:
    assert read(tmp_path, yearFrom="2025", yearTo="2025").equals(read(tmp_path))


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"ageGroup": "20-24"}, "found ageGroup '20-24'; expected '': sigungu, all ages, both sexes"),
        ({"gender": "1"}, "found gender '1'"),
        ({"counterpartyUnit": "sido"}, "found counterpartyUnit 'sido'; expected 'sgg'"),
        ({"yearFrom": 2024}, "found years 2024 to 2025; expected one year"),
        ({"yearFrom": "25", "yearTo": "25"}, "found years 25 to 25; expected one year"),
    ],
)
def test_document_asked_for_something_else_is_refused(tmp_path: Path, asked: dict[str, Any], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, **asked)


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"ori": 1111, "des": 11110, "flow": 1}, "row 3: found .*1111.*; expected a MOIS code of five digits in ori"),
        ({"ori": 11140, "des": 11110, "flow": 1.5}, "row 3: found '1.5'; expected a whole number"),
        ({"ori": 11140, "des": 11110, "flow": 0}, "row 3: found '0'; expected a whole number of 1 or more"),
        ({"ori": 11140, "des": 11110, "flow": None}, "row 3: found an empty cell"),
        ({"ori": 11110, "des": 41590, "flow": 9}, "row 3: found 2025 11110 41590 again"),
    ],
)
def test_odd_record_is_named(tmp_path: Path, record: dict[str, Any], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, [*FLOWS, record])


def test_cut_off_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"found 2 records; expected the 59033 of its count\. Is it cut off\?"):
        read(tmp_path, count=59033)


@pytest.mark.parametrize("flows", [[], {}])
def test_document_without_flows_is_refused(tmp_path: Path, flows: Any) -> None:
    with pytest.raises(SourceError, match="found a document without params and data"):
        read(tmp_path, flows)


def test_missing_field_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="found no column flow"):
        read(tmp_path, [{"ori": 11110, "des": 11110}])
