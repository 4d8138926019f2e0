"""Which legal dong make up each unit on a later day: by their code first, then event by event.

Only who belongs where is decided here; shapes are dissolved in `derived_boundary.py`.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from domain.codes import Geography, unit_of
from domain.errors import HistoryError
from domain.history import NEGLIGIBLE, moving_links

SIGUNGU_DIGITS = 5


def changing_days(region_event: pd.DataFrame, after: dt.date) -> list[dt.date]:
    """Days after `after` on which some sigungu takes another extent, in order."""
    events = moving_links(_links(region_event))
    changing = events[(events["date"] > after) & (events["from_mois_code"].str.len() == SIGUNGU_DIGITS)]
    return sorted(set(changing["date"]))


def compose(codes: pd.Series, start: dt.date, end: dt.date, region: pd.DataFrame, region_event: pd.DataFrame) -> pd.DataFrame:
    """The finest unit of day `end` for each legal dong code of day `start`, and the events that brought it there.

    Columns `code, unit_id, event_id`; the index is that of `codes`. Raises HistoryError for a legal dong of
    no sigungu, and for a divided unit whose event does not name the legal dong.
    """
    units = unit_of(region, Geography("mois", start))
    table = pd.DataFrame({"code": codes, "unit_id": codes.str[:SIGUNGU_DIGITS].map(units), "event_id": ""})
    stray = table.loc[table["unit_id"].isna(), "code"]
    if len(stray):
        raise HistoryError(f"legal dong {', '.join(stray[:5])}: no sigungu of {start} has code {stray.iloc[0][:SIGUNGU_DIGITS]}")
    events = _links(region_event)
    for day, links in events[(events["date"] > start) & (events["date"] <= end)].groupby("date"):
        table = _step(table, links, str(day))
    return table


def _step(table: pd.DataFrame, links: pd.DataFrame, day: str) -> pd.DataFrame:
    """Every legal dong through the events of one day."""
    ways = dict(iter(links.groupby("from_unit_id")))
    moved = []
    for code, unit, events in table.itertuples(index=False):
        rows = ways.get(unit)
        target, event = (unit, "") if rows is None else _target(code, unit, rows, day)
        moved.append((code, target, ";".join(filter(None, [events, event]))))
    return pd.DataFrame(moved, columns=table.columns, index=table.index)


def _target(code: str, unit: str, links: pd.DataFrame, day: str) -> tuple[str, str]:
    """Where one legal dong of a unit goes: with the whole unit, or as the event's evidence says."""
    if len(links) == 1 and bool(links["exact"].iloc[0]):
        target = str(links["to_unit_id"].iloc[0])
        # A rename, recode or transfer to another sido moves no border and is no evidence of one.
        return target, "" if target == unit else str(links["event_id"].iloc[0])
    named = links[[code in str(evidence).split(";") for evidence in links["evidence"]]]
    if len(named) != 1:
        raise HistoryError(f"{day}: {len(named)} of the events that divide {unit} name its legal dong {code}; one is needed")
    return str(named["to_unit_id"].iloc[0]), str(named["event_id"].iloc[0])


def _links(region_event: pd.DataFrame) -> pd.DataFrame:
    """Links between two units that move anybody, days as dates."""
    known = region_event["from_unit_id"].notna() & region_event["to_unit_id"].notna()
    small = region_event["note"].fillna("").str.startswith(NEGLIGIBLE)
    links = region_event[known & ~small]
    return links.assign(date=pd.to_datetime(links["date"]).dt.date)
