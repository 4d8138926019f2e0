"""`rebalance sources`: the declared files, whether they are there, and with --how where each comes from and how to get it.

The clicks are told in `assets/sources/how.toml`; licences and paths are those of the catalogue in use.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assets.reading.catalogue import Catalogue
from assets.reading.catalogue_entry import read_document
from assets.sources.how import CAUTION, How, way_to
from domain.errors import UsageError
from domain.shown import written_in_json
from pipelines.build.home import REAL_CATALOGUE, Home
from pipelines.build.plan import all_declarations

FORMATS = ("table", "json")
WIDTH = 100
_TABLE_ID = re.compile(r"[?&]tblId=([A-Za-z0-9_]+)")
_MARGIN = 12


@dataclass
class Group:
    """Declared files that are got in one way, under one licence."""

    dataset: str
    title: str
    how: How
    publisher: str
    licence: str
    schematic: bool = False
    files: list[dict[str, Any]] = field(default_factory=list)

    @property
    def addresses(self) -> list[str]:
        """Where the files are, each once: a table of each sido has its own."""
        return list(dict.fromkeys(file["address"] for file in self.files))

    @property
    def table(self) -> str:
        """What the publisher calls it."""
        found = _TABLE_ID.search(self.addresses[0]) if len(self.addresses) == 1 else None
        return f"{found[1]}, {self.how.table}" if found and found[1] not in self.how.table else self.how.table


def print_sources(console: Console, home: Home, format: str = "table") -> int:
    """The declared files; returns how many are missing. UsageError for an unknown format."""
    _known_format(format)
    catalogue = home.catalogue()
    missing = sum(not file.path.is_file() for file in catalogue.files)
    if format == "json":
        console.print(_json(catalogue, [_record(file.name, file) for file in catalogue.files]), markup=False, soft_wrap=True)
        return missing
    table = Table("dataset", "file", "there", "encoding", "CRS", "scheme", "vintage", "publisher", box=None, header_style="bold")
    for file in catalogue.files:
        mark = Text("yes", style="green") if file.path.is_file() else Text("missing", style="red")
        facts = (file.encoding, file.crs, file.scheme, str(file.vintage or ""), file.publisher)
        table.add_row(file.dataset, Text(file.name), mark, *map(Text, facts))
    console.print(f"catalogue {catalogue.origin}", markup=False, soft_wrap=True)
    console.print(table, markup=False, emoji=False)
    return missing


def print_how(console: Console, home: Home, format: str = "table", *, everything: bool = False) -> None:
    """Where each declared file comes from and the clicks that give it, a block for those got in one way.

    `everything` adds the datasets of which the catalogue declares no file, as the project's own catalogue has them.
    UsageError for an unknown format.
    """
    _known_format(format)
    catalogue = home.catalogue()
    groups = _groups(_entries(Path(catalogue.origin)), catalogue)
    if everything:
        declared = {group.dataset for group in groups}
        groups += _groups([e for e in _entries(REAL_CATALOGUE) if e["dataset"] not in declared], None)
    if format == "json":
        console.print(_json(catalogue, [_told(group) for group in groups], note=CAUTION), markup=False, soft_wrap=True)
        return
    lines = [f"catalogue {catalogue.origin}", ""]
    for group in groups:
        lines += [*_block(group), ""]
    for line in [*lines, CAUTION]:
        console.print(line, markup=False, soft_wrap=True)


def _known_format(format: str) -> None:
    if format not in FORMATS:
        raise UsageError(f"--format {format}: one of {', '.join(FORMATS)}")


def _entries(catalogue: Path) -> list[dict[str, Any]]:
    """Entries of a catalogue that has been read and found right, each with its number and its publisher's facts.

    They are looked at rather than the files found, since one that is `optional` and not there is to be got all the more.
    """
    document = read_document(catalogue)
    return [
        {
            **document.publisher[entry.publisher].model_dump(exclude_unset=True),
            **entry.model_dump(exclude_unset=True),
            "number": number,
        }
        for number, entry in enumerate(document.file, start=1)
    ]


def _groups(entries: Sequence[Mapping[str, Any]], catalogue: Catalogue | None) -> list[Group]:
    """Entries by dataset and way, in the order in which the catalogue has the first of each; None: of no folder."""
    order = list(dict.fromkeys(entry["dataset"] for entry in entries))
    known = all_declarations()
    groups: dict[tuple[Any, ...], Group] = {}
    for entry in sorted(entries, key=lambda entry: order.index(entry["dataset"])):
        dataset = entry["dataset"]
        how = way_to(dataset, entry["path"], entry["name"])
        schematic, licence = entry.get("schematic", False), entry.get("licence", "")
        group = groups.setdefault(
            (dataset, how.form, licence, schematic),
            Group(dataset, known[dataset].contract.en, how, how.publisher, licence, schematic),
        )
        address = entry.get("url", "")
        group.files.append(_declared(entry, catalogue) | {"address": address if _TABLE_ID.search(address) else how.address})
    return list(groups.values())


def _declared(entry: Mapping[str, Any], catalogue: Catalogue | None) -> dict[str, Any]:
    """What is shown of an entry; `there` counts the files found, and is None where no folder was asked."""
    prefix = f"{entry['archive']}!" if "archive" in entry else f"{entry['package']}!" if "package" in entry else ""
    found = None
    if catalogue is not None:
        found = sum(file.entry == entry["number"] and file.path.is_file() for file in catalogue.files)
    suffix = f"#{entry['layer']}" if "layer" in entry else ""
    return {"path": f"{prefix}{entry['path']}{suffix}", "there": found, "optional": entry.get("optional", False)}


def _block(group: Group) -> list[str]:
    form = f", {group.how.form}" if group.how.form else ""
    lines = _wrapped(f"{group.dataset}{form}: {group.title}", "", " " * _MARGIN)
    if group.schematic:
        lines += _said("made by", "Rebalance itself, with computed shapes: nothing to get. The surveyed ones:")
    lines += _said("publisher", group.publisher)
    lines += _said("table", group.table)
    one = group.addresses if len(group.addresses) == 1 else []
    lines += [line for address in one for line in _whole("address", address)]
    lines += _said("licence", group.licence or "not stated")
    lines += [line for number, click in enumerate(group.how.clicks, start=1) for line in _said(f"{number}.", click)]
    lines += _said("unsure", group.how.unsure) if group.how.unsure else []
    for file in group.files:
        lines += _said("file", _file(file))
        lines += [] if one else _whole("", file["address"])
    return lines


def _file(file: Mapping[str, Any]) -> str:
    there = file["there"]
    if there is None:
        return f"{file['path']} (as the project has it)"
    if not there:
        return f"{file['path']} (not there{', may be left out' if file['optional'] else ''})"
    return f"{file['path']} (there{f', {there} files' if there > 1 else ''})"


def _said(label: str, text: str) -> list[str]:
    first, rest = f"  {label:<{_MARGIN - 2}}", " " * _MARGIN
    return _wrapped(text, first, rest)


def _whole(label: str, address: str) -> list[str]:
    """Not wrapped, so that it can be clicked."""
    return [f"  {label:<{_MARGIN - 2}}{address}"]


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    """Wrapped to WIDTH columns of a terminal, in which a syllable of Hangul takes two."""
    lines: list[str] = []
    line = first
    for word in text.split():
        joined = f"{line}{word}" if line in (first, rest) else f"{line} {word}"
        if _columns(joined) > WIDTH and line not in (first, rest):
            lines.append(line)
            joined = f"{rest}{word}"
        line = joined
    return [*lines, line]


def _columns(text: str) -> int:
    return Text(text).cell_len


def _told(group: Group) -> dict[str, Any]:
    return {
        "dataset": group.dataset,
        "title": group.title,
        "form": group.how.form,
        "publisher": group.publisher,
        "table": group.table,
        "addresses": group.addresses,
        "licence": group.licence,
        "clicks": list(group.how.clicks),
        "unsure": group.how.unsure,
        "schematic": group.schematic,
        "files": group.files,
    }


def _record(name: str, file: Any) -> dict[str, Any]:
    return {
        "dataset": file.dataset,
        "file": name,
        "there": file.path.is_file(),
        "encoding": file.encoding,
        "crs": file.crs,
        "scheme": file.scheme,
        "level": file.level,
        "vintage": file.vintage.isoformat() if file.vintage else None,
        "publisher": file.publisher,
        "licence": file.licence,
        "url": file.url,
    }


def _json(catalogue: Catalogue, sources: list[dict[str, Any]], **more: str) -> str:
    return written_in_json(json.dumps({"catalogue": catalogue.origin, "sources": sources, **more}, ensure_ascii=False, indent=2))
