"""Citation files: the repository's for the software, each release's for its figures and their publishers."""

from __future__ import annotations

from expectations.contracts.registry import all_contracts
from tests.conftest import Built
from tests.unit.assets.release.files.test_citation import read


def test_release_is_cited_as_a_data_set_of_its_version_and_newest_date(schematic: Built) -> None:
    found = read((schematic.release / "CITATION.cff").read_text(encoding="utf-8"))
    assert (found["type"], found["version"], found["date-released"]) == ("dataset", schematic.release.name, "2024-12-31")
    assert "SCHEMATIC" in found["abstract"] and "doi" not in found and "url" not in found


def test_every_publisher_of_the_release_is_a_reference(schematic: Built) -> None:
    found = read((schematic.release / "CITATION.cff").read_text(encoding="utf-8"))
    names = {author["name"] for reference in found["references"] for author in reference["authors"]}
    inputs = [record for name in all_contracts() if (e := schematic.home.lake.entry(name)) for record in e.provenance]
    assert names == {record["publisher"] for record in inputs} and len(names) == 3
