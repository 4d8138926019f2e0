"""Citation files: the repository's for the software, each release's for its figures and their publishers."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import yaml

from assets.release.files.citation import citation
from expectations.contracts.registry import all_contracts
from tests.places import ROOT

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
