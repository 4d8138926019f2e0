"""What the sido publish of the establishment survey, held against what Statistics Korea publishes of the same sido.

Every cell that both have is compared and every difference listed; which are known, with their exact numbers, is declared in
the fact table `sido_workers_difference`.
"""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.io.asset import asset
from assets.reference.facts import fact_file, read_facts
from expectations.contracts.sido_workers import SECTIONS
from expectations.contracts.sido_workers_comparison import MOVED, NATIONAL_TABLES, SIDO_WORKERS_COMPARISON
from expectations.segments import counted_in

KEY = ["unit_id", "reference_date", "section", "compared_with"]
DIFFERENCES = ["workers_difference", "establishments_difference"]
FACTS = "sido_workers_difference"


@asset(contract=SIDO_WORKERS_COMPARISON, facts=(fact_file(FACTS),))
def sido_workers_comparison(
    kosis_sigungu_establishments: duckdb.DuckDBPyRelation,
    kosis_sido_industry: duckdb.DuckDBPyRelation,
    kosis_establishments: duckdb.DuckDBPyRelation,
    region: duckdb.DuckDBPyRelation,
) -> pd.DataFrame:
    """Workers (persons) and establishments of both sides and their differences. One row per sido, year, section and table.

    The sum of sigungu (of eup-myeon-dong in Sejong) is compared, the printed row of the sido where the sum lacks a part.
    """
    sections = {"codes": ["0", *SECTIONS], "sections": ["total", *SECTIONS.values()]}
    query = """
        WITH sections AS (
            SELECT unnest($codes) AS industry_code, unnest($sections) AS section
        ),
        sido AS (
            SELECT *, CASE WHEN name_ko SIMILAR TO '..[남북]도' THEN name_ko[1] || name_ko[3] ELSE name_ko[1:2] END AS short
            FROM region
            WHERE level = 'sido'
        ),
        named AS (
            SELECT DISTINCT name_ko AS sido_name, unit_id FROM sido
        ),
        parts AS (
            SELECT sido_name, year, section, sum(workers) AS workers_summed,
                   count(*) FILTER (workers_status IN ('suppressed', 'missing')) AS untold_units,
                   count(*) FILTER (establishments IS NOT NULL) > 0 AS published
            FROM kosis_sigungu_establishments
            WHERE row_kind IN ('sigungu', 'emd')
            GROUP BY ALL
        ),
        ours AS (
            SELECT n.unit_id, w.year, w.section, CASE WHEN p.published THEN p.untold_units END AS untold_units,
                   CASE WHEN p.published AND p.untold_units = 0 THEN p.workers_summed END AS workers_summed,
                   w.workers AS workers_printed, w.establishments AS establishments_printed
            FROM kosis_sigungu_establishments AS w
            JOIN named AS n USING (sido_name)
            LEFT JOIN parts AS p USING (sido_name, year, section)
            WHERE w.row_kind = 'sido'
        ),
        national AS (
            SELECT 'DT_1K52C01' AS compared_with, region_name, year, section, workers, establishments
            FROM kosis_sido_industry
            WHERE kind_name = '계'
            UNION ALL
            SELECT 'kosis_establishments', region_name, year, section, max(value) FILTER (item = '종사자수'),
                   max(value) FILTER (item = '사업체수')
            FROM kosis_establishments
            JOIN sections USING (industry_code)
            GROUP BY ALL
        )
        SELECT o.*, make_date(o.year, 12, 31) AS reference_date, t.compared_with,
               t.workers AS workers_national, t.establishments AS establishments_national,
               coalesce(o.workers_summed, o.workers_printed) - t.workers AS workers_difference,
               o.establishments_printed - t.establishments AS establishments_difference
        FROM ours AS o
        JOIN sido AS s
          ON s.unit_id = o.unit_id AND make_date(o.year, 12, 31) >= s.valid_from
         AND make_date(o.year, 12, 31) < coalesce(s.valid_to, DATE '9999-12-31')
        JOIN national AS t ON t.region_name = s.short AND t.year = o.year AND t.section = o.section
        WHERE t.workers IS NOT NULL AND o.workers_printed IS NOT NULL
    """
    both = duckdb.sql(query, params=sections).df()
    share = 100 * both["workers_difference"] / both["workers_national"].where(both["workers_national"] > 0)
    both = both.assign(reference_date=both["reference_date"].dt.date, workers_difference_percent=share)
    return _known(both.assign(comparability=_comparability(both)))


def _comparability(table: pd.DataFrame) -> list[str]:
    """What the two sides of each row have in common, by their classification and their basis."""
    answers = []
    for year, section, name in zip(table["year"], table["section"], table["compared_with"], strict=True):
        ours, theirs = counted_in(int(year)), NATIONAL_TABLES[name]
        if ours.ksic != theirs.ksic:
            answers.append("other_classification")
        elif ours.basis != theirs.basis:
            answers.append("other_basis")
        else:
            answers.append("moved_section" if section in MOVED and name in MOVED[section] else "same")
    return answers


def _known(table: pd.DataFrame) -> pd.DataFrame:
    """`known` where both differences are those declared, with the `note` of the declaration."""
    facts = read_facts(FACTS)
    facts = facts.assign(
        reference_date=pd.to_datetime(facts["reference_date"]).dt.date,
        **{name: facts[name].astype("int64") for name in DIFFERENCES},
    ).rename(columns={name: f"declared_{name}" for name in DIFFERENCES})
    joined = table.merge(facts, on=KEY, how="left", validate="one_to_one")
    equal = [joined[name].astype("float64") == joined[f"declared_{name}"].astype("float64") for name in DIFFERENCES]
    known = equal[0] & equal[1]
    return joined.assign(known=known, note=joined["note"].where(known))
