"""Value added and income of sido."""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.lake.asset import asset
from assets.panel.named_units import sido_by_name
from assets.panel.on_reference import on_reference, rates_on_reference
from domain.days import year_ends
from domain.history import GROUP_FROM, day_of
from domain.identify import SIDO, identify
from domain.industries import ACTIVITIES, WHOLES
from domain.product import AMOUNTS
from expectations.contracts.sido_figures import SIDO_INCOME
from expectations.contracts.value_added import SIDO_VALUE_ADDED, SIDO_VOLUME

# Value added of sido by activity and year, from the regional accounts, on the reference geography.
#
# Figures are never shared out to a sido that was divided off later: manufacturing does not live where people live.

# Items of the file: amounts at prices of the year, and chained volumes in prices of a reference year, which do not add up.
CURRENT, VOLUME = "명목", "실질"

# The file prints the sido of one day in all years; which they were part of before their first year in it.
PART_OF_BEFORE = {
    "gwangju": ("jeonnam", 1987),
    "daejeon": ("chungnam", 1989),
    "ulsan": ("gyeongnam", 1998),
    "sejong": ("chungnam", 2013),
}


@asset(contract=SIDO_VALUE_ADDED)
def sido_value_added(kosis_grdp: pd.DataFrame, region: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Million KRW at current prices. One row per sido, year and activity that has a figure."""
    return _accounts(kosis_grdp, region, crosswalk, item=CURRENT, activities=ACTIVITIES, amount="value_added")


@asset(contract=SIDO_VOLUME)
def sido_volume(kosis_grdp: pd.DataFrame, region: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Million KRW as chained volumes. One row per sido, year and activity that has a figure, the printed wholes among them."""
    table = _accounts(kosis_grdp, region, crosswalk, item=VOLUME, activities=ACTIVITIES | WHOLES, amount="volume")
    return table.assign(price_year=price_year(kosis_grdp))


def price_year(kosis_grdp: pd.DataFrame) -> int | None:
    """The year in whose prices volumes are: that in which all of them are the amounts at current prices; None without one."""
    cell = ["region_name", "activity_name", "year"]
    current, volume = (
        kosis_grdp[kosis_grdp["item"] == item].dropna(subset="value").set_index(cell)["value"] for item in (CURRENT, VOLUME)
    )
    apart = (volume - current).abs().dropna().groupby("year").max()
    same = apart[apart < 1].index
    return int(same.max()) if len(same) else None


def _accounts(
    kosis_grdp: pd.DataFrame, region: pd.DataFrame, crosswalk: pd.DataFrame, *, item: str, activities: dict[str, str], amount: str
) -> pd.DataFrame:
    """Figures of one item and of some activities, by their names here, on the reference geography."""
    printed = kosis_grdp[(kosis_grdp["item"] == item) & kosis_grdp["value"].notna()]
    day = day_of(SIDO.written(region), "region_name", printed["region_name"])
    table = pd.DataFrame(
        {
            "unit_id": identify(printed["region_name"], region, SIDO, day),
            "activity": printed["activity_name"].map(activities),
            "year": printed["year"],
            amount: printed["value"],
            "names_of": day.date(),
        }
    ).dropna()
    converted = on_reference(
        table, crosswalk, track="sido", day="names_of", by=["year", "activity"], counts=[amount], absent="zero"
    )
    converted["reference_date"] = year_ends(converted["year"])
    return converted.assign(own_borders=own_borders(converted["unit_id"], converted["year"]))


def own_borders(units: pd.Series, years: pd.Series) -> pd.Series:
    """False where a figure holds a sido that the file prints apart only later."""
    first = pd.Series({holder: 0 for holder, _ in PART_OF_BEFORE.values()})
    for holder, year in PART_OF_BEFORE.values():
        first[holder] = max(first[holder], year)
    return years >= units.map(first).fillna(0)


def not_yet_apart(year: int) -> set[str]:
    """Sido whose figures of `year` stand within those of another."""
    return {unit for unit, (_, first) in PART_OF_BEFORE.items() if year < first}


# Product, income and consumption per head by sido on the reference geography: amounts are averaged, never summed.
#
# Totals of product are `sido_figure.py`; product per registered person, which is another amount, is an indicator.


@asset(contract=SIDO_INCOME)
def sido_income(
    kosis_sido_income: duckdb.DuckDBPyRelation,
    sido_population_reported: duckdb.DuckDBPyRelation,
    region: duckdb.DuckDBPyRelation,
    crosswalk: pd.DataFrame,
) -> pd.DataFrame:
    """Thousand KRW per head. One row per sido and year of which an amount is known.

    Where several sido meet in one, amounts are averaged with registered people; where these are not known for the year, only
    a sido that stayed itself has a row. A part that held less than 2 % of a sido's people is taken for nothing.
    """
    reported = _with_people(sido_by_name(kosis_sido_income, region), sido_population_reported, region).df()
    reported["reference_date"] = reported["reference_date"].dt.date
    alone, averaged = (_amounts(reported, crosswalk, people) for people in (None, "people"))
    return pd.concat([alone, averaged]).drop_duplicates(["unit_id", "reference_date"])


def _with_people(
    income: duckdb.DuckDBPyRelation, sido_population_reported: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Amounts of each sido and year since the history begins, and its registered people."""
    return duckdb.sql("""
        SELECT i.unit_id, year_end(i.year) AS reference_date,
               max(i.per_head) FILTER (i.item = '1인당 지역내총생산') AS product_per_head,
               max(i.per_head) FILTER (i.item = '1인당 지역총소득') AS income_per_head,
               max(i.per_head) FILTER (i.item = '1인당 개인소득') AS personal_income_per_head,
               max(i.per_head) FILTER (i.item = '1인당 민간소비') AS consumption_per_head,
               bool_or(i.is_provisional) AS is_provisional, max(p.population) AS people
        FROM income AS i
        LEFT JOIN sido_population_reported AS p
          ON p.unit_id = i.unit_id AND p.reference_date = year_end(i.year)
        WHERE year_end(i.year) >= (SELECT min(valid_from) FROM region WHERE level = 'sido')
        GROUP BY i.unit_id, i.year
    """)


def _amounts(reported: pd.DataFrame, crosswalk: pd.DataFrame, people: str | None) -> pd.DataFrame:
    """Rows with an amount on the reference; averaged with the column `people`, else only where one sido is one still."""
    converted = rates_on_reference(
        reported,
        crosswalk,
        track="sido",
        day="reference_date",
        by=["reference_date", "is_provisional"],
        rates=AMOUNTS,
        denominator=people,
        negligible=GROUP_FROM,
    )
    return converted.dropna(subset=AMOUNTS, how="all")
