"""Shares of the capital region, and the day on which it overtook the rest."""

from __future__ import annotations

import duckdb
import pandas as pd

from assets.indicators.concentration.borders import REPORTED, lacking_sido
from assets.lake.asset import asset
from domain.ages import AGED_20_34
from expectations.contracts.concentration import CAPITAL_CONCENTRATION, CROSSOVER

# Capital concentration: the capital region's share of the registered population, and when it passed one half.


@asset(contract=CAPITAL_CONCENTRATION)
def capital_concentration(sido_population_reported: pd.DataFrame, crosswalk: pd.DataFrame) -> duckdb.DuckDBPyRelation:
    """Share, margin in persons and crossover. One row per December; the margin decides, not the rounded share.

    A day without the figure of a sido has no sum that lacks it: no national population, no share, no margin. Whether the first
    majority after such a day is a crossover is not known, since it may have come about on the day itself.
    """
    people = sido_population_reported.dropna(subset=["population"])
    groups = sido_population_reported[["unit_id", "megaregion"]].drop_duplicates("unit_id")
    lacking = lacking_sido(people[REPORTED], crosswalk).merge(groups, on="unit_id", how="left")
    # Of a sido that no day has a figure of nobody knows the group here: it may be of the capital's.
    lacking["in_capital"] = lacking["megaregion"].isin(["capital"]) | lacking["megaregion"].isna()
    by_day = lacking.groupby("reference_date")["in_capital"].agg(missing_units="size", missing_in_capital="sum")
    gaps = by_day.reindex(people["reference_date"].to_list()).fillna(0).astype("int64").to_numpy()
    return _margins(duckdb.from_df(people.assign(missing_units=gaps[:, 0], missing_in_capital=gaps[:, 1])))


def _margins(people: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Sums by day of sido, of which each row says how many of the day are missing, and how many of these in the capital."""
    return duckdb.sql("""
        WITH yearly AS (
            SELECT CAST(reference_date AS DATE) AS reference_date, any_value(missing_units) AS missing_units,
                   CASE WHEN any_value(missing_in_capital) = 0
                        THEN sum(population) FILTER (megaregion = 'capital') END AS capital_population,
                   CASE WHEN any_value(missing_units) = 0 THEN sum(population) END AS national_population
            FROM people
            GROUP BY ALL
        ),
        measured AS (
            SELECT *, capital_population / national_population::DOUBLE AS capital_share,
                   2 * capital_population - national_population AS margin
            FROM yearly
        ),
        before AS (
            SELECT *, lag(margin) OVER (ORDER BY reference_date) AS margin_before,
                   lag(missing_units) OVER (ORDER BY reference_date) > 0 AS unknown_before
            FROM measured
        )
        SELECT *, margin > 0 AS capital_majority,
               CASE WHEN margin IS NULL OR margin > 0 AND unknown_before THEN NULL
                    ELSE margin > 0 AND coalesce(margin_before <= 0, false) END AS crossover
        FROM before
    """)


# When the capital region passed one half, for every concept of people, and for product, jobs and establishments.


@asset(contract=CROSSOVER)
def crossover(
    sido_population_reported: duckdb.DuckDBPyRelation,
    population: duckdb.DuckDBPyRelation,
    population_coverage: duckdb.DuckDBPyRelation,
    reference_region: duckdb.DuckDBPyRelation,
    sido_figure_reported: duckdb.DuckDBPyRelation,
    sido_census_population: duckdb.DuckDBPyRelation,
    oecd_tl2: duckdb.DuckDBPyRelation,
    crosswalk: pd.DataFrame,
) -> pd.DataFrame:
    """Outcome, dates and exact margins. One row per concept with data.

    Days on which a sido or, for figures by age, a sigungu is missing do not count, since a margin leaves nothing out.
    """
    sums = duckdb.sql(
        """
        WITH whole_day AS (
            SELECT population_concept, reference_date
            FROM population_coverage
            GROUP BY ALL
            HAVING bool_and(known)
        ),
        sigungu AS (
            SELECT CASE p.population_concept WHEN 'registration' THEN 'registration_20_34'
                                             ELSE p.population_concept END AS concept,
                   p.reference_date, r.megaregion = 'capital' AS capital, p.population AS value
            FROM population AS p
            JOIN whole_day USING (population_concept, reference_date)
            JOIN reference_region AS r ON r.level = 'sigungu' AND r.region_id = p.unit_id
            WHERE p.population_concept <> 'registration' OR p.age_from IN $young
        ),
        figure AS (
            SELECT 'registration' AS concept, 'persons' AS unit, reference_date,
                   megaregion = 'capital' AS capital, population AS value
            FROM sido_population_reported
            UNION ALL
            SELECT concept, 'persons', reference_date, capital, value
            FROM sigungu
            UNION ALL
            SELECT figure, CASE figure WHEN 'grdp' THEN 'million KRW' WHEN 'establishments' THEN figure ELSE 'persons' END,
                   reference_date, megaregion = 'capital', value
            FROM sido_figure_reported
            UNION ALL
            SELECT concept, 'persons', reference_date, megaregion = 'capital', value
            FROM (
                UNPIVOT (
                    SELECT reference_date, megaregion, population AS census, koreans AS census_koreans
                    FROM sido_census_population
                )
                ON census, census_koreans
                INTO NAME concept VALUE value
            ) AS c
            UNION ALL
            SELECT 'oecd_tl2', 'persons', year_end(year), region_id = 'KR01', population
            FROM oecd_tl2
            WHERE country = 'KOR'
            UNION ALL
            SELECT 'oecd_tl2_gdp', 'million US dollars', year_end(year), region_id = 'KR01', gdp
            FROM oecd_tl2
            WHERE country = 'KOR'
        )
        SELECT concept, unit, reference_date,
               CAST(coalesce(sum(value) FILTER (capital), 0) AS BIGINT) AS capital, CAST(sum(value) AS BIGINT) AS nation
        FROM figure
        GROUP BY ALL
        """,
        params={"young": AGED_20_34.groups},
    ).df()
    sums["reference_date"] = sums["reference_date"].dt.date
    broken = _days_without(sido_population_reported, sido_figure_reported, sido_census_population, crosswalk)
    keys = zip(sums["concept"], sums["reference_date"], strict=True)
    sums = sums[pd.Series([key not in broken for key in keys], sums.index, dtype="bool")]
    rows = [{"concept": concept, "unit": unit} | crossing(years) for (concept, unit), years in sums.groupby(["concept", "unit"])]
    return pd.DataFrame(rows, columns=list(CROSSOVER.column_names))


def _days_without(
    sido_population_reported: duckdb.DuckDBPyRelation,
    sido_figure_reported: duckdb.DuckDBPyRelation,
    sido_census_population: duckdb.DuckDBPyRelation,
    crosswalk: pd.DataFrame,
) -> set[tuple[object, object]]:
    """Concepts and days of which a sido, or one of its sexes in the census, has no figure."""
    printed = duckdb.sql("""
        SELECT DISTINCT 'registration' AS concept, unit_id, reference_date, source_vintage
        FROM sido_population_reported
        WHERE population IS NOT NULL
        UNION ALL
        SELECT figure, unit_id, reference_date, source_vintage
        FROM sido_figure_reported
        WHERE value IS NOT NULL
        UNION ALL
        SELECT unnest(['census', 'census_koreans']), unit_id, reference_date, reference_date
        FROM sido_census_population
    """).df()
    of_one_sex = duckdb.sql("""
        SELECT DISTINCT unnest(['census', 'census_koreans']), reference_date
        FROM sido_census_population
        GROUP BY unit_id, reference_date
        HAVING count(population) < 2 OR count(koreans) < 2
    """)
    found: set[tuple[object, object]] = set(of_one_sex.fetchall())
    for concept, rows in printed.groupby("concept"):
        days = pd.to_datetime(lacking_sido(rows, crosswalk)["reference_date"]).dt.date
        found |= {(concept, day) for day in days}
    return found


def crossing(years: pd.DataFrame) -> dict[str, object]:
    """The last crossing of one half in a series of `reference_date`, whole `capital` and `nation`.

    A tie is no majority. Without a majority at the end there is no crossing, even if there was one in between.
    """
    years = years.sort_values("reference_date")
    day, capital, nation = (list(years[name]) for name in ("reference_date", "capital", "nation"))
    margin = [2 * int(part) - int(whole) for part, whole in zip(capital, nation, strict=True)]
    row = {"first_date": day[0], "last_date": day[-1], "margin_last": margin[-1], "share_last": capital[-1] / nation[-1]}
    if margin[-1] <= 0:
        return row | {"outcome": "lost its majority" if max(margin) > 0 else "never a majority"}
    before = max((index for index, value in enumerate(margin) if value <= 0), default=None)
    if before is None:
        return row | {"outcome": "majority throughout"}
    return row | {
        "outcome": "crossed", "before_date": day[before], "crossover_date": day[before + 1],
        "margin_before": margin[before], "margin_after": margin[before + 1],
    }  # fmt: skip
