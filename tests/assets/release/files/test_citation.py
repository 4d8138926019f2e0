"""Citation files: the repository's for the software, each release's for its figures and their publishers."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import yaml

from assets.release.files.citation import citation
from expectations.registry import all_contracts
from tests.conftest import Built

ROOT = Path(__file__).parents[4]
# What CFF 1.2.0 asks of every file, and of every reference.
REQUIRED = {"cff-version", "message", "title", "authors"}
REFERENCE_REQUIRED = {"type", "title", "authors"}
RECORD = {"dataset": "kosis_population", "publisher": "KOSIS", "licence": "KOGL type 1", "url": "https://kosis.kr"}


def read(text: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(text)
    assert found.keys() >= REQUIRED and found["cff-version"] == "1.2.0"
    assert all(reference.keys() >= REFERENCE_REQUIRED for reference in found.get("references", []))
    return found


def cited(*records: dict[str, Any], date: str = "2024-12-31") -> dict[str, Any]:
    return read(citation(all_contracts(), records, version="v", date=date, about="About."))


def test_software_is_cited_with_the_version_and_licence_of_the_project() -> None:
    found = read((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (found["type"], found["version"], found["license"]) == ("software", project["version"], project["license"])


def test_release_is_cited_as_a_data_set_of_its_version_and_newest_date(schematic: Built) -> None:
    found = read((schematic.release / "CITATION.cff").read_text(encoding="utf-8"))
    assert (found["type"], found["version"], found["date-released"]) == ("dataset", schematic.release.name, "2024-12-31")
    assert "SCHEMATIC" in found["abstract"] and "doi" not in found and "url" not in found


def test_every_publisher_of_the_release_is_a_reference(schematic: Built) -> None:
    found = read((schematic.release / "CITATION.cff").read_text(encoding="utf-8"))
    names = {author["name"] for reference in found["references"] for author in reference["authors"]}
    inputs = [record for name in all_contracts() if (e := schematic.home.lake.entry(name)) for record in e.provenance]
    assert names == {record["publisher"] for record in inputs} and len(names) == 3


def test_tables_of_one_publisher_and_address_are_one_reference() -> None:
    (reference,) = cited(RECORD, RECORD, RECORD | {"dataset": "kosis_sido_population"})["references"]
    assert reference["title"].split("; ") == [all_contracts()[n].en for n in ("kosis_population", "kosis_sido_population")]
    assert reference["url"] == "https://kosis.kr" and reference["notes"] == "Licence: KOGL type 1"


def test_publisher_without_address_or_licence_is_named_without_making_one_up() -> None:
    (reference,) = cited(RECORD | {"url": "", "licence": ""})["references"]
    assert "url" not in reference and reference["notes"] == "Licence: not stated"


def test_release_without_figures_has_no_date() -> None:
    assert "date-released" not in cited(date="no-date")


def test_date_is_text_as_the_format_wants() -> None:
    assert re.search(
        r"^date-released: '2024-12-31'$", citation(all_contracts(), [], version="v", date="2024-12-31", about=""), re.M
    )
