"""What a source catalogue may say: its tables, the keys of an entry, their kinds and values.

Finding the declared files is `catalogue.py`; what stands in them is looked at when they are read.
"""

from __future__ import annotations

import codecs
import datetime as dt
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pyproj

from domain.borders import FITNESS
from domain.codes import SCHEMES
from domain.errors import CatalogueError
from domain.levels import BOUNDARY_LEVELS

_TEXT, _SWITCH, _TABLE, _DAY = "text in quotes", "true or false", "a table { key = value }", "a date"
_KINDS: dict[str, tuple[type, str]] = {
    **dict.fromkeys(
        (
            "dataset", "path", "archive", "package", "version", "sha256", "layer", "publisher", "licence", "url", "encoding",
            "crs", "scheme", "level", "fit_for",
        ),
        (str, _TEXT),
    ),
    "vintage": (dt.date, _DAY),
    "schematic": (bool, _SWITCH),
    "optional": (bool, _SWITCH),
    "known_faults": (dict, _TABLE),
    "options": (dict, _TABLE),
}  # fmt: skip
_REQUIRED = ("dataset", "path", "publisher", "encoding")
_OF_PUBLISHER = ("name", "licence", "url")
_CHOICES = {"scheme": SCHEMES, "level": BOUNDARY_LEVELS, "fit_for": FITNESS}

_DIGEST = re.compile("[0-9a-f]{64}")

# Bytes that a file system gives a name.
LONGEST_NAME = 255

Options = Mapping[str, Collection[str]]


def entries(document: Mapping[str, Any], name: str, datasets: Collection[str], options: Options | None) -> list[dict[str, Any]]:
    """The `[[file]]` entries of a catalogue, checked; `options` are the keys that each dataset's reader looks for.

    Raises CatalogueError, with the number and path of the entry, for an unknown or missing key, a value of another kind or
    that nothing knows, a path that leaves its folder.
    """
    _known_keys(document, ("publisher", "file"), name)
    publishers, files = document.get("publisher", {}), document.get("file", [])
    if not isinstance(publishers, dict) or not all(isinstance(publisher, dict) for publisher in publishers.values()):
        raise CatalogueError(f"{name}: publishers are tables; write [publisher.mois] and below it name = …")
    for key, publisher in publishers.items():
        place = f"{name}, [publisher.{key}]"
        _known_keys(publisher, _OF_PUBLISHER, place)
        if "name" not in publisher:
            raise CatalogueError(f"{place}: key name is missing")
        for of_publisher, value in publisher.items():
            _of_kind(of_publisher, value, (str, _TEXT), place)
    if not isinstance(files, list) or not all(isinstance(entry, dict) for entry in files):
        raise CatalogueError(f"{name}: files are a list; write [[file]], with two brackets, above each")
    for number, entry in enumerate(files, start=1):
        _check(entry, f"{name}, file {number} ({entry.get('path', 'no path')})", publishers, datasets, options)
    return files


def _check(
    entry: Mapping[str, Any], place: str, publishers: Mapping[str, Any], datasets: Collection[str], options: Options | None
) -> None:
    _known_keys(entry, _KINDS, place)
    if missing := [key for key in _REQUIRED if key not in entry]:
        raise CatalogueError(f"{place}: key {', '.join(missing)} is missing")
    if not isinstance(entry.get("vintage", dt.date.min), dt.date):
        raise CatalogueError(f"{place}: vintage {entry['vintage']!r} is no date; write 2024-02-01 without quotes")
    for key, value in entry.items():
        _of_kind(key, value, _KINDS[key], place)
    if entry["dataset"] not in datasets:
        raise CatalogueError(f"{place}: no dataset {entry['dataset']!r}; known are {', '.join(sorted(datasets))}")
    if entry["publisher"] not in publishers:
        raise CatalogueError(f"{place}: no [publisher.{entry['publisher']}] in this catalogue")
    if isinstance(entry.get("vintage"), dt.datetime):
        raise CatalogueError(f"{place}: vintage {entry['vintage']} has a time of day; write 2024-02-01 alone")
    _check_paths(entry, place)
    _check_values(entry, place)
    if options is not None:
        _check_options(entry, place, options.get(entry["dataset"], ()))


def _known_keys(table: Mapping[str, Any], known: Collection[str], place: str) -> None:
    if unknown := sorted(set(table) - set(known)):
        raise CatalogueError(f"{place}: unknown key {', '.join(unknown)}; known are {', '.join(sorted(known))}")


def _of_kind(key: str, value: object, kind: tuple[type, str], place: str) -> None:
    expected, called = kind
    if not isinstance(value, expected):
        raise CatalogueError(f"{place}: {key} is {value!r}; write {called}")


def _check_paths(entry: Mapping[str, Any], place: str) -> None:
    if not entry.get("package", "a").isidentifier():
        raise CatalogueError(f"{place}: package {entry['package']!r} is no name of a package")
    if "archive" in entry and "package" in entry:
        raise CatalogueError(f"{place}: archive and package exclude each other; a path lies in one of them")
    if "version" in entry and "package" not in entry:
        raise CatalogueError(f"{place}: version is that of a package, and there is none; take it out, or say package = …")
    if not _DIGEST.fullmatch(entry.get("sha256", "0" * 64)):
        raise CatalogueError(f"{place}: sha256 {entry['sha256']!r} is no digest; write its 64 digits and letters a to f")
    for key in ("path", "archive"):
        if key not in entry:
            continue
        path = Path(entry[key])
        odd = any(("**" in part and part != "**") or len(part.encode()) > LONGEST_NAME for part in path.parts)
        if not path.parts or "\0" in entry[key] or odd:
            raise CatalogueError(f"{place}: {key} {entry[key]!r} names no file")
        # Windows' own ways out of a folder count on every system, so that a catalogue means one thing.
        if ".." in entry[key].replace("\\", "/").split("/") or path.is_absolute() or entry[key][1:2] == ":":
            inside = f"package {entry['package']}" if "package" in entry else "source folder"
            raise CatalogueError(f"{place}: a path must stay inside the {inside}, {path} does not")


def _check_values(entry: Mapping[str, Any], place: str) -> None:
    try:
        codecs.lookup(entry["encoding"])
        "a".encode(entry["encoding"])  # some encodings are not of text
    except (LookupError, ValueError) as error:
        raise CatalogueError(f"{place}: no encoding {entry['encoding']!r}; Korean files are mostly cp949 or utf-8") from error
    if crs := entry.get("crs"):
        try:
            pyproj.CRS(crs)
        except pyproj.exceptions.CRSError as error:
            raise CatalogueError(f"{place}: no CRS {crs!r}; write it as EPSG:5179") from error
    for key, known in _CHOICES.items():
        if entry.get(key, known[0]) not in known:
            raise CatalogueError(f"{place}: no {key} {entry[key]!r}; known are {', '.join(known)}")
    for fault, number in entry.get("known_faults", {}).items():
        if isinstance(number, bool) or not isinstance(number, int):
            raise CatalogueError(f"{place}: known_faults.{fault} is {number!r}; write a whole number, how many or how much")


def _check_options(entry: Mapping[str, Any], place: str, known: Collection[str]) -> None:
    if unknown := sorted(set(entry.get("options", {})) - set(known)):
        there = f"known for {entry['dataset']} are {', '.join(sorted(known))}" if known else f"{entry['dataset']} has none"
        hint = "".join(f"; {key} is a key of the entry itself" for key in unknown if key in _KINDS)
        raise CatalogueError(f"{place}: unknown key {', '.join(f'options.{key}' for key in unknown)}; {there}{hint}")
