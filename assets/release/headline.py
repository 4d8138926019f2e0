"""The few numbers that the summary, the manifest and the README of a release open with. All are of one date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from assets.lake.lake import Lake

LONGEST_YEAR = 366
# What a newcomer is offered to ask first.
FIRST_QUERY = "SELECT name_ko, population, at_risk_units FROM mart.megaregion ORDER BY population DESC"
PEOPLE = ["reference_date", "national_population", "capital_share", "margin", "crossover"]
UNITS = ["reference_date", "at_risk", "units", "missing_units", "missing_names"]
Rows = Mapping[dt.date, Mapping[str, Any]]


@dataclass(frozen=True)
class Headline:
    """One number with the sentence that it stands in; `value` is exact, `text` as printed."""

    name: str
    value: float | int | str
    text: str

    def record(self) -> dict[str, Any]:
        """As the manifest has it."""
        return asdict(self)


def headlines(lake: Lake) -> list[Headline]:
    """National population, capital share and crossover, units at risk, on the newest date on which all of them are known.

    Where no date knows all, on the newest that knows most, and what is not known then is left out. A newer date that
    knows some of them is named.
    """
    risk = lake.frame("at_risk_count")
    people = _by_day(lake.frame("capital_concentration").dropna(subset=["national_population"])[PEOPLE])
    units = _by_day(risk[risk["unit_set"] == "keis"][UNITS])
    lacking = {day: _lacking(day, people, units) for day in sorted({*people, *units})}
    if not lacking:
        return []
    fewest = min(len(lacks) for lacks in lacking.values())
    day = max(day for day, lacks in lacking.items() if len(lacks) == fewest)
    found = [*_people(people, day), *_units(units, day)]
    newest = max(lacking)
    if newest > day:
        text = (
            f"figures go on to {newest}, but not all of them ({', '.join(lacking[newest])}); "
            f"the numbers above are of {day}, the newest date with {'most' if fewest else 'all'}"
        )
        found.append(Headline("newer_figures", str(newest), text))
    return found


def _by_day(table: pd.DataFrame) -> Rows:
    return {row["reference_date"]: {str(name): value for name, value in row.items()} for row in table.to_dict("records")}


def _lacking(day: dt.date, people: Rows, units: Rows) -> list[str]:
    """What a date does not know."""
    lacks = [] if day in people else ["no national population"]
    if day not in units:
        return [*lacks, "no units at risk"]
    missing = int(units[day]["missing_units"])
    return [*lacks, f"{missing} unit{'' if missing == 1 else 's'} without figures"] if missing else lacks


def _people(people: Rows, day: dt.date) -> list[Headline]:
    found = []
    if share := people.get(day):
        persons = int(share["national_population"])
        found.append(Headline("national_population", persons, f"{persons:,} people were registered on {day}"))
        text = f"{share['capital_share']:.3%} of them in the capital region, {int(share['margin']):+,} persons against the rest"
        found.append(Headline("capital_share", share["capital_share"], text))
    crossings = sorted(date for date, row in people.items() if row["crossover"] and date <= day)
    if crossings:
        first, row = crossings[0], people[crossings[0]]
        when = _between(max((date for date in people if date < first), default=first), first)
        text = f"the capital region passed one half {when}: {row['capital_share']:.3%}, {int(row['margin']):+,} persons"
        found.append(Headline("crossover", str(first), text))
    return found


def _between(before: dt.date, first: dt.date) -> str:
    """When something came about that is not yet there on one date and there on the next."""
    if (first - before).days <= LONGEST_YEAR:
        return f"in {first:%B %Y}"
    return f"between {before:%B %Y} and {first:%B %Y}, the dates with figures"


def _units(units: Rows, day: dt.date) -> list[Headline]:
    risk = units.get(day)
    if risk is None:
        return []
    missing = f", {risk['missing_units']} missing ({risk['missing_names']})" if risk["missing_units"] else ", none missing"
    text = f"{risk['at_risk']} of {risk['units']} municipalities at risk of extinction on {day} (KEIS set{missing})"
    return [Headline("at_risk_units", int(risk["at_risk"]), text)]
