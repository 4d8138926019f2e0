"""Households and businesses on the reference geography."""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.lake.asset import asset
from assets.panel.named_units import named_units
from assets.panel.on_reference import on_reference
from domain.identify import IN_SIDO
from expectations.contracts.households_businesses import (
    BUSINESSES_REPORTED,
    BUSINESSES_TABLE,
    HOUSEHOLDS_REPORTED,
    HOUSEHOLDS_TABLE,
)

# Registered households by sigungu and December since 2000: as reported, and on the reference geography.


@asset(contract=HOUSEHOLDS_REPORTED)
def households_reported(kosis_households: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Households by unit of the KOSIS set. One row per unit and December.

    Until 2002 the sheet counts the branch offices of Jeungpyeong and Gyeryong apart from Goesan and Nonsan, as the
    gun and the si which they became in 2003; the figures of those years are on the borders of the end of 2003.
    """
    printed = duckdb.sql("""
        SELECT sido_name, unnest(CASE row_kind WHEN 'branch_office' THEN [office || '군', office || '시'] ELSE [region_name] END)
                   AS region_name,
               greatest(reference_date, DATE '2003-12-31') AS source_vintage, reference_date, households
        FROM (SELECT *, regexp_replace(region_name, '출장소$', '') AS office FROM kosis_households)
        WHERE households IS NOT NULL AND (row_kind = 'sigungu' OR (row_kind = 'branch_office' AND households > 0))
    """)
    return named_units(printed, region, IN_SIDO, "source_vintage")


@asset(contract=HOUSEHOLDS_TABLE)
def households(households_reported: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Households on the reference geography. One row per known unit and December."""
    converted = on_reference(
        households_reported, crosswalk, track="kosis", day="source_vintage", by=["reference_date"], counts=["households"]
    )
    return converted[converted["households"].notna()]


# Active businesses by sigungu and year since 2010, from tax statistics: as reported, and on the reference geography.


@asset(contract=BUSINESSES_REPORTED)
def businesses_reported(tax_businesses: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Businesses of all kinds by unit of the KOSIS set. One row per unit and December.

    Three faults of the file are mended or left out. In 2013 Cheongwon-gun is counted in Cheongju, half a year before
    their merger, so that year has the borders of July 2014. In 2010 the figures of the two cities of Jeju stand under
    each other's name (16,714 and 50,638, then 52,135 and 17,172); the larger is taken for Jeju-si, so that a corrected
    file is read rightly too. What is printed for Yeongi-gun after its end is left out: 15 and 8 businesses.
    """
    printed = duckdb.sql("""
        SELECT sido_name, year_end(year) AS reference_date, businesses,
               CASE WHEN sido_name = '제주특별자치도' AND year = 2010 THEN
                   CASE row_number() OVER (PARTITION BY sido_name, year ORDER BY businesses DESC)
                       WHEN 1 THEN '제주시'
                       ELSE '서귀포시'
                   END
               ELSE region_name END AS region_name,
               CASE year WHEN 2013 THEN DATE '2014-07-01' ELSE year_end(year) END AS source_vintage
        FROM tax_businesses
        WHERE kind_name = '총계' AND businesses IS NOT NULL
    """)
    return named_units(printed, region, IN_SIDO, "source_vintage")


@asset(contract=BUSINESSES_TABLE)
def businesses(businesses_reported: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Businesses on the reference geography. One row per known unit and December."""
    converted = on_reference(
        businesses_reported, crosswalk, track="kosis", day="source_vintage", by=["reference_date"], counts=["businesses"]
    )
    return converted[converted["businesses"].notna()]
