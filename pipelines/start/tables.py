"""A table recognised: signatures say which readers are worth trying, and the readers that read the file decide."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from assets.geography.fact_files import facts
from assets.reading.decoding import likely_encoding, marked_encoding, refuse_binary
from assets.reading.source_file import SourceFile, sha256
from assets.reading.spreadsheet_xml import is_spreadsheet_xml
from assets.reading.tabular import read_sheet
from assets.sources.regional_statistics import read_grid
from assets.sources.signature import candidates, nearest, table_ids
from domain.days import year_end
from domain.errors import RebalanceError, SourceError
from domain.names import short_city_name
from pipelines.build.materialise import read_files
from pipelines.build.plan import all_declarations
from pipelines.start.days import fits, holds, last_day, periods, said, sigungu_codes
from pipelines.start.entry import Entry, entries_like, project_catalogue
from pipelines.start.offered import Form, Offered, Refused, told

MAX_BYTES = 300 * 1024**2
ENCODINGS = ("utf-8", "cp949")
_HEAD_LETTERS, _HEAD_ROWS = 200_000, 15
_META = "메타정보"
_SHOWN = 60
# The concept of population that indices are of.
EVERYBODY = "registration"
_BY_SIDO = "kosis_sigungu_establishments"
_WITHOUT_SIGUNGU = "sejong"
# Whatever else says which unit a row is of.
_UNITS = ("region_code", "region_name", "sido_name")
_CODES = ("region_code", "mois_code", "kostat_code", "origin_code", "code", "new_code")


def recognise_table(file: Offered, form: Form) -> list[Entry] | Refused:
    """Entries of the datasets that a table feeds, mostly one; or why there is none, with the nearest reader's message."""
    if file.path.stat().st_size > MAX_BYTES:
        return Refused(file.name, f"more than {MAX_BYTES // 1024**2} MiB: declare it by hand")
    try:
        encodings, head = _opened(file, form)
    except RebalanceError as error:
        return Refused(file.name, told(error, file.name))
    if not encodings:
        return Refused(file.name, "text in none of the encodings utf-8, cp949 and utf-16, or cut within a letter")
    names = candidates(form, head)
    if not names:
        return Refused(file.name, _unlike(form, head))
    found, failed = [], ""
    for dataset in names:
        entry = _tried(file, dataset, encodings, head)
        if isinstance(entry, Entry):
            found.append(entry)
        else:
            failed = failed or f"looks like {dataset}, but: {entry}"
    return found or Refused(file.name, failed)


def _opened(file: Offered, form: Form) -> tuple[list[str], str]:
    """Encodings that decode the whole file, and the head in which signatures are looked for. Raises what reading raises."""
    if form == "parquet":
        try:
            return ["utf-8"], "\n".join(pq.read_schema(file.path).names)
        except (pa.ArrowInvalid, OSError) as error:
            raise SourceError(file.name, f"no readable Parquet file ({error})", "a .parquet file") from error
    data = file.path.read_bytes()
    if form == "sheet" and not is_spreadsheet_xml(data[:500]):
        return ["utf-8"], _sheet_head(_declared(file, "", "utf-8"))
    if form != "sheet":
        refuse_binary(file.name, data)
    encodings = list(_decoding(data))
    text = data.decode(encodings[0]).removeprefix("\ufeff") if encodings else ""
    return encodings, text if form == "json" else text[:_HEAD_LETTERS]


def _sheet_head(file: SourceFile) -> str:
    """First rows of the tab that readers take, and what a download of KOSIS says of itself in the tab behind it."""
    rows = []
    for tab in ("데이터", _META):
        try:
            rows += read_sheet(file, tab)[:_HEAD_ROWS]
        except SourceError as error:
            if not error.expected.startswith("a sheet "):
                raise
    rows = rows or read_sheet(file, None)[:_HEAD_ROWS]
    return "\n".join("\t".join("" if cell is None else str(cell).strip() for cell in row) for row in rows)


def _decoding(data: bytes) -> Iterator[str]:
    """Encodings in which all bytes are text: that of the mark or of zeros beside letters, else UTF-8, else CP949."""
    marked = marked_encoding(data).removesuffix("-sig")
    likely = likely_encoding(data)
    tried = [marked] if marked else [likely] if likely.startswith("utf-16") else [*ENCODINGS]
    for encoding in tried:
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        yield encoding
        return
    if not marked:
        yield from _foreign()


@functools.cache
def _foreign() -> tuple[str, ...]:
    """Encodings of files that are not Korean, as the project's catalogue has them: nearly any bytes are text in them."""
    declared = dict.fromkeys(entry["encoding"] for entry in project_catalogue()["file"])
    return tuple(encoding for encoding in declared if encoding not in (*ENCODINGS, "euc-kr"))


def _unlike(form: Form, head: str) -> str:
    if near := nearest(form, head):
        dataset, lacking = near
        return f"looks like {dataset}, but its head lacks {', '.join(map(repr, lacking[:3]))}"
    begins = " ".join(head.split())[:_SHOWN]
    return f"no layout that Rebalance knows; it begins with {begins!r}"


def _tried(file: Offered, dataset: str, encodings: list[str], head: str) -> Entry | str:
    """The entry with which the dataset's reader reads the file, or its first message."""
    own = table_ids().get(dataset)
    there = [word for line in head.splitlines() if "통계표ID" in line for word in line.split() if word.startswith("DT_")]
    if own and there and own not in there:
        return f"its tab {_META} says that it is {there[0]}, not {own}."
    first = ""
    like = entries_like(dataset, file.suffix)
    special = [entry["encoding"] for entry in like if entry["encoding"] in _foreign()]
    for template in _templates(file, dataset, like, encodings[0]):
        for encoding in dict.fromkeys([*(special if encodings[0] != "utf-8" else []), *encodings]):
            declared = _declared(file, dataset, encoding, template)
            try:
                table = read_files(all_declarations()[dataset], [declared])
            except RebalanceError as error:
                first = first or told(error, file.name)
                continue
            assert isinstance(table, pd.DataFrame)
            return _entry(file, dataset, declared, template, table)
    return first or "no sido that has the sigungu printed in it."


def _declared(file: Offered, dataset: str, encoding: str, template: dict[str, Any] | None = None) -> SourceFile:
    like = template or {}
    return SourceFile(
        dataset, file.path, file.name, publisher="", licence="", url="", encoding=encoding,
        # Code tables ask for their day before they are read; it is found in them.
        vintage=dt.date.today() if "vintage" in like else None,
        scheme=like.get("scheme", ""), level=like.get("level", ""),
        known_faults=like.get("known_faults", {}), options=like.get("options", {}),
    )  # fmt: skip


def _templates(file: Offered, dataset: str, like: list[dict[str, Any]], encoding: str) -> list[dict[str, Any]]:
    """Entries of the project's catalogue to try, in that order; faults that another file has are tried without, too."""
    if dataset == _BY_SIDO:
        names = _sido_names(_declared(file, dataset, encoding))
        like = [entry for entry in like if entry["options"]["sido"] in names]
    tried = [*like[:1], *(entry for entry in like[1:] if dataset != _BY_SIDO)]
    seen: list[dict[str, Any]] = []
    for entry in [*tried, *({**entry, "known_faults": {}} for entry in tried if entry.get("known_faults"))]:
        if not any(_alike(entry, other) for other in seen):
            seen.append(entry)
    return seen


def _alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(one.get(key, {}) == other.get(key, {}) for key in ("options", "known_faults"))


def _sido_names(file: SourceFile) -> set[str]:
    """Every name, old or new, of the sido that a table is of: that it prints, or that has most of its sigungu; else Sejong."""
    try:
        printed = set(read_grid(file).regions)
    except RebalanceError:
        return set()
    region = facts().region
    sigungu, sido = (region[region["level"] == level] for level in ("sigungu", "sido"))
    # 서울시 for 서울특별시 too.
    itself = sido.loc[sido["name_ko"].isin(printed) | sido["name_ko"].map(short_city_name).isin(printed), "unit_id"]
    shared = {str(unit): len(printed & set(rows["name_ko"])) for unit, rows in sigungu.groupby("sido_unit_id")}
    most = max(shared.values())
    # A sido that has become part of another has the same sigungu as that.
    units = [unit for unit, number in shared.items() if number == most] if most else [*itself] or [_WITHOUT_SIGUNGU]
    return set(region.loc[region["unit_id"].isin(units), "name_ko"])


def _entry(file: Offered, dataset: str, declared: SourceFile, template: dict[str, Any], table: pd.DataFrame) -> Entry:
    entry = Entry(
        shown=file.name, dataset=dataset, path=file.within, archive=file.archive, publisher=template["publisher"],
        licence=template.get("licence", ""), url=template.get("url", ""), encoding=declared.encoding,
        scheme=declared.scheme, level=declared.level, known_faults=declared.known_faults, options=declared.options,
        sha256=sha256(file.path), size=len(table), keys=_keys(dataset, table), notes=[*declared.notes],
    )  # fmt: skip
    day = _day_column(table)
    entry.about = f"{len(table):,} rows{_span(day)}"
    if dataset == "kosis_national_population":
        entry.notes.append("The first years of the register and of the projection are those of the project's file: check them.")
    column = next((name for name in _CODES if name in table), None)
    if not entry.scheme or column is None:
        return entry
    # Codes that are no more in force are of other days; the indices are of all who are registered, not of residents alone.
    for name, meant in (("in_force", True), ("population_concept", EVERYBODY)):
        if name in table and not (alone := table[table[name] == meant]).empty:
            table = alone
        elif name in table:
            entry.about += f", {table[name].iloc[0]} only"
            return entry
    days = day if day is not None else pd.Series(dt.date.min, index=table.index)
    entry.codes = {day: sigungu_codes(map(str, table.loc[days == day, column].dropna().unique())) for day in days.unique()}
    if "vintage" in template:
        _date(entry, template, table)
    return entry


def _date(entry: Entry, template: dict[str, Any], table: pd.DataFrame) -> None:
    """The day whose codes the file has; none where the codes of each day of a population are those of the day."""
    every = set().union(*entry.codes.values())
    found = fits(every, entry.scheme) if every else []
    if not found:
        return
    entry.periods = periods(found)
    last = max(entry.codes)
    if "created" in table and table["created"].notna().any():
        known = pd.concat([table["created"], table["abolished"]]).dropna()
        entry.vintage = max(day for day in known if day <= dt.date.today())
    elif "changed_on" in table:
        entry.vintage = max(table["changed_on"])
    elif last > dt.date.min and all(
        holds(day, periods(fits(codes, entry.scheme))) for day, codes in entry.codes.items() if codes
    ):
        entry.vintage = None if entry.dataset == "kosis_population" else last
    else:
        best = found[0]
        period = (best.valid_from, best.valid_to or dt.date.max)
        entry.vintage = last if holds(last, [period]) else _usual(template, period)
        entry.notes.append(f"Its codes are those of each day {said(period)}.")
        if best.unknown:
            entry.notes.append(f"{len(best.unknown)} codes are unknown even then: {', '.join(best.unknown[:5])}.")


def _usual(template: dict[str, Any], period: tuple[dt.date, dt.date]) -> dt.date:
    usual: dt.date = template["vintage"]
    return usual if holds(usual, [period]) else last_day(period)


def _day_column(table: pd.DataFrame) -> pd.Series | None:
    """The day, month or year's end that each row is of."""
    for name in ("reference_date", "month"):
        if name in table and len(table):
            return table[name]
    if "year" in table and len(table):
        return table["year"].map({year: year_end(year) for year in table["year"].unique()})
    return None


def _span(day: pd.Series | None) -> str:
    if day is None:
        return ""
    first, last = min(day), max(day)
    year_ends = all(when.month == 12 and when.day == 31 for when in day.unique())
    spelt = [f"{when:%Y}" if year_ends else f"{when:%Y-%m}" for when in (first, last)]
    return f", {'-'.join(dict.fromkeys(spelt)) if year_ends else ' to '.join(dict.fromkeys(spelt))}"


def _keys(dataset: str, table: pd.DataFrame) -> frozenset[int]:
    """Hashes of what tells rows apart beside the file; nothing where a contract lets files have the same rows."""
    key = all_declarations()[dataset].contract.key
    own = [name for name in key if not name.startswith("source_")]
    dated = {"reference_date", "year", "month"} & set(own)
    if len(own) < len(key) and not dated:
        return frozenset()
    columns: Iterable[str] = dict.fromkeys([*own, *(name for name in _UNITS if name in table)])
    return frozenset(pd.util.hash_pandas_object(table[list(columns)].astype(str), index=False))
