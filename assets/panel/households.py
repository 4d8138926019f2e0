"""Registered households by sigungu and December since 2000: as reported, and on the reference geography."""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.io.asset import asset
from assets.panel.named_units import named_units
from assets.panel.on_reference import on_reference
from expectations.contracts.households import HOUSEHOLDS_TABLE
from expectations.contracts.households_reported import HOUSEHOLDS_REPORTED


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
    return named_units(printed, region)


@asset(contract=HOUSEHOLDS_TABLE)
def households(households_reported: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Households on the reference geography. One row per known unit and December."""
    converted = on_reference(
        households_reported, crosswalk, track="kosis", day="source_vintage", by=["reference_date"], counts=["households"]
    )
    return converted[converted["households"].notna()]
