"""What the file says of itself, in the extensions of the standard."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from xml.etree.ElementTree import fromstring

import pytest

from expectations.contracts.registry import all_contracts
from tests.conftest import Built


@pytest.fixture(scope="module")
def database(schematic: Built) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(schematic.release / "rebalance.gpkg")) as opened:
        yield opened


def metadata(database: sqlite3.Connection, table: str | None) -> str:
    (text,) = database.execute(
        "SELECT metadata FROM gpkg_metadata AS m JOIN gpkg_metadata_reference AS r ON r.md_file_id = m.id "
        "WHERE r.table_name IS ?",
        [table],
    ).fetchone()
    return str(text)


def test_file_names_its_layers_publishers_and_licences_and_that_it_is_schematic(database: sqlite3.Connection) -> None:
    text = metadata(database, None)
    assert "`sigungu`" in text and "KOGL type 1" in text and "SCHEMATIC" in text


def test_layer_has_title_caveats_licence_and_source(database: sqlite3.Connection) -> None:
    root = fromstring(metadata(database, "crisis_area").split("\n", 1)[1])
    contract = all_contracts()["crisis_area"]
    assert root.findtext("title") == f"{contract.ko} {contract.en}"
    caveat = contract.column("from_basis").caveat
    assert caveat and caveat in root.findtext("abstract", "")
    assert root.findtext("license") and f"Source: {contract.source}" in [e.text for e in root.findall("history")]


def test_every_layer_is_described_and_every_extension_registered(database: sqlite3.Connection) -> None:
    layers = {row[0] for row in database.execute("SELECT table_name FROM gpkg_geometry_columns")}
    described = {
        row[0] for row in database.execute("SELECT table_name FROM gpkg_metadata_reference WHERE reference_scope = 'table'")
    }
    assert described == layers
    extensions = {row[0] for row in database.execute("SELECT extension_name FROM gpkg_extensions")}
    assert extensions == {"gpkg_rtree_index", "gpkg_schema", "gpkg_metadata"}


def test_attribute_says_what_it_is_in_both_languages(database: sqlite3.Connection) -> None:
    row = database.execute(
        "SELECT name, title, description FROM gpkg_data_columns WHERE table_name = 'decline_area' AND column_name = 'notice'"
    ).fetchone()
    column = all_contracts()["legal_decline_area"].column("notice")
    assert row == (f"{column.ko} {column.en} (notice)", f"{column.ko} / {column.en}", column.comment)
