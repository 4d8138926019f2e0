"""Youth migration by cohort survival: how many of an age are more or fewer here than the nation's survival explains.

Flows by age are not among the sources, so this is a residual over five years, not a count of moves; flows of all ages
are `balance.py`.
"""

from __future__ import annotations

import duckdb

from assets.lake.asset import asset
from expectations.contracts.migration import YOUTH_MIGRATION


@asset(contract=YOUTH_MIGRATION)
def youth_migration(
    population: duckdb.DuckDBPyRelation,
    population_coverage: duckdb.DuckDBPyRelation,
    reference_region: duckdb.DuckDBPyRelation,
    region_member: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    """Net migration of persons aged 20-34 and 20-39 in the five years to each date. One row per region and date.

    Forward census survival ratio method (Hamilton and Henderson 1944; Siegel and Swanson 2004, ch. 19). For each
    sex and 5-year group, S = P(nation, a+5, t+5) / P(nation, a, t) over the units known on both days; expected =
    S * P(region, a, t); net = P(region, a+5, t+5) - expected. Deaths and moves across the national border that are
    the same everywhere cancel, and net is zero over the nation. Regions sum their sigungu; where one of them lacks its
    figures the counts are empty, and the rates are those of the others.
    """
    return duckdb.sql("""
        WITH registered AS (
            SELECT unit_id, reference_date, sex, age_from, population, interpolated
            FROM population
            WHERE population_concept = 'registration' AND age_from BETWEEN 15 AND 35
        ),
        known AS (
            SELECT l.unit_id, l.reference_date, f.known AND l.known AS on_both
            FROM population_coverage AS l
            JOIN population_coverage AS f
              ON f.unit_id = l.unit_id AND f.population_concept = l.population_concept
             AND f.reference_date + INTERVAL 5 YEAR = l.reference_date
            WHERE l.population_concept = 'registration'
        ),
        day AS (
            SELECT DISTINCT reference_date FROM known
        ),
        cohort AS (
            SELECT l.unit_id, l.reference_date, l.sex, l.age_from, f.population AS before, l.population AS after,
                   f.interpolated OR l.interpolated AS interpolated
            FROM registered AS l
            JOIN registered AS f
              ON f.unit_id = l.unit_id AND f.sex = l.sex AND f.age_from = l.age_from - 5
             AND f.reference_date + INTERVAL 5 YEAR = l.reference_date
            WHERE l.age_from >= 20
        ),
        survived AS (
            SELECT *, before * (sum(after) OVER nation / nullif(sum(before) OVER nation, 0)) AS expected
            FROM cohort
            WINDOW nation AS (PARTITION BY reference_date, sex, age_from)
        ),
        unit AS (
            SELECT unit_id, reference_date, bool_or(interpolated) AS interpolated,
                   sum(after) FILTER (age_from < 35) AS persons_20_34,
                   sum(expected ORDER BY sex, age_from) FILTER (age_from < 35) AS expected_20_34,
                   sum(after) AS persons_20_39,
                   sum(expected ORDER BY sex, age_from) AS expected_20_39,
                   sum(after - expected ORDER BY age_from) FILTER (sex = 'female' AND age_from < 35) AS net_women_20_34
            FROM survived
            GROUP BY unit_id, reference_date
        ),
        summed AS (
            SELECT m.level, m.region_id, d.reference_date,
                   sum(u.persons_20_34) AS persons_20_34, sum(u.expected_20_34 ORDER BY u.unit_id) AS expected_20_34,
                   sum(u.persons_20_39) AS persons_20_39, sum(u.expected_20_39 ORDER BY u.unit_id) AS expected_20_39,
                   sum(u.net_women_20_34 ORDER BY u.unit_id) AS net_women_20_34,
                   count(*) FILTER (NOT coalesce(k.on_both, false)) AS missing_units,
                   CASE WHEN m.level = 'sigungu' THEN bool_or(u.interpolated) END AS interpolated
            FROM region_member AS m
            CROSS JOIN day AS d
            LEFT JOIN known AS k ON k.unit_id = m.member_id AND k.reference_date = d.reference_date
            LEFT JOIN unit AS u ON u.unit_id = m.member_id AND u.reference_date = d.reference_date
            WHERE m.member_level = 'sigungu'
            GROUP BY m.level, m.region_id, d.reference_date
            HAVING sum(u.persons_20_34) IS NOT NULL
        ),
        whole AS (
            SELECT level, region_id, reference_date, persons_20_34, expected_20_34, persons_20_39, expected_20_39, net_women_20_34
            FROM summed
            WHERE missing_units = 0
        )
        SELECT s.level, s.region_id, s.reference_date, s.missing_units, s.interpolated, w.persons_20_34, w.expected_20_34,
               w.persons_20_39, w.expected_20_39, w.net_women_20_34, n.name_ko, n.name_en, n.sido_ko,
               CAST(s.reference_date - INTERVAL 5 YEAR AS DATE) AS start_date,
               'cohort_survival_residual' AS method,
               w.persons_20_34 - w.expected_20_34 AS net_20_34,
               1000 * (s.persons_20_34 - s.expected_20_34) / nullif(s.expected_20_34, 0) AS net_rate_20_34,
               w.persons_20_39 - w.expected_20_39 AS net_20_39,
               1000 * (s.persons_20_39 - s.expected_20_39) / nullif(s.expected_20_39, 0) AS net_rate_20_39
        FROM summed AS s
        LEFT JOIN whole AS w USING (level, region_id, reference_date)
        JOIN reference_region AS n USING (level, region_id)
    """)
