"""What each printed row of the population files is: nation, sido, sigungu, city beside its gu, branch office, eup-myeon-dong.

Told by code and region history on the day, not by the look of a name. Figures by age are `population.py`.
"""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.lake.asset import asset
from domain.identify import IN_SIDO, SIDO, bearers
from expectations.contracts.population import POPULATION_UNIT


@asset(contract=POPULATION_UNIT)
def population_unit(
    mois_population: duckdb.DuckDBPyRelation,
    kosis_population: duckdb.DuckDBPyRelation,
    kosis_collected_population: duckdb.DuckDBPyRelation,
    kosis_dong_population: duckdb.DuckDBPyRelation,
    population_carried: duckdb.DuckDBPyRelation,
    region: duckdb.DuckDBPyRelation,
    region_event: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    """One row per printed row with people on its day, date and concept; persons.

    An answer of KOSIS may come in several files that part a unit's ages: it is one row, of the first file it stands in.
    Codes are of the day that the catalogue declares, where all of a file are known on it, else of the day of the figures. In
    raw.kosis_dong_population they are of neither (Jeju has those of 2006), so that names find the units there, and the
    branch offices of Jeungpyeong and Gyeryong, counted apart from Goesan and Nonsan, are the gun and si that they became.
    """
    printed = duckdb.sql("""
        SELECT 'mois_population' AS source, reference_date, population_concept, region_code, region_name, population,
               CAST(NULL AS DATE) AS declared, source_file, source_row
        FROM mois_population
        WHERE sex = 'total' AND population IS NOT NULL
        UNION ALL
        SELECT 'kosis_collected_population', reference_date, population_concept, region_code, region_name, population,
               NULL, source_file, source_row
        FROM kosis_collected_population
        WHERE sex = 'total' AND population IS NOT NULL
        UNION ALL
        SELECT 'kosis_population', reference_date, 'registration', region_code, any_value(region_name),
               sum(population) FILTER (sex <> 'total' AND age_from IS NOT NULL),
               vintage, min(source_file), arg_min(source_row, (source_file, source_row))
        FROM kosis_population
        GROUP BY reference_date, region_code, vintage
        UNION ALL
        SELECT 'population_carried', reference_date, population_concept, region_code, any_value(region_name), sum(population),
               NULL, 'population_carried.csv', dense_rank() OVER (ORDER BY reference_date, region_code)
        FROM population_carried
        GROUP BY reference_date, population_concept, region_code
    """)
    named = by_name(with_level(_dong(kosis_dong_population)), region, region_event)
    return by_code(with_level(printed), region).union(named)


def _dong(kosis_dong_population: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    return duckdb.sql("""
        SELECT 'kosis_dong_population' AS source, reference_date, population_concept, region_code, region_name, population,
               CAST(NULL AS DATE) AS declared, source_file, source_row
        FROM kosis_dong_population
        WHERE sex = 'total' AND population IS NOT NULL
    """)


def with_level(printed: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """`printed` with `level`, the `code` of that level, `bare` (name without blanks) and whether it is a branch office."""
    return duckdb.sql("""
        SELECT *, left(long, CASE level WHEN 'sido' THEN 2 WHEN 'sigungu' THEN 5 ELSE 10 END) AS code,
               replace(region_name, ' ', '') AS bare, region_name LIKE '%출장소' AS is_office
        FROM (
            SELECT *, rpad(region_code, 10, '0') AS long,
                   CASE WHEN rpad(region_code, 10, '0') = '0000000000' THEN 'nation'
                        WHEN rpad(region_code, 10, '0') LIKE '__00000000' THEN 'sido'
                        WHEN rpad(region_code, 10, '0') LIKE '_____00000' THEN 'sigungu'
                        ELSE 'emd' END AS level
            FROM printed
        )
    """)


def by_code(coded: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Units by MOIS code, on the declared day or the day of the figures."""
    eras = region.df()
    ways = [bearers(eras, SIDO), bearers(eras, IN_SIDO, among="")]
    return _by_code(coded, region, pd.concat(ways, ignore_index=True)[["unit_id", "region_name"]].astype("string"))


def _by_code(coded: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation, written: pd.DataFrame) -> duckdb.DuckDBPyRelation:
    """The same; `written` are the ways in which each unit was ever written."""
    return duckdb.sql("""
        WITH era AS (
            SELECT * FROM region
        ),
        day AS (
            SELECT DISTINCT source, source_file, reference_date, population_concept, declared,
                   unnest([declared, reference_date]) AS day
            FROM coded
        ),
        tried AS (
            SELECT d.source, d.source_file, d.reference_date, d.population_concept, d.declared, d.day,
                   count(*) FILTER (c.code IS NOT NULL AND e.unit_id IS NULL) AS unknown
            FROM day AS d
            LEFT JOIN coded AS c
              ON c.level = 'sigungu' AND NOT c.is_office AND c.population > 0 AND c.source = d.source
             AND c.source_file = d.source_file AND c.reference_date = d.reference_date
             AND c.population_concept = d.population_concept
            LEFT JOIN era AS e
              ON e.level = 'sigungu' AND e.mois_code = c.code AND in_force(e.valid_from, e.valid_to, d.day)
            WHERE d.day IS NOT NULL
            GROUP BY ALL
        ),
        choice AS (
            SELECT source, source_file, reference_date, population_concept,
                   arg_min(day, (unknown, coalesce(day <> declared, false))) AS source_vintage
            FROM tried
            GROUP BY ALL
        ),
        bearer AS (
            SELECT c.*, h.source_vintage, e.unit_id, e.parent_unit_id, e.in_kosis, e.in_finest
            FROM coded AS c
            JOIN choice AS h USING (source, source_file, reference_date, population_concept)
            LEFT JOIN era AS e
              ON e.mois_code = left(c.code, 5) AND e.level = CASE c.level WHEN 'sido' THEN 'sido' ELSE 'sigungu' END
             AND c.level <> 'nation' AND in_force(e.valid_from, e.valid_to, h.source_vintage)
        ),
        borne AS (
            SELECT unit_id, list(DISTINCT replace(region_name, ' ', '')) AS names FROM written GROUP BY unit_id
        )
        SELECT b.source, b.reference_date, b.population_concept, b.region_code, b.region_name, b.level,
               CASE WHEN b.level = 'nation' THEN 'nation'
                    WHEN b.unit_id IS NULL AND b.is_office THEN 'branch_office'
                    WHEN b.unit_id IS NULL AND b.population = 0 THEN 'empty'
                    WHEN b.unit_id IS NULL THEN 'unknown'
                    WHEN b.level <> 'sigungu' THEN b.level
                    WHEN NOT b.in_kosis THEN 'gu'
                    WHEN b.in_finest THEN 'sigungu'
                    ELSE 'city_of_gu' END AS row_kind,
               b.unit_id, b.source_vintage, b.population,
               CASE WHEN b.level IN ('sido', 'sigungu') AND b.unit_id IS NOT NULL
                    THEN len(list_filter(n.names, lambda name: ends_with(b.bare, name))) > 0
                    END AS name_fits,
               b.source_file, b.source_row
        FROM bearer AS b
        LEFT JOIN borne AS n ON n.unit_id = b.unit_id
    """)


def by_name(
    named: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation, region_event: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Units by sido and name on the day of the figures; the code must be of no unit of another name."""
    return duckdb.sql("""
        WITH era AS (
            SELECT * FROM region
        ),
        province AS (
            SELECT DISTINCT n.source_file, n.reference_date, n.code AS sido_code, e.unit_id AS sido_unit_id
            FROM named AS n
            JOIN era AS e ON e.level = 'sido' AND e.name_ko = n.region_name
            WHERE n.level = 'sido'
        ),
        place AS (
            SELECT n.*, p.sido_unit_id
            FROM named AS n
            LEFT JOIN province AS p
              ON p.source_file = n.source_file AND p.reference_date = n.reference_date AND p.sido_code = left(n.long, 2)
        ),
        -- A branch office of a province became a gun or si of its name; those it left are counted without it.
        office AS (
            SELECT p.source_file, p.source_row, e.unit_id, min(e.valid_from) AS born
            FROM place AS p
            JOIN era AS e
              ON e.in_kosis AND e.sido_unit_id = p.sido_unit_id AND e.valid_from > p.reference_date
             AND e.name_ko IN (replace(p.bare, '출장소', '군'), replace(p.bare, '출장소', '시'))
            WHERE p.level = 'sigungu' AND p.is_office AND p.population > 0
            GROUP BY ALL
        ),
        left_by AS (
            SELECT DISTINCT o.source_file, v.from_unit_id AS unit_id, o.born
            FROM office AS o
            JOIN region_event AS v ON v.to_unit_id = o.unit_id AND v.date = o.born AND v.from_unit_id <> o.unit_id
        ),
        sigungu AS (
            SELECT p.source_file, p.source_row, e.unit_id, coalesce(l.born, p.reference_date) AS source_vintage,
                   e.in_kosis, e.in_finest
            FROM place AS p
            JOIN era AS e
              ON e.level = 'sigungu' AND e.sido_unit_id = p.sido_unit_id AND replace(e.name_ko, ' ', '') = p.bare
             AND in_force(e.valid_from, e.valid_to, p.reference_date)
             AND e.in_kosis
            LEFT JOIN left_by AS l ON l.source_file = p.source_file AND l.unit_id = e.unit_id
            WHERE p.level = 'sigungu' AND NOT p.is_office
        ),
        gu AS (
            SELECT p.source_file, p.source_row, any_value(e.unit_id) AS unit_id
            FROM place AS p
            JOIN era AS e
              ON e.level = 'sigungu' AND NOT e.in_kosis AND e.sido_unit_id = p.sido_unit_id AND e.mois_code = p.code
             AND in_force(e.valid_from, e.valid_to, p.reference_date) AND replace(e.name_ko, ' ', '') = p.bare
            WHERE p.level = 'sigungu'
            GROUP BY ALL
        ),
        found AS (
            SELECT p.*,
                   CASE p.level WHEN 'sido' THEN p.sido_unit_id
                                WHEN 'sigungu' THEN coalesce(s.unit_id, o.unit_id, g.unit_id) END AS unit_id,
                   coalesce(s.source_vintage, o.born, p.reference_date) AS source_vintage,
                   CASE WHEN p.level IN ('nation', 'sido') THEN p.level
                        WHEN p.level = 'emd' THEN 'emd'
                        WHEN s.unit_id IS NOT NULL AND s.in_finest THEN 'sigungu'
                        WHEN s.unit_id IS NOT NULL THEN 'city_of_gu'
                        WHEN o.unit_id IS NOT NULL THEN 'office'
                        WHEN g.unit_id IS NOT NULL THEN 'gu'
                        WHEN p.is_office THEN 'branch_office'
                        WHEN p.population = 0 THEN 'empty'
                        ELSE 'unknown' END AS row_kind
            FROM place AS p
            LEFT JOIN sigungu AS s USING (source_file, source_row)
            LEFT JOIN office AS o USING (source_file, source_row)
            LEFT JOIN gu AS g USING (source_file, source_row)
        ),
        -- A code that nobody ever bore contradicts no name (Bukjeju-gun under 50).
        held AS (
            SELECT p.source_file, p.source_row, bool_or(replace(e.name_ko, ' ', '') = p.bare) AS fits
            FROM place AS p
            JOIN era AS e ON e.level = 'sigungu' AND e.mois_code = p.code
            WHERE p.level = 'sigungu'
            GROUP BY ALL
        )
        SELECT f.source, f.reference_date, f.population_concept, f.region_code, f.region_name, f.level, f.row_kind,
               CASE WHEN f.level = 'emd' THEN a.unit_id ELSE f.unit_id END AS unit_id,
               CASE WHEN f.level = 'emd' THEN coalesce(a.source_vintage, f.source_vintage) ELSE f.source_vintage END
                   AS source_vintage,
               f.population,
               CASE WHEN f.level = 'sigungu' AND f.row_kind IN ('sigungu', 'city_of_gu')
                    THEN coalesce(h.fits, true) END AS name_fits,
               f.source_file, f.source_row
        FROM found AS f
        LEFT JOIN held AS h ON h.source_file = f.source_file AND h.source_row = f.source_row
        LEFT JOIN found AS a
          ON f.level = 'emd' AND a.level = 'sigungu' AND a.source_file = f.source_file AND a.code = left(f.code, 5)
    """)
