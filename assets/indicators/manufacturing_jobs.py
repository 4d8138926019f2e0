"""Manufacturing jobs by sigungu: their share, location quotient, and index chained within segments that count alike.

By value added, manufacturing stands in `manufacturing.py`; the composite that uses both is `rust_belt.py`.
"""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd

from assets.io.asset import asset
from assets.panel.region_sums import named
from expectations.contracts.manufacturing_jobs import LARGEST_DIFFERENCE, MANUFACTURING_JOBS


@asset(contract=MANUFACTURING_JOBS)
def manufacturing_jobs(
    sigungu_workers: duckdb.DuckDBPyRelation,
    sido_workers_comparison: duckdb.DuckDBPyRelation,
    kosis_sido_industry: duckdb.DuckDBPyRelation,
    kosis_establishments: duckdb.DuckDBPyRelation,
    region: duckdb.DuckDBPyRelation,
    reference_region: pd.DataFrame,
) -> pd.DataFrame:
    """Workers (persons), ratios and quotients. One row per sigungu and year of which anything is published.

    The nation is taken from the table that counts as the sigungu do: visited establishments, or registers too.
    """
    found = duckdb.sql("""
        WITH nation AS (
            SELECT year, 'survey' AS basis, max(workers) FILTER (section = 'C') / max(workers) FILTER (section = 'total') AS share
            FROM kosis_sido_industry
            WHERE region_name = '전국' AND kind_name = '계'
            GROUP BY year
            UNION ALL
            SELECT year, 'register', max(value) FILTER (industry_code = '10~34') / max(value) FILTER (industry_code = '0')
            FROM kosis_establishments
            WHERE region_name = '전국' AND item = '종사자수'
            GROUP BY year
        ),
        sido AS (
            SELECT r.unit_id, d.reference_date, any_value(r.sido_unit_id) AS sido_unit_id
            FROM region AS r
            JOIN (SELECT DISTINCT reference_date FROM sigungu_workers) AS d
              ON d.reference_date >= r.valid_from AND d.reference_date < coalesce(r.valid_to, DATE '9999-12-31')
            GROUP BY ALL
        ),
        difference AS (
            SELECT unit_id AS sido_unit_id, reference_date,
                   workers_difference / nullif(workers_national, 0) AS national_difference
            FROM sido_workers_comparison
            WHERE section = 'C' AND comparability = 'same'
        )
        SELECT c.unit_id AS region_id, c.reference_date, c.workers AS manufacturing_workers, t.workers, c.status,
               c.workers / nullif(t.workers, 0) AS workers_share, workers_share / n.share AS workers_lq,
               x.national_difference, c.ksic, c.basis, c.segment, c.interpolated
        FROM sigungu_workers AS c
        LEFT JOIN sigungu_workers AS t
          ON t.unit_id = c.unit_id AND t.reference_date = c.reference_date AND t.section = 'total'
        LEFT JOIN nation AS n ON n.year = year(c.reference_date) AND n.basis = c.basis
        LEFT JOIN sido AS s ON s.unit_id = c.unit_id AND s.reference_date = c.reference_date
        LEFT JOIN difference AS x ON x.sido_unit_id = s.sido_unit_id AND x.reference_date = c.reference_date
        WHERE c.section = 'C'
        ORDER BY region_id, c.reference_date
    """)
    table: pd.DataFrame = found.to_arrow_table().to_pandas(date_as_object=True)
    usable = table["national_difference"].abs().fillna(0) <= LARGEST_DIFFERENCE
    table = table.assign(level="sigungu", usable=usable, manufacturing_workers=table["manufacturing_workers"].astype("float64"))
    table["jobs_index"] = chained(table, table["manufacturing_workers"].where(usable))
    peak = table.groupby("region_id")["jobs_index"].cummax()
    table["jobs_loss"] = 1 - table["jobs_index"] / peak.where(peak > 0)
    return named(table, reference_region)


def chained(table: pd.DataFrame, workers: pd.Series) -> pd.Series:
    """Index of `workers` of each unit, 1 in its first known year; it moves within a segment and stands still over a break.

    `table` has `region_id` and `segment` in the order of dates. Unknown years have no index and are passed over.
    """
    known = workers.dropna()
    unit, segment = table.loc[known.index, "region_id"], table.loc[known.index, "segment"]
    before = known.groupby(unit).shift()
    same = segment == segment.groupby(unit).shift()
    step = np.where(same & (before > 0), known / before, 1.0)
    return pd.Series(step, known.index).groupby(unit).cumprod().reindex(table.index)
