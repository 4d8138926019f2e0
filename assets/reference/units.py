"""Facts of the region history: units, their names and codes, events, groups."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd

from assets.lake.asset import reference
from domain.history import alive
from expectations.contracts.events import EVENT_PIECE, REGION_EVENT
from expectations.contracts.reference_boundaries import FIXED_LINK
from expectations.contracts.units import LOCAL_GOVERNMENT_TERM, MEGAREGION_MEMBERSHIP, OFFICIAL_AREA, REGION, UNIT

# Reading the fact tables in `assets/reference/tables/`: text stays text, empty cells stay empty.

TABLES = Path(__file__).parent / "tables"


def fact_file(name: str) -> Path:
    """Path of a fact table."""
    return TABLES / f"{name}.csv"


def read_facts(name: str) -> pd.DataFrame:
    """A fact table as strings, None where a cell is empty; the contract casts the types."""
    frame = pd.read_csv(fact_file(name), dtype=str, keep_default_na=False, encoding="utf-8")
    return frame.astype(object).where(frame != "", None)


# The units of the region history, one row each: the table that unit identifiers everywhere refer to.
#
# Eras, codes and unit sets are in this file. Places of units are known for those of one day.

# The day of the codes in sigungu_facts.csv.
FACTS_DAY = pd.Timestamp("2024-02-01")


@reference(contract=UNIT, facts=(fact_file("region"), fact_file("sigungu_facts")))
def unit() -> pd.DataFrame:
    """Sido and sigungu since 1995 under their last name, with their places. One row per unit."""
    eras = read_facts("region")
    return units_of(eras).merge(places_of(eras, read_facts("sigungu_facts")), on="unit_id", how="left")


def units_of(eras: pd.DataFrame) -> pd.DataFrame:
    """The last era of each unit with the unit's own first and last day; ISO dates as text, one row per unit."""
    by_unit = eras.sort_values("valid_from").groupby("unit_id", sort=True)
    last = by_unit.tail(1).sort_values("unit_id").set_index("unit_id")
    return last.assign(
        lived_from=by_unit["valid_from"].first(),
        lived_to=last["valid_to"],
        eras=by_unit.size(),
    ).reset_index()


def places_of(eras: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Where people of the units of the facts' day live, degrees, and how much ground they have, km2; one row per unit."""
    living = alive(eras[eras["level"] == "sigungu"], FACTS_DAY)
    table = living[["unit_id", "mois_code"]].merge(facts, on="mois_code")
    return table.rename(columns={"area_km2": "seat_area_km2"})[["unit_id", "seat_lon", "seat_lat", "seat_area_km2"]]


# The region history with the unit sets and megaregions that follow from it.


@reference(contract=REGION, facts=(fact_file("region"), fact_file("megaregion_membership")))
def region() -> pd.DataFrame:
    """Eras of sido and sigungu since 1995, with unit sets. One row per era."""
    return with_unit_sets(read_facts("region"), read_facts("megaregion_membership"))


def with_unit_sets(eras: pd.DataFrame, membership: pd.DataFrame) -> pd.DataFrame:
    """Add `in_finest`, `in_kosis`, `in_keis`, `in_local_government` and the 5+3 `megaregion`."""
    levels = dict(zip(eras["unit_id"], eras["level"], strict=True))
    sigungu = eras["level"] == "sigungu"
    has_gu = _has_children(eras)
    kosis = sigungu & (eras["parent_unit_id"].map(levels) == "sido")
    keis = kosis & (eras["kind"] != "special_self_governing_city")
    return eras.assign(
        megaregion=_megaregion(eras, membership),
        in_finest=sigungu & ~has_gu,
        in_kosis=kosis,
        in_keis=keis,
        in_local_government=keis & (eras["kind"] != "administrative_si"),
    )


def _has_children(eras: pd.DataFrame) -> pd.Series:
    """True where a gu of the unit lives on the era's first day (an era ends when the set of gu changes)."""
    pairs = eras.merge(eras, left_on="unit_id", right_on="parent_unit_id", suffixes=("", "_child"))
    begins = pairs["valid_from_child"] <= pairs["valid_from"]
    lasts = pairs["valid_to_child"].isna() | (pairs["valid_to_child"] > pairs["valid_from"])
    gu = pairs["level_child"] == "sigungu"
    return eras["region_id"].isin(set(pairs.loc[begins & lasts & gu, "region_id"]))


def _megaregion(eras: pd.DataFrame, membership: pd.DataFrame) -> pd.Series:
    five = membership[membership["scheme"] == "five_plus_three"]
    pairs = eras[["region_id", "sido_unit_id", "valid_from"]].merge(five, on="sido_unit_id", suffixes=("", "_group"))
    inside = (pairs["valid_from_group"] <= pairs["valid_from"]) & (
        pairs["valid_to"].isna() | (pairs["valid_to"] > pairs["valid_from"])
    )
    return eras["region_id"].map(pairs[inside].set_index("region_id")["group_id"])


# Events of the region history, and how much of a unit each of their links moves.


@reference(contract=REGION_EVENT, facts=(fact_file("region_event"),))
def region_event() -> pd.DataFrame:
    """Links between old and new units since 1995. One row per link."""
    events = read_facts("region_event")
    ends = events["from_unit_id"].fillna("-") + ">" + events["to_unit_id"].fillna("-")
    return events.assign(link_id=events["event_id"] + "/" + ends)


@reference(contract=EVENT_PIECE, facts=(fact_file("event_piece"),))
def event_piece() -> pd.DataFrame:
    """Sizes of the parts of every division. One row per link; persons, households, km2."""
    return read_facts("event_piece")


# Groups of sido: 5+3 and its alternatives.


@reference(contract=MEGAREGION_MEMBERSHIP, facts=(fact_file("megaregion_membership"),))
def megaregion_membership() -> pd.DataFrame:
    """Sido by grouping and period. One row per sido, grouping and period."""
    return read_facts("megaregion_membership")


# Terms of elected local governments: those that were elected, and those that follow by law.

# The law sets four years (Local Autonomy Act); as far ahead as the project has years at all.
YEARS, UNTIL = 4, 2100
LAW = "Local Autonomy Act (지방자치법): four years"


@reference(contract=LOCAL_GOVERNMENT_TERM, facts=(fact_file("local_government_term"),))
def local_government_term() -> pd.DataFrame:
    """Terms since 1995. One row per term; terms to come have no day of election."""
    known = read_facts("local_government_term")
    return pd.concat([known, pd.DataFrame(following(int(known["term"].iloc[-1]), known["ends"].iloc[-1]))], ignore_index=True)


def following(term: int, ends: str) -> list[dict[str, object]]:
    """Terms after one that ends on a day, without gap."""
    first = dt.date.fromisoformat(ends)
    begins = [first.replace(year=year) for year in range(first.year, UNTIL, YEARS)]
    return [
        {
            "term": term + number,
            "begins": day,
            "ends": day.replace(year=day.year + YEARS),
            "election": None,
            "source": LAW,
            "verified": False,
            "note": "to come",
        }
        for number, day in enumerate(begins, start=1)
    ]


# Registered areas of the nation and its units.


@reference(contract=OFFICIAL_AREA, facts=(fact_file("official_area"),))
def official_area() -> pd.DataFrame:
    """Registered areas in km2. One row per unit and date."""
    return read_facts("official_area")


# Bridges, tunnels and causeways over the sea between sigungu: contiguity that no map of borders shows.


@reference(contract=FIXED_LINK, facts=(fact_file("fixed_link"),))
def fixed_link() -> pd.DataFrame:
    """Fixed links with the day of their opening. One row per link."""
    return read_facts("fixed_link")
