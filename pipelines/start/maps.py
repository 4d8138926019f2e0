"""A boundary file recognised by its columns and codes: publisher, scheme, level, day, CRS and part of the country.

Nothing of it is guessed: where a file does not say its CRS, the entry asks.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import pyogrio
import shapely

from assets.geography.vintage import Fit
from assets.reading.layer import (
    GEOPACKAGE,
    JSON,
    Layer,
    read_layer,
    texts,
)
from assets.reading.source_file import SourceFile, sha256
from assets.reading.values import is_code, plain_code
from assets.sources import boundary_readers
from assets.sources.boundary_layout import Layout, known_layouts, layout_of
from domain.codes import SIDO_DIGITS, SIGUNGU_DIGITS
from domain.days import year_end
from domain.errors import RebalanceError
from pipelines.build.materialise import read_files
from pipelines.build.plan import all_declarations
from pipelines.start.days import fits, holds, last_day, living_sido, said, sigungu_codes
from pipelines.start.entry import UNKNOWN, Entry, Period, entries_like
from pipelines.start.map_places import place_of
from pipelines.start.offered import Offered, Refused, told

MAX_BYTES = 600 * 1024**2
ENCODINGS = ("utf-8", "cp949")
_BASE_DATE = "BASE_DATE"
_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})-?(\d{2})-?(\d{2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
# Overlaps in km2 from which a map is of shapes simplified one by one.
_OVERLAP = 30.0


@dataclass(frozen=True)
class _Codes:
    """A column of codes and what they fit."""

    column: str
    cells: list[str]
    fit: Fit
    level: str
    scheme: str


def recognise_map(file: Offered, crs: str = "") -> list[Entry | Refused]:
    """An entry for each layer of boundaries, or why there is none. `crs` is the user's word for files that do not say theirs."""
    if file.path.stat().st_size > MAX_BYTES:
        return [Refused(file.name, f"more than {MAX_BYTES // 1024**2} MiB: declare it by hand")]
    try:
        layers = _layers(file)
    except Exception as error:  # noqa: BLE001  a broken file makes GDAL's binding raise errors of any kind
        return [Refused(file.name, f"GDAL cannot open it ({str(error).replace(str(file.path), file.path.name)})")]
    return [_recognise(file, layer, crs) for layer in layers]


def _layers(file: Offered) -> list[str]:
    """Names of the layers with shapes where there are several, else one empty name."""
    if file.suffix not in (GEOPACKAGE, *JSON):
        return [""]
    drawn = [str(name) for name, kind in pyogrio.list_layers(file.path) if kind is not None]
    return drawn if len(drawn) > 1 else [""]


def _recognise(file: Offered, name: str, crs: str) -> Entry | Refused:
    shown = f"{file.name}#{name}" if name else file.name
    message = ""
    for encoding in ENCODINGS if file.suffix in (".shp", *JSON) else ENCODINGS[:1]:
        probe = SourceFile("", file.path, shown, publisher="", licence="", url="", encoding=encoding, layer=name)
        try:
            layer = read_layer(probe)
            found = _codes(probe, layer)
            if found is None:
                return Refused(shown, f"no column of codes that are known: {', '.join(map(str, layer.cells.columns)) or 'none'}")
            return _entry(file, probe, layer, found, crs)
        except RebalanceError as error:
            message = message or f"looks like boundaries, but: {told(error, shown)}"
    return Refused(shown, message)


def _codes(file: SourceFile, layer: Layer) -> _Codes | None:
    """The column of codes that fits best, one that publishers are known to use before another that fits as well."""
    best: tuple[tuple[int, int], _Codes] | None = None
    for position, column in enumerate(map(str, layer.cells.columns)):
        cells = [plain_code(cell) if cell else "" for cell in texts(file, layer, column)[0]]
        if not cells or not all(map(is_code, cells)) or len(set(cells)) < len(cells):
            continue
        if min(map(len, cells)) not in (SIDO_DIGITS, SIGUNGU_DIGITS, 7, 8, 10):
            continue
        fit = next(iter(fits(cells)), None)
        if fit is None or not fit.plausible:
            continue
        scheme = fit.scheme.rstrip("78")
        level = _level(cells, fit, scheme)
        names = [layout.code.casefold() for layout in known_layouts(level, scheme)]
        rank = names.index(column.casefold()) if column.casefold() in names else len(names) + position
        if best is None or (fit.mismatches, rank) < best[0]:
            best = (fit.mismatches, rank), _Codes(column, cells, fit, level, scheme)
    return best[1] if best else None


def _level(cells: list[str], fit: Fit, scheme: str) -> str:
    if fit.level == "sido":
        return "sido"
    if all(not cell[SIGUNGU_DIGITS:].strip("0") for cell in cells):
        return "sigungu"
    return "legal_dong" if scheme == "mois" and max(map(len, cells)) == 8 else "emd"


def _entry(file: Offered, probe: SourceFile, layer: Layer, found: _Codes, crs: str) -> Entry | Refused:
    assert layer.shapes is not None
    dataset, own = _publisher(found)
    known = _periods(found)
    like = next((e for e in entries_like(dataset, file.suffix) if _of(e, found) and holds(e["vintage"], known)), {})
    vintage, certain = _day(file, probe, layer, like, known)
    entry = Entry(
        shown=probe.name, dataset=dataset, path=file.within, archive=file.archive, layer=probe.layer,
        publisher=like.get("publisher", _usual(dataset)), licence=like.get("licence", ""), encoding=probe.encoding,
        scheme=found.scheme, level=found.level, vintage=vintage, certain=certain, sha256=sha256(file.path),
        size=file.path.stat().st_size, periods=known,
    )  # fmt: skip
    entry.codes = {vintage: sigungu_codes(found.cells)}
    entry.notes.append(f"{len(found.cells):,} units; their codes are those of each day {' and '.join(map(said, known))}.")
    place_of(entry, probe, layer, like, crs)
    _part(entry, found)
    if lost := int((shapely.is_missing(layer.shapes) | shapely.is_empty(layer.shapes)).sum()):
        entry.known_faults = {"null_geometry": lost}
        entry.notes.append(f"{lost} without a shape; counted here, look whether the file is whole.")
    entry.options = {**_columns(probe, layer, found, own), **entry.options}
    if entry.publisher == UNKNOWN:
        entry.notes.append("The columns are of no publisher that Rebalance knows: name the publisher and the licence above.")
    entry.about = f"{found.level}, {len(found.cells):,} units, {found.scheme}, {vintage}{_some(entry)}"
    return _read(entry, file, like)


def _periods(found: _Codes) -> list[Period]:
    """Every time that its codes fit as well as they do at best: those of sido are the same under two books of codes."""
    like = found.fit
    every = fits(found.cells, found.scheme)
    alike = [fit for fit in every if (fit.mismatches, fit.unit_set) == (like.mismatches, like.unit_set)]
    joined: list[Period] = []
    for begin, end in sorted((fit.valid_from, fit.valid_to or dt.date.max) for fit in alike):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined[::-1]


def _of(entry: dict[str, Any], found: _Codes) -> bool:
    return entry["level"] == found.level and entry["scheme"] == found.scheme and "package" not in entry


def _publisher(found: _Codes) -> tuple[str, Layout]:
    """The raw table of the publisher whose column it is, and the layout that its reader tries first."""
    column = found.column.casefold()
    address = boundary_readers.LAYOUTS.get(found.level)
    if address is not None and column == address.code.casefold() and found.scheme == "mois":
        return "mois_boundary", address
    if found.scheme == "kostat" and column in {c.casefold() for c in boundary_readers.COLUMNS}:
        return "sgis_boundary", boundary_readers.SGIS_LAYOUT
    return "kostat_boundary", boundary_readers.LAYOUT


def _usual(dataset: str) -> str:
    return {"mois_boundary": "mois_address", "sgis_boundary": "sgis"}.get(dataset, UNKNOWN)


def _columns(probe: SourceFile, layer: Layer, found: _Codes, own: Layout) -> dict[str, Any]:
    """`options.columns` where the reader would take another column, with the name's where one has Hangul in every row."""
    try:
        if layout_of(replace(probe, level=found.level, scheme=found.scheme), layer, [own]).code == found.column:
            return {}
    except RebalanceError:  # no layout that is known
        pass
    names = [c for c in map(str, layer.cells.columns) if c != found.column and _is_name(texts(probe, layer, c)[0])]
    return {"columns": {"code": found.column, **({"name": names[0]} if names else {})}}


def _is_name(cells: Iterable[str | None]) -> bool:
    return all(cell and re.search("[가-힣]", cell) for cell in cells)


def _day(file: Offered, probe: SourceFile, layer: Layer, like: dict[str, Any], known: Sequence[Period]) -> tuple[dt.date, bool]:
    """The day told by the file's column BASE_DATE or its name, if its codes are of that day; else that of the project's
    entry for such a file, the end of a year in its name, or the last day on which the codes are right. False when no day of
    the file's own told it."""
    hints = [str(cell) for cell in texts(probe, layer, _BASE_DATE)[0][:1]] if _BASE_DATE in layer.cells.columns else []
    for hint in (*hints, file.path.stem, file.archive):
        for parts in _DAY.findall(hint or ""):
            try:
                day = dt.date(*map(int, parts))
            except ValueError:
                continue
            if holds(day, known):
                return day, True
    if "vintage" in like:
        return like["vintage"], False
    years = [year_end(year) for name in (probe.layer, file.path.stem) for year in _YEAR.findall(name)]
    return next((day for day in years if holds(day, known)), last_day(known[0])), False


def _part(entry: Entry, found: _Codes) -> None:
    """Of one sido, of the whole country, or of some sido: then it is neither, and left out unless others complete it."""
    assert entry.vintage is not None
    present = {cell[:SIDO_DIGITS] for cell in found.cells}
    living = living_sido(entry.scheme, entry.vintage)
    entry.whole = present >= living
    if len(present) == 1 and len(living) > 1:
        (entry.sido,) = present
        entry.options = {**entry.options, "extent": entry.sido}
    elif not entry.whole:
        entry.off = f"units of {len(present)} of {len(living)} sido; an entry is of the whole country or of one sido."
    for word, codes in (("unknown on that day", found.fit.unknown), ("missing", found.fit.missing)):
        if codes:
            entry.whole = False
            entry.notes.append(f"{len(codes)} codes of sigungu are {word}: {', '.join(codes[:5])}; see `rebalance vintage`.")


def _some(entry: Entry) -> str:
    return f", sido {entry.sido} only" if entry.sido else ""


def _read(entry: Entry, file: Offered, like: dict[str, Any]) -> Entry | Refused:
    """The entry once its reader has read the file with it; an entry that asks cannot be read yet."""
    if entry.asks:
        return entry
    declared = SourceFile(
        entry.dataset, file.path, entry.shown, publisher="", licence="", url="", encoding=entry.encoding, crs=entry.crs,
        vintage=entry.vintage, scheme=entry.scheme, level=entry.level, layer=entry.layer, known_faults=entry.known_faults,
        options=entry.options,
    )  # fmt: skip
    table = read_files(all_declarations()[entry.dataset], [declared])
    assert isinstance(table, pd.DataFrame)
    entry.notes += declared.notes
    if like.get("fit_for") == "maps" and _overlap(table) > _OVERLAP:
        entry.fit_for = "maps"
        entry.notes.append("Its shapes overlap: for codes and pictures only.")
    return entry


def _overlap(table: pd.DataFrame) -> float:
    """Ground that several units claim, km2."""
    shapes = shapely.make_valid(table["geometry"].dropna().to_numpy())
    return float(shapely.area(shapes).sum() - shapely.area(shapely.union_all(shapes))) / 1e6
