"""What the file says of itself: aliases and descriptions of attributes, and metadata of the file and of each layer.

Both in the extensions of the GeoPackage standard; QGIS, GDAL and others read them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from assets.release.attribution import Attribution
from assets.release.geopackage.labels import FILE_DATE, alias
from assets.release.geopackage.layers import Drawn
from assets.release.geopackage.styles import DOCTYPE, QGIS
from domain.shown import shown

# What QGIS writes and looks for.
QGIS_STANDARD = "http://mrcc.com/qgis.dtd"
MARKDOWN_STANDARD = "https://www.rfc-editor.org/rfc/rfc7763"


def describe_columns(database: sqlite3.Connection, layers: Iterable[Drawn]) -> None:
    """Aliases and descriptions of the attributes, in the schema extension."""
    database.executescript(_SCHEMA_EXTENSION)
    database.executemany(
        "INSERT INTO gpkg_data_columns (table_name, column_name, name, title, description) VALUES (?, ?, ?, ?, ?)",
        [
            (drawn.layer.name, c.name, f"{alias(c)} ({c.name})", f"{c.ko} / {c.en}", c.comment)
            for drawn in layers
            for c in drawn.contract.columns
            if c.name != drawn.contract.geometry
        ],
    )


def write_metadata(
    database: sqlite3.Connection, layers: Iterable[Drawn], about: str, inputs: Iterable[Mapping[str, Any]], whose: Attribution
) -> None:
    """Metadata of the file as Markdown and of each layer as QGIS shows it; `inputs` are the raw files' records."""
    database.executescript(_METADATA_EXTENSION)
    layers, licences = list(layers), sorted({f"{i['publisher']}: {i['licence']}" for i in inputs})
    texts: list[tuple[str, str, str, str, str | None]] = [
        ("text/markdown", MARKDOWN_STANDARD, overview(layers, about, licences), "geopackage", None)
    ]
    texts += [("text/xml", QGIS_STANDARD, layer_metadata(drawn, about, whose), "table", drawn.layer.name) for drawn in layers]
    for number, (mime, standard, text, scope, table) in enumerate(texts, start=1):
        database.execute("INSERT INTO gpkg_metadata VALUES (?, 'dataset', ?, ?, ?)", [number, standard, mime, text])
        database.execute(
            "INSERT INTO gpkg_metadata_reference VALUES (?, ?, NULL, NULL, ?, ?, NULL)", [scope, table, FILE_DATE, number]
        )


def overview(layers: Iterable[Drawn], about: str, licences: Iterable[str]) -> str:
    """The file in Markdown: what it is, its layers, its publishers and licences."""
    return "\n".join(
        [
            "# Rebalance",
            "",
            "대한민국 지역 불균형 지도 자료. Map layers of South Korea's regional imbalance. EPSG:5179.",
            "",
            about,
            "",
            "## 레이어 Layers",
            "",
            *(f"- `{drawn.layer.name}`: {drawn.title}. {drawn.contract.description}" for drawn in layers),
            "",
            "## 출처와 이용조건 Publishers and licences",
            "",
            *(f"- {no_markup(licence)}" for licence in licences),
            "",
        ]
    )


def layer_metadata(drawn: Drawn, about: str, whose: Attribution) -> str:
    """A layer's metadata as QGIS keeps it: title, abstract with caveats, publishers and licences, source as history."""
    contract = drawn.contract
    root = Element("qgis", version=QGIS)
    for name, text in (
        ("identifier", drawn.layer.name),
        ("parentidentifier", "Rebalance"),
        ("language", "KOR"),
        ("type", "dataset"),
        ("title", drawn.title),
        ("abstract", abstract(drawn, about)),
    ):
        SubElement(root, name).text = text
    words = SubElement(root, "keywords", vocabulary="gmd:topicCategory")
    SubElement(words, "keyword").text = "Society"
    SubElement(root, "fees")
    credit = whose.together([drawn.figures_of(whose)], drawn.borders_of(whose))
    SubElement(root, "rights").text = no_markup(credit.ko)
    SubElement(root, "rights").text = no_markup(credit.en)
    for licence in whose.licences(drawn.layer.table):
        SubElement(root, "license").text = no_markup(licence)
    SubElement(root, "encoding").text = "UTF-8"
    system = SubElement(SubElement(root, "crs"), "spatialrefsys")
    SubElement(system, "authid").text = "EPSG:5179"
    history = [f"Source: {contract.source}", f"Table: {contract.schema}.{contract.name}, {contract.grain} a row"]
    for text in (*history, *([f"Reference: {contract.citation}"] if contract.citation else [])):
        SubElement(root, "history").text = text
    return DOCTYPE + tostring(root, encoding="unicode")


def no_markup(text: str) -> str:
    """A publisher's text where programs such as QGIS show metadata as HTML: no element begins in it, and nothing is fetched."""
    return shown(text).replace("<", "&lt;")


def abstract(drawn: Drawn, about: str) -> str:
    """Description, kind of geometry, date, and the caveats of the columns."""
    contract = drawn.contract
    simple = "Shapes are simplified, those of core.simple_boundary. " if drawn.layer.simple_level else ""
    date = f" Newest date: {drawn.date}." if drawn.date else ""
    caveats = [f"{c.name}: {c.caveat}." for c in contract.columns if c.caveat]
    return f"{contract.description} {simple}{about}{date}" + (f" Notes: {' '.join(caveats)}" if caveats else "")


_METADATA_EXTENSION = """
CREATE TABLE gpkg_metadata (
  id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
  md_scope TEXT NOT NULL DEFAULT 'dataset',
  md_standard_uri TEXT NOT NULL,
  mime_type TEXT NOT NULL DEFAULT 'text/xml',
  metadata TEXT NOT NULL DEFAULT ''
);
CREATE TABLE gpkg_metadata_reference (
  reference_scope TEXT NOT NULL,
  table_name TEXT,
  column_name TEXT,
  row_id_value INTEGER,
  timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  md_file_id INTEGER NOT NULL,
  md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id)
);
INSERT INTO gpkg_extensions VALUES
  ('gpkg_metadata', NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec121/#extension_metadata', 'read-write'),
  ('gpkg_metadata_reference', NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec121/#extension_metadata', 'read-write');
"""
_SCHEMA_EXTENSION = """
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  name TEXT,
  title TEXT,
  description TEXT,
  mime_type TEXT,
  constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name)
);
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL,
  constraint_type TEXT NOT NULL,
  value TEXT,
  min NUMERIC,
  min_is_inclusive BOOLEAN,
  max NUMERIC,
  max_is_inclusive BOOLEAN,
  description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value)
);
CREATE TABLE IF NOT EXISTS gpkg_extensions (
  table_name TEXT,
  column_name TEXT,
  extension_name TEXT NOT NULL,
  definition TEXT NOT NULL,
  scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
);
INSERT INTO gpkg_extensions VALUES
  ('gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write'),
  ('gpkg_data_column_constraints', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write');
"""
