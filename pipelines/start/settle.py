"""What recognised files mean beside each other: doublets, two maps of one day, maps of one sido each, entries joined by `*`."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from assets.reading.catalogue import PATTERN
from pipelines.start.days import holds, living_sido
from pipelines.start.entry import Entry

_SAY_DAY = "say the day of this one as `vintage`, and take the # away"


def settle(entries: Sequence[Entry], folder: Path) -> list[Entry]:
    """The entries to write, in the order of datasets and names: what has the same as another is left out, with the reason."""
    found = [replace(entry) for entry in entries]
    _leave_out_doublets(found)
    _days_of_neighbours(found)
    found = _joined_sido(found, folder)
    _one_map_a_day(found)
    _leave_out_repeats(found)
    _one_vintage_of_population(found)
    return _with_patterns(found, folder)


def _leave_out_doublets(entries: Sequence[Entry]) -> None:
    first: dict[tuple[str, str, str], Entry] = {}
    for entry in entries:
        other = first.setdefault((entry.dataset, entry.layer, entry.sha256), entry)
        # A shapefile's codes are in another of its parts.
        if other is not entry and other.codes == entry.codes:
            entry.off = f"the same bytes as {other.shown}."


def _days_of_neighbours(entries: Sequence[Entry]) -> None:
    """A map whose file tells no day takes that of the national map of sigungu beside it, where its codes allow it."""
    national = [e for e in entries if _is_map(e) and e.level == "sigungu" and e.whole and e.counts]
    for entry in entries:
        if entry.certain or not _is_map(entry) or (entry.whole and entry.level == "sigungu"):
            continue
        place = (PurePosixPath(entry.path).parent, entry.archive)
        beside = sorted(
            (other for other in national if other.scheme == entry.scheme),
            key=lambda e: ((PurePosixPath(e.path).parent, e.archive) != place, e.dataset != entry.dataset, not e.certain),
        )
        for day in filter(None, (other.vintage for other in beside)):
            if holds(day, entry.periods):
                entry.about = entry.about.replace(str(entry.vintage), str(day))
                entry.codes = {day: set().union(*entry.codes.values())}
                entry.vintage = day
                break


def _joined_sido(entries: list[Entry], folder: Path) -> list[Entry]:
    """Maps of one sido each that make up the country together as one entry, where one pattern names them and no others."""
    groups: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.sido and entry.counts and not entry.archive and not entry.layer:
            alike = {key: value for key, value in entry.options.items() if key != "extent"}
            groups[entry.dataset, entry.level, entry.scheme, entry.crs, entry.encoding, str(alike)].append(entry)
    for parts in groups.values():
        joined = _joined(parts, folder)
        if joined is not None:
            entries = [joined if entry is parts[0] else entry for entry in entries if entry is parts[0] or entry not in parts]
    return entries


def _joined(parts: Sequence[Entry], folder: Path) -> Entry | None:
    begin = max(begin for entry in parts for begin, _ in entry.periods[:1])
    end = min(end for entry in parts for _, end in entry.periods[:1])
    pattern = _pattern([entry.path for entry in parts], folder)
    if begin >= end or pattern is None or len({entry.sido for entry in parts}) < len(parts):
        return None
    days = [day for entry in parts if entry.certain and (day := entry.vintage) and begin <= day < end]
    day = days[0] if days else begin if end == dt.date.max else end - dt.timedelta(days=1)
    if {entry.sido for entry in parts} != living_sido(parts[0].scheme, day):
        return None
    lost = sum(int(entry.known_faults.get("null_geometry", 0)) for entry in parts)
    if lost:  # each file would have to have as many
        return None
    options = {key: value for key, value in parts[0].options.items() if key != "extent"}
    others = dict.fromkeys(note for entry in parts for note in entry.notes[1:])
    return replace(
        parts[0], shown=pattern, path=pattern, vintage=day, options=options, whole=True, sido="", sha256="",
        about=f"{parts[0].level}, {len(parts)} files of one sido each, {parts[0].scheme}, {day}",
        codes={day: set().union(*(codes for entry in parts for codes in entry.codes.values()))},
        notes=[f"{len(parts)} files of one sido each that make up the country.", *others],
    )  # fmt: skip


def _one_map_a_day(entries: Sequence[Entry]) -> None:
    """Of two national maps of one level, scheme and day the better is kept: measured shapes, then the more detailed file."""
    first: dict[tuple[Any, ...], Entry] = {}
    maps = [entry for entry in entries if _is_map(entry) and not entry.sido and not entry.off]
    for entry in sorted(maps, key=lambda e: (bool(e.asks), not e.whole, e.fit_for == "maps", not e.certain, -e.size)):
        other = first.setdefault((entry.level, entry.scheme, entry.vintage), entry)
        if other is not entry:
            entry.off = f"{other.shown} is a map of this level and day too, and a day has one; {_SAY_DAY}."


def _is_map(entry: Entry) -> bool:
    return entry.dataset.endswith("_boundary")


def _leave_out_repeats(entries: Sequence[Entry]) -> None:
    """A table some of whose rows another of its dataset has too is left out: the larger is kept."""
    kept: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: -e.size):
        if entry.off or _is_map(entry) or not entry.keys:
            continue
        other = next((other for other in kept[entry.dataset] if other.keys & entry.keys), None)
        if other is None:
            kept[entry.dataset].append(entry)
            continue
        shared = len(other.keys & entry.keys)
        some = "all" if shared == len(entry.keys) else f"{shared:,} of {len(entry.keys):,}"
        entry.off = f"{other.shown} has {some} of its rows too, and each is read once; take one of them away."


def _one_vintage_of_population(entries: Sequence[Entry]) -> None:
    """Answers of KOSIS whose codes are those of the day too take the day of their neighbours, so that they are one entry."""
    answers = [entry for entry in entries if entry.dataset == "kosis_population"]
    for day in [entry.vintage for entry in answers if entry.vintage]:
        for entry in answers:
            if entry.vintage is None and holds(day, entry.periods):
                entry.vintage = day


def _with_patterns(entries: Sequence[Entry], folder: Path) -> list[Entry]:
    """Files of a folder that are declared alike as one entry with `*`, where no other file has a name of that form."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        declared = {key: value for key, value in entry.declared().items() if key != "path"}
        place = PurePosixPath(entry.path)
        alone = entry.archive or entry.layer or entry.off or entry.asks or _is_map(entry)
        groups[entry.shown + entry.dataset if alone else f"{place.parent} {place.suffix} {declared}"].append(entry)
    written = []
    for group in groups.values():
        pattern = _pattern([entry.path for entry in group], folder) if len(group) > 1 else None
        written += [_one_of(group, pattern)] if pattern else group
    order = list(dict.fromkeys(entry.dataset for entry in sorted(written, key=lambda e: (not _is_map(e), e.dataset))))
    return sorted(written, key=lambda entry: (order.index(entry.dataset), bool(entry.off), entry.path))


def _one_of(group: Sequence[Entry], pattern: str) -> Entry:
    notes = list(dict.fromkeys(note for entry in group for note in entry.notes))
    days = [*dict.fromkeys(entry.about.rpartition(", ")[2] for entry in group)]
    return replace(
        group[0], path=pattern, notes=[f"{len(group)} files: {', '.join(_short(days))}.", *notes],
        codes={day: codes for entry in group for day, codes in entry.codes.items()},
    )  # fmt: skip


def _short(days: Sequence[str]) -> list[str]:
    return list(days) if len(days) <= 6 else [*days[:3], "…", days[-1]]


def _pattern(paths: Iterable[str], folder: Path) -> str | None:
    """A path with `*` that names these files and no others; None where there is none."""
    parts = [PurePosixPath(path).parts for path in paths]
    if len(parts) < 2 or len({len(p) for p in parts}) > 1 or any(PATTERN & set("/".join(p)) for p in parts):
        return None
    suffix = PurePosixPath(parts[0][-1]).suffix
    same = [names[0] if len(set(names)) == 1 else "*" for names in zip(*parts, strict=True)]
    if same[-1] == "*":
        same[-1] = f"*{suffix}"
    pattern = "/".join(same)
    there = {path.relative_to(folder).as_posix() for path in folder.glob(pattern)}
    return pattern if there == {"/".join(p) for p in parts} else None
