"""Active businesses by sigungu and year since 2010, from tax statistics: as reported, and on the reference geography."""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.io.asset import asset
from assets.panel.named_units import named_units
from assets.panel.on_reference import on_reference
from expectations.contracts.businesses import BUSINESSES_TABLE
from expectations.contracts.businesses_reported import BUSINESSES_REPORTED


@asset(contract=BUSINESSES_REPORTED)
def businesses_reported(tax_businesses: duckdb.DuckDBPyRelation, region: pd.DataFrame) -> pd.DataFrame:
    """Businesses of all kinds by unit of the KOSIS set. One row per unit and December.

    In 2013 Cheongwon-gun is counted in Cheongju, half a year before their merger, so that year has the borders of July
    2014. What is printed for Yeongi-gun in 2012 and 2013, after its end, is left out: 15 and 8 businesses.
    """
    printed = duckdb.sql("""
        SELECT sido_name, region_name, make_date(year, 12, 31) AS reference_date, businesses,
               CASE year WHEN 2013 THEN DATE '2014-07-01' ELSE make_date(year, 12, 31) END AS source_vintage
        FROM tax_businesses
        WHERE kind_name = '총계' AND businesses IS NOT NULL
    """).df()
    return named_units(printed, region)


@asset(contract=BUSINESSES_TABLE)
def businesses(businesses_reported: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Businesses on the reference geography. One row per known unit and December."""
    converted = on_reference(
        businesses_reported, crosswalk, track="kosis", day="source_vintage", by=["reference_date"], counts=["businesses"]
    )
    return converted[converted["businesses"].notna()]
