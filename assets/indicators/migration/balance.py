"""Who gains and who loses by moves within the country: balance, capital inflow, and the chief partners of each region.

Moves inside a region never count for it. By age nothing is published as flows; see `youth.py`.
"""

from __future__ import annotations

import duckdb

from assets.lake.asset import asset
from domain.moves import PARTNERS
from expectations.contracts.migration import CAPITAL_INFLOW, MIGRATION_BALANCE, MIGRATION_PARTNER


@asset(contract=MIGRATION_BALANCE)
def migration_balance(
    sido_flow: duckdb.DuckDBPyRelation,
    sigungu_flow: duckdb.DuckDBPyRelation,
    sigungu_moves: duckdb.DuckDBPyRelation,
    region_member: duckdb.DuckDBPyRelation,
    reference_region: duckdb.DuckDBPyRelation,
    sido_population: duckdb.DuckDBPyRelation,
    population: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    """Persons in, out and net, and net moves per 1,000 registered at the year's start. One row per region and year.

    Sigungu of years without the matrix have net moves only, since the sheet of sigungu counts moves within them too.
    """
    return _balance(
        between_regions(sido_flow, sigungu_flow, region_member),
        sigungu_moves,
        start_population(sido_population, population, region_member),
        reference_region,
    )


@asset(contract=CAPITAL_INFLOW)
def capital_inflow(
    sido_flow: duckdb.DuckDBPyRelation,
    sigungu_flow: duckdb.DuckDBPyRelation,
    region_member: duckdb.DuckDBPyRelation,
    reference_region: duckdb.DuckDBPyRelation,
    sido_population: duckdb.DuckDBPyRelation,
    population: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    """Moves to and from the capital region by origin. One row per region outside the capital and year; persons.

    Origins are the sido, the 5+3 groups and the whole rest; those of one level add up to the capital's balance.
    """
    return _inflow(
        between_regions(sido_flow, sigungu_flow, region_member),
        start_population(sido_population, population, region_member),
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


def between_regions(
    sido_flow: duckdb.DuckDBPyRelation, sigungu_flow: duckdb.DuckDBPyRelation, region_member: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Moves that cross a border: `level, reference_date, flow_source, from_region_id, to_region_id, moves, interpolated`.

    Sigungu come from the matrix. All levels above come from the sheet of sido, and from the matrix in years
    that the sheet does not have.
    """
    return duckdb.sql("""
        WITH flow AS (
            SELECT 'sido' AS member_level, 'kosis_sido_migration' AS flow_source, *
            FROM sido_flow
            WHERE kind = 'between'
            UNION ALL
            SELECT 'sigungu', 'migration_flow', *
            FROM sigungu_flow
            WHERE kind = 'between'
        )
        SELECT o.level, year_end(f.year) AS reference_date, f.flow_source, o.region_id AS from_region_id,
               d.region_id AS to_region_id, sum(f.moves) AS moves, bool_or(f.interpolated) AS interpolated
        FROM flow AS f
        JOIN region_member AS o ON o.member_level = f.member_level AND o.member_id = f.from_unit_id
        JOIN region_member AS d ON d.member_level = f.member_level AND d.member_id = f.to_unit_id AND d.level = o.level
        WHERE o.region_id <> d.region_id
          AND (f.member_level = 'sido' OR o.level = 'sigungu' OR f.year NOT IN (SELECT year FROM sido_flow))
        GROUP BY ALL
    """)


def start_population(
    sido_population: duckdb.DuckDBPyRelation, population: duckdb.DuckDBPyRelation, region_member: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Registered at the end of the year before: `level, region_id, reference_date` (of the year's end) and `population`.

    A region of which a member lacks its figure has no row.
    """
    return duckdb.sql("""
        WITH unit AS (
            SELECT 'sido' AS member_level, unit_id, reference_date, population
            FROM sido_population
            UNION ALL
            SELECT 'sigungu', unit_id, reference_date, sum(population)
            FROM population
            WHERE population_concept = 'registration'
            GROUP BY unit_id, reference_date
        )
        SELECT m.level, m.region_id, CAST(u.reference_date + INTERVAL 1 YEAR AS DATE) AS reference_date,
               sum(u.population) AS population
        FROM unit AS u
        JOIN region_member AS m ON m.member_level = u.member_level AND m.member_id = u.unit_id
        WHERE m.member_level = CASE m.level WHEN 'sigungu' THEN 'sigungu' ELSE 'sido' END
        GROUP BY m.level, m.region_id, u.reference_date
        HAVING count(u.population) = (
            SELECT count(*)
            FROM region_member AS w
            WHERE w.level = m.level AND w.region_id = m.region_id
              AND w.member_level = CASE m.level WHEN 'sigungu' THEN 'sigungu' ELSE 'sido' END
        )
    """)


def _balance(
    moved: duckdb.DuckDBPyRelation,
    sigungu_moves: duckdb.DuckDBPyRelation,
    people: duckdb.DuckDBPyRelation,
    reference_region: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    return duckdb.sql("""
        WITH side AS (
            SELECT level, to_region_id AS region_id, reference_date, flow_source, moves AS moves_in, 0 AS moves_out,
                   interpolated
            FROM moved
            UNION ALL
            SELECT level, from_region_id, reference_date, flow_source, 0, moves, interpolated
            FROM moved
        ),
        balance AS (
            SELECT level, region_id, reference_date, flow_source, sum(moves_in) AS moves_in, sum(moves_out) AS moves_out,
                   sum(moves_in) - sum(moves_out) AS net_moves,
                   CASE WHEN level IN ('sido', 'sigungu') THEN bool_or(interpolated) END AS interpolated
            FROM side
            GROUP BY level, region_id, reference_date, flow_source
            UNION ALL
            SELECT 'sigungu', unit_id, reference_date, 'kosis_sigungu_moves', NULL, NULL, net_moves, interpolated
            FROM sigungu_moves
            WHERE reference_date NOT IN (SELECT reference_date FROM side WHERE level = 'sigungu')
        )
        SELECT b.*, n.name_ko, n.name_en, n.sido_ko, p.population AS start_population,
               1000 * b.net_moves / nullif(p.population, 0)::DOUBLE AS net_rate
        FROM balance AS b
        JOIN reference_region AS n USING (level, region_id)
        LEFT JOIN people AS p USING (level, region_id, reference_date)
    """)


def _inflow(
    moved: duckdb.DuckDBPyRelation,
    people: duckdb.DuckDBPyRelation,
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
            SELECT from_region_id AS sido_id, reference_date, flow_source, moves AS moves_to, 0 AS moves_from, interpolated
            FROM moved
            WHERE level = 'sido' AND to_region_id IN (FROM capital) AND from_region_id NOT IN (FROM capital)
            UNION ALL
            SELECT to_region_id, reference_date, flow_source, 0, moves, interpolated
            FROM moved
            WHERE level = 'sido' AND from_region_id IN (FROM capital) AND to_region_id NOT IN (FROM capital)
        ),
        inflow AS (
            SELECT m.level, m.region_id, s.reference_date, s.flow_source,
                   sum(s.moves_to) AS moves_to_capital, sum(s.moves_from) AS moves_from_capital,
                   CASE WHEN m.level = 'sido' THEN bool_or(s.interpolated) END AS interpolated
            FROM side AS s
            JOIN region_member AS m ON m.member_level = 'sido' AND m.member_id = s.sido_id AND m.level <> 'nation'
            GROUP BY m.level, m.region_id, s.reference_date, s.flow_source
        )
        SELECT i.*, n.name_ko, n.name_en, i.moves_to_capital - i.moves_from_capital AS net_to_capital,
               1000 * (i.moves_to_capital - i.moves_from_capital) / nullif(p.population, 0)::DOUBLE AS net_rate,
               sum(i.moves_to_capital - i.moves_from_capital)
                   OVER (PARTITION BY i.level, i.region_id ORDER BY i.reference_date) AS cumulative_net
        FROM inflow AS i
        JOIN reference_region AS n USING (level, region_id)
        LEFT JOIN people AS p USING (level, region_id, reference_date)
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
