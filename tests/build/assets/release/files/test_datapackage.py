"""The data package: true to the files, valid for the public Frictionless library, and the CSVs valid against it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from assets.release.files.write import write_files
from expectations.contracts.registry import all_contracts
from tests.conftest import Built


@pytest.fixture(scope="module")
def package(schematic: Built) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((schematic.release / "datapackage.json").read_text(encoding="utf-8"))
    return found


def resource(package: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = (r for r in package["resources"] if r["name"] == name)
    assert isinstance(found, dict)
    return found


def test_every_parquet_csv_and_tile_file_is_listed_with_its_size_and_digest(schematic: Built, package: dict[str, Any]) -> None:
    files = {f.relative_to(schematic.release).as_posix() for kind in ("csv", "parquet", "tiles")
             for f in (schematic.release / kind).rglob("*") if f.is_file()}  # fmt: skip
    assert {r["path"] for r in package["resources"]} == files
    for listed in package["resources"]:
        content = (schematic.release / listed["path"]).read_bytes()
        assert (listed["bytes"], listed["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")


def test_public_library_finds_the_package_and_every_file_valid(schematic: Built) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    report = frictionless.validate(str(schematic.release / "datapackage.json"), limit_rows=1_000)
    assert report.valid, report.flatten(["taskNumber", "fieldName", "type", "message"])[:5]
    assert len(report.tasks) == sum(1 + (c.schema != "raw") for c in all_contracts().values()) + 3


def test_public_library_would_see_a_value_beyond_its_limit(schematic: Built, tmp_path: Path, package: dict[str, Any]) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    listed = resource(package, "mart.sido")
    text = (schematic.release / listed["path"]).read_bytes().decode("utf-8-sig")
    assert text.count(",schematic\r\n") == 17
    (tmp_path / "sido.csv").write_bytes(text.replace(",schematic\r\n", ",guessed\r\n", 1).encode("utf-8-sig"))
    # Alone, without the package: there is no other table that a foreign key could be looked up in.
    schema = {key: value for key, value in listed["schema"].items() if key != "foreignKeys"}
    kept = {key: value for key, value in listed.items() if key not in ("bytes", "hash")}
    spoilt = kept | {"path": "sido.csv", "schema": schema}
    report = frictionless.Resource.from_descriptor(spoilt, basepath=str(tmp_path)).validate()
    assert [row[1] for row in report.flatten(["rowNumber", "fieldName"])] == ["geometry_basis"]


def test_schema_is_that_of_the_contract(package: dict[str, Any]) -> None:
    schema = resource(package, "mart.extinction_risk")["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    assert schema["primaryKey"] == list(all_contracts()["extinction_risk"].key)
    assert fields["risk_index"]["type"] == "number" and fields["reference_date"]["type"] == "date"
    assert fields["level"]["constraints"]["required"] and "sigungu" in fields["level"]["constraints"]["enum"]
    assert "지방소멸" in fields["risk_index"]["title"] or "위험" in fields["risk_index"]["title"]


def test_foreign_keys_point_at_resources_that_are_there(package: dict[str, Any]) -> None:
    (foreign,) = resource(package, "mart.claim_variant")["schema"]["foreignKeys"]
    assert foreign["reference"] == {"resource": "mart.claim", "fields": ["claim_id"]}
    assert resource(package, "mart.claim")["path"] == "csv/mart.claim.csv"


def test_raw_table_names_its_publisher_and_licence(package: dict[str, Any]) -> None:
    raw = resource(package, "raw.kosis_population.parquet")
    assert raw["sources"][0]["path"] == "https://kosis.kr" and "KOGL" in raw["licenses"][0]["title"]
    assert {"title": "Apache-2.0", "name": "Apache-2.0"} in package["licenses"]


def test_package_says_its_version_and_how_to_undo_the_apostrophes(schematic: Built, package: dict[str, Any]) -> None:
    assert package["version"] == schematic.release.name
    assert "SCHEMATIC" in package["description"] and "apostrophe" in package["description"]


def test_equal_input_gives_equal_files(schematic: Built, tmp_path: Path) -> None:
    written = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        write_files(folder, all_contracts(), schematic.home.lake, version="v", date="2024-12-31", about="About.")
        written.append({f.relative_to(folder): f.read_bytes() for f in folder.rglob("*") if f.is_file()})
    assert written[0] == written[1] and len(written[0]) > 200
