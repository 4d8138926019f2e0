"""Product, income and consumption per head by sido on the reference geography: amounts are averaged, never summed.

Totals of product are `sido_figure.py`; product per registered person, which is another amount, is an indicator.
"""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.io.asset import asset
from assets.panel.on_reference import rates_on_reference
from expectations.contracts.sido_figure import GROUP_FROM
from expectations.contracts.sido_income import AMOUNTS, SIDO_INCOME


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
    reported = duckdb.sql("""
        WITH sido AS (
            SELECT * FROM region WHERE level = 'sido'
        ),
        named AS (
            SELECT DISTINCT name_ko, unit_id FROM sido
        )
        SELECT n.unit_id, make_date(i.year, 12, 31) AS reference_date,
               max(i.per_head) FILTER (i.item = '1인당 지역내총생산') AS product_per_head,
               max(i.per_head) FILTER (i.item = '1인당 지역총소득') AS income_per_head,
               max(i.per_head) FILTER (i.item = '1인당 개인소득') AS personal_income_per_head,
               max(i.per_head) FILTER (i.item = '1인당 민간소비') AS consumption_per_head,
               bool_or(i.is_provisional) AS is_provisional, max(p.population) AS people
        FROM kosis_sido_income AS i
        JOIN named AS n ON n.name_ko = i.region_name
        LEFT JOIN sido_population_reported AS p
          ON p.unit_id = n.unit_id AND p.reference_date = make_date(i.year, 12, 31)
        WHERE make_date(i.year, 12, 31) >= (SELECT min(valid_from) FROM sido)
        GROUP BY n.unit_id, i.year
    """).df()
    reported["reference_date"] = reported["reference_date"].dt.date
    alone, averaged = (_amounts(reported, crosswalk, people) for people in (None, "people"))
    return pd.concat([alone, averaged]).drop_duplicates(["unit_id", "reference_date"])


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
