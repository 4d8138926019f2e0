"""Code tables of the ministry held against the region history: codes, names, first days, successors, legal dong.

The tables are read in `assets/sources/code_table.py`; why a difference is right is declared in `declared_difference.csv`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from assets.lake.asset import asset
from domain.codes import (
    Geography,
    codes,
    short_code,
    unit_of,
)
from domain.days import day, text
from domain.history import moving_links
from expectations.contracts.code_lists import CODE_COMPARISON

DONG_DIGITS = 8
# Legal dong of older events have been renamed and promoted since; those of the newest are what maps are derived from.
RECENT = dt.timedelta(days=2 * 366)


@dataclass(frozen=True)
class Difference:
    """One difference, before a reason is looked for."""

    source_file: str
    table_date: dt.date
    kind: str
    place: str
    in_source: str | None
    in_history: str | None


@asset(contract=CODE_COMPARISON)
def code_comparison(
    legal_dong_code: pd.DataFrame,
    admin_dong_code: pd.DataFrame,
    region_code: pd.DataFrame,
    renumbered_code: pd.DataFrame,
    region: pd.DataFrame,
    region_event: pd.DataFrame,
    declared_difference: pd.DataFrame,
) -> pd.DataFrame:
    """What code tables say otherwise than the history. One row per source and difference; none where they agree."""
    names = _dong_names(legal_dong_code)
    found: list[Difference] = []
    for table in (legal_dong_code, admin_dong_code.assign(in_force=admin_dong_code["abolished"].isna())):
        for file, on, rows in _by_file(table):
            found += of_units(file, on, rows, region)
    for file, on, rows in _by_file(region_code):
        found += of_finest(file, on, rows, region)
        found += of_places(file, on, rows, region, region_event, names)
    for file, on, rows in _by_file(renumbered_code.assign(table_date=renumbered_code["changed_on"])):
        found += of_successors(file, on, rows, region)
    table = pd.DataFrame(found, columns=list(Difference.__dataclass_fields__))
    declared = declared_difference[declared_difference["comparison"] == CODE_COMPARISON.name]
    reasons = declared[["kind", "place", "reason", "source"]].rename(columns={"source": "reason_source"})
    return table.merge(reasons, on=["kind", "place"], how="left")


def of_units(file: str, on: dt.date, rows: pd.DataFrame, region: pd.DataFrame) -> Iterator[Difference]:
    """Sido and sigungu of a table with ten-digit codes: in force or not, names, and first days where there are any."""
    units = rows[rows["code"].str[5:] == "00000"].drop_duplicates("code")
    units = units.assign(code=units["code"].map(short_code), name_ko=units["name_ko"].str.split().str[-1])
    living = codes(region, Geography("mois", on))
    in_force = units[units["in_force"]].set_index("code")
    yield from _sets(file, on, in_force["name_ko"], living.set_index("code")["name_ko"])
    ever = set(region["mois_code"])
    for code, name in units.loc[~units["in_force"], ["code", "name_ko"]].itertuples(index=False):
        if code not in ever:
            yield Difference(file, on, "ended_unknown", code, name, None)
    first = first_days(region, on)
    opening = min(map(day, region["valid_from"]))
    for code, created in in_force["created"].dropna().items():
        known = first.get(str(code))
        older = known == opening and day(created) <= opening + dt.timedelta(days=1)
        if known and not older and day(created) != known:
            yield Difference(file, on, "other_first_day", str(code), str(day(created)), str(known))


def of_finest(file: str, on: dt.date, rows: pd.DataFrame, region: pd.DataFrame) -> Iterator[Difference]:
    """Sigungu of a list that has the gu of cities instead of the cities."""
    living = codes(region, Geography("mois", on))
    listed = rows.drop_duplicates("code").set_index("code")["name_ko"].str.split().str[-1]
    yield from _sets(file, on, listed, living[living["in_finest"]].set_index("code")["name_ko"])


def of_places(
    file: str, on: dt.date, rows: pd.DataFrame, region: pd.DataFrame, region_event: pd.DataFrame, names: dict[str, str]
) -> Iterator[Difference]:
    """Legal dong of units that recent events made, against those that the events' evidence names."""
    listed = rows.assign(dong=rows["place_ko"].str.split().str[0]).dropna(subset=["dong"]).groupby("code")["dong"].agg(set)
    bearer = codes(region, Geography("mois", on)).set_index("unit_id")["code"].to_dict()
    events = moving_links(region_event).dropna(subset=["evidence", "to_unit_id"])
    dates = events["date"].map(day)
    recent = events[(dates <= on) & (dates > on - RECENT) & events["to_unit_id"].isin(bearer)]
    for unit, links in recent.groupby("to_unit_id"):
        evidence = [code for cell in links["evidence"] for code in text(cell).split(";")]
        if not all(code.isdigit() and len(code) == DONG_DIGITS for code in evidence):
            continue
        code = bearer[unit]
        of_events, of_list = {names.get(dong, dong) for dong in evidence}, listed.get(code, set())
        for dong in sorted(of_list - of_events):
            yield Difference(file, on, "place_only_in_source", f"{code} {dong}", dong, None)
        for dong in sorted(of_events - of_list):
            yield Difference(file, on, "place_only_in_history", f"{code} {dong}", None, dong)


def of_successors(file: str, on: dt.date, rows: pd.DataFrame, region: pd.DataFrame) -> Iterator[Difference]:
    """Renumbered sigungu: the unit that bears the new code must be the one that bore the old one on the eve."""
    eve, then = (unit_of(region, Geography("mois", moment)) for moment in (on - dt.timedelta(days=1), on))
    for old, new in rows[["old_code", "new_code"]].itertuples(index=False):
        if old not in eve or eve[old] != then.get(new):
            yield Difference(file, on, "other_successor", f"{old} {new}", f"{old} is {new}", f"{eve.get(old)}, {then.get(new)}")


def first_days(region: pd.DataFrame, on: dt.date) -> dict[str, dt.date]:
    """The first day of each MOIS code in force on a day, whoever bore it since without a break.

    A merger makes a new unit, which may go on under the code of a part.
    """
    found: dict[str, dt.date] = {}
    for code, eras in region.groupby("mois_code"):
        spans = sorted((day(begin), day(end)) for begin, end in zip(eras["valid_from"], eras["valid_to"], strict=True))
        begin: dt.date | None = None
        reached = dt.date.min
        for start, end in spans:
            begin = start if begin is None or start > reached else begin
            reached = max(reached, end)
            if start <= on < end:
                found[str(code)] = begin
    return found


def _sets(file: str, on: dt.date, in_source: pd.Series, in_history: pd.Series) -> Iterator[Difference]:
    """Differences between two series of names by code."""
    listed, living = ({str(code): str(name) for code, name in names.items()} for names in (in_source, in_history))
    for code in sorted(set(listed) | set(living)):
        if code not in living:
            yield Difference(file, on, "only_in_source", code, listed[code], None)
        elif code not in listed:
            yield Difference(file, on, "only_in_history", code, None, living[code])
        elif listed[code] != living[code]:
            yield Difference(file, on, "other_name", code, listed[code], living[code])


def _dong_names(legal_dong_code: pd.DataFrame) -> dict[str, str]:
    """Names of legal dong by their eight digits, ended ones too; a later table goes before an earlier one."""
    dong = legal_dong_code[legal_dong_code["code"].str[DONG_DIGITS:] == "00"].sort_values("table_date")
    return dict(zip(dong["code"].str[:DONG_DIGITS], dong["name_ko"].str.split().str[-1], strict=True))


def _by_file(table: pd.DataFrame) -> Iterable[tuple[str, dt.date, pd.DataFrame]]:
    for (file, on), rows in table.groupby(["source_file", "table_date"]):
        yield str(file), day(on), rows
