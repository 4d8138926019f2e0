"""What balances of moves are made of: moves across borders, units that lack them, published sums, people at the year's start.

What they mean for a region is `balance.py`.
"""

from __future__ import annotations

import duckdb

from assets.panel.named_units import sido_by_name


def between_regions(
    sido_flow: duckdb.DuckDBPyRelation, sigungu_flow: duckdb.DuckDBPyRelation, region_member: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Moves that cross a border: `level, reference_date, flow_source, from_region_id, to_region_id, moves`.

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
               d.region_id AS to_region_id, CASE WHEN count(*) = count(f.moves) THEN sum(f.moves) END AS moves
        FROM flow AS f
        JOIN region_member AS o ON o.member_level = f.member_level AND o.member_id = f.from_unit_id
        JOIN region_member AS d ON d.member_level = f.member_level AND d.member_id = f.to_unit_id AND d.level = o.level
        WHERE o.region_id <> d.region_id
          AND (f.member_level = 'sido' OR o.level = 'sigungu' OR f.year NOT IN (SELECT year FROM sido_flow))
        GROUP BY ALL
    """)


def without_moves(
    sido_flow: duckdb.DuckDBPyRelation, sigungu_flow: duckdb.DuckDBPyRelation, region_member: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Units that neither came to nor left anywhere in a year of their table: `member_level, member_id, reference_date`.

    Pairs without a move have no row, but nobody at all is no unit's year: its moves are missing.
    """
    return duckdb.sql("""
        WITH ends AS (
            SELECT 'sido' AS member_level, year, unnest([from_unit_id, to_unit_id]) AS member_id FROM sido_flow
            UNION
            SELECT 'sigungu', year, unnest([from_unit_id, to_unit_id]) FROM sigungu_flow
        ),
        unit AS (
            SELECT DISTINCT member_level, member_id FROM region_member
        )
        SELECT y.member_level, u.member_id, year_end(y.year) AS reference_date
        FROM (SELECT DISTINCT member_level, year FROM ends) AS y
        JOIN unit AS u USING (member_level)
        ANTI JOIN ends AS e ON e.member_level = y.member_level AND e.year = y.year AND e.member_id = u.member_id
    """)


def divided(crosswalk: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Units of the reference of whose ground a part was another's in an era: `level, region_id, valid_from, valid_to`.

    Only there are moves shared out. Those of a third unit are not: what it exchanged with the one before and with its parts
    since is the same sum.
    """
    return duckdb.sql("""
        SELECT DISTINCT CASE track WHEN 'sido' THEN 'sido' ELSE 'sigungu' END AS level, to_unit_id AS region_id,
               valid_from, valid_to
        FROM crosswalk
        WHERE track IN ('sido', 'kosis') AND NOT exact
    """)


def published_moves(kosis_sido_migration: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Moves across the border of each sido as printed, on the borders of the day: `region_id, reference_date`, in and out.

    Empty where a flow with another sido of the year is not printed.
    """
    known = kosis_sido_migration.filter("moves IS NOT NULL AND from_name <> to_name")
    left = sido_by_name(known.project("*, from_name AS region_name"), region).project("* EXCLUDE (region_name)")
    return _printed_sums(sido_by_name(left.project("* RENAME (unit_id AS from_unit_id), to_name AS region_name"), region))


def _printed_sums(ends: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    return duckdb.sql("""
        WITH side AS (
            SELECT unit_id AS region_id, year, moves, NULL AS moves_back FROM ends
            UNION ALL
            SELECT from_unit_id, year, NULL, moves FROM ends
        ),
        size AS (
            SELECT year, count(DISTINCT region_id) - 1 AS others FROM side GROUP BY year
        )
        SELECT s.region_id, year_end(s.year) AS reference_date,
               CASE WHEN count(s.moves) = any_value(z.others) THEN sum(s.moves) END AS moves_in_published,
               CASE WHEN count(s.moves_back) = any_value(z.others) THEN sum(s.moves_back) END AS moves_out_published
        FROM side AS s
        JOIN size AS z USING (year)
        GROUP BY s.region_id, s.year
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
