"""Workers and establishments by sigungu, section and year since 2015: as published, and on the reference geography.

What a sido suppresses or does not publish stays empty and marked; nothing is filled.
"""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.io.asset import asset
from assets.panel.named_units import named_units
from assets.panel.on_reference import on_reference, units_of_day
from expectations.contracts.sido_workers_comparison import TOLERANCE_PERCENT
from expectations.contracts.sigungu_workers import SIGUNGU_WORKERS
from expectations.contracts.sigungu_workers_reported import SIGUNGU_WORKERS_REPORTED
from expectations.segments import counted_in, segment_names

CELL = ["reference_date", "section"]
COUNTS = ["workers", "establishments"]
# From what spoils a sum least to what spoils it most.
WORSE = {"status": ("none", "reported", "suppressed", "missing"), "national_check": ("agrees", "not_compared", "differs")}


@asset(contract=SIGUNGU_WORKERS_REPORTED)
def sigungu_workers_reported(
    kosis_sigungu_establishments: duckdb.DuckDBPyRelation,
    sido_workers_comparison: duckdb.DuckDBPyRelation,
    region: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    """Workers (persons) and establishments by unit of the KOSIS set. One row per unit, December and section.

    Rows of sigungu are taken, cities whole. The row of a sido is looked for under its short name, which is a unit in Sejong
    alone. A `-` beside a total is nobody; one in a year without a total is a year that is not published.
    """
    printed = duckdb.sql("""
        WITH cell AS (
            SELECT *, CASE row_kind WHEN 'sido' THEN left(sido_name, 2) ELSE region_name END AS printed_name,
                   max(workers_status) FILTER (section = 'total') OVER unit_year <> 'not_existing' AS published
            FROM kosis_sigungu_establishments
            WHERE row_kind IN ('sigungu', 'sido')
            WINDOW unit_year AS (PARTITION BY sido_name, region_name, year)
        )
        SELECT sido_name, printed_name AS region_name, make_date(year, 12, 31) AS source_vintage,
               make_date(year, 12, 31) AS reference_date, section,
               CASE WHEN workers_status = 'not_existing' AND published THEN 0 ELSE workers END AS workers,
               CASE WHEN establishments_status = 'not_existing' AND published THEN 0 ELSE establishments END AS establishments,
               CASE workers_status WHEN 'not_existing' THEN CASE WHEN published THEN 'none' ELSE 'missing' END
                                   ELSE workers_status END AS status,
               source_file, source_row
        FROM cell
        WHERE section NOT IN ('T', 'U')
    """)
    return _held(named_units(printed, region), sido_workers_comparison, region)


@asset(contract=SIGUNGU_WORKERS)
def sigungu_workers(sigungu_workers_reported: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Workers (persons) and establishments on the reference geography. One row per unit, December and section published."""
    converted = on_reference(sigungu_workers_reported, crosswalk, track="kosis", day="source_vintage", by=CELL, counts=COUNTS)
    if converted.empty:
        return pd.DataFrame(columns=list(SIGUNGU_WORKERS.column_names))
    table = converted.merge(_worst(sigungu_workers_reported, crosswalk), on=["unit_id", *CELL], validate="one_to_one")
    # A unit put together from one that has a row and one that has none.
    lacks = table["workers"].isna() & table["status"].isin(["none", "reported"])
    years = pd.Series([day.year for day in table["reference_date"]], index=table.index)
    counted = {year: counted_in(year) for year in set(years)}
    return table.assign(
        status=table["status"].mask(lacks, "missing"),
        ksic=years.map({year: known.ksic for year, known in counted.items()}),
        basis=years.map({year: known.basis for year, known in counted.items()}),
        segment=years.map(segment_names(years)),
    )


def _held(
    found: duckdb.DuckDBPyRelation, sido_workers_comparison: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """`found` with `national_check` of the sido that each unit lay in that year."""
    return duckdb.sql(
        """
        WITH held AS (
            SELECT unit_id AS sido_unit_id, reference_date, section,
                   CASE WHEN max(abs(workers_difference_percent)) > $tolerance THEN 'differs' ELSE 'agrees' END AS national_check
            FROM sido_workers_comparison
            WHERE comparability = 'same'
            GROUP BY ALL
        )
        SELECT f.*, coalesce(h.national_check, 'not_compared') AS national_check
        FROM found AS f
        JOIN region AS r
          ON r.unit_id = f.unit_id AND r.in_kosis AND f.source_vintage >= r.valid_from
         AND f.source_vintage < coalesce(r.valid_to, DATE '9999-12-31')
        LEFT JOIN held AS h USING (sido_unit_id, reference_date, section)
        """,
        params={"tolerance": TOLERANCE_PERCENT},
    )


def _worst(reported: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """`status` and `national_check` by cell of the reference units: the worst of the units that each is made of."""
    parts = [
        rows.merge(
            units_of_day(crosswalk, track="kosis", day=pd.Timestamp(str(date))), left_on="unit_id", right_on="from_unit_id"
        )
        for date, rows in reported.groupby("source_vintage")
    ]
    table = pd.concat(parts, ignore_index=True).drop(columns="unit_id").rename(columns={"to_unit_id": "unit_id"})
    ranks = pd.DataFrame({name: table[name].map(order.index) for name, order in WORSE.items()})
    worst = ranks.groupby([table[key] for key in ("unit_id", *CELL)]).max()
    return worst.assign(**{name: worst[name].map(dict(enumerate(order))) for name, order in WORSE.items()}).reset_index()
