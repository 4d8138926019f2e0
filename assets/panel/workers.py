"""Workers at the place of work by sido and sigungu."""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.lake.asset import asset
from assets.panel.named_units import named_units, sido_by_name
from assets.panel.on_reference import on_reference, units_of_day
from assets.reference.units import fact_file, read_facts
from domain.days import year_ends
from domain.history import day_of
from domain.identify import IN_SIDO, SHORT_SIDO, identify
from domain.industries import ALL_KINDS, ALL_SECTIONS, SECTIONS
from domain.segments import MOVED, NATIONAL_TABLES, TOLERANCE_PERCENT, counted_in, segment_names
from expectations.contracts.workers import SIDO_WORKERS, SIDO_WORKERS_COMPARISON, SIGUNGU_WORKERS, SIGUNGU_WORKERS_REPORTED

# Workers of sido by section and year, from the survey of establishments, on the reference geography.


@asset(contract=SIDO_WORKERS)
def sido_workers(kosis_establishments: pd.DataFrame, region: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Persons. One row per sido, year and section that has a figure.

    The survey prints short names, those of one day in all years; no sido has been divided since it began in 2021.
    """
    printed = kosis_establishments[(kosis_establishments["item"] == "종사자수") & kosis_establishments["value"].notna()]
    day = day_of(SHORT_SIDO.written(region), "region_name", printed["region_name"])
    table = pd.DataFrame(
        {
            "unit_id": identify(printed["region_name"], region, SHORT_SIDO, day),
            "section": printed["industry_code"].map(SECTIONS),
            "year": printed["year"],
            "workers": printed["value"],
            "names_of": day.date(),
        }
    ).dropna()
    converted = on_reference(
        table, crosswalk, track="sido", day="names_of", by=["year", "section"], counts=["workers"], absent="missing"
    )
    converted["reference_date"] = year_ends(converted["year"])
    return converted.dropna(subset=["workers"])


# Workers and establishments by sigungu, section and year since 2015: as published, and on the reference geography.
#
# What a sido suppresses or does not publish stays empty and marked; nothing is filled.

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

    Rows of sigungu are taken, cities whole. The row of a sido is looked for under its own name, which is a unit in Sejong
    alone. A `-` beside a total is nobody; one in a year without a total is a year that is not published.
    """
    printed = duckdb.sql("""
        WITH cell AS (
            SELECT *, CASE row_kind WHEN 'sido' THEN sido_name ELSE region_name END AS printed_name,
                   max(workers_status) FILTER (section = 'total') OVER unit_year <> 'not_existing' AS published
            FROM kosis_sigungu_establishments
            WHERE row_kind IN ('sigungu', 'sido')
            WINDOW unit_year AS (PARTITION BY sido_name, region_name, year)
        )
        SELECT sido_name, printed_name AS region_name, year_end(year) AS source_vintage,
               year_end(year) AS reference_date, section,
               CASE WHEN workers_status = 'not_existing' AND published THEN 0 ELSE workers END AS workers,
               CASE WHEN establishments_status = 'not_existing' AND published THEN 0 ELSE establishments END AS establishments,
               CASE workers_status WHEN 'not_existing' THEN CASE WHEN published THEN 'none' ELSE 'missing' END
                                   ELSE workers_status END AS status,
               source_file, source_row
        FROM cell
        WHERE section NOT IN ('T', 'U')
    """)
    return _held(named_units(printed, region, IN_SIDO, "source_vintage"), sido_workers_comparison, region)


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
          ON r.unit_id = f.unit_id AND r.in_kosis AND in_force(r.valid_from, r.valid_to, f.source_vintage)
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


# What the sido publish of the establishment survey, held against what Statistics Korea publishes of the same sido.
#
# Every cell that both have is compared and every difference listed; which are known, with their exact numbers, is declared in
# the fact table `sido_workers_difference`.

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
    printed = kosis_sigungu_establishments.filter("row_kind = 'sido'")
    own = sido_by_name(printed.project("* EXCLUDE (region_name), sido_name AS region_name"), region)
    sheets = _national(kosis_sido_industry, kosis_establishments).project("*, year_end(year) AS day")
    national = named_units(sheets, region, SHORT_SIDO, "day")
    both = _compared(own, national, kosis_sigungu_establishments).df()
    share = 100 * both["workers_difference"] / both["workers_national"].where(both["workers_national"] > 0)
    both = both.assign(reference_date=both["reference_date"].dt.date, workers_difference_percent=share)
    return _known(both.assign(comparability=_comparability(both)))


def _compared(
    own: duckdb.DuckDBPyRelation, national: duckdb.DuckDBPyRelation, kosis_sigungu_establishments: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Both sides of each sido, year, section and table, and their differences."""
    return duckdb.sql("""
        WITH parts AS (
            SELECT sido_name, year, section, sum(workers) AS workers_summed,
                   count(*) FILTER (workers_status IN ('suppressed', 'missing')) AS untold_units,
                   count(*) FILTER (establishments IS NOT NULL) > 0 AS published
            FROM kosis_sigungu_establishments
            WHERE row_kind IN ('sigungu', 'emd')
            GROUP BY ALL
        ),
        ours AS (
            SELECT w.unit_id, w.year, w.section, CASE WHEN p.published THEN p.untold_units END AS untold_units,
                   CASE WHEN p.published AND p.untold_units = 0 THEN p.workers_summed END AS workers_summed,
                   w.workers AS workers_printed, w.establishments AS establishments_printed
            FROM own AS w
            LEFT JOIN parts AS p USING (sido_name, year, section)
        )
        SELECT o.*, year_end(o.year) AS reference_date, t.compared_with,
               t.workers AS workers_national, t.establishments AS establishments_national,
               coalesce(o.workers_summed, o.workers_printed) - t.workers AS workers_difference,
               o.establishments_printed - t.establishments AS establishments_difference
        FROM ours AS o
        JOIN national AS t ON t.unit_id = o.unit_id AND t.year = o.year AND t.section = o.section
        WHERE t.workers IS NOT NULL AND o.workers_printed IS NOT NULL
    """)


def _national(
    kosis_sido_industry: duckdb.DuckDBPyRelation, kosis_establishments: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Workers and establishments of each national table by short name of the sido, year and section."""
    return duckdb.sql(
        """
        WITH sections AS (
            SELECT unnest($codes) AS industry_code, unnest($sections) AS section
        )
        SELECT 'DT_1K52C01' AS compared_with, region_name, year, section, workers, establishments
        FROM kosis_sido_industry
        WHERE kind_name = $all_kinds
        UNION ALL
        SELECT 'kosis_establishments', region_name, year, section, max(value) FILTER (item = '종사자수'),
               max(value) FILTER (item = '사업체수')
        FROM kosis_establishments
        JOIN sections USING (industry_code)
        GROUP BY ALL
        """,
        params={"codes": ["0", *SECTIONS], "sections": [ALL_SECTIONS, *SECTIONS.values()], "all_kinds": ALL_KINDS},
    )


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
