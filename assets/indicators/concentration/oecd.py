"""Korea's capital region among OECD countries: shares of one large region (TL2), and Korea's rank under each definition."""

from __future__ import annotations

import duckdb

from assets.lake.asset import asset
from expectations.contracts.inequality import OECD_COMPARISON, OECD_RANK


@asset(contract=OECD_COMPARISON)
def oecd_comparison(oecd_tl2: duckdb.DuckDBPyRelation, oecd_capital_region: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Share of the capital's and of the largest region. One row per country, year, measure and kind of region.

    A country with a faulty row is left out of that year: a share of an incomplete country is wrong.
    """
    return duckdb.sql("""
        WITH complete AS (
            SELECT country, year, count(*) AS regions
            FROM oecd_tl2
            GROUP BY ALL
            HAVING count(known_fault) = 0 AND count(*) > 1
        ),
        long AS (
            SELECT country, year, region_id, unnest(['population', 'gdp']) AS measure, unnest([population, gdp]) AS value
            FROM oecd_tl2
        ),
        shared AS (
            SELECT *, value / sum(value) OVER (PARTITION BY country, year, measure)::DOUBLE AS share,
                   row_number() OVER (PARTITION BY country, year, measure ORDER BY value DESC, region_id) AS place
            FROM long
            JOIN complete USING (country, year)
        ),
        chosen AS (
            SELECT *, 'largest' AS which FROM shared WHERE place = 1
            UNION ALL
            SELECT s.*, 'capital' FROM shared AS s JOIN oecd_capital_region AS c USING (country, region_id)
        )
        SELECT *, rank() OVER (PARTITION BY year, measure, which ORDER BY share DESC) AS rank,
               count(*) OVER (PARTITION BY year, measure, which) AS countries
        FROM chosen
    """)


@asset(contract=OECD_RANK)
def oecd_rank(
    oecd_comparison: duckdb.DuckDBPyRelation, sido_population: duckdb.DuckDBPyRelation, sido_figure: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Korea's rank. One row per year, measure, kind of region of the others, region of Korea and least number of regions."""
    return duckdb.sql("""
        WITH sido AS (
            SELECT 'population' AS measure, unit_id, year(reference_date) AS year, population AS value FROM sido_population
            UNION ALL
            SELECT 'gdp', unit_id, year(reference_date), value FROM sido_figure WHERE figure = 'grdp'
        ),
        korea AS (
            SELECT year, measure, which, 'sudogwon' AS korea_region, share FROM oecd_comparison WHERE country = 'KOR'
            UNION ALL
            SELECT s.year, s.measure, w.which, r.korea_region,
                   sum(s.value) FILTER (s.unit_id = 'seoul' OR r.korea_region = 'seoul_gyeonggi' AND s.unit_id = 'gyeonggi')
                   / sum(s.value)::DOUBLE
            FROM sido AS s
            CROSS JOIN (VALUES ('seoul'), ('seoul_gyeonggi')) AS r (korea_region)
            CROSS JOIN (VALUES ('capital'), ('largest')) AS w (which)
            GROUP BY ALL
        ),
        others AS (
            SELECT * FROM oecd_comparison WHERE country <> 'KOR'
        )
        SELECT k.year, k.measure, k.which, k.korea_region, l.at_least_regions, k.share,
               1 + count(*) FILTER (o.share > k.share) AS rank,
               1 + count(*) AS countries,
               string_agg(o.country, ', ' ORDER BY o.share DESC, o.country) FILTER (o.share > k.share) AS above
        FROM korea AS k
        CROSS JOIN (VALUES (2), (3), (5), (7)) AS l (at_least_regions)
        JOIN others AS o ON o.year = k.year AND o.measure = k.measure AND o.which = k.which AND o.regions >= l.at_least_regions
        WHERE k.share IS NOT NULL
        GROUP BY ALL
    """)
