"""Published figures beside ours. A reproduction is one function marked with what it reproduces.

To add one, write a function here: its first parameter is the published figure (a row of core.published_figure), the
others name the tables it needs. It returns an `Ours`, or None where the tables have nothing for that date. What
nothing reproduces is listed in `NO_SOURCE` with what is lacking.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from domain.days import year_end
from domain.groups import CAPITAL
from domain.oecd import MEMBERS
from domain.risk import NEAR_LIMIT


@dataclass(frozen=True)
class Ours:
    """Our value for a published figure; bounds where missing units or a date in between leave it open.

    `reason` says why it may differ and `explains` how large a difference that accounts for; a larger one is unexplained.
    `differs` says in what unit set or concept ours is not that of the printed figure: then it reproduces nothing, however
    near it comes.
    """

    value: float
    date: dt.date
    table: str
    reason: str = ""
    explains: float = 0.0
    lower: float | None = None
    upper: float | None = None
    missing_units: int | None = None
    differs: str = ""


Reproduction = Callable[..., Ours | None]
REPRODUCTIONS: dict[tuple[str, str | None], Reproduction] = {}
NO_SOURCE = {
    "rnd_spend_share": "no table of R&D by region is read",
    "researcher_share": "no table of R&D by region is read",
    "youth_net_inflow": "moves from sido to sido are read without age",
    "innovation_city_population": "the sites of innovation cities have no boundaries or counts of people of their own",
}
# Regional accounts printed since September 2024 are in prices of 2020; the first year so printed at once is this one.
FIRST_YEAR_IN_PRICES_OF_2020 = 2023
NOTHING_HERE = "the tables of this build have nothing at or near that date"


def reproduces(figure: str, *concepts: str | None) -> Callable[[Reproduction], Reproduction]:
    """Mark a function as the one that computes `figure` under these concepts (None: printed without one)."""

    def register(function: Reproduction) -> Reproduction:
        for concept in concepts or (None,):
            if (figure, concept) in REPRODUCTIONS:
                raise ValueError(f"{figure} ({concept}) is reproduced twice")
            REPRODUCTIONS[figure, concept] = function
        return function

    return register


def needed(function: Reproduction) -> tuple[str, ...]:
    """Names of the tables that a reproduction takes."""
    return tuple(inspect.signature(function).parameters)[1:]


def _december(published: Any, capital_concentration: pd.DataFrame, column: str) -> Ours | None:
    rows = capital_concentration[capital_concentration["reference_date"] == published.period_to]
    return Ours(float(rows[column].iloc[0]), published.period_to, "mart.capital_concentration") if len(rows) else None


@reproduces("capital_population", "registration")
def capital_population(published: Any, capital_concentration: pd.DataFrame) -> Ours | None:
    """Persons registered in the capital region."""
    return _december(published, capital_concentration, "capital_population")


@reproduces("national_population", "registration")
def national_population(published: Any, capital_concentration: pd.DataFrame) -> Ours | None:
    """Persons registered in the nation."""
    return _december(published, capital_concentration, "national_population")


@reproduces("capital_share", "registration")
def capital_share(published: Any, capital_concentration: pd.DataFrame) -> Ours | None:
    """Share of registered persons."""
    return _december(published, capital_concentration, "capital_share")


@reproduces("capital_share", "projection")
def projected_share(published: Any, oecd_tl2: pd.DataFrame) -> Ours | None:
    """Share of mid-year people, which the OECD takes from projections; no year to come is in its file."""
    rows = oecd_tl2[(oecd_tl2["country"] == "KOR") & (oecd_tl2["year"] == published.period_to.year)]
    if rows.empty:
        return None
    share = float(rows.loc[rows["region_id"] == "KR01", "population"].sum() / rows["population"].sum())
    reason = "the OECD's file has an older projection than the printed one"
    return Ours(share, published.period_to, "raw.oecd_tl2", reason, explains=0.002)


@reproduces("national_population", "projection")
def projected_population(published: Any, national_population: pd.DataFrame) -> Ours | None:
    """Persons of all ages in the projection."""
    return _projected(published, national_population, "population")


@reproduces("elderly_population", "projection")
def projected_elderly(published: Any, national_population: pd.DataFrame) -> Ours | None:
    """Persons of 65 and over in the projection."""
    return _projected(published, national_population, "aged_65_over")


def _projected(published: Any, national_population: pd.DataFrame, column: str) -> Ours | None:
    projected = national_population[national_population["is_projection"].astype(bool)]
    people = projected.loc[projected["year"] == published.period_to.year, column]
    if people.empty:
        return None
    table, reason = "core.national_population", "printed in ten thousands"
    return Ours(float(people.iloc[0]), published.period_to, table, reason, explains=5_000)


@reproduces("national_area", "cadastral")
def national_area(published: Any, official_area: pd.DataFrame) -> Ours | None:
    """Registered area of the nation."""
    rows = official_area[(official_area["level"] == "nation") & (official_area["reference_date"] == published.period_to)]
    return Ours(float(rows["area_km2"].iloc[0]), published.period_to, "core.official_area") if len(rows) else None


@reproduces("capital_area_share", "cadastral", "as printed in the editorial")
def capital_area_share(published: Any, official_area: pd.DataFrame) -> Ours | None:
    """Share of the registered area: the nearest date at or before."""
    rows = official_area[
        (official_area["reference_date"] <= published.period_to) & official_area["level"].isin(["nation", "sido"])
    ]
    day = rows["reference_date"].max()
    area = rows[rows["reference_date"] == day].set_index("unit_id")["area_km2"]
    if not {"nation", *CAPITAL} <= set(area.index):
        return None
    unsaid = "" if published.concept == "cadastral" else "what the editorial divided by what is not said"
    return Ours(float(area[list(CAPITAL)].sum() / area["nation"]), day, "core.official_area", differs=unsaid)


@reproduces("grdp_share", "nominal", "nominal rebased")
def grdp_share(published: Any, sido_figure_reported: pd.DataFrame) -> Ours | None:
    """Share of gross regional domestic product at current prices, in accounts of prices of 2020."""
    table = sido_figure_reported
    rows = table[(table["figure"] == "grdp") & (table["reference_date"] == published.period_to)]
    if rows.empty:
        return None
    share = float(rows.loc[rows["megaregion"] == "capital", "value"].sum() / rows["value"].sum())
    if published.concept == "nominal" and published.period_to.year < FIRST_YEAR_IN_PRICES_OF_2020:
        reason = "the file here is of the accounts in prices of 2020; those before had 0.003 less for 2022, as both were printed"
        return Ours(share, published.period_to, "core.sido_figure_reported", reason, explains=0.0035)
    reason = "the printed figure is of a first, provisional release; a later one moved 2023 by 0.002, as both were printed"
    return Ours(share, published.period_to, "core.sido_figure_reported", reason, explains=0.0025)


@reproduces("capital_share", "register census")
def census_share(published: Any, sido_census_population: pd.DataFrame) -> Ours | None:
    """Share of the persons of the register census, foreigners included, of the census within the period."""
    days = sido_census_population["reference_date"]
    rows = sido_census_population[(days >= published.period_from) & (days <= published.period_to)]
    if rows.empty:
        return None
    share = float(rows.loc[rows["unit_id"].isin(CAPITAL), "population"].sum() / rows["population"].sum())
    return Ours(share, rows["reference_date"].iloc[0], "core.sido_census_population")


@reproduces("designated_decline_areas", "legal designation")
def decline_areas(published: Any, decline_area: pd.DataFrame) -> Ours | None:
    """Population-decline areas named in the notice."""
    rows = decline_area[decline_area["designated_from"] <= published.period_to]
    return Ours(float(len(rows)), published.period_to, "core.decline_area") if len(rows) else None


@reproduces("institutions_relocated", "innovation cities", "all destinations")
def institutions_relocated(published: Any, innovation_city: pd.DataFrame) -> Ours | None:
    """Institutions that moved to the innovation cities."""
    moved = innovation_city[innovation_city["moved_date"] <= published.period_to]["institutions_moved"]
    reason = "41 of the 153 moved elsewhere, Sejong among them; only the innovation cities are listed here"
    return Ours(float(moved.sum()), published.period_to, "core.innovation_city", reason, explains=41) if len(moved) else None


@reproduces("net_inflow_cumulative", "registered moves all ages")
def net_inflow_cumulative(published: Any, kosis_sido_migration: pd.DataFrame) -> Ours | None:
    """Moves into the capital region minus moves out of it, all years from the first to the last printed."""
    names = {"서울특별시", "인천광역시", "경기도"}
    table = kosis_sido_migration[kosis_sido_migration["moves"].notna()]
    table = table[table["year"].between(published.period_from.year, published.period_to.year)]
    table = table[(table["from_name"] != "전국") & (table["to_name"] != "전국")]
    if set(table["year"]) != set(range(published.period_from.year, published.period_to.year + 1)):
        return None
    start, end = table["from_name"].isin(names), table["to_name"].isin(names)
    net = table.loc[~start & end, "moves"].sum() - table.loc[start & ~end, "moves"].sum()
    return Ours(float(net), published.period_to, "raw.kosis_sido_migration")


@reproduces("at_risk_count", "registration", "mid-year")
def at_risk(published: Any, at_risk_count: pd.DataFrame) -> Ours | None:
    """Units of the day at risk, between the dates either side."""
    return _units(published, at_risk_count, "then_at_risk")


@reproduces("high_risk_count", "registration")
def high_risk(published: Any, at_risk_count: pd.DataFrame) -> Ours | None:
    """Units of the day at high risk, between the dates either side."""
    return _units(published, at_risk_count, "then_high_risk")


def _units(published: Any, at_risk_count: pd.DataFrame, column: str) -> Ours | None:
    day = dt.date(published.period_to.year, 7, 1) if published.concept == "mid-year" else published.period_to
    table = at_risk_count[at_risk_count["unit_set"] == published.unit_set].dropna(subset=[column])
    table = table.sort_values("reference_date")
    before, after = table[table["reference_date"] <= day], table[table["reference_date"] >= day]
    if before.empty or after.empty:
        return None
    first, last = before.iloc[-1], after.iloc[0]
    near = min((first, last), key=lambda row: abs(row["reference_date"] - day))
    missing = int(near["then_missing_units"])
    days = " and ".join(dict.fromkeys(f"{row['reference_date']:%Y-%m}" for row in (first, last)))
    reason = f"counts here are of {days}, the printed one of {published.period}"
    reason += f"; without figures on our date: {near['then_missing_names']}" if missing else ""
    reason += "; mid-year population is another concept" if published.concept == "mid-year" else ""
    close = int(near["then_near_limit"])
    reason += f"; {close} of the day stood within {NEAR_LIMIT} of the limit" if close else ""
    return Ours(
        float(near[column]), near["reference_date"], "mart.at_risk_count", reason, missing_units=missing,
        lower=float(first[column] - first["then_near_limit"]),
        upper=float(last[column] + last["then_missing_units"] + last["then_near_limit"]),
    )  # fmt: skip


@reproduces("oecd_rank_population", "capital region share among 26 countries")
def oecd_rank_population(published: Any, oecd_rank: pd.DataFrame) -> Ours | None:
    """Rank of the Sudogwon's share of people among the shares of the capitals' large regions."""
    return _rank(published, oecd_rank, "population", "sudogwon", among=26)


@reproduces("oecd_rank_gdp", "Seoul and Gyeonggi share")
def oecd_rank_gdp(published: Any, oecd_rank: pd.DataFrame) -> Ours | None:
    """Rank of the share of Seoul and Gyeonggi in GDP among the shares of the capitals' large regions."""
    return _rank(published, oecd_rank, "gdp", "seoul_gyeonggi", among=None)


def _rank(published: Any, oecd_rank: pd.DataFrame, measure: str, korea_region: str, *, among: int | None) -> Ours | None:
    """Rank in the newest year until the printed one. Members that are not in the file may all stand above Korea, or none.

    `among` is the number of countries that was printed; a rank among another number is of another set.
    """
    rows = oecd_rank[
        (oecd_rank["measure"] == measure) & (oecd_rank["which"] == "capital")
        & (oecd_rank["at_least_regions"] == 2) & (oecd_rank["year"] <= published.period_to.year)
    ]  # fmt: skip
    newest = rows[rows["year"] == rows["year"].max()]
    own: list[Any] = list(newest[newest["korea_region"] == korea_region].itertuples(index=False))
    if not own:
        return None
    rank, countries, day = int(own[0].rank), int(own[0].countries), year_end(own[0].year)
    lowest, highest = int(newest["rank"].min()), int(newest["rank"].max())
    reason = f"rank among {countries} countries, from {lowest} to {highest} by definition (mart.oecd_rank)"
    lacking = max(len(MEMBERS) - countries, 0)
    if among is None:
        other = f"which countries were compared is not said; {lacking} members are not in the file and may stand above"
        upper = rank + lacking if day == published.period_to else None
        return Ours(float(rank), day, "mart.oecd_rank", reason, lower=float(rank), upper=upper, differs=other)
    other = f"{countries} countries of {day.year}, not the {among} of {published.period_to.year}"
    same = countries == among and day == published.period_to
    return Ours(float(rank), day, "mart.oecd_rank", reason, differs="" if same else other)
