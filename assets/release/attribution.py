"""Whose figures and whose borders a product shows: publisher, licence and date, in one line in Korean and English.

Licences such as KOGL type 1 ask for nothing else. The line follows from the data: from the raw files that a table was made
from, along the declared graph, and from the boundary files behind the reference geography.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd
import pyarrow.parquet as pq

import assets
from assets.lake.asset import Declaration, declarations
from assets.lake.lake import Lake
from expectations.contract import TableContract

LICENCE = "Apache-2.0"  # of what the project itself has gathered
# Tables that place a figure on the map: what is above them is geography and no figure.
PLACES = ("reference_region", "level_boundary", "simple_boundary", "crosswalk")
_TABLE = re.compile(r"\b(?:raw|core|mart)\.(\w+)")
_HANGUL = re.compile(r" ?\(([^()]*[가-힣][^()]*)\)")
# What follows a publisher's name: who collected, packaged or simplified it, and which of its systems it is from.
_REMARK = re.compile(r";|(?<=\)), |, (?=[a-z])")
_KOGL = re.compile(r"KOGL type (\d) \((공공누리[^)]*)\)")
_NAMES_A_LICENCE = re.compile(r"KOGL|CC BY|CC0|terms")


class Said(NamedTuple):
    """A text in Korean, in English, and in both for where there is one text for all readers."""

    ko: str
    en: str
    both: str

    def record(self) -> dict[str, str]:
        """As the atlas reads it."""
        return {"ko": self.ko, "en": self.en}


def said(ko: str, en: str = "") -> Said:
    """A text and its translation; one that is the same in both is told once."""
    return Said(ko, en or ko, f"{ko} {en}" if en and ko != en else ko)


def joined(separator: str, texts: Iterable[Said]) -> Said:
    """Texts one after the other, empty ones left out."""
    kept = [text for text in texts if text.en]
    return Said(*(separator.join(parts) for parts in zip(*kept, strict=True))) if kept else NONE


NONE = Said("", "", "")


class Attribution:
    """Lines of one lake's tables; `version` is the release that they stand in."""

    def __init__(self, lake: Lake, version: str = "") -> None:
        self.lake = lake
        self.version = version

    def line(self, tables: Iterable[str], date: str = "", borders: Said | None = None) -> Said:
        """The whole line: figures and their date, borders (of the reference geography unless given), the release."""
        return self.together([dated(self.data(tables), date)], self.borders if borders is None else borders)

    def together(self, shown: Iterable[Said], drawn: Said) -> Said:
        """The line of a map that shows several layers: the figures of each, borders and release once."""
        figures = joined("; ", dict.fromkeys(shown))
        return joined(
            " · ",
            [
                joined(" ", [said("자료", "Data:"), figures]) if figures.en else NONE,
                joined(" ", [said("경계", "Borders:"), drawn]) if drawn.en else NONE,
                said(f"Rebalance {self.version}".strip()),
            ],
        )

    def data(self, tables: Iterable[str]) -> Said:
        """Publishers of the raw files behind `tables`, by licence; of facts gathered by hand, where those are from."""
        above = sorted({name for table in tables for name in sources_of(table, self.lake)})
        records = [record for name in above for record in self._records(name)]
        if any(declared()[name].role == "source" for name in above):
            return named(records)
        return gathered([declared()[name].contract for name in above])

    def licences(self, table: str) -> list[str]:
        """Publisher and licence in full, for metadata that has room: of a table's figures and of the borders."""
        records = [record for name in sources_of(table, self.lake) for record in self._records(name)]
        return sorted({f"{r['publisher']}: {r['licence'] or 'not stated'}" for r in (*records, *self._border_files)})

    def tables_of(self, indicator: str) -> list[str]:
        """Tables that an indicator is from, as mart.indicator says of it; its own table where that says none."""
        return self._indicators.get(indicator) or [indicator.partition(".")[0]]

    @functools.cached_property
    def borders(self) -> Said:
        """Publishers of the reference geography's shapes, and their day."""
        published, found = self._border_days, self._border_files
        if not found:
            return NONE
        derived = [] if published == self._reference_days else self._reference_days
        made = [said(f"{day} 기준으로 도출", f"derived for {day}") for day in derived]
        return joined(", ", [dated(named(found), _span(published)), *made])

    def borders_of(self, vintages: Collection[Any], level: str = "") -> Said:
        """Publishers of the boundary files of some days, and the first and last of those days."""
        found = self._boundary_records(vintages, level)
        return dated(named(found), _span({str(day)[:10] for day in vintages})) if found else self.borders

    def _records(self, table: str) -> tuple[dict[str, Any], ...]:
        entry = self.lake.entry(table)
        return entry.provenance if entry else ()

    @functools.cached_property
    def _indicators(self) -> dict[str, list[str]]:
        table = self.lake.frame("indicator") if self.lake.entry("indicator") else pd.DataFrame()
        rows = table.to_dict("records")
        return {row["indicator"]: [t for t in _TABLE.findall(row["source"] or "") if t in declared()] for row in rows}

    @functools.cached_property
    def _reference_days(self) -> list[str]:
        known = self.lake.entry("reference_region")
        return sorted({str(day) for day in self.lake.frame("reference_region")["reference_vintage"].dropna()}) if known else []

    @functools.cached_property
    def _border_days(self) -> list[str]:
        """Days of the published shapes that the reference geography is or is made of."""
        if not self._reference_days or self._boundary_records(self._reference_days, "sigungu"):
            return self._reference_days
        if not self.lake.entry("derived_boundary"):
            return []
        derived = _columns(self.lake, "derived_boundary", "vintage", "base_vintage")
        return sorted(set(derived.loc[derived["vintage"].isin(self._reference_days), "base_vintage"]))

    @functools.cached_property
    def _border_files(self) -> list[dict[str, Any]]:
        as_published = self._border_days == self._reference_days
        return self._boundary_records(self._border_days, "sigungu" if as_published else "")

    def _boundary_records(self, vintages: Collection[Any], level: str) -> list[dict[str, Any]]:
        if not self.lake.entry("boundary"):
            return []
        rows = _columns(self.lake, "boundary", "level", "vintage", "source_file")
        chosen = rows["vintage"].isin([str(day)[:10] for day in vintages]) & (not level or rows["level"] == level)
        files = {_plain(file) for file in rows.loc[chosen, "source_file"]}
        maps = [name for name, d in declared().items() if d.role == "source" and d.contract.geometry]
        return [record for name in maps for record in self._records(name) if _plain(record["file"]) in files]


@functools.cache
def declared() -> dict[str, Declaration]:
    """Every declared table; the whole package is imported on the first call."""
    return declarations(assets)


def sources_of(table: str, lake: Lake) -> set[str]:
    """Raw tables and tables of facts above a table, geography left out.

    A table that says in its rows from which raw tables they are (`sources`) is believed: what serves no row is not named.
    """
    found: set[str] = set()
    waiting, seen = [table], set(_geography()) - {table}
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            declaration = declared()[name]
            if declaration.role == "reference" or (declaration.role == "source" and not declaration.contract.geometry):
                found.add(name)
            waiting.extend(_serving(declaration.contract, lake) or declaration.upstream)
    return found


@functools.cache
def _geography() -> frozenset[str]:
    found: set[str] = set()
    waiting = list(PLACES)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(declared()[name].upstream)
    return frozenset(found)


def _serving(contract: TableContract, lake: Lake) -> list[str]:
    if "sources" not in contract.column_names or not lake.entry(contract.name):
        return []
    texts = _columns(lake, contract.name, "sources")["sources"].unique()
    return sorted({name for text in texts if text for name in re.split(r"[+, ]+", text) if name in declared()})


def named(records: Iterable[Mapping[str, Any]]) -> Said:
    """Publishers by licence, each once: `A, B (KOGL type 1); C (CC BY 4.0)`."""
    by_licence: dict[Said, list[Said]] = {}
    for publisher, licence in sorted({(record["publisher"], record["licence"] or "") for record in records}):
        names = by_licence.setdefault(short_licence(licence), [])
        if (short := short_publisher(publisher)) not in names:
            names.append(short)
    texts = [map(_listed, zip(*names, strict=True)) for names in by_licence.values()]
    return joined("; ", [Said(*map("{} ({})".format, *pair)) for pair in zip(texts, by_licence, strict=True)])


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def gathered(facts: Collection[TableContract]) -> Said:
    """Who published the facts that the project has gathered in tables of its own."""
    if not facts:
        return NONE
    origins = sorted({contract.source.partition(", from ")[2].partition("; ")[0] or contract.source for contract in facts})
    korean = ", ".join(dict.fromkeys(name for origin in origins for name in _HANGUL.findall(origin)))
    ko = f"{korean or '행마다 적은 출처'}에서 Rebalance가 정리"
    return said(f"{ko} ({LICENCE})", f"gathered by Rebalance from {'; '.join(origins)} ({LICENCE})")


def short_publisher(text: str) -> Said:
    """A publisher's name in both languages, of `Name (한글), with remarks`."""
    kept = _REMARK.split(text)[0].strip()
    english = _HANGUL.sub("", kept).strip().replace(", ", " ")
    return said((_HANGUL.findall(kept) or [english])[0], english)


def short_licence(text: str) -> Said:
    """A licence by its name, without who says so; a part that names another licence stays."""
    if not text:
        return said("이용조건 밝히지 않음", "licence not stated")
    first, *others = text.split("; ")
    parts = [re.sub(r", as .*", "", part) for part in (first, *filter(_NAMES_A_LICENCE.search, others))]
    kept = "; ".join(parts)
    korean = _KOGL.sub(r"\2", kept.replace("boundaries", "경계"))
    return Said(korean, _KOGL.sub(r"KOGL type \1", kept), _KOGL.sub(r"\2 KOGL type \1", kept))


def dated(text: Said, date: str) -> Said:
    """The text with a date behind it, if there is one."""
    return joined(", ", [text, said(date)]) if text.en and date else text


def newest(rows: pd.DataFrame, contract: TableContract, column: str = "") -> str:
    """The day of rows that are shown by `column`: their reference date, else the date of that column, else any; "" for none."""
    names = contract.column_names
    days = [c.name for c in contract.columns if c.type == "DATE" and not c.name.endswith(("until", "_to"))]
    place = names.index(column) if column in names else 0
    table = column.partition("__")[0]
    likely = (
        *(day for day in days if day in ("reference_date", f"{table}__date")),
        *(day for day in days if names.index(day) > place),
        *days,
    )
    known = [str(max(found))[:10] for day in likely if day in rows.columns and len(found := rows[day].dropna())]
    return known[0] if known else ""


def wrapped(text: str, width: float) -> list[str]:
    """The text in lines of at most `width` times the font's size; a letter of Hangul is as wide as it is high."""
    lines, room = [""], 0.0
    for word in text.split(" "):
        size = sum(0.95 if ord(letter) > 0x2E80 else 0.56 for letter in word) + 0.3
        if lines[-1] and room + size > width:
            lines.append("")
            room = 0.0
        lines[-1] = f"{lines[-1]} {word}".strip()
        room += size
    return lines


def _span(days: Collection[str]) -> str:
    """The first and the last day."""
    return "–".join(dict.fromkeys([min(days), max(days)]))


def _columns(lake: Lake, table: str, *columns: str) -> pd.DataFrame:
    """Some columns of a table, days as text."""
    found: pd.DataFrame = pq.read_table(lake.sound_path(table), columns=list(columns)).to_pandas(date_as_object=True)
    return found.assign(**{c: found[c].map(lambda day: str(day)[:10]) for c in columns if c.endswith("vintage")})


def _plain(file: str) -> str:
    """The file without the layer that was read of it."""
    return file.partition("#")[0]
