"""Average apartment sale and jeonse prices by region of the reference geography, and since when each sample holds.

A level is carried over where one unit became one, never averaged or summed; a part that held less than 2 % of a unit's
people (Gunwi-gun of Gyeongbuk) is taken for nothing. The index, which is chained over samples, is
`apartment_price_month.py`.
"""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd

from assets.geography.crosswalk import Track
from assets.io.asset import asset
from assets.panel.named_units import named_units
from assets.panel.on_reference import rates_on_reference
from expectations.contracts.apartment_price_level import APARTMENT_PRICE_LEVEL
from expectations.contracts.sido_figure import GROUP_FROM
from expectations.history import short_sido_name
from expectations.rules.price_level import REDRAWN_FROM, SHARE_OF_REGIONS

REGION = ["level", "region_id"]
PRICES = ["sale_price", "jeonse_price"]


@asset(contract=APARTMENT_PRICE_LEVEL)
def apartment_price_level(
    reb_price_level: duckdb.DuckDBPyRelation,
    apartment_price_month: pd.DataFrame,
    region: duckdb.DuckDBPyRelation,
    crosswalk: pd.DataFrame,
) -> pd.DataFrame:
    """Thousand KRW. One row per sido or sigungu and month of which a price is known.

    Names are read among the units of the month. What is printed for a unit after its end is left out: Yeongi-gun in July to
    November 2012. Sejong is printed as a sido and is its own sigungu too.
    """
    sido = region.filter("level = 'sido'").df()
    printed = _printed(reb_price_level, sido.assign(short=sido["name_ko"].map(short_sido_name)))
    below = named_units(printed.filter("row_kind <> 'gu'").project("* EXCLUDE (unit_id)"), region)
    tables: dict[Track, duckdb.DuckDBPyRelation] = {"sido": printed.filter("row_kind = 'sido'"), "kosis": below}
    parts = [_on_reference(found.df(), crosswalk, track) for track, found in tables.items()]
    table = pd.concat(parts, ignore_index=True).dropna(subset=PRICES, how="all")
    return table.assign(
        jeonse_ratio=table["jeonse_price"] / table["sale_price"],
        sample_since=table["month"].map(sample_since(table, apartment_price_month)),
    )


def sample_since(levels: pd.DataFrame, index: pd.DataFrame) -> dict[object, object]:
    """The first month of its sample for each month of `levels`, up to the last one that the index reaches without a gap.

    A sample was redrawn in a month when for more than a tenth of the regions the average sale price and the index part by
    2 % or more. `levels` has `level, region_id, month, sale_price`, `index` `level, region_id, month, price_index`.
    """
    since: dict[object, object] = {}
    begun: object = None
    apart = departures(levels, index)
    for number, month in enumerate(sorted(levels["month"].unique())):
        if number and month not in apart:
            break
        if not number or apart[month] >= REDRAWN_FROM:
            begun = month
        since[month] = begun
    return since


def departures(levels: pd.DataFrame, index: pd.DataFrame) -> dict[object, float]:
    """Per month: how far sale price and index part since the month before, at the tenth of regions where most; log points."""
    both = levels.merge(index[[*REGION, "month", "price_index"]], on=[*REGION, "month"]).sort_values([*REGION, "month"])
    logs = pd.DataFrame({name: np.log(both[name].astype("float64")) for name in ("sale_price", "price_index")})
    before = logs.groupby([both[key] for key in REGION]).diff()
    moved = (before["sale_price"] - before["price_index"]).abs()
    months = pd.to_datetime(both["month"]).dt.to_period("M").map(lambda month: month.ordinal)
    step = months.groupby([both[key] for key in REGION]).diff()
    known = moved.where(step == 1).dropna()
    return known.groupby(both.loc[known.index, "month"]).quantile(1 - SHARE_OF_REGIONS).to_dict()


def _printed(reb_price_level: duckdb.DuckDBPyRelation, sido: pd.DataFrame) -> duckdb.DuckDBPyRelation:
    """Both prices of each printed region and month; `sido_name` in full, `unit_id` of a sido alive in that month."""
    return duckdb.sql("""
        SELECT s.name_ko AS sido_name, regexp_replace(p.region_name, '^[(]구[)]', '') AS region_name, p.row_kind,
               p.month, p.month AS source_vintage, CASE p.row_kind WHEN 'sido' THEN s.unit_id END AS unit_id,
               max(p.price) FILTER (p.price_kind = 'sale') AS sale_price,
               max(p.price) FILTER (p.price_kind = 'jeonse') AS jeonse_price
        FROM reb_price_level AS p
        JOIN sido AS s
          ON s.short = p.sido_name AND p.month >= s.valid_from AND p.month < coalesce(s.valid_to, DATE '9999-12-31')
        WHERE p.price IS NOT NULL
        GROUP BY ALL
    """)


def _on_reference(found: pd.DataFrame, crosswalk: pd.DataFrame, track: Track) -> pd.DataFrame:
    found = found.assign(month=found["month"].dt.date)
    carried = rates_on_reference(found, crosswalk, track=track, day="month", by=["month"], rates=PRICES, negligible=GROUP_FROM)
    level = "sido" if track == "sido" else "sigungu"
    return carried.assign(level=level).rename(columns={"unit_id": "region_id"})
