"""Of which geography the rows of a sheet are: as its user says, as the codes or names tell, or each of its own day.

How codes tell it is `source_geography.py`, how names do, `name_days.py`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from assets.geography.life import Facts
from assets.geography.vintage import Fit
from assets.sheets.name_cells import NameCells
from assets.sheets.name_days import (
    SCHEME,
    day_of_names,
    fits_of_names,
    geography_of,
)
from assets.sheets.named_units import named_units
from assets.sheets.numbers import holds_nothing
from assets.sheets.request import Request
from assets.sheets.source_geography import last_day, require_same_borders, source_geography
from assets.sheets.table import quoted
from assets.sheets.units import (
    Rows,
    UnitsOn,
    require_days,
    rows_of,
)
from assets.sheets.user_file import Sheet
from domain.codes import Geography, parse_geography
from domain.errors import SourceError, UsageError

# An answer of `rebalance convert` says here what its codes are.
SCHEME_COLUMN = "code_scheme"
_MONTH = r"\s*[-./년]\s*(?P<month>[0-9]{1,2})(?:\s*[-./월]\s*(?P<day>[0-9]{1,2}))?"
# What programs write behind a day.
_MIDNIGHT = re.compile(r"[ T]00:00(:00(\.0+)?)?$")
_DAY = re.compile(rf"(?P<year>(?:19|20)[0-9]{{2}})(?:{_MONTH})?\s*[년월일.]?")


@dataclass(frozen=True)
class Source:
    """Rows with their units, by geography; `told` says which, `said` what else there is to tell."""

    parts: list[Rows]
    told: str
    said: tuple[str, ...] = ()


def source_of(sheet: Sheet, keys: pd.Series | NameCells, request: Request, known: Facts) -> Source:
    """Rows that count, with their units; `keys` are the codes of the rows, or their names."""
    if request.from_column:
        return _of_own_days(sheet, keys, request, request.from_column, known)
    return _of_one_day(sheet, keys, request, known)


def _of_one_day(sheet: Sheet, keys: pd.Series | NameCells, request: Request, known: Facts) -> Source:
    return _of_names(sheet, keys, request, known) if isinstance(keys, NameCells) else _of_codes(sheet, keys, request, known)


def _of_codes(sheet: Sheet, codes: pd.Series, request: Request, known: Facts) -> Source:
    """Codes of one geography: the one that is said, or that an earlier conversion wrote, or that they tell.

    A row whose figures are all empty or 0 tells nothing, and is left out where its code is of no unit: the ministry's
    own sheets have codes of all their years, and of branch offices, in every one.
    """
    blank = _blank(sheet, codes.index, request)
    telling = codes[~blank]
    written = _written(sheet.frame) if request.source is None else ""
    if request.source or written:
        on = UnitsOn(parse_geography(request.source or written), known)
        require_days(on.geography, known)
        told = f"{on.geography}, as its column {SCHEME_COLUMN} says" if written else str(on.geography)
    else:
        on, fit = source_geography(sheet.name, sheet.frame.loc[telling.index], telling, known, request.units)
        told = f"{on.geography}, found from the codes (they fit {fit.scheme}, {fit.period})"
    idle = codes[blank & ~on.knows(codes)]
    kept = codes.drop(idle.index)
    unit_ids = _once(sheet, on.of(sheet.name, kept), blank, request)
    rows = rows_of(sheet.name, sheet.frame.loc[unit_ids.index], kept, unit_ids, on, request.units)
    return Source([rows], told, _idle_said(list(idle), "codes"))


def _of_names(sheet: Sheet, cells: NameCells, request: Request, known: Facts) -> Source:
    """Names of one day: the one that is said, or a day on which all of them can be, if borders were alike on all such days.

    A row whose figures are all empty or 0 is left out where its name is of no unit on that day.
    """
    blank = _blank(sheet, cells.names.index, request)
    fits: list[Fit] = []
    if request.source:
        source = Geography(SCHEME, parse_geography(day_of_names(request.source)).day)
        require_days(source, known)
        told = str(source.day)
    else:
        fits = fits_of_names(sheet.name, cells.of(blank.index[~blank]), known)
        source = geography_of(fits[0], last_day(fits[0], known))
        told = f"{source.day}, found from the names (they fit {fits[0].period})"
    found = named_units(sheet.name, cells, source.day, known, blank)
    unit_ids = _once(sheet, found.units, blank, request)
    frame = sheet.frame.loc[unit_ids.index]
    rows = replace(rows_of(sheet.name, frame, cells.names, unit_ids, UnitsOn(source, known), request.units), named=True)
    if fits:
        require_same_borders(sheet.name, rows, fits)
    return Source([rows], told, (*_idle_said(found.idle, "names"), *found.said))


def _of_own_days(sheet: Sheet, keys: pd.Series | NameCells, request: Request, column: str, known: Facts) -> Source:
    """Rows each of the day that `column` says, in one scheme. Cities are whole on all days if they are on one.

    UsageError without a scheme for codes; SourceError, with the row, for what is no day.
    """
    scheme, named = request.source, isinstance(keys, NameCells)
    if not named and scheme not in ("mois", "kostat", "kostat7", "kostat8"):
        raise UsageError(f"--from-column {column} says the day; say the scheme alone: --from mois or --from kostat")
    days = sheet.frame.loc[keys.names.index if isinstance(keys, NameCells) else keys.index, column].map(_iso)
    if len(odd := days.index[days == ""]):
        raise SourceError(
            sheet.name, f"{quoted(sheet.frame[column][odd[0]])} in column {column}", "a year, month or day", int(odd[0])
        )  # fmt: skip

    def parts(units: str) -> tuple[list[Rows], list[str]]:
        made, said = [], []
        for day, rows in days.groupby(days, sort=True):
            part = Sheet(sheet.name, sheet.frame.loc[rows.index], sheet.encoding)
            own = keys.of(rows.index) if isinstance(keys, NameCells) else keys[rows.index]
            of_day = replace(request, source=str(day) if named else f"{scheme}@{day}", units=units)
            found = _of_one_day(part, own, of_day, known)
            made += found.parts
            said += [f"{day}: {line}" for line in found.said]
        return made, said

    made, said = parts(request.units)
    tracks = {part.track for part in made}
    if tracks == {"finest", "kosis"}:
        made, said = parts("kosis")
    elif len(tracks) > 1:
        raise UsageError(f"{sheet.name}: sido on some days of column {column} and sigungu on others; convert them in two files")
    first, last = made[0].geography.day, made[-1].geography.day
    return Source(made, f"their own day, {first} to {last} by column {column}", tuple(said))


def _blank(sheet: Sheet, rows: pd.Index, request: Request) -> pd.Series:
    """True for rows without a figure, if any row has one."""
    blank = holds_nothing(sheet.frame.loc[rows, [*request.counts, *request.rates]])
    return blank & (not blank.all())


def _once(sheet: Sheet, unit_ids: pd.Series, blank: pd.Series, request: Request) -> pd.Series:
    """Without rows that hold nothing beside another of their unit, as that of a city before and after it grew."""
    keys = sheet.frame.loc[unit_ids.index, list(request.by)].assign(unit_id=unit_ids)
    told = keys[~blank[keys.index]]
    known = pd.MultiIndex.from_frame(keys).isin(pd.MultiIndex.from_frame(told))
    return unit_ids[~(blank[keys.index] & known)]


def _idle_said(idle: Sequence[str], what: str) -> tuple[str, ...]:
    if not idle:
        return ()
    several = f"1 row of {what}" if len(idle) == 1 else f"{len(idle):,} rows of {what}"
    return (f"left out: {several} unknown then that hold nothing, such as {idle[0]}",)


def _written(frame: pd.DataFrame) -> str:
    """The geography that an earlier conversion wrote beside its codes; "" where there is none, several, or something else."""
    schemes = set(frame[SCHEME_COLUMN]) - {""} if SCHEME_COLUMN in frame.columns else set()
    return schemes.pop() if len(schemes) == 1 and _is_geography(*schemes) else ""


def _is_geography(spec: str) -> bool:
    try:
        parse_geography(spec)
    except UsageError:
        return False
    return True


def _iso(cell: str) -> str:
    """`2020 년`, `202012`, `2020.12`, `2020-12-31` as `2020`, `2020-12`, `2020-12-31`; "" for anything else."""
    text = _MIDNIGHT.sub("", unicodedata.normalize("NFKC", cell).strip()).removesuffix(".0")
    if re.fullmatch(r"(19|20)\d{4}|(19|20)\d{6}", text):
        text = "-".join(part for part in (text[:4], text[4:6], text[6:]) if part)
    match = _DAY.fullmatch(text)
    if match is None:
        return ""
    spec = "-".join([match["year"], *(f"{int(match[part]):02}" for part in ("month", "day") if match[part])])
    return spec if _is_geography(f"{SCHEME}@{spec}") else ""
