"""Who gains and who loses by moves within the country: balance, capital inflow, and the chief partners of each region.

Moves inside a region never count for it. By age nothing is published as flows; see `youth.py`.
"""

from __future__ import annotations

import duckdb

from assets.indicators.migration.crossing import between_regions, divided, published_moves, start_population, without_moves
from assets.lake.asset import asset
from domain.moves import PARTNERS
from expectations.contracts.migration import CAPITAL_INFLOW, MIGRATION_BALANCE, MIGRATION_PARTNER


@asset(contract=MIGRATION_BALANCE)
def migration_balance(
    sido_flow: duckdb.DuckDBPyRelation,
    sigungu_flow: duckdb.DuckDBPyRelation,
    sigungu_moves: duckdb.DuckDBPyRelation,
    kosis_sido_migration: duckdb.DuckDBPyRelation,
    region: duckdb.DuckDBPyRelation,
    crosswalk: duckdb.DuckDBPyRelation,
    region_member: duckdb.DuckDBPyRelation,
    reference_region: duckdb.DuckDBPyRelation,
    sido_population: duckdb.DuckDBPyRelation,
    population: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    """Persons in, out and net, and net moves per 1,000 registered at the year's start. One row per region and year.

    Sigungu of years without the matrix have net moves only, since the sheet of sigungu counts moves within them too. Sido have
    the published moves of the borders of the day beside those of the reference. A year of which a unit has no moves at all has
    no counts: each region's moves lack those from and to it.
    """
    return _balance(
        between_regions(sido_flow, sigungu_flow, region_member),
        without_moves(sido_flow, sigungu_flow, region_member),
        sigungu_moves,
        published_moves(kosis_sido_migration, region),
        start_population(sido_population, population, region_member),
        divided(crosswalk),
        reference_region,
    )


@asset(contract=CAPITAL_INFLOW)
def capital_inflow(
    sido_flow: duckdb.DuckDBPyRelation,
    sigungu_flow: duckdb.DuckDBPyRelation,
    crosswalk: duckdb.DuckDBPyRelation,
    region_member: duckdb.DuckDBPyRelation,
    reference_region: duckdb.DuckDBPyRelation,
    sido_population: duckdb.DuckDBPyRelation,
    population: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    """Moves to and from the capital region by origin. One row per region outside the capital and year; persons.

    Origins are the sido, the 5+3 groups and the whole rest; those of one level add up to the capital's balance. Where a sido of
    the origin or of the capital has no moves of a year the counts are empty, and so are sums over years from then on.
    """
    return _inflow(
        between_regions(sido_flow, sigungu_flow, region_member),
        without_moves(sido_flow, sigungu_flow, region_member),
        start_population(sido_population, population, region_member),
        divided(crosswalk),
        region_member,
        reference_region,
    )


@asset(contract=MIGRATION_PARTNER)
def migration_partner(
    sido_flow: duckdb.DuckDBPyRelation,
    sigungu_flow: duckdb.DuckDBPyRelation,
    region_member: duckdb.DuckDBPyRelation,
    reference_region: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    """Chief origins and destinations of each sido and sigungu. One row per region, year, direction and rank."""
    return _partners(between_regions(sido_flow, sigungu_flow, region_member), reference_region)


def _balance(
    moved: duckdb.DuckDBPyRelation,
    lacking: duckdb.DuckDBPyRelation,
    sigungu_moves: duckdb.DuckDBPyRelation,
    published: duckdb.DuckDBPyRelation,
    people: duckdb.DuckDBPyRelation,
    divided_units: duckdb.DuckDBPyRelation,
    reference_region: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    return duckdb.sql("""
        WITH side AS (
            SELECT level, to_region_id AS region_id, reference_date, flow_source, moves AS moves_in, NULL AS moves_out FROM moved
            UNION ALL
            SELECT level, from_region_id, reference_date, flow_source, NULL, moves FROM moved
        ),
        unknown AS (
            SELECT level, region_id, reference_date
            FROM (
                SELECT level, unnest([from_region_id, to_region_id]) AS region_id, reference_date FROM moved WHERE moves IS NULL
            )
            GROUP BY ALL
        ),
        gap AS (
            SELECT member_level, reference_date, count(*) AS missing_units FROM lacking GROUP BY ALL
        ),
        counted AS (
            SELECT s.level, s.region_id, s.reference_date, s.flow_source, coalesce(sum(s.moves_in), 0) AS moves_in,
                   coalesce(sum(s.moves_out), 0) AS moves_out, coalesce(any_value(g.missing_units), 0) AS missing_units
            FROM side AS s
            LEFT JOIN gap AS g
              ON g.reference_date = s.reference_date
             AND g.member_level = CASE s.flow_source WHEN 'kosis_sido_migration' THEN 'sido' ELSE 'sigungu' END
            GROUP BY s.level, s.region_id, s.reference_date, s.flow_source
        ),
        whole AS (
            SELECT * FROM counted ANTI JOIN unknown USING (level, region_id, reference_date) WHERE missing_units = 0
        ),
        balance AS (
            SELECT c.level, c.region_id, c.reference_date, c.flow_source, w.moves_in, w.moves_out,
                   w.moves_in - w.moves_out AS net_moves,
                   -- a flow that is printed without a number is a part that is missing, if not of a unit
                   CASE WHEN w.moves_in IS NULL THEN greatest(c.missing_units, 1) ELSE 0 END AS missing_units,
                   CASE WHEN c.level IN ('sido', 'sigungu') THEN EXISTS (
                       FROM divided_units AS d
                       WHERE d.level = c.level AND d.region_id = c.region_id
                         AND in_force(d.valid_from, d.valid_to, c.reference_date)
                   ) END AS interpolated
            FROM counted AS c
            LEFT JOIN whole AS w USING (level, region_id, reference_date, flow_source)
            UNION ALL
            SELECT 'sigungu', unit_id, reference_date, 'kosis_sigungu_moves', NULL, NULL, net_moves, 0, interpolated
            FROM sigungu_moves
            WHERE reference_date NOT IN (SELECT reference_date FROM side WHERE level = 'sigungu')
        )
        SELECT b.*, n.name_ko, n.name_en, n.sido_ko, p.population AS start_population,
               1000 * b.net_moves / nullif(p.population, 0)::DOUBLE AS net_rate,
               o.moves_in_published, o.moves_out_published, o.moves_in_published - o.moves_out_published AS net_moves_published
        FROM balance AS b
        JOIN reference_region AS n USING (level, region_id)
        LEFT JOIN people AS p USING (level, region_id, reference_date)
        LEFT JOIN published AS o ON b.level = 'sido' AND o.region_id = b.region_id AND o.reference_date = b.reference_date
    """)


def _inflow(
    moved: duckdb.DuckDBPyRelation,
    lacking: duckdb.DuckDBPyRelation,
    people: duckdb.DuckDBPyRelation,
    divided_units: duckdb.DuckDBPyRelation,
    region_member: duckdb.DuckDBPyRelation,
    reference_region: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    return duckdb.sql("""
        WITH capital AS (
            SELECT member_id
            FROM region_member
            WHERE level = 'capital_rest' AND region_id = 'capital' AND member_level = 'sido'
        ),
        side AS (
            SELECT from_region_id AS sido_id, reference_date, flow_source, moves AS moves_to, NULL AS moves_from,
                   moves IS NULL AS gone
            FROM moved
            WHERE level = 'sido' AND to_region_id IN (FROM capital) AND from_region_id NOT IN (FROM capital)
            UNION ALL
            SELECT to_region_id, reference_date, flow_source, NULL, moves, moves IS NULL
            FROM moved
            WHERE level = 'sido' AND from_region_id IN (FROM capital) AND to_region_id NOT IN (FROM capital)
        ),
        gap AS (
            SELECT m.level, m.region_id, l.reference_date, count(*) AS missing_units
            FROM region_member AS m
            JOIN lacking AS l ON l.member_level = m.member_level AND l.member_id = m.member_id
            WHERE m.member_level = 'sido'
            GROUP BY ALL
        ),
        of_capital AS (
            SELECT reference_date, count(*) AS missing_units
            FROM lacking
            WHERE member_level = 'sido' AND member_id IN (FROM capital)
            GROUP BY ALL
        ),
        summed AS (
            SELECT m.level, m.region_id, s.reference_date, s.flow_source, coalesce(sum(s.moves_to), 0) AS moves_to,
                   coalesce(sum(s.moves_from), 0) AS moves_from, bool_or(s.gone) AS gone
            FROM side AS s
            JOIN region_member AS m ON m.member_level = 'sido' AND m.member_id = s.sido_id AND m.level <> 'nation'
            GROUP BY m.level, m.region_id, s.reference_date, s.flow_source
        ),
        measured AS (
            SELECT s.* EXCLUDE (gone), greatest(coalesce(g.missing_units, 0) + coalesce(c.missing_units, 0), gone::INTEGER)
                       AS missing_units
            FROM summed AS s
            LEFT JOIN gap AS g USING (level, region_id, reference_date)
            LEFT JOIN of_capital AS c USING (reference_date)
        ),
        inflow AS (
            SELECT *, CASE WHEN missing_units = 0 THEN moves_to END AS moves_to_capital,
                   CASE WHEN missing_units = 0 THEN moves_from END AS moves_from_capital,
                   CASE WHEN missing_units = 0 THEN moves_to - moves_from END AS net_to_capital,
                   CASE WHEN level = 'sido' THEN EXISTS (
                       FROM divided_units AS d
                       WHERE d.level = 'sido' AND d.region_id = m.region_id
                         AND in_force(d.valid_from, d.valid_to, m.reference_date)
                   ) END AS interpolated
            FROM measured AS m
        )
        SELECT i.*, n.name_ko, n.name_en, 1000 * i.net_to_capital / nullif(p.population, 0)::DOUBLE AS net_rate,
               CASE WHEN count(i.net_to_capital) OVER years = year(i.reference_date) - min(year(i.reference_date)) OVER () + 1
                    THEN sum(i.net_to_capital) OVER years END AS cumulative_net
        FROM inflow AS i
        JOIN reference_region AS n USING (level, region_id)
        LEFT JOIN people AS p USING (level, region_id, reference_date)
        WINDOW years AS (PARTITION BY i.level, i.region_id ORDER BY i.reference_date)
    """)


def _partners(moved: duckdb.DuckDBPyRelation, reference_region: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    return duckdb.sql(
        """
        WITH side AS (
            SELECT level, to_region_id AS region_id, from_region_id AS partner_id, reference_date, flow_source,
                   'in' AS direction, moves
            FROM moved
            WHERE level IN ('sido', 'sigungu')
            UNION ALL
            SELECT level, from_region_id, to_region_id, reference_date, flow_source, 'out', moves
            FROM moved
            WHERE level IN ('sido', 'sigungu')
        ),
        ranked AS (
            SELECT *, moves / sum(moves) OVER whole AS share,
                   row_number() OVER (whole ORDER BY moves DESC, partner_id) AS rank
            FROM side
            WINDOW whole AS (PARTITION BY level, region_id, reference_date, direction)
        )
        SELECT r.*, n.name_ko, n.sido_ko, p.name_ko AS partner_ko, p.name_en AS partner_en, p.sido_ko AS partner_sido_ko
        FROM ranked AS r
        JOIN reference_region AS n USING (level, region_id)
        JOIN reference_region AS p ON p.level = r.level AND p.region_id = r.partner_id
        WHERE r.rank <= $partners
        """,
        params={"partners": PARTNERS},
    )
